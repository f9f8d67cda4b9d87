"""The `data` of preview, run and demo: what a plan says, and what a job has come to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from withdrawer.journal.records import Account, Job, JobLine, Outcome, Proof
from withdrawer.plan.halves import Half
from withdrawer.plan.plan import HalfPlan, Plan
from withdrawer.plan.spans import Window
from withdrawer.show.envelope import instant
from withdrawer.undo.pacing import Allowance
from withdrawer.undo.settle import DONE


@dataclass(frozen=True)
class Tally:
    """One half's numbers, of a plan or of a job. `done` and `proven` are counted apart: they must agree."""

    half: Half
    listed: int = 0
    planned: int = 0
    unsure: int = 0
    kept: dict[str, int] | None = None
    outcomes: Counter[Outcome] | None = None
    proven: int = 0

    @property
    def done(self) -> int:
        """Withdrawn or removed."""
        return self.of(DONE[self.half])

    def of(self, outcome: Outcome) -> int:
        """How many people came to this outcome."""
        return (self.outcomes or Counter())[outcome]

    @property
    def is_partial(self) -> bool:
        """Whether some were refused or are not known."""
        return bool(self.of(Outcome.REFUSED) or self.of(Outcome.UNRESOLVED))

    def as_json(self) -> dict[str, Any]:
        """The half's object in the contract."""
        return {
            "listed": self.listed,
            "planned": self.planned,
            DONE[self.half].value: self.done,
            "proven": self.proven,
            **{it.value: self.of(it) for it in (Outcome.GONE, Outcome.ACCEPTED, Outcome.REFUSED, Outcome.UNRESOLVED)},
            "unsure": self.unsure,
            "kept": self.kept or {},
        }


def tally_of_plan(half: Half, plan: HalfPlan) -> Tally:
    """A preview's numbers: nothing has been done."""
    counts = plan.counts
    return Tally(half, counts.listed, counts.planned, counts.unsure, dict(counts.kept))


def tally_of_job(half: Half, lines: Sequence[JobLine], proofs: Counter[Half]) -> Tally:
    """A job's numbers so far, over all of its runs."""
    mine = [line for line in lines if line.line.half is half]
    verdicts = Counter(line.line.verdict for line in mine)
    kept = Counter(line.line.reason_code for line in mine if line.line.verdict == "kept")
    outcomes = Counter(line.outcome for line in mine if line.outcome is not None)
    if outcomes[Outcome.KEPT]:
        kept["at_the_act"] += outcomes[Outcome.KEPT]
    return Tally(half, len(mine), verdicts["planned"], verdicts["unsure"], dict(kept), outcomes, proofs[half])


def account_data(account: Account | None) -> dict[str, str] | None:
    """Whose account it is."""
    return {"slug": account.slug, "name": account.name} if account else None


def window_data(window: Window | None) -> dict[str, str | None]:
    """The window, None for an open end."""
    return {"since": instant(window.since) if window else None, "until": instant(window.until) if window else None}


def job_data(job: Job | None, left: int) -> dict[str, Any] | None:
    """A job, and how many people of it are still to be undone."""
    if job is None:
        return None
    return {
        "id": job.id,
        "state": job.state.value,
        "confirmed_at": instant(job.confirmed_at),
        "finished_at": instant(job.finished_at),
        "left": left,
    }


def allowance_data(allowance: Allowance, withdrawals: int, removals: int, next_at: datetime | None) -> dict[str, Any]:
    """What is left today, and how many days more the rest takes. `left` is None without a limit."""
    return {
        "used": allowance.used,
        "left": allowance.left,
        "days_left": allowance.days_left(withdrawals, removals),
        "next_at": instant(next_at),
    }


def plan_data(account: Account, plan: Plan, allowance: Allowance) -> dict[str, Any]:
    """The `data` of a preview; its groups come as LinkedIn words them."""
    tallies = [tally_of_plan(Half.SENT, plan.sent), tally_of_plan(Half.CONNECTIONS, plan.connections)]
    return {
        "account": account_data(account),
        "job": None,
        "window": window_data(plan.window),
        **{tally.half.value: tally.as_json() for tally in tallies},
        "groups": [{"wording": group.wording, "count": group.count} for group in plan.groups],
        "allowance": allowance_data(allowance, tallies[0].planned, tallies[1].planned, allowance.next_at),
    }


__all__ = ["Proof", "Tally", "account_data", "allowance_data", "job_data", "plan_data", "tally_of_job", "window_data"]
