"""What was seen: readings of the two lists, everybody on them, and what looked like a second blast."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from withdrawer.journal.columns import record_of, restored, span_values, stored
from withdrawer.journal.database import Database
from withdrawer.journal.records import Account, Job, Scan
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.half import Half

if TYPE_CHECKING:
    from withdrawer.plan.bursts.second_bursts import SecondBurst
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
FROM_END = (
    "SELECT MAX(stated_count - position, 0) AS people FROM sightings JOIN people ON people.id = person_id"
    " JOIN ages ON ages.id = age_id JOIN scans ON scans.id = scan_id"
    " WHERE account_id = ? AND stated_count IS NOT NULL"
)
SIGHTINGS = "SELECT age_id, person_id, has_note, position FROM sightings ORDER BY id"


@dataclass(frozen=True, slots=True)
class Scans:
    """The readings. An interrupted one keeps what it saw, and is not complete."""

    database: Database

    def begin(self, account: Account, half: Half, at: datetime, zone: tzinfo | None = None) -> Scan:
        """Begin a reading of one list, in the user's current zone."""
        with self.database.writing():
            number = self.database.write(
                "INSERT INTO scans (account_id, half, started_at, zone) VALUES (?, ?, ?, ?)",
                (account.id, half, stored(at), "" if zone is None else str(zone)),
            )
        return Scan(number, half, at)

    def add(self, scan: Scan, people: "Iterable[Person]") -> None:
        """Store the people brought by one more load of the list and, for Sent invitations, each sighting.

        People already stored are not stored again. Rows without a key are skipped.
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
    ) -> None:
        """End the reading. `loads` counts all of its loads, `listed` the people it saw who are still there.

        `complete` if the end of the list was reached.
        """
        with self.database.writing():
            self.database.write(
                "UPDATE scans SET ended_at = ?, loads = ?, stated_count = ?, complete = ?, language = ?, listed = ?"
                " WHERE id = ?",
                (stored(at), loads, stated_count, complete, language, listed, scan.id),
            )

    def last_shortfall(self, account: Account, half: Half, before: datetime) -> int | None:
        """By how many the page's count exceeded its rows when last read to its end before an instant, or None."""
        rows = self.database.rows(
            "SELECT stated_count - listed AS shortfall FROM scans"
            " WHERE account_id = ? AND half = ? AND complete AND listed > 0 AND stated_count IS NOT NULL"
            " AND started_at <= ? ORDER BY id DESC LIMIT 1",
            (account.id, half, stored(before)),
        )
        return int(rows[0]["shortfall"]) if rows else None

    def last_stated(self, account: Account, half: Half) -> int | None:
        """The page's own count when a list was last read without interruption, or None."""
        rows = self.database.rows(
            "SELECT stated_count FROM scans WHERE account_id = ? AND half = ? AND ended_at IS NOT NULL"
            " ORDER BY id DESC LIMIT 1",
            (account.id, half),
        )
        return rows[0]["stated_count"] if rows else None

    def last_language(self, account: Account) -> str:
        """The language in which LinkedIn showed the account when a list was last read, or "" if none was."""
        rows = self.database.rows(
            "SELECT language FROM scans WHERE account_id = ? AND language <> '' ORDER BY id DESC LIMIT 1", (account.id,)
        )
        return str(rows[0]["language"]) if rows else ""

    def stated_between(
        self, account: Account, half: Half, since: datetime, until: datetime
    ) -> list[tuple[datetime, int]]:
        """When readings of a list ended in this time, and the page's own count at each; oldest first."""
        rows = self.database.rows(
            "SELECT ended_at, stated_count FROM scans WHERE account_id = ? AND half = ? AND stated_count IS NOT NULL"
            " AND ended_at >= ? AND ended_at <= ? ORDER BY ended_at",
            (account.id, half, stored(since), stored(until)),
        )
        return [(restored(row["ended_at"]), row["stated_count"]) for row in rows]

    def last_begun(self, account: Account, half: Half) -> Scan | None:
        """The last reading of a list, interrupted or not, or None."""
        rows = self.database.rows(
            "SELECT * FROM scans WHERE account_id = ? AND half = ? ORDER BY id DESC LIMIT 1", (account.id, half)
        )
        return record_of(Scan, rows[0]) if rows else None

    def earlier_sightings(self, account: Account) -> "list[EarlierSighting]":
        """Everybody that any reading, interrupted or not, saw among the pending invitations; oldest first."""
        from withdrawer.plan.people import EarlierSighting

        said = {
            number: (scan, wording, None if earliest is None else Span(restored(earliest), restored(latest)))
            for number, scan, wording, earliest, latest in self.database.each(AGES, (account.id,))
        }
        keys: dict[int, str] = dict(self.database.each("SELECT id, key FROM people"))
        sightings: list[EarlierSighting] = []
        for age, person, has_note, position in self.database.each(SIGHTINGS):
            if (told := said.get(age)) is not None:  # otherwise it belongs to another account
                scan, wording, span = told
                sightings.append(EarlierSighting(keys[person], wording, span, has_note == 1, scan, position))
        return sightings

    def from_end(self, account: Account, until: datetime) -> int:
        """How many pending invitations stood from the newest one that may be sent before an instant to the list's end.

        By the last reading that shows it; 0 if none does.
        """
        return self._from_end("earliest < ?", "scan_id DESC, position", account, stored(until))

    def from_end_of(self, account: Account, key: str) -> int:
        """How many pending invitations stood from this person to the end of the list when last seen; 0 if never."""
        return self._from_end("key = ?", "sightings.id DESC", account, key)

    def _from_end(self, condition: str, order: str, account: Account, value: object) -> int:
        rows = self.database.rows(f"{FROM_END} AND {condition} ORDER BY {order} LIMIT 1", (account.id, value))
        return int(rows[0]["people"]) if rows else 0

    def last_pending(self, job: Job) -> dict[str, datetime]:
        """When each person among a job's invitations was last seen pending, by key, in LinkedIn's own time."""
        rows = self.database.rows(
            "SELECT key, MAX(seen_at) AS seen_at FROM sightings JOIN people ON people.id = person_id"
            " JOIN ages ON ages.id = age_id JOIN scans ON scans.id = scan_id"
            " WHERE account_id = (SELECT account_id FROM jobs WHERE id = ?)"
            " AND key IN (SELECT key FROM plan_lines WHERE job_id = ? AND half = 'sent') GROUP BY key",
            (job.id, job.id),
        )
        return {row["key"]: restored(row["seen_at"]) for row in rows}

    def loads_since(self, instant: datetime) -> int:
        """Number of loads by readings that began after the instant."""
        [row] = self.database.rows(
            "SELECT COALESCE(SUM(loads), 0) AS loads FROM scans WHERE started_at > ?", (stored(instant),)
        )
        return int(row["loads"])


@dataclass(frozen=True, slots=True)
class SecondBursts:
    """The bursts found between two readings, stored so that `status` can report them."""

    database: Database

    def add(self, account: Account, burst: "SecondBurst", at: datetime) -> None:
        """Store a burst that a reading found."""
        values = (stored(at), stored(burst.since), burst.count, stored(burst.span.earliest), stored(burst.span.latest))
        with self.database.writing():
            self.database.write(
                "INSERT INTO second_bursts (account_id, seen_at, since, count, earliest, latest)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (account.id, *values),
            )

    def last_since(self, account: Account, instant: datetime) -> "SecondBurst | None":
        """The last burst found after an instant, or None."""
        rows = self.database.rows(
            "SELECT * FROM second_bursts WHERE account_id = ? AND seen_at > ? ORDER BY id DESC LIMIT 1",
            (account.id, stored(instant)),
        )
        if not rows:
            return None
        from withdrawer.plan.bursts.second_bursts import SecondBurst

        [row] = rows
        return SecondBurst(
            row["count"], Span(restored(row["earliest"]), restored(row["latest"])), restored(row["since"])
        )


def _shown(person: "Person") -> dict[str, object]:
    """A person's key, name and headline."""
    return {"key": person.key, "name": person.name, "headline": person.headline}


def _age(person: "Person") -> tuple[object, ...]:
    """A row's age, shared by many rows of a load: wording, span and when it was seen."""
    return (person.wording, *span_values(person.span), stored(person.seen_at))


def _sighting(person: "Person", age: int) -> dict[str, object]:
    return {**_shown(person), "age": age, "has_note": person.has_note, "position": person.position}
