"""A data export as its files have it, before anybody knows which zone their clock was in. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from withdrawer.plan.evidence.export_facts import Direction

Line = TypeVar("Line")


class ArchivedInvitation(NamedTuple):
    """One line of Invitations.csv: who the other person is, and the minute on a clock of unknown zone (naive).

    `sent_on_clock` is UTC where the line names a zone, and None where the date can't be read.
    """

    slug: str
    name: str
    sent_on_clock: datetime | None
    direction: Direction
    has_note: bool


class ArchivedConnection(NamedTuple):
    """One line of Connections.csv; `connected_on` is None where the date can't be read."""

    slug: str
    name: str
    connected_on: date | None
    company: str


@dataclass(frozen=True)
class Archive:
    """What the files of an export hold, but for what was written in messages and notes.

    `owner` is the slug of the member whose export it is, empty where no file tells. `imported_names` and
    `imported_addresses` are in the forms of `Export`; so are `messaged_at`, `messaged_names_at` and `messaged_names`.
    """

    owner: str = ""
    invitations: tuple[ArchivedInvitation, ...] = ()
    connections: tuple[ArchivedConnection, ...] = ()
    imported_names: frozenset[str] = frozenset()
    imported_addresses: frozenset[str] = frozenset()
    messaged_at: Mapping[str, datetime] = field(default_factory=dict)
    messaged_names_at: Mapping[str, datetime] = field(default_factory=dict)
    messaged_names: Mapping[str, str] = field(default_factory=dict)

    def joined(self, older: "Archive") -> "Archive":
        """The export together with an older one of the same member; what stands in both counts once."""
        return replace(
            self,
            owner=self.owner or older.owner,
            invitations=_once(older.invitations + self.invitations),
            connections=_once(older.connections + self.connections),
            imported_names=self.imported_names | older.imported_names,
            imported_addresses=self.imported_addresses | older.imported_addresses,
            messaged_at=_latest(older.messaged_at, self.messaged_at),
            messaged_names_at=_latest(older.messaged_names_at, self.messaged_names_at),
            messaged_names={**older.messaged_names, **self.messaged_names},
        )

    def adds_to(self, known: "Archive | None") -> bool:
        """Whether it tells anything that is not known already."""
        return known is None or known.joined(Archive()).without_order != known.joined(self).without_order

    @property
    def without_order(self) -> tuple[object, ...]:
        """All that it tells, for comparing."""
        people = (
            frozenset(self.invitations),
            frozenset(self.connections),
            self.imported_names,
            self.imported_addresses,
        )
        messages = (dict(self.messaged_at), dict(self.messaged_names_at), dict(self.messaged_names))
        return (self.owner, *people, *messages)


def _once(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(dict.fromkeys(lines))


def _latest(older: Mapping[str, datetime], newer: Mapping[str, datetime]) -> dict[str, datetime]:
    return {who: max(older.get(who, at), at) for who, at in {**older, **newer}.items()}
