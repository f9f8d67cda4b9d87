"""What was seen: readings of the two lists, and everybody on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from sqlite3 import Row
from typing import TYPE_CHECKING

from withdrawer.journal.database import Database
from withdrawer.journal.records import Account, Scan
from withdrawer.journal.stored_times import restored, restored_or_none, span_values, stored
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.half import Half

if TYPE_CHECKING:
    from withdrawer.plan.people import EarlierSighting, Person

ADD_PERSON = (
    "INSERT INTO people (key, name, headline) SELECT :key, :name, :headline"
    " WHERE NOT EXISTS (SELECT 1 FROM people WHERE key = :key AND name = :name AND headline = :headline)"
)
ADD_AGE = "INSERT INTO ages (scan_id, wording, earliest, latest, seen_at) VALUES (?, ?, ?, ?, ?)"
ADD_SIGHTING = (
    "INSERT INTO sightings (age_id, person_id, has_note, position)"
    " SELECT :age, id, :has_note, :position FROM people WHERE key = :key AND name = :name AND headline = :headline"
)

AGES = (
    "SELECT ages.id, scan_id, wording, earliest, latest"
    " FROM ages JOIN scans ON scans.id = scan_id WHERE account_id = ? ORDER BY ages.id"
)
SIGHTINGS = "SELECT age_id, person_id, has_note, position FROM sightings ORDER BY id"


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
        """Keep the people that one more load of the list has brought, and of Sent invitations how each was seen.

        What was kept of them before is not kept again. Whoever is shown without a profile or an address tells nothing.
        """
        known = [person for person in people if person.key]
        with self.database.writing():
            self.database.write("UPDATE scans SET loads = loads + 1 WHERE id = ?", (scan.id,))
            self.database.write_all(ADD_PERSON, map(_shown, known))
            if scan.half is Half.SENT:
                ages: dict[tuple[object, ...], int] = {}
                for person in known:
                    if (age := _age(person)) not in ages:
                        ages[age] = self.database.write(ADD_AGE, (scan.id, *age))
                self.database.write_all(ADD_SIGHTING, (_sighting(person, ages[_age(person)]) for person in known))

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

        said = {
            number: (scan, wording, None if earliest is None else Span(restored(earliest), restored(latest)))
            for number, scan, wording, earliest, latest in self.database.each(AGES, (account.id,))
        }
        keys: dict[int, str] = dict(self.database.each("SELECT id, key FROM people"))
        sightings: list[EarlierSighting] = []
        for age, person, has_note, position in self.database.each(SIGHTINGS):
            if (told := said.get(age)) is not None:  # else it is another account's
                scan, wording, span = told
                sightings.append(EarlierSighting(keys[person], wording, span, has_note == 1, scan, position))
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


def _shown(person: "Person") -> dict[str, object]:
    """How a person is shown."""
    return {"key": person.key, "name": person.name, "headline": person.headline}


def _age(person: "Person") -> tuple[object, ...]:
    """What a row says of the time: the same for many rows of a load."""
    return (person.wording, *span_values(person.span), stored(person.seen_at))


def _sighting(person: "Person", age: int) -> dict[str, object]:
    return {**_shown(person), "age": age, "has_note": person.has_note, "position": person.position}
