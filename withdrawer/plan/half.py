"""The two halves of the work, one for each of LinkedIn's lists, and the rows of a list that were not read."""

from dataclasses import dataclass
from enum import StrEnum


class Half(StrEnum):
    """Invitations that are still pending, and connections that came of accepted ones."""

    SENT = "sent"
    CONNECTIONS = "connections"


@dataclass(frozen=True, slots=True)
class Unread:
    """Wanted rows of a list that were not read: `rows` are there, `missing` never came although the page counts them.

    Those that are there belong to nobody in the plan.
    """

    rows: int = 0
    missing: int = 0

    @property
    def total(self) -> int:
        """Number of both."""
        return self.rows + self.missing


NONE_UNREAD = Unread()
