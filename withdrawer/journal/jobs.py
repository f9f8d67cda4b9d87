"""Confirmed jobs, person by person, and their progress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Row

import msgspec

from withdrawer.journal.columns import record_of, restored, span_of, span_values, stored
from withdrawer.journal.database import Database
from withdrawer.journal.documents import values_of, versioned
from withdrawer.journal.records import SILENT, Account, Job, JobState, LineCount, PlanLine, Terms
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import NONE_UNREAD, Half, Unread

ADD_LINE = (
    "INSERT INTO plan_lines (job_id, half, key, name, position, first, verdict, reason, reason_code, earliest, latest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
TRIED = """
    FROM plan_lines AS line
    LEFT JOIN (
        SELECT line_id, MAX(id) AS id, SUM(outcome = 'refused' AND NOT held) AS refusals FROM acts GROUP BY line_id
    ) AS tried ON tried.line_id = line.id
    LEFT JOIN acts AS last ON last.id = tried.id
    LEFT JOIN questions AS asked ON asked.job_id = line.job_id AND asked.half = line.half AND asked.key = line.key
        AND asked.kind = 'keep' AND COALESCE(asked.answer, '') <> 'no' AND line.verdict = 'planned'
    WHERE line.job_id = ?
"""
"""The lines of a job, each with its last act and the number of its refusals. Held acts are not refusals."""
LINES = f"""
    SELECT line.*, last.outcome, last.proof, last.missed_at, COALESCE(last.id, 0) AS act,
        COALESCE(tried.refusals, 0) AS refusals, asked.id IS NOT NULL AS is_asked,
        COALESCE(last.outcome = 'unresolved' AND last.detail LIKE '{SILENT}%', 0) AS is_silent
    {TRIED}
    ORDER BY first DESC, line.half = 'sent' DESC, line.position, line.id
"""
ALIKE = f"""
    SELECT line.half, verdict, reason_code, last.outcome, COALESCE(last.proof = 'reading', 0) AS is_checked,
        COALESCE(tried.refusals, 0) AS refusals, asked.id IS NOT NULL AS is_asked, COUNT(*) AS people {TRIED}
    GROUP BY 1, 2, 3, 4, 5, 6, 7
"""


TAKEN_BACK = "taken_back"
"""The reason code of a kept line whose person another line of the same job plans again."""
ADD_JOB = (
    "INSERT INTO jobs"
    " (account_id, selection, since, until, per_day, pace, halves, also_accepted, confirmed_at, unread_sent,"
    " unread_connections, missing_sent, missing_connections, is_tidy)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The jobs: an account has at most one open job."""

    database: Database

    def begin(
        self,
        account: Account,
        terms: Terms,
        lines: Iterable[PlanLine],
        at: datetime,
        unread: Mapping[Half, Unread] = {},
    ) -> Job:
        """Open a confirmed job with its whole plan, replacing the open one; `unread` as in `Job`."""
        with self.database.writing():
            self.database.write(
                "UPDATE jobs SET state = 'replaced', finished_at = ? WHERE account_id = ? AND state = 'open'",
                (stored(at), account.id),
            )
            number = self._open(account, terms, lines, at, unread)
        return self.get(number)

    def begin_tidy(
        self,
        account: Account,
        terms: Terms,
        lines: Iterable[PlanLine],
        at: datetime,
        agreed_at: datetime,
        unread: Mapping[Half, Unread] = {},
    ) -> Job | None:
        """Open a job that carries out the wish agreed to at that instant.

        None if a job is open, or that is no longer the account's wish.
        """
        with self.database.writing():
            if self.open_job(account) or not self._has_wish(account, agreed_at):
                return None
            number = self._open(account, terms, lines, at, unread, is_tidy=True)
        return self.get(number)

    def extend(self, job: Job, lines: Iterable[PlanLine]) -> None:
        """Add people to an open job's plan: those who accepted after it was confirmed."""
        with self.database.writing():
            self._add(job.id, lines)

    def take_back(self, job: Job, lines: Iterable[PlanLine]) -> bool:
        """Plan people again whom a rule of the keep list held back at the act; False if the job is no longer open.

        What was settled stays: the old line becomes a kept one, and a new line replaces it in the plan.
        """
        with self.database.writing():
            if self.get(job.id).state is not JobState.OPEN:
                return False
            for line in lines:
                self.database.write(
                    "UPDATE plan_lines SET verdict = 'kept', reason_code = ? WHERE id = ? AND verdict = 'planned'",
                    (TAKEN_BACK, line.id),
                )
                self._add(job.id, [line])
        return True

    def open_job(self, account: Account) -> Job | None:
        """The account's open job, or None."""
        return self._find("account_id = ? AND state = 'open'", account.id)

    def last(self, account: Account) -> Job | None:
        """The account's last confirmed job, whatever its state, or None."""
        return self._find("account_id = ?", account.id)

    def last_tidy(self, account: Account) -> Job | None:
        """The last job that carried out the account's wish, whatever its state, or None."""
        return self._find("account_id = ? AND is_tidy", account.id)

    def all(self, account: Account) -> list[Job]:
        """All jobs of an account, latest first."""
        return self._all("account_id = ? ORDER BY id DESC", account.id)

    def pass_trial(self, job: Job, at: datetime) -> Job:
        """Record that the first acts were read back and had taken effect."""
        with self.database.writing():
            self.database.write("UPDATE jobs SET trial_passed_at = ? WHERE id = ?", (stored(at), job.id))
        return self.get(job.id)

    def finish(self, job: Job, at: datetime) -> Job:
        """Close the job: nothing is left to do."""
        return self._close(job, at, "finished")

    def end(self, job: Job, at: datetime) -> Job:
        """Close the job because the user ended it, whoever is left."""
        return self._close(job, at, "replaced", is_ended=True)

    def lines(self, job: Job) -> list[PlanLine]:
        """The whole plan, including kept people: those of `--first`, then invitations, then connections, as listed."""
        return [record_of(PlanLine, row, span=span_of(row)) for row in self.database.rows(LINES, (job.id,))]

    def counted(self, job: Job) -> list[LineCount]:
        """The plan's lines grouped by kind, with their numbers, without loading each line."""
        return [record_of(LineCount, row) for row in self.database.rows(ALIKE, (job.id,))]

    def remaining(self, job: Job) -> list[PlanLine]:
        """Planned people without a final outcome, in act order, including refused and unresolved ones."""
        return [
            line
            for line in self.lines(job)
            if line.verdict is Verdict.PLANNED and (line.outcome is None or not line.outcome.is_final)
        ]

    def get(self, number: int) -> Job:
        """The job with this number, which must exist."""
        return _job(self.database.rows("SELECT * FROM jobs WHERE id = ?", (number,))[0])

    def _close(self, job: Job, at: datetime, state: str, *, is_ended: bool = False) -> Job:
        with self.database.writing():
            self.database.write(
                "UPDATE jobs SET state = ?, is_ended = ?, finished_at = ? WHERE id = ? AND state = 'open'",
                (state, is_ended, stored(at), job.id),
            )
        return self.get(job.id)

    def _open(
        self, account: Account, terms: Terms, lines: Iterable[PlanLine], at: datetime, unread: Mapping[Half, Unread],
        *, is_tidy: bool = False,
    ) -> int:  # fmt: skip
        those = [unread.get(half, NONE_UNREAD) for half in Half]
        counts = (*(it.total for it in those), *(it.missing for it in those))
        values = (account.id, *_job_values(terms), stored(at), *counts, is_tidy)
        number = self.database.write(ADD_JOB, values)
        self._add(number, lines)
        return number

    def _has_wish(self, account: Account, agreed_at: datetime) -> bool:
        wish = "SELECT 1 FROM wishes WHERE account_id = ? AND agreed_at = ?"
        return bool(self.database.rows(wish, (account.id, stored(agreed_at))))

    def _add(self, job: int, lines: Iterable[PlanLine]) -> None:
        self.database.write_all(ADD_LINE, (_line_values(job, line) for line in lines))

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
    state = JobState.ENDED if row["is_ended"] else row["state"]
    return record_of(Job, row, state=state, terms=terms, unread={half: _unread(row, half) for half in Half})


def _unread(row: Row, half: Half) -> Unread:
    missing = row[f"missing_{half}"]
    return Unread(row[f"unread_{half}"] - missing, missing)


def _line_values(job: int, line: PlanLine) -> tuple[object, ...]:
    person = (line.half, line.key, line.name, line.position, line.first)
    return (job, *person, line.verdict, line.reason, line.reason_code, *span_values(line.span))
