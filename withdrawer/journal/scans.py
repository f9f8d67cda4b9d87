"""What was seen: readings of the two lists, and everybody on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from sqlite3 import Row
from typing import TYPE_CHECKING, Any

from withdrawer.journal.database import Database
from withdrawer.journal.instants import restored, restored_or_none, stored
from withdrawer.journal.records import Account, Scan
from withdrawer.journal.spans import span_values
from withdrawer.plan.halves import Half
from withdrawer.plan.spans import Span
from withdrawer.zones import zone_named

if TYPE_CHECKING:
    from withdrawer.plan.ages import Days
    from withdrawer.plan.people import EarlierSighting, Person
    from withdrawer.plan.wordings import Wordings

ADD_SIGHTING = (
    "INSERT INTO sightings"
    " (scan_id, key, name, headline, wording, earliest, latest, has_note, position, seen_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

SENT_SCANS = "SELECT id, zone, language FROM scans WHERE account_id = ? AND half = 'sent'"
SIGHTINGS = (
    "SELECT key, has_note, position, scan_id, wording, earliest, latest, seen_at"
    " FROM sightings JOIN scans ON scans.id = scan_id"
    " WHERE account_id = ? AND half = 'sent' AND key <> '' ORDER BY sightings.id"
)


@dataclass(frozen=True, slots=True)
class Scans:
    """The readings. One that was broken off keeps what it saw, and is not complete."""

    database: Database

    def begin(self, account: Account, half: Half, at: datetime, zone: tzinfo | None = None) -> Scan:
        """A new reading of one list, in the person's zone of the moment."""
        with self.database.writing():
            number = self.database.write(
                "INSERT INTO scans (account_id, half, started_at, zone) VALUES (?, ?, ?, ?)",
                (account.id, half, stored(at), "" if zone is None else str(zone)),
            )
        return self._get(number)

    def add(self, scan: Scan, people: "Iterable[Person]") -> None:
        """Keep the people that one more load of the list has brought."""
        with self.database.writing():
            self.database.write("UPDATE scans SET loads = loads + 1 WHERE id = ?", (scan.id,))
            self.database.write_all(ADD_SIGHTING, (_values(scan, person) for person in people))

    def end(
        self,
        scan: Scan,
        at: datetime,
        loads: int,
        stated_count: int | None,
        complete: bool,
        language: str = "",
        listed: int = 0,
    ) -> Scan:
        """The reading is over. `loads` is all of its loads, `listed` how many people it saw that are still there.

        `complete` where the list's end was reached.
        """
        with self.database.writing():
            self.database.write(
                "UPDATE scans SET ended_at = ?, loads = ?, stated_count = ?, complete = ?, language = ?, listed = ?"
                " WHERE id = ?",
                (stored(at), loads, stated_count, complete, language, listed, scan.id),
            )
        return self._get(scan.id)

    def last_shortfall(self, account: Account, half: Half, before: datetime) -> int | None:
        """By how many the page counted more than it listed, when it was last read to its end before an instant."""
        rows = self.database.rows(
            "SELECT stated_count - listed AS shortfall FROM scans"
            " WHERE account_id = ? AND half = ? AND complete AND listed > 0 AND stated_count IS NOT NULL"
            " AND started_at <= ? ORDER BY id DESC LIMIT 1",
            (account.id, half, stored(before)),
        )
        return int(rows[0]["shortfall"]) if rows else None

    def last(self, account: Account, half: Half) -> Scan | None:
        """The last reading of a list that was not broken off."""
        rows = self.database.rows(
            "SELECT * FROM scans WHERE account_id = ? AND half = ? AND ended_at IS NOT NULL ORDER BY id DESC LIMIT 1",
            (account.id, half),
        )
        return _scan(rows[0]) if rows else None

    def last_begun(self, account: Account, half: Half) -> Scan | None:
        """The last reading of a list, also one that was broken off."""
        rows = self.database.rows(
            "SELECT * FROM scans WHERE account_id = ? AND half = ? ORDER BY id DESC LIMIT 1", (account.id, half)
        )
        return _scan(rows[0]) if rows else None

    def earlier_sightings(self, account: Account) -> "list[EarlierSighting]":
        """Everybody that any reading, also a broken-off one, saw among the pending invitations; oldest first."""
        from withdrawer.plan.people import EarlierSighting

        read_in = {scan: _read_in(*how) for scan, *how in self.database.each(SENT_SCANS, (account.id,))}
        told: dict[tuple[Any, ...], tuple[Span | None, Days | None]] = {}  # the same for all rows of one load
        keys: dict[str, str] = {}  # one text for each person, however often they were seen
        sightings: list[EarlierSighting] = []
        last: tuple[Any, ...] = ()
        for row in self.database.each(SIGHTINGS, (account.id,)):
            if (said := row[3:]) != last:
                last, (scan, wording, earliest, latest, at) = said, said
                if said not in told:
                    told[said] = _told(wording, earliest, latest, at, *read_in[scan])
                span, days = told[said]
            key = keys.setdefault(row[0], row[0])
            sightings.append(EarlierSighting(key, wording, span, row[1] == 1, scan, row[2], days))
        return sightings

    def loads_since(self, instant: datetime) -> int:
        """Loads by readings that began after the instant."""
        [row] = self.database.rows(
            "SELECT COALESCE(SUM(loads), 0) AS loads FROM scans WHERE started_at > ?", (stored(instant),)
        )
        return int(row["loads"])

    def _get(self, number: int) -> Scan:
        return _scan(self.database.rows("SELECT * FROM scans WHERE id = ?", (number,))[0])


def _scan(row: Row) -> Scan:
    return Scan(
        id=row["id"],
        half=Half(row["half"]),
        started_at=restored(row["started_at"]),
        ended_at=restored_or_none(row["ended_at"]),
        loads=row["loads"],
        stated_count=row["stated_count"],
        complete=bool(row["complete"]),
        language=row["language"],
    )


def _read_in(zone: str, language: str) -> "tuple[tzinfo | None, Wordings]":
    """The zone that the person was in at a reading, None where nobody knows, and how the page told ages then."""
    from withdrawer.plan.languages import wordings_for

    return zone_named(zone) if zone else None, wordings_for(language)


def _told(
    wording: str, earliest: int | None, latest: int, seen_at: int, zone: tzinfo | None, wordings: "Wordings"
) -> "tuple[Span | None, Days | None]":
    """What a row said of the time: its span, and the two readings of a wording that counts days."""
    from withdrawer.plan.ages import read_days

    span = None if earliest is None else Span(restored(earliest), restored(latest))
    return span, read_days(wording, restored(seen_at), zone, wordings) if zone else None


def _values(scan: Scan, person: "Person") -> tuple[object, ...]:
    seen = (person.has_note, person.position, stored(person.seen_at))
    return (scan.id, person.key, person.name, person.headline, person.wording, *span_values(person.span), *seen)
