"""Carry out a job: first what is unresolved or unchecked, then the acts, each checked on a fresh page."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

import msgspec

from withdrawer.errors import Wall
from withdrawer.journal.records import Act, ActDetail, Job, Outcome, PlanLine, Proof
from withdrawer.plan.people import Half, is_address, is_email, is_phone
from withdrawer.undo.job_progress import line_of_accepted, settle_kept, still_to_do, to_ask_about, waits_for_answer
from withdrawer.undo.reconcile import hold, mark_accepted
from withdrawer.undo.run_context import RunContext
from withdrawer.undo.trial import FIRST
from withdrawer.undo.walker import IsKept, ListWalker
from withdrawer.undo.watcher import ANSWERED, Ask, News, TrialSeen


def nobody(_people: Sequence[PlanLine]) -> bool:
    """The default for `wants_accepted`: remove nobody who accepted."""
    return False


def look_up_unknown(context: RunContext) -> None:
    """Look up what earlier runs left unresolved or unchecked, and report it. Comes before anything else.

    Raises Wall if LinkedIn turns out to hold the acts it agreed to.
    """
    unknown = [*context.journal.acts.unresolved(context.account), *context.journal.acts.unchecked(context.account)]
    if not unknown:
        return
    context.watch.note(News.LOOKING_UP, len(unknown))
    for number in sorted({act.job_id for act in unknown}):
        look_up(context, context.journal.jobs.get(number), [act for act in unknown if act.job_id == number])
    acts = context.journal.acts.with_ids(context.account, {act.id for act in unknown})
    context.watch.looked_up(Counter(ANSWERED if act.proof is Proof.ANSWER else act.outcome for act in acts))


def look_up(context: RunContext, job: Job, acts: list[Act]) -> None:
    """Check these acts of a job against fresh pages. Raises Wall if LinkedIn holds them."""
    walker = ListWalker(context, job, lambda _: None)
    for act in acts:
        walker.reconciler.pending[act.half].add(act.line_id)
    for half in Half:
        walker.read_back(half)
    walker.reconciler.look_up_absent()
    if walker.reconciler.is_holding:
        raise hold(context)


@dataclass
class Runner:
    """One run of a job. `is_kept` is called before each act, `ask` once after the first acts of a job.

    `wants_accepted` is asked about removing people who accepted after the confirm, unless the job's terms include them.
    """

    context: RunContext
    job: Job
    is_kept: IsKept
    ask: Ask
    wants_accepted: Callable[[Sequence[PlanLine]], bool] = nobody
    walker: ListWalker = field(init=False)

    def __post_init__(self) -> None:
        self.walker = ListWalker(self.context, self.job, self.is_kept, self._passes_trial)

    @property
    def unreached(self) -> int:
        """Number of people of the plan this run could not reach because the list gave no more rows."""
        return len(self.walker.unreached)

    def run(self, *, is_continued: bool) -> Job:
        """Do what the allowance admits now, check it, and finish the job if nothing is left.

        Raises Wall, SignedOut, PageNotUnderstood or Interrupted; the journal then holds all that was done, and the next
        run continues.
        """
        look_up_unknown(self.context)
        settle_kept(self.context.journal, self.job, self.context.clock())
        if is_continued and self._can_act():
            mark_accepted(self.context, self.job)
        self._do()
        if self.walker.release() and self._can_act():
            self._do()
        self._read_back()
        if not self.walker.has_stopped and self._adds_accepted():
            self._do()
            self._read_back()
        self._give_up()
        if self._is_over():
            self._move_on(self.context.journal.jobs.finish(self.job, self.context.clock()))
        elif self.walker.reconciler.is_holding:
            raise hold(self.context)
        elif self.walker.backoff.reason:
            raise pushed_back(self.walker.backoff.reason)
        return self.job

    def _is_over(self) -> bool:
        """Whether nothing is left to do, to check, or to be answered."""
        journal, job = self.context.journal, self.job
        if still_to_do(journal, job) or waits_for_answer(journal, job):
            return False
        return not any(line.is_unchecked for line in self._lines())

    def _move_on(self, job: Job) -> None:
        """Take over the job's new state but keep this run's terms, which may have an allowance of their own."""
        self.job = msgspec.structs.replace(job, terms=self.job.terms)

    def _to_try(self) -> list[PlanLine]:
        """The people who may be tried, in act order: nobody twice in a run, nor anyone with an unresolved act."""
        unknown = {(act.half, act.key) for act in self.context.journal.acts.unresolved(self.context.account)}
        had_their_turn = self.walker.met.union(*self.walker.reconciler.absent.values())
        return [
            it
            for it in still_to_do(self.context.journal, self.job)
            if it.id not in had_their_turn and (it.half, it.key) not in unknown
        ]

    def _can_act(self) -> bool:
        allowance = self.walker.allowance()
        return any(allowance.admits(line.half) for line in self._to_try())

    def _passes_trial(self, half: Half) -> bool:
        """Whether the first acts of a job took effect, and the user wants the rest (decision 14).

        The first acts are the first three, or all acts on the other list if this list's first comes next.
        """
        tried = [line for line in self._lines() if line.id in self.walker.touched]
        is_decided = len(tried) >= FIRST or (tried and all(line.half is not half for line in tried))
        if self.job.trial_passed_at is not None or not is_decided:
            return True
        gone = [line for line in tried if line.id not in self.walker.reconciler.listed]
        if not gone:
            self.context.watch.note(News.NO_EFFECT)
            return False
        self._move_on(self.context.journal.jobs.pass_trial(self.job, self.context.clock()))
        is_sure = not any(self.walker.reconciler.pending.values())
        left = len(still_to_do(self.context.journal, self.job))
        return not left or self.ask(TrialSeen(len(gone), len(tried), left, is_sure))

    def _do(self) -> None:
        """Act on the people of `--first`, then on the rest, invitations before connections.

        People refused by an earlier run come after all others. Each list is read back before the other's turn.
        """
        for has_failed, is_first, half in product((False, True), (True, False), Half):
            for stint in self._stints(half, is_first=is_first, has_failed=has_failed):
                if not stint or self.walker.has_stopped:
                    continue
                for other in Half:
                    if other is not half:
                        self.walker.read_back(other)
                self.walker.walk(half, stint)

    def _stints(self, half: Half, *, is_first: bool, has_failed: bool) -> Iterator[list[PlanLine]]:
        """Yield the people of one walk each.

        Of people without a profile, one of each kind (email or phone) is tried before the others (decision 14).
        """
        lines = [
            it for it in self._to_try() if it.half is half and it.first is is_first and bool(it.refusals) is has_failed
        ]
        yield [line for line in lines if not is_address(line.key)]
        for is_alike in (is_email, is_phone):
            alike = [line for line in lines if is_alike(line.key)]
            if alike and not self._knows(is_alike):
                yield alike[:1]
                self.walker.read_back(half)
                alike = alike[1:] if self._knows(is_alike) else []
            yield alike

    def _knows(self, is_alike: Callable[[str], bool]) -> bool:
        """Whether somebody of that kind was withdrawn in this job: there is no recording of such rows."""
        return any(is_alike(line.key) and line.outcome is Outcome.WITHDRAWN for line in self._lines())

    def _read_back(self) -> None:
        """Check on fresh pages that the acts took effect, and what became of people no longer listed."""
        for half in Half:
            self.walker.read_back(half)
        self.walker.reconciler.look_up_absent()

    def _give_up(self) -> None:
        """Mark as refused everyone tried in this run who is still listed: the next run may try them again."""
        listed = self.walker.reconciler.listed & self.walker.touched
        for line in self._lines():
            if line.id in listed and line.outcome is Outcome.NOT_DONE:
                self.context.journal.acts.settle(
                    line.act, Outcome.REFUSED, None, self.context.clock(), ActDetail.STILL_THERE
                )

    def _adds_accepted(self) -> bool:
        """Add people who accepted after the confirm, by `--also-accepted` or a yes now; returns whether any were."""
        new = [line_of_accepted(it) for it in to_ask_about(self.context.journal, self.job)]
        if not new or not (self.job.terms.also_accepted or self.wants_accepted(new)):
            return False
        self.context.journal.jobs.extend(self.job, new)
        return True

    def _lines(self) -> list[PlanLine]:
        return self.context.journal.jobs.lines(self.job)


def pushed_back(reason: str) -> Wall:
    """The wall that ends a run that LinkedIn has slowed down or refused without a message of its own."""
    seen = {
        "refused": "One attempt after another had no effect, even after slowing down.",
        "slow": "LinkedIn took much longer than usual for each person, even after slowing down.",
    }[reason]
    return Wall(
        reason,
        f"{seen} withdrawer stopped by itself.",
        "Type `withdrawer resume`: it says what to do first, and from when it can continue. Until then nobody is "
        "touched.",
    )
