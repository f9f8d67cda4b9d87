"""A job's progress, from the journal alone: its numbers, what is left, and when it may continue."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from withdrawer.journal.jobs import TAKEN_BACK
from withdrawer.journal.journal import Journal
from withdrawer.journal.questions import Asked
from withdrawer.journal.records import DONE, Account, Job, JobState, LineCount, Outcome, PlanLine
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.undo.allowance import PERIOD, Allowance

if TYPE_CHECKING:
    from withdrawer.plan.plan import HalfPlan

APART = timedelta(hours=1)
"""How far apart two readings must be that only together prove somebody's absence: lists may be cut short."""
TRIES = 3
"""Number of refusals after which the job gives up on a person, over all runs; held acts do not count."""
NOT_CONFIRMED = "not_confirmed"
"""The reason code of people on a list that the user said no to."""
AT_THE_ACT = "at_the_act"
"""The reason code of people held back by a keep rule just before the click."""


@dataclass(frozen=True)
class Tally:
    """One half's numbers, of a plan or of a job.

    `done` counts the acts LinkedIn agreed to, `proven` those of them that a fresh page confirmed. `unread` counts rows
    that could not be read, or that never came although the page counts them.
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
        """Number withdrawn or removed."""
        return self.outcomes[DONE[self.half]]

    @property
    def unchecked(self) -> int:
        """Number that LinkedIn agreed to and no fresh page has confirmed yet."""
        return self.done - self.proven

    @property
    def is_partial(self) -> bool:
        """Whether some acts were refused, are unresolved, or are unchecked."""
        return bool(self.outcomes[Outcome.REFUSED] or self.outcomes[Outcome.UNRESOLVED] or self.unchecked)


@dataclass(frozen=True)
class Standing:
    """A job's numbers over all of its runs. `stated` is LinkedIn's own count of pending invitations, when last read.

    `left` counts, for each half, the people still to be acted on, and `next_at` is when the next act may be done, UTC.
    If nobody is left it is when those whom one reading lacked may be looked for again; None if there are none.
    `accepted` are people whose removal has still to be agreed to. `asked` counts those who are not acted on until the
    user has answered whether to keep them. `unknown` counts those among the left whose last act is not known yet: they
    may have been undone. `done_at` has the instant of each withdrawal and removal, oldest first.
    """

    job: Job
    tallies: Mapping[Half, Tally]
    left: Mapping[Half, int]
    allowance: Allowance
    next_at: datetime | None
    stated: int | None
    accepted: Sequence[PlanLine] = ()
    asked: int = 0
    unknown: int = 0
    done_at: Sequence[datetime] = ()

    @property
    def is_partial(self) -> bool:
        """Whether somebody was refused, is unresolved or unchecked, or a closed job has rows that were never read."""
        is_over = self.job.state is not JobState.OPEN
        return any(tally.is_partial or (is_over and tally.unread) for tally in self.tallies.values())

    @property
    def surely_left(self) -> int:
        """Number of people still to be acted on, without those whose last act is not known yet."""
        return sum(self.left.values()) - self.unknown

    @property
    def days_left(self) -> int:
        """Number of days the rest takes, after today."""
        return self.allowance.days_left(self.left[Half.SENT], self.left[Half.CONNECTIONS])


def tally_of_plan(half: Half, plan: "HalfPlan") -> Tally:
    """The numbers of a preview: nothing has been done."""
    counts = plan.counts
    return Tally(half, counts.listed, counts.planned, counts.unsure, counts.kept, unread=plan.unread.total)


def allowance_of(journal: Journal, account: Account, per_day: int | None, now: datetime) -> Allowance:
    """The account's remaining allowance in these 22 hours, over all runs and jobs. `per_day` None means no limit."""
    acts = journal.acts.instants_since(account, now - PERIOD)
    return Allowance(per_day, acts.acted_at, acts.removals_at, now)


def still_to_do(journal: Journal, job: Job) -> list[PlanLine]:
    """The job's people without a final outcome who may be acted on and have tries left, in act order."""
    return [line for line in journal.jobs.remaining(job) if line.refusals < TRIES and not line.is_asked]


def waits_for_answer(journal: Journal, job: Job) -> bool:
    """Whether some people are not acted on because the user has not answered yet whether to keep them."""
    return any(line.is_asked for line in journal.jobs.remaining(job))


def settle_kept(journal: Journal, job: Job, at: datetime) -> None:
    """Mark as kept everyone the user said to keep, unless an earlier act on them is unresolved."""
    reasons = {(it.half, it.key): it.reason for it in journal.questions.agreed(job, Asked.KEEP)}
    for line in journal.jobs.remaining(job) if reasons else ():
        who = (line.half, line.key)
        if who in reasons and line.outcome is not Outcome.UNRESOLVED:
            journal.acts.settle_line(line, Outcome.KEPT, None, at, reasons[who])


def second_look_at(journal: Journal, job: Job, now: datetime) -> datetime | None:
    """When to look for those whom one reading lacked, UTC; None if somebody else is still to be checked, or nobody.

    None, too, if that reading lies in the future: the clock was set back.
    """
    missed_at = journal.acts.missed_at(job)
    return missed_at + APART if missed_at and missed_at <= now else None


def standing_of(journal: Journal, account: Account, job: Job, now: datetime) -> Standing:
    """The job's standing now."""
    counted = journal.jobs.counted(job)
    allowance = allowance_of(journal, account, job.terms.per_day, now)
    left = {half: sum(it.people for it in counted if it.half is half and _is_left(it)) for half in Half}
    acts_at = [allowance.next_for(half) for half in Half if left[half]]
    return Standing(
        job=job,
        tallies={half: _tally(half, counted, job.unread[half].total) for half in Half},
        left=left,
        allowance=allowance,
        next_at=min(acts_at) if acts_at else second_look_at(journal, job, now),
        stated=journal.scans.last_stated(account, Half.SENT),
        accepted=to_ask_about(journal, job) if _has_accepted(counted) or journal.questions.has_any(job) else (),
        asked=sum(it.people for it in counted if it.is_asked and _is_open(it)),
        unknown=sum(it.people for it in counted if _is_left(it) and it.outcome is Outcome.UNRESOLVED),
        done_at=journal.acts.done_at(job),
    )


@dataclass(frozen=True)
class Share:
    """The people the job would act on if continued now, in act order; `unknown` acts are looked up before that.

    `kept` counts those left whom a rule keeps by now.
    """

    people: Sequence[PlanLine]
    unknown: int
    kept: int = 0


def next_share(
    journal: Journal, account: Account, standing: Standing, is_kept: Callable[[PlanLine], bool] = lambda _: False
) -> Share:
    """The people the allowance admits now or, if it admits none, when it next opens, but for those who are kept."""
    opens_at = max(standing.allowance.now, standing.next_at or standing.allowance.now)
    allowance = replace(standing.allowance, now=opens_at)
    left = still_to_do(journal, standing.job)
    todo = [line for line in left if not is_kept(line)]
    sent = [line for line in todo if line.half is Half.SENT]
    removals = [line for line in todo if line.half is Half.CONNECTIONS][: allowance.removals_left]
    people = [*sent, *removals][: allowance.left]
    unknown = len(journal.acts.unresolved(account)) + len(journal.acts.unchecked(account))
    return Share(people, unknown, len(left) - len(todo))


def accepted_meanwhile(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """The job's invitations that were accepted and whose connections the job does not have yet.

    Excludes people questioned by a data export, unless the user has said that they need not be kept.
    """
    known = {line.key for line in lines if line.half is Half.CONNECTIONS}
    accepted = (line for line in lines if line.outcome is Outcome.ACCEPTED and not line.is_asked)
    return [line for line in accepted if line.key not in known]


def to_ask_about(journal: Journal, job: Job) -> list[PlanLine]:
    """People whose removal is asked about at the end of the job.

    These are the ones who accepted meanwhile, and earlier connections that the user agreed to be asked about.
    """
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
    """The removal of somebody who accepted. Its position puts accepted invitations at the top of Connections."""
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
