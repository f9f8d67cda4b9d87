"""What was meant and what became of it: the intent is on disk before the click, the outcome after the proof."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from withdrawer.journal.columns import record_of, restored, stored
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
    """Nothing is asked."""


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts. The file itself refuses a second one where the first is not resolved, or was the last."""

    database: Database

    def intend(self, line: PlanLine, at: datetime, check: Callable[[], None] = _nothing) -> int:
        """Put on disk that the click comes next; gives the act's id.

        This is the ticket for the click: `check`, which raises where it is one too many, is asked in the same
        transaction, so that two processes can't both have the last one. Raises WithdrawerError where an act on this
        person is unresolved, where the job has settled them already, and where no open job plans them.
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
        """Write what became of an act; `withdrawn` and `removed` need a proof. UNRESOLVED only adds the detail.

        `is_held` where LinkedIn said yes and did not do it. Raises WithdrawerError where it has an outcome that stays.
        """
        outcome_at = None if outcome is Outcome.UNRESOLVED else stored(at)
        with self.database.writing():
            self.database.write(
                "UPDATE acts SET outcome = ?, outcome_at = ?, proof = ?, detail = ?, held = ? WHERE id = ?",
                (outcome, outcome_at, proof, detail, is_held, act),
            )

    def check(self, line: PlanLine) -> None:
        """A fresh reading showed that a line's last act, to which LinkedIn said yes, took effect."""
        with self.database.writing():
            self.database.write("UPDATE acts SET proof = 'reading' WHERE id = ? AND proof = 'answer'", (line.act,))

    def hold(self, acts: Collection[int]) -> None:
        """These refused acts were held: they count as no try of the person."""
        with self.database.writing():
            self.database.write(
                "UPDATE acts SET held = 1 WHERE outcome = 'refused' AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(acts)),),
            )

    def settle_line(self, line: PlanLine, outcome: Outcome, proof: Proof | None, at: datetime, detail: str = "") -> int:
        """Write what a reading showed of a person on whom nothing was done; it uses no allowance.

        Raises WithdrawerError as `intend` does.
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
        """Acts of any job to which LinkedIn said yes, and which no fresh reading has shown yet; oldest first."""
        return self._find("acts.proof = 'answer' ORDER BY acts.id", account.id)

    def ended(self, account: Account) -> dict[str, datetime]:
        """By key, when what was between the member and somebody was last proven to be over.

        The invitation withdrawn or gone, or the connection removed or gone: as a fresh reading showed.
        """
        rows = self.database.rows(
            "SELECT key, MAX(outcome_at) AS ended_at FROM acts JOIN plan_lines ON plan_lines.id = acts.line_id"
            " JOIN jobs ON jobs.id = plan_lines.job_id WHERE jobs.account_id = ?"
            " AND (outcome = 'gone' OR (outcome IN ('withdrawn', 'removed') AND proof = 'reading')) GROUP BY key",
            (account.id,),
        )
        return {row["key"]: restored(row["ended_at"]) for row in rows}

    def withdrawn_since(self, account: Account, instant: datetime) -> list[Act]:
        """Invitations that a fresh reading after the instant showed as withdrawn, oldest first."""
        return self._find(
            "acts.outcome = 'withdrawn' AND acts.proof = 'reading' AND acts.outcome_at > ? ORDER BY acts.id",
            account.id,
            stored(instant),
        )

    def contradicted_since(
        self, account: Account, half: Half, instant: datetime, details: Collection[str]
    ) -> list[Act]:
        """The newest acts on one list after the instant, as far as a reading contradicted each; oldest first.

        `details` are what the journal may say of them then.
        """
        acts = self._find(
            "clicked AND half = ? AND acts.intended_at > ? ORDER BY acts.id DESC", account.id, half, stored(instant)
        )
        return list(takewhile(lambda act: act.outcome is Outcome.REFUSED and act.detail in details, acts))[::-1]

    def with_ids(self, account: Account, numbers: Collection[int]) -> list[Act]:
        """The acts of these ids, oldest first."""
        return self._find(
            "acts.id IN (SELECT value FROM json_each(?)) ORDER BY acts.id", account.id, json.dumps(list(numbers))
        )

    def history(self, account: Account, limit: int) -> list[Act]:
        """The last acts and settlings, newest first."""
        return self._find("1 ORDER BY acts.id DESC LIMIT ?", account.id, limit)

    def instants_since(self, account: Account, instant: datetime) -> Instants:
        """When clicks were meant after the instant, whatever came of them.

        None counts as earlier than one before it did: so a clock that was set back for a while opens nothing.
        """
        rows = self.database.rows(
            f"{ACTS} AND clicked AND counted_at > ? ORDER BY counted_at", (account.id, stored(instant))
        )
        counted = [(restored(row["counted_at"]), Half(row["half"])) for row in rows]
        return Instants([at for at, _ in counted], [at for at, half in counted if half is Half.CONNECTIONS])

    def clicked_keys(self, job: Job) -> frozenset[str]:
        """The people of a job's plan on whom an act was meant."""
        rows = self.database.rows(
            "SELECT DISTINCT key FROM plan_lines JOIN acts ON line_id = plan_lines.id WHERE job_id = ? AND clicked",
            (job.id,),
        )
        return frozenset(row["key"] for row in rows)

    def _find(self, condition: str, *parameters: object) -> list[Act]:
        return [record_of(Act, row) for row in self.database.rows(f"{ACTS} AND {condition}", parameters)]
