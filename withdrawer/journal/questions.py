"""Questions about an open job raised by a data export imported meanwhile, until the user answers them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from withdrawer.journal.columns import record_of, stored
from withdrawer.journal.database import Database
from withdrawer.journal.records import Job, PlanLine
from withdrawer.plan.half import Half

ADD = (
    "INSERT INTO questions (job_id, kind, half, key, name, position, reason, raised_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)


class Asked(StrEnum):
    """The kinds of questions about a person."""

    KEEP = "keep"
    """Whether to keep somebody in the job. Until answered, they are not acted on."""
    REMOVE = "remove"
    """Whether to ask, at the end of the job, about removing somebody who is not in it."""


class Question(msgspec.Struct, frozen=True):
    """One person a question is about; `position` is their place in the list according to the job."""

    kind: Asked
    half: Half
    key: str
    name: str
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of all jobs. Each person is asked about only once in a job."""

    database: Database

    def add(self, job: Job, questions: Iterable[Question], at: datetime) -> None:
        """Add these questions, except those already asked in this job."""
        with self.database.writing():
            self.database.write_all(
                ADD,
                ((job.id, it.kind, it.half, it.key, it.name, it.position, it.reason, stored(at)) for it in questions),
            )

    def unanswered(self, job: Job, kind: Asked) -> list[Question]:
        """The questions without an answer."""
        return self._find(job, kind, "answer IS NULL")

    def agreed(self, job: Job, kind: Asked) -> list[Question]:
        """The questions answered with yes."""
        return self._find(job, kind, "answer = 'yes'")

    def answer(self, job: Job, kind: Asked, at: datetime, *, is_yes: bool) -> None:
        """Answer all unanswered questions of a kind."""
        with self.database.writing():
            self.database.write(
                "UPDATE questions SET answer = ?, answered_at = ? WHERE job_id = ? AND kind = ? AND answer IS NULL",
                ("yes" if is_yes else "no", stored(at), job.id, kind),
            )

    def holds(self, job: Job, line: PlanLine) -> bool:
        """Whether this person must not be acted on: the user has not said that they need not be kept."""
        return bool(
            self.database.rows(
                "SELECT 1 FROM questions WHERE job_id = ? AND kind = 'keep' AND half = ? AND key = ?"
                " AND COALESCE(answer, '') <> 'no'",
                (job.id, line.half, line.key),
            )
        )

    def has_any(self, job: Job) -> bool:
        """Whether any question was ever asked about a job."""
        return bool(self.database.rows("SELECT 1 FROM questions WHERE job_id = ? LIMIT 1", (job.id,)))

    def _find(self, job: Job, kind: Asked, condition: str) -> list[Question]:
        rows = self.database.rows(
            f"SELECT * FROM questions WHERE job_id = ? AND kind = ? AND {condition} ORDER BY half DESC, position, id",  # noqa: S608
            (job.id, kind),
        )
        return [record_of(Question, row) for row in rows]
