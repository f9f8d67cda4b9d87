"""What the member's data export tells, as far as a plan needs it (decisions 6 and 11); no file is read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from withdrawer.plan.dates.spans import FAR_AHEAD, Span

SOMEWHEN = FAR_AHEAD
"""When a message was exchanged whose date could not be read: it may have been since any blast, so it keeps."""


class Direction(StrEnum):
    """Who invited whom, in the export's own words (data-export B.3)."""

    OUTGOING = "OUTGOING"
    INCOMING = "INCOMING"


@dataclass(frozen=True, slots=True)
class ExportedInvitation:
    """One line of Invitations.csv: `slug` and `name` are those of the other person, never the member's.

    `slug` is decoded, and empty in exports older than late 2023. `sent` is the named minute where its zone is settled,
    a wider span where it is not.
    """

    slug: str
    name: str
    sent: Span
    direction: Direction
    has_note: bool = False


@dataclass(frozen=True, slots=True)
class ExportedConnection:
    """One line of Connections.csv; `connected` is the named day. `slug` is decoded, empty before mid-2023."""

    slug: str
    name: str
    connected: Span
    company: str = ""


@dataclass(frozen=True)
class Export:
    """A data export, read and with its zone settled. An export of nothing is an Export() with nothing in it.

    `imported_names` are as `naming.name_form` gives them, `imported_addresses` lower case: whom an address book held.
    `messaged_at` is the latest message with somebody, by decoded slug, UTC; `messaged_names_at` the same by
    `name_form`, where the export gives no profile. `messaged_names` are the names, in that form, of those with a slug.
    """

    invitations: tuple[ExportedInvitation, ...] = ()
    connections: tuple[ExportedConnection, ...] = ()
    imported_names: frozenset[str] = frozenset()
    imported_addresses: frozenset[str] = frozenset()
    messaged_at: Mapping[str, datetime] = field(default_factory=dict)
    messaged_names_at: Mapping[str, datetime] = field(default_factory=dict)
    messaged_names: Mapping[str, str] = field(default_factory=dict)
