"""Where a job stands, from the journal alone: its numbers, what is left, and when it may go on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from withdrawer.journal.jobs import TAKEN_BACK
from withdrawer.journal.journal import Journal
from withdrawer.journal.questions import Asked
from withdrawer.journal.records import DONE, Account, Job, JobState, LineCount, Outcome, PlanLine
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.undo.pacing import PERIOD, Allowance

if TYPE_CHECKING:
    from withdrawer.plan.plan import HalfPlan

TRIES = 3
"""How often a person is tried before the job leaves them, over all runs."""
AT_THE_ACT = "at_the_act"
"""The reason code of people whom a keep rule held back just before the click."""


@dataclass(frozen=True)
class Tally:
    """One half's numbers, of a plan or of a job.

    `done` are those to which LinkedIn said yes, `proven` those of them that a fresh page no longer showed. `unread` are
    rows that could not be read, or did not come though the page counts them.
    """

    half: Half
    listed: int
    planned: int
    unsure: int
    kept: Mapping[str, int]
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    proven: int = 0
    unread: int = 0

    @property
    def done(self) -> int:
        """Withdrawn or removed."""
        return self.outcomes[DONE[self.half]]

    @property
    def unchecked(self) -> int:
        """Answered with yes, and not checked yet."""
        return self.done - self.proven

    @property
    def is_partial(self) -> bool:
        """Whether some were refused, are not known, or are not checked."""
        return bool(self.outcomes[Outcome.REFUSED] or self.outcomes[Outcome.UNRESOLVED] or self.unchecked)


@dataclass(frozen=True)
class Standing:
    """A job's numbers over all of its runs. `stated` is LinkedIn's own count of pending invitations, when last read.

    `accepted` are people who accepted after the confirm, and whose removal nobody has agreed to. `asked` is how many
    are not acted on until the person has answered whether to keep them.
    """

    job: Job
    tallies: Mapping[Half, Tally]
    left: Mapping[Half, int]
    allowance: Allowance
    next_at: datetime | None
    stated: int | None
    accepted: Sequence[PlanLine] = ()
    asked: int = 0

    @property
    def is_partial(self) -> bool:
        """Whether somebody was refused or is not known, or rows that may belong to the job were never read."""
        is_over = self.job.state is not JobState.OPEN
        return any(tally.is_partial or (is_over and tally.unread) for tally in self.tallies.values())

    @property
    def days_left(self) -> int:
        """How many days more the rest takes, after today."""
        return self.allowance.days_left(self.left[Half.SENT], self.left[Half.CONNECTIONS])


def tally_of_plan(half: Half, plan: "HalfPlan") -> Tally:
    """A preview's numbers: nothing has been done."""
    counts = plan.counts
    return Tally(half, counts.listed, counts.planned, counts.unsure, counts.kept, unread=plan.unread)


def allowance_of(journal: Journal, account: Account, per_day: int | None, now: datetime) -> Allowance:
    """What an account may still do in these 22 hours, whichever runs and jobs used it. `per_day` None: no limit."""
    acts = journal.acts.instants_since(account, now - PERIOD)
    return Allowance(per_day, acts.acted_at, acts.removals_at, now)


def still_to_do(journal: Journal, job: Job) -> list[PlanLine]:
    """The job's people without a final outcome who may be acted on and have not failed too often, in act order."""
    return [line for line in journal.jobs.remaining(job) if line.refusals < TRIES and not line.is_asked]


def waits_for_answer(journal: Journal, job: Job) -> bool:
    """Whether people of the job are not acted on because nobody has answered yet whether to keep them."""
    return any(line.is_asked for line in journal.jobs.remaining(job))


def settle_kept(journal: Journal, job: Job, at: datetime) -> None:
    """Whoever the person has said to keep is settled so; not yet where it is not known what an earlier act did."""
    reasons = {(it.half, it.key): it.reason for it in journal.questions.agreed(job, Asked.KEEP)}
    for line in journal.jobs.remaining(job) if reasons else ():
        who = (line.half, line.key)
        if who in reasons and line.outcome is not Outcome.UNRESOLVED:
            journal.acts.settle_line(line, Outcome.KEPT, None, at, reasons[who])


def standing_of(journal: Journal, account: Account, job: Job, now: datetime) -> Standing:
    """Where this job stands now."""
    counted = journal.jobs.counted(job)
    allowance = allowance_of(journal, account, job.terms.per_day, now)
    left = {half: sum(it.people for it in counted if it.half is half and _is_left(it)) for half in Half}
    return Standing(
        job=job,
        tallies={half: _tally(half, counted, job.unread.get(half, 0)) for half in Half},
        left=left,
        allowance=allowance,
        next_at=min((allowance.next_for(half) for half in Half if left[half]), default=None),
        stated=journal.scans.last_stated(account, Half.SENT),
        accepted=to_ask_about(journal, job) if _has_accepted(counted) or journal.questions.has_any(job) else (),
        asked=sum(it.people for it in counted if it.is_asked and _is_open(it)),
    )


@dataclass(frozen=True)
class Share:
    """Whom continuing with a job now would come to, in act order; `unknown` acts are looked up before that."""

    people: Sequence[PlanLine]
    unknown: int


def next_share(journal: Journal, account: Account, standing: Standing) -> Share:
    """What the allowance lets be done now; where it lets nothing, what it will when it opens again."""
    opens_at = max(standing.allowance.now, standing.next_at or standing.allowance.now)
    allowance = replace(standing.allowance, now=opens_at)
    todo = still_to_do(journal, standing.job)
    sent = [line for line in todo if line.half is Half.SENT]
    removals = [line for line in todo if line.half is Half.CONNECTIONS][: allowance.removals_left]
    people = [*sent, *removals][: allowance.left]
    return Share(people, len(journal.acts.unresolved(account)) + len(journal.acts.unchecked(account)))


def accepted_meanwhile(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """Invitations of a job that were accepted, of whose connections the job knows nothing yet.

    Whoever a data export has put in question is none of them, unless the person has said that they need not be kept.
    """
    known = {line.key for line in lines if line.half is Half.CONNECTIONS}
    accepted = (line for line in lines if line.outcome is Outcome.ACCEPTED and not line.is_asked)
    return [line for line in accepted if line.key not in known]


def to_ask_about(journal: Journal, job: Job) -> list[PlanLine]:
    """Whose removal is asked about at the end: who accepted meanwhile, and those of before whom a person agreed to."""
    lines = journal.jobs.lines(job)
    planned = {it.key for it in lines if it.half is Half.CONNECTIONS and it.verdict is Verdict.PLANNED}
    before = [it for it in journal.questions.agreed(job, Asked.REMOVE) if it.key not in planned]
    return accepted_meanwhile(lines) + [
        PlanLine(
            it.half, it.key, it.name, it.position, first=False, verdict=Verdict.PLANNED, reason=it.reason,
            reason_code="", span=None, id=0, outcome=None, refusals=0,
        )
        for it in before
    ]  # fmt: skip


def line_of_accepted(line: PlanLine) -> PlanLine:
    """The removal of somebody who accepted. Whose invitation was to be withdrawn stands on top of Connections."""
    return PlanLine(
        half=Half.CONNECTIONS,
        key=line.key,
        name=line.name,
        position=-1 if line.half is Half.SENT else line.position,
        first=line.first,
        verdict=line.verdict,
        reason="",
        reason_code="accepted_meanwhile",
        span=None,
    )


def _is_left(count: LineCount) -> bool:
    return count.verdict is Verdict.PLANNED and _is_open(count) and count.refusals < TRIES and not count.is_asked


def _is_open(count: LineCount) -> bool:
    return count.outcome is None or not count.outcome.is_final


def _has_accepted(counted: Iterable[LineCount]) -> bool:
    return any(it.outcome is Outcome.ACCEPTED for it in counted)


def _tally(half: Half, counted: Iterable[LineCount], unread: int) -> Tally:
    mine = [it for it in counted if it.half is half and it.reason_code != TAKEN_BACK]
    verdicts, kept, outcomes = Counter[Verdict](), Counter[str](), Counter[Outcome]()
    for it in mine:
        verdicts[it.verdict] += it.people
        if it.verdict is Verdict.KEPT:
            kept[it.reason_code] += it.people
        if it.outcome is not None:
            outcomes[it.outcome] += it.people
    if outcomes[Outcome.KEPT]:
        kept[AT_THE_ACT] = outcomes[Outcome.KEPT]
    listed = sum(it.people for it in mine)
    proven = sum(it.people for it in mine if it.is_checked and it.outcome is DONE[half])
    return Tally(
        half, listed, verdicts[Verdict.PLANNED], verdicts[Verdict.UNSURE], dict(kept), outcomes, proven, unread
    )
