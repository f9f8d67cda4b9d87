"""Intents and their outcomes: the intent is on disk before the click, the outcome after the proof."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from withdrawer.journal.columns import record_of, restored, restored_or_none, stored
from withdrawer.journal.database import Database
from withdrawer.journal.records import Account, Act, Instants, Job, Outcome, PlanLine, Proof
from withdrawer.plan.half import Half

ACTS = """
    SELECT acts.*, plan_lines.job_id, plan_lines.half, plan_lines.key, plan_lines.name
    FROM acts
    JOIN plan_lines ON plan_lines.id = acts.line_id
    JOIN jobs ON jobs.id = plan_lines.job_id
    WHERE jobs.account_id = ?
"""


def _nothing() -> None:
    """The default check: accepts every act."""


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts. Triggers in the file reject a second act on a person while one is unresolved or once one is final."""

    database: Database

    def intend(self, line: PlanLine, at: datetime, check: Callable[[], None] = _nothing) -> int:
        """Write the intent to disk before the click; returns the act's id.

        This is the ticket for the click: `check`, which raises if the act would be one too many, runs in the same
        transaction, so that two processes can't both take the last one. Raises WithdrawerError if an act on this person
        is unresolved, if the job has already settled them, if no open job plans them, or if the user has not said yet
        that they need not be kept.
        """
        with self.database.writing():
            act = self.database.write(
                "INSERT INTO acts (line_id, clicked, intended_at, counted_at) VALUES"
                " (:line, 1, :at, MAX(:at, COALESCE((SELECT MAX(counted_at) FROM acts WHERE clicked), 0)))",
                {"line": line.id, "at": stored(at)},
            )
            check()
        return act

    def settle(
        self, act: int, outcome: Outcome, proof: Proof | None, at: datetime, detail: str = "", *, is_held: bool = False
    ) -> None:
        """Write an act's outcome; `withdrawn` and `removed` need a proof. UNRESOLVED only adds the detail.

        `is_held` if LinkedIn agreed to the act and did not carry it out. Raises WithdrawerError if the outcome is
        final, unless a fresh reading may change it: `withdrawn` or `removed` to `refused`, `gone` to `accepted`.
        """
        outcome_at = None if outcome is Outcome.UNRESOLVED else stored(at)
        checked_at = stored(at) if proof is Proof.READING else None
        with self.database.writing():
            self.database.write(
                "UPDATE acts SET outcome = ?, outcome_at = ?, proof = ?, checked_at = ?, detail = ?, held = ?"
                " WHERE id = ?",
                (outcome, outcome_at, proof, checked_at, detail, is_held, act),
            )

    def check(self, line: PlanLine, at: datetime) -> None:
        """Record that a fresh reading confirmed a line's last act, which LinkedIn had agreed to."""
        with self.database.writing():
            self.database.write(
                "UPDATE acts SET proof = 'reading', checked_at = ? WHERE id = ? AND proof = 'answer'",
                (stored(at), line.act),
            )

    def miss(self, acts: Collection[int], at: datetime) -> None:
        """Record that a whole reading lacked the people of these acts, unless an earlier one had.

        If the clock was set back since, the earlier one is forgotten: nobody knows how long ago it was.
        """
        with self.database.writing():
            self.database.write(
                "UPDATE acts SET missed_at = :at WHERE COALESCE(missed_at > :at, 1)"
                " AND id IN (SELECT value FROM json_each(:acts))",
                {"at": stored(at), "acts": json.dumps(list(acts))},
            )

    def missed_at(self, job: Job) -> datetime | None:
        """When a whole reading first lacked all of a job's people still to be checked, UTC; None if none has."""
        [row] = self.database.rows(
            "SELECT CASE COUNT(*) WHEN COUNT(missed_at) THEN MAX(missed_at) END AS missed_at"
            " FROM acts JOIN plan_lines ON plan_lines.id = acts.line_id"
            " WHERE job_id = ? AND (proof = 'answer' OR outcome = 'unresolved')",
            (job.id,),
        )
        return restored_or_none(row["missed_at"])

    def hold(self, acts: Collection[int]) -> None:
        """Mark these refused acts as held: they do not count as tries of the person."""
        with self.database.writing():
            self.database.write(
                "UPDATE acts SET held = 1 WHERE outcome = 'refused' AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(acts)),),
            )

    def settle_line(self, line: PlanLine, outcome: Outcome, proof: Proof | None, at: datetime, detail: str = "") -> int:
        """Write what a reading showed about a person on whom no act was done; uses no allowance.

        Raises WithdrawerError as `intend` does, but not for an open question.
        """
        with self.database.writing():
            return self.database.write(
                "INSERT INTO acts (line_id, clicked, intended_at, outcome, outcome_at, proof, detail)"
                " VALUES (?, 0, ?, ?, ?, ?, ?)",
                (line.id, stored(at), outcome, stored(at), proof, detail),
            )

    def unresolved(self, account: Account) -> list[Act]:
        """Acts of any job whose outcome is not known, oldest first."""
        return self._find("acts.outcome = 'unresolved' ORDER BY acts.id", account.id)

    def unchecked(self, account: Account) -> list[Act]:
        """Acts of any job that LinkedIn agreed to and no fresh reading has confirmed yet, oldest first."""
        return self._find("acts.proof = 'answer' ORDER BY acts.id", account.id)

    def ended(self, account: Account) -> dict[str, datetime]:
        """By key, when a person's invitation or connection was last proven to be over, UTC.

        Over means gone, or withdrawn or removed as a fresh reading showed.
        """
        rows = self.database.rows(
            "SELECT key, MAX(outcome_at) AS ended_at FROM acts JOIN plan_lines ON plan_lines.id = acts.line_id"
            " JOIN jobs ON jobs.id = plan_lines.job_id WHERE jobs.account_id = ?"
            " AND (outcome = 'gone' OR (outcome IN ('withdrawn', 'removed') AND proof = 'reading')) GROUP BY key",
            (account.id,),
        )
        return {row["key"]: restored(row["ended_at"]) for row in rows}

    def withdrawn_since(self, account: Account, instant: datetime) -> list[Act]:
        """Invitations that a fresh reading after the instant showed to be withdrawn, oldest first."""
        return self._find(
            "acts.outcome = 'withdrawn' AND acts.proof = 'reading' AND acts.outcome_at > ? ORDER BY acts.id",
            account.id,
            stored(instant),
        )

    def contradicted_since(
        self, account: Account, half: Half, instant: datetime, details: Collection[str]
    ) -> list[Act]:
        """The newest run of acts on one list after the instant that a reading contradicted, oldest first.

        An act belongs to the run if it was refused with one of these `details`.
        """
        acts = self._find(
            "clicked AND half = ? AND acts.intended_at > ? ORDER BY acts.id DESC", account.id, half, stored(instant)
        )
        return list(takewhile(lambda act: act.outcome is Outcome.REFUSED and act.detail in details, acts))[::-1]

    def with_ids(self, account: Account, numbers: Collection[int]) -> list[Act]:
        """The acts with these ids, oldest first."""
        return self._find(
            "acts.id IN (SELECT value FROM json_each(?)) ORDER BY acts.id", account.id, json.dumps(list(numbers))
        )

    def history(
        self,
        account: Account,
        limit: int = -1,
        *,
        since: datetime | None = None,
        outcomes: Collection[Outcome] = (),
        job: int | None = None,
    ) -> list[Act]:
        """The latest acts and settlings, newest first: those meant since then, of that job, with one of the outcomes.

        A negative limit means no limit, as in SQLite.
        """
        wanted: dict[str, list[object]] = {
            "intended_at >= ?": [stored(since)] if since else [],
            f"outcome IN ({', '.join('?' for _ in outcomes)})": [outcome.value for outcome in outcomes],
            "job_id = ?": [] if job is None else [job],
        }
        conditions = " AND ".join(["1", *(condition for condition, values in wanted.items() if values)])
        values = [value for values in wanted.values() for value in values]
        return self._find(f"{conditions} ORDER BY acts.id DESC LIMIT ?", account.id, *values, limit)

    def instants_since(self, account: Account, instant: datetime) -> Instants:
        """When clicks were meant after the instant, whatever their outcome.

        `counted_at` never decreases, so setting the clock back frees no allowance.
        """
        rows = self.database.rows(
            f"{ACTS} AND clicked AND counted_at > ? ORDER BY counted_at", (account.id, stored(instant))
        )
        counted = [(restored(row["counted_at"]), Half(row["half"])) for row in rows]
        return Instants([at for at, _ in counted], [at for at, half in counted if half is Half.CONNECTIONS])

    def of_job(self, job: Job) -> list[Act]:
        """All acts and settlings of a job, oldest first."""
        rows = self.database.rows(
            "SELECT acts.*, plan_lines.job_id, plan_lines.half, plan_lines.key, plan_lines.name"
            " FROM acts JOIN plan_lines ON plan_lines.id = acts.line_id WHERE job_id = ? ORDER BY acts.id",
            (job.id,),
        )
        return [record_of(Act, row) for row in rows]

    def done_at(self, job: Job) -> list[datetime]:
        """When each withdrawal and removal of a job was done, oldest first."""
        rows = self.database.rows(
            "SELECT outcome_at FROM acts JOIN plan_lines ON plan_lines.id = acts.line_id"
            " WHERE job_id = ? AND outcome IN ('withdrawn', 'removed') ORDER BY acts.id",
            (job.id,),
        )
        return [restored(row["outcome_at"]) for row in rows]

    def clicked_keys(self, job: Job) -> frozenset[str]:
        """The keys of the people of a job's plan on whom an act was meant."""
        rows = self.database.rows(
            "SELECT DISTINCT key FROM plan_lines JOIN acts ON line_id = plan_lines.id WHERE job_id = ? AND clicked",
            (job.id,),
        )
        return frozenset(row["key"] for row in rows)

    def _find(self, condition: str, *parameters: object) -> list[Act]:
        return [record_of(Act, row) for row in self.database.rows(f"{ACTS} AND {condition}", parameters)]
