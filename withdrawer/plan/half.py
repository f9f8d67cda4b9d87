"""The two halves of the undo."""

from enum import StrEnum


class Half(StrEnum):
    """Invitations that are still pending, and connections that came of accepted ones."""

    SENT = "sent"
    CONNECTIONS = "connections"
