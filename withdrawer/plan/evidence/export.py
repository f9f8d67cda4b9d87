"""The member's data export, as far as a plan needs it (decisions 6 and 11). No file is read here.

An `Archive` is what the files contain, with minutes in an unnamed zone. `export_zone.export_of` makes an `Export` of
it, with spans in UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from withdrawer.plan.dates.spans import FAR_AHEAD, Span

SOMEWHEN = FAR_AHEAD
"""Replaces a message's unreadable date: it may be later than any blast, so the person is kept."""


class Direction(StrEnum):
    """Who invited whom, in the export's own words (data-export B.3)."""

    OUTGOING = "OUTGOING"
    INCOMING = "INCOMING"


class ArchivedInvitation(NamedTuple):
    """One line of Invitations.csv; `slug` and `name` are the other person's, never the member's.

    `slug` is decoded, and empty in exports older than late 2023. `sent_on_clock` is naive, but in UTC if the line names
    a zone, and None if the date can't be read.
    """

    slug: str
    name: str
    sent_on_clock: datetime | None
    direction: Direction
    has_note: bool


class ArchivedConnection(NamedTuple):
    """One line of Connections.csv. `slug` is decoded, empty before mid-2023; `connected_on` None if unreadable."""

    slug: str
    name: str
    connected_on: date | None
    company: str


@dataclass(frozen=True, slots=True)
class ExportedInvitation:
    """An ArchivedInvitation with the span of its minute, which is wider if the clock's zone is not settled."""

    slug: str
    name: str
    sent: Span
    direction: Direction
    has_note: bool = False


@dataclass(frozen=True, kw_only=True)
class ExportedContacts:
    """The people in an address book given to LinkedIn, and those with whom messages were exchanged.

    `imported_names` are `person_rules.name_form`s, `imported_addresses` lower case. `messaged_at` has the latest
    message by decoded slug, in UTC; `messaged_names_at` the same by `name_form`, where the export has no profile.
    `messaged_names` maps slugs to names in that form.
    """

    imported_names: frozenset[str] = frozenset()
    imported_addresses: frozenset[str] = frozenset()
    messaged_at: Mapping[str, datetime] = field(default_factory=dict)
    messaged_names_at: Mapping[str, datetime] = field(default_factory=dict)
    messaged_names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Export(ExportedContacts):
    """A data export with its times in UTC."""

    invitations: tuple[ExportedInvitation, ...] = ()


@dataclass(frozen=True)
class Archive(ExportedContacts):
    """The contents of an export's files, except the text of messages and notes.

    `owner` is the slug of the member it belongs to, empty if no file tells.
    """

    owner: str = ""
    invitations: tuple[ArchivedInvitation, ...] = ()
    connections: tuple[ArchivedConnection, ...] = ()

    def joined(self, older: "Archive") -> "Archive":
        """Merge an older export of the same member into this one, without duplicates."""
        return replace(
            self,
            owner=self.owner or older.owner,
            invitations=tuple(dict.fromkeys(older.invitations + self.invitations)),
            connections=tuple(dict.fromkeys(older.connections + self.connections)),
            imported_names=self.imported_names | older.imported_names,
            imported_addresses=self.imported_addresses | older.imported_addresses,
            messaged_at=_latest(older.messaged_at, self.messaged_at),
            messaged_names_at=_latest(older.messaged_names_at, self.messaged_names_at),
            messaged_names={**older.messaged_names, **self.messaged_names},
        )

    def adds_to(self, known: "Archive | None") -> bool:
        """Return whether it has anything that `known` lacks, regardless of order."""
        if known is None:
            return True
        before, after = known.joined(Archive()), known.joined(self)
        lines = ("invitations", "connections")
        return any(set(getattr(before, name)) != set(getattr(after, name)) for name in lines) or (
            replace(before, invitations=(), connections=()) != replace(after, invitations=(), connections=())
        )

    def contacts(self) -> dict[str, object]:
        """Return the fields shared with `Export`."""
        return {it.name: getattr(self, it.name) for it in fields(ExportedContacts)}


def _latest(older: Mapping[str, datetime], newer: Mapping[str, datetime]) -> dict[str, datetime]:
    return {who: max(older.get(who, at), at) for who, at in {**older, **newer}.items()}
