"""What a person has confirmed, and how far it has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

import msgspec

from withdrawer.journal.database import Database
from withdrawer.journal.documents import values_of, versioned
from withdrawer.journal.lines import Lines
from withdrawer.journal.records import Account, Alike, Job, JobLine, JobState, PlanLine, Terms
from withdrawer.journal.stored_times import restored, restored_or_none, stored
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.half import Half
from withdrawer.plan.verdicts import Verdict

TAKEN_BACK = "taken_back"
"""The reason code of a kept line whose person another line of the same job plans anew."""
ADD_JOB = (
    "INSERT INTO jobs"
    " (account_id, selection, since, until, per_day, pace, halves, also_accepted, confirmed_at, unread_sent,"
    " unread_connections) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs: an account has at most one open."""

    database: Database

    def begin(
        self, account: Account, terms: Terms, lines: Iterable[PlanLine], at: datetime, unread: Mapping[Half, int] = {}
    ) -> Job:
        """Open a confirmed job with its whole plan; the one that was open is replaced.

        `unread` tells for each list how many rows could not be read for it.
        """
        with self.database.writing():
            self.database.write(
                "UPDATE jobs SET state = 'replaced', finished_at = ? WHERE account_id = ? AND state = 'open'",
                (stored(at), account.id),
            )
            number = self.database.write(
                ADD_JOB, (account.id, *_job_values(terms), stored(at), *(unread.get(half, 0) for half in Half))
            )
            Lines(self.database).add(number, lines)
        return self.get(number)

    def extend(self, job: Job, lines: Iterable[PlanLine]) -> None:
        """Add people to an open job's plan: those who accepted after it was confirmed."""
        with self.database.writing():
            Lines(self.database).add(job.id, lines)

    def take_back(self, job: Job, lines: Iterable[JobLine]) -> bool:
        """Plan people anew whom a rule of the keep list held back at the act; False where the job is no longer open.

        What was settled stays: their line is kept, and another one takes its place in the plan.
        """
        with self.database.writing():
            if self.get(job.id).state is not JobState.OPEN:
                return False
            for line in lines:
                self.database.write(
                    "UPDATE plan_lines SET verdict = 'kept', reason_code = ? WHERE id = ? AND verdict = 'planned'",
                    (TAKEN_BACK, line.id),
                )
                Lines(self.database).add(job.id, [line.line])
        return True

    def open_job(self, account: Account) -> Job | None:
        """The account's open job."""
        return self._find("account_id = ? AND state = 'open'", account.id)

    def last(self, account: Account) -> Job | None:
        """The account's last confirmed job, whatever became of it."""
        return self._find("account_id = ?", account.id)

    def all(self, account: Account) -> list[Job]:
        """All jobs of an account, the last first."""
        return self._all("account_id = ? ORDER BY id DESC", account.id)

    def pass_trial(self, job: Job, at: datetime) -> Job:
        """The first acts were read back and had taken effect."""
        with self.database.writing():
            self.database.write("UPDATE jobs SET trial_passed_at = ? WHERE id = ?", (stored(at), job.id))
        return self.get(job.id)

    def finish(self, job: Job, at: datetime) -> Job:
        """Nothing is left to do."""
        with self.database.writing():
            self.database.write(
                "UPDATE jobs SET state = 'finished', finished_at = ? WHERE id = ? AND state = 'open'",
                (stored(at), job.id),
            )
        return self.get(job.id)

    def end(self, job: Job, at: datetime) -> Job:
        """The person has ended it, whoever is left."""
        with self.database.writing():
            self.database.write(
                "UPDATE jobs SET state = 'replaced', is_ended = 1, finished_at = ? WHERE id = ? AND state = 'open'",
                (stored(at), job.id),
            )
        return self.get(job.id)

    def lines(self, job: Job) -> list[JobLine]:
        """The whole plan, kept people too, in act order."""
        return Lines(self.database).of(job)

    def counted(self, job: Job) -> list[Alike]:
        """How many lines of the plan there are of each kind, without looking at each."""
        return Lines(self.database).counted(job)

    def remaining(self, job: Job) -> list[JobLine]:
        """Planned people without a final outcome, in act order; refused and unresolved ones are still among them."""
        return [
            line
            for line in self.lines(job)
            if line.line.verdict is Verdict.PLANNED and (line.outcome is None or not line.outcome.is_final)
        ]

    def get(self, number: int) -> Job:
        """The job of this number, which must exist."""
        return _job(self.database.rows("SELECT * FROM jobs WHERE id = ?", (number,))[0])

    def _find(self, condition: str, *parameters: object) -> Job | None:
        return next(iter(self._all(f"{condition} ORDER BY id DESC LIMIT 1", *parameters)), None)

    def _all(self, condition: str, *parameters: object) -> list[Job]:
        return [_job(row) for row in self.database.rows(f"SELECT * FROM jobs WHERE {condition}", parameters)]  # noqa: S608


def _job_values(terms: Terms) -> tuple[object, ...]:
    selection, halves = versioned(terms.selection), msgspec.json.encode(terms.halves).decode()
    window = (stored(terms.window.since), stored(terms.window.until))
    return (selection, *window, terms.per_day, terms.pace, halves, terms.also_accepted)


def _job(row: Row) -> Job:
    terms = Terms(
        selection=values_of(row["selection"]),
        window=Window(restored(row["since"]), restored(row["until"])),
        per_day=row["per_day"],
        pace=row["pace"],
        halves=msgspec.json.decode(row["halves"], type=tuple[Half, ...]),
        also_accepted=bool(row["also_accepted"]),
    )
    return Job(
        id=row["id"],
        state=JobState.ENDED if row["is_ended"] else JobState(row["state"]),
        terms=terms,
        confirmed_at=restored(row["confirmed_at"]),
        finished_at=restored_or_none(row["finished_at"]),
        trial_passed_at=restored_or_none(row["trial_passed_at"]),
        unread={half: row[f"unread_{half}"] for half in Half},
    )
