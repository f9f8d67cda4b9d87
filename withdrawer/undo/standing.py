"""Where a job stands, from the journal alone: its numbers, what is left, and when it may go on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import DONE, Account, Job, JobLine, Outcome, PlanLine
from withdrawer.plan.halves import Half
from withdrawer.plan.verdicts import Verdict
from withdrawer.undo.pacing import PERIOD, Allowance

if TYPE_CHECKING:
    from withdrawer.plan.plan import HalfPlan

TRIES = 3
"""How often a person is tried before the job leaves them, over all runs."""
AT_THE_ACT = "at_the_act"
"""The reason code of people whom a keep rule held back just before the click."""


@dataclass(frozen=True)
class Tally:
    """One half's numbers, of a plan or of a job. `done` and `proven` are counted apart: they must agree."""

    half: Half
    listed: int
    planned: int
    unsure: int
    kept: Mapping[str, int]
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    proven: int = 0

    @property
    def done(self) -> int:
        """Withdrawn or removed."""
        return self.outcomes[DONE[self.half]]

    @property
    def is_partial(self) -> bool:
        """Whether some were refused or are not known."""
        return bool(self.outcomes[Outcome.REFUSED] or self.outcomes[Outcome.UNRESOLVED])


@dataclass(frozen=True)
class Standing:
    """A job's numbers over all of its runs. `stated` is LinkedIn's own count of pending invitations, when last read.

    `accepted` are people who accepted after the confirm, and whose removal nobody has agreed to.
    """

    job: Job
    tallies: Mapping[Half, Tally]
    left: Mapping[Half, int]
    allowance: Allowance
    next_at: datetime | None
    stated: int | None
    accepted: Sequence[JobLine] = ()

    @property
    def is_partial(self) -> bool:
        """Whether somebody was refused or is not known."""
        return any(tally.is_partial for tally in self.tallies.values())

    @property
    def days_left(self) -> int:
        """How many days more the rest takes, after today."""
        return self.allowance.days_left(self.left[Half.SENT], self.left[Half.CONNECTIONS])


def tally_of_plan(half: Half, plan: "HalfPlan") -> Tally:
    """A preview's numbers: nothing has been done."""
    counts = plan.counts
    return Tally(half, counts.listed, counts.planned, counts.unsure, counts.kept)


def allowance_of(journal: Journal, account: Account, per_day: int | None, now: datetime) -> Allowance:
    """What an account may still do in these 22 hours, whichever runs and jobs used it. `per_day` None: no limit."""
    acts = journal.acts.instants_since(account, now - PERIOD)
    return Allowance(per_day, acts.acted_at, acts.removals_at, now)


def still_to_do(journal: Journal, job: Job) -> list[JobLine]:
    """The job's people without a final outcome who have not failed too often, in act order."""
    return [line for line in journal.jobs.remaining(job) if line.refusals < TRIES]


def standing_of(journal: Journal, account: Account, job: Job, now: datetime) -> Standing:
    """Where this job stands now."""
    lines = journal.jobs.lines(job)
    proofs = journal.acts.proven(job)
    allowance = allowance_of(journal, account, job.terms.per_day, now)
    todo = still_to_do(journal, job)
    last = journal.scans.last(account, Half.SENT)
    return Standing(
        job=job,
        tallies={half: _tally(half, lines, proofs[half]) for half in Half},
        left={half: sum(line.line.half is half for line in todo) for half in Half},
        allowance=allowance,
        next_at=min((allowance.next_for(line.line.half) for line in todo), default=None),
        stated=last.stated_count if last else None,
        accepted=accepted_meanwhile(lines),
    )


def accepted_meanwhile(lines: Sequence[JobLine]) -> list[JobLine]:
    """Invitations of a job that were accepted, of whose connections the job knows nothing yet."""
    known = {line.line.key for line in lines if line.line.half is Half.CONNECTIONS}
    return [line for line in lines if line.outcome is Outcome.ACCEPTED and line.line.key not in known]


def line_of_accepted(line: PlanLine) -> PlanLine:
    """The removal of somebody whose invitation was to be withdrawn. They stand on top of Connections."""
    return replace(
        line,
        half=Half.CONNECTIONS,
        position=-1,
        reason="accepted meanwhile",
        reason_code="accepted_meanwhile",
        span=None,
    )


def _tally(half: Half, lines: Sequence[JobLine], proven: int) -> Tally:
    mine = [line for line in lines if line.line.half is half]
    verdicts = Counter(line.line.verdict for line in mine)
    kept = Counter(line.line.reason_code for line in mine if line.line.verdict is Verdict.KEPT)
    outcomes = Counter(line.outcome for line in mine if line.outcome is not None)
    if outcomes[Outcome.KEPT]:
        kept[AT_THE_ACT] = outcomes[Outcome.KEPT]
    return Tally(half, len(mine), verdicts[Verdict.PLANNED], verdicts[Verdict.UNSURE], dict(kept), outcomes, proven)
