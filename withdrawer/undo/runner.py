"""Carrying out a job: what is unknown first, then a trial, then the rest, then the reading back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product

import msgspec

from withdrawer.errors import Wall
from withdrawer.journal.records import DONE, Job, JobLine, Outcome
from withdrawer.plan.people import Half
from withdrawer.undo.acting import Acting, IsKept
from withdrawer.undo.readback import ReadBack, look_up_unresolved
from withdrawer.undo.standing import accepted_meanwhile, line_of_accepted, still_to_do
from withdrawer.undo.watch import Ask
from withdrawer.undo.workshop import Workshop

TRIAL = 3


def nobody(_count: int) -> bool:
    """Without a yes nobody who accepted is removed."""
    return False


@dataclass
class Runner:
    """One run of a job. `is_kept` is asked before each act, `ask` once after the trial.

    `wants_accepted` is asked, with their number, where people accepted after the confirm and the job says nothing.
    """

    shop: Workshop
    job: Job
    is_kept: IsKept
    ask: Ask
    wants_accepted: Callable[[int], bool] = nobody
    acting: Acting = field(init=False)
    readback: ReadBack = field(init=False)

    def __post_init__(self) -> None:
        self.acting = Acting(self.shop, self.job, self.is_kept)
        self.readback = ReadBack(self.shop, self.job)

    def run(self, *, is_continued: bool) -> Job:
        """Do what the allowance lets be done now, read it back, and finish the job where nothing is left.

        Raises Wall, SignedOut, PageNotUnderstood or Interrupted; the journal then holds all
        that was done, and the next run goes on.
        """
        look_up_unresolved(self.shop)
        if is_continued and self._can_act():
            self.readback.mark_accepted()
        if self._passes_trial():
            self._do()
            self._read_back()
            self._try_again()
            if not self.acting.caution.reason and self._adds_accepted():
                self._do()
                self._read_back()
        self._give_up()
        if not still_to_do(self.shop.journal, self.job):
            self._move_on(self.shop.journal.jobs.finish(self.job, self.shop.clock()))
        elif self.acting.caution.reason:
            raise pushed_back(self.acting.caution.reason)
        return self.job

    def _move_on(self, job: Job) -> None:
        """The job has come to another state; its terms stay those of this run, which may have an own allowance."""
        self.job = msgspec.structs.replace(job, terms=self.job.terms)

    def _to_try(self) -> list[JobLine]:
        """Who may be tried, in act order: nobody twice in a run, nor where an act of any job is not known yet."""
        unknown = {(act.half, act.key) for act in self.shop.journal.acts.unresolved(self.shop.account)}
        had_their_turn = self.acting.met | self.acting.missed
        return [
            it
            for it in still_to_do(self.shop.journal, self.job)
            if it.id not in had_their_turn and (it.line.half, it.line.key) not in unknown
        ]

    def _can_act(self) -> bool:
        allowance = self.acting.allowance()
        return any(allowance.admits(line.line.half) for line in self._to_try())

    def _passes_trial(self) -> bool:
        """Three acts, read back, before all others (decision 14). False where the run ends with them."""
        if self.job.trial_passed_at is not None:
            return True
        self._do(TRIAL)
        if not self.acting.touched or not self._can_act():
            return True
        self._read_back()
        tried = [line for line in self._lines() if line.id in self.acting.touched]
        done = sum(line.outcome is DONE[line.line.half] for line in tried)
        if not done:
            self.shop.watch.note("None of the first acts took effect, so the run ends here. Nobody else was touched.")
            return False
        self._move_on(self.shop.journal.jobs.pass_trial(self.job, self.shop.clock()))
        return self.ask(f"Checked on a fresh page: {done} of the first {len(tried)} took effect. Go on with the rest?")

    def _do(self, most: int | None = None) -> None:
        """Act on those of `--first`, then on the rest, invitations before connections; `most` acts in this run.

        Whoever was refused by an earlier run comes after all others.
        """
        for has_failed, is_first, half in product((False, True), (True, False), Half):
            for stint in self._stints(half, is_first=is_first, has_failed=has_failed):
                left = None if most is None else most - len(self.acting.touched)
                if left == 0:
                    return
                self.acting.walk(half, stint, left)

    def _stints(self, half: Half, *, is_first: bool, has_failed: bool) -> Iterator[list[JobLine]]:
        """Who is acted on in one walk; an e-mail invitation is tried singly before its like (decision 14)."""
        lines = [
            it
            for it in self._to_try()
            if it.line.half is half and it.line.first is is_first and bool(it.refusals) is has_failed
        ]
        yield [line for line in lines if not is_address(line.line.key)]
        addresses = [line for line in lines if is_address(line.line.key)]
        if addresses and not self._knows_addresses():
            yield addresses[:1]
            if addresses[0].id in self.acting.touched:
                self._read_back()
            addresses = addresses[1:] if self._knows_addresses() else []
        yield addresses

    def _knows_addresses(self) -> bool:
        """Whether an e-mail invitation has already been withdrawn in this job: nobody has recorded how one looks."""
        return any(is_address(line.line.key) and line.outcome is Outcome.WITHDRAWN for line in self._lines())

    def _read_back(self) -> None:
        """See on fresh pages that what was done took effect, and what became of those whose row was not met."""
        numbers = frozenset(self.acting.touched | self.acting.missed)
        if not numbers:
            return
        self.shop.watch.note("Reading the account back …")
        for half in Half:
            self.readback.settle(half, numbers)
        self.acting.missed.clear()

    def _try_again(self) -> None:
        """Once more for those of whom nothing reached LinkedIn: a dialog that did not come, a page led elsewhere."""
        if self.acting.release() and self._can_act():
            self._do()
            self._read_back()

    def _give_up(self) -> None:
        """Whoever was tried in this run and is still there was refused: the next run may try them again."""
        for line in self._lines():
            if line.id in self.acting.touched and line.outcome is Outcome.NOT_DONE:
                self.shop.journal.acts.correct(
                    line, Outcome.REFUSED, None, self.shop.clock(), "tried, but a fresh reading still shows this person"
                )

    def _adds_accepted(self) -> bool:
        """Whether people who accepted after the confirm were added to the plan: by `--also-accepted`, or a yes now."""
        new = accepted_meanwhile(self._lines())
        if not new or not (self.job.terms.also_accepted or self.wants_accepted(len(new))):
            return False
        self.shop.journal.jobs.extend(self.job, [line_of_accepted(it.line) for it in new])
        return True

    def _lines(self) -> list[JobLine]:
        return self.shop.journal.jobs.lines(self.job)


def pushed_back(reason: str) -> Wall:
    """What ends a run that LinkedIn has slowed down or refused, without a word of its own."""
    seen = {
        "refused": "Act after act had no effect, also after going on more slowly.",
        "slow": "Each act took much longer than usual, also after going on more slowly.",
    }[reason]
    return Wall(
        reason,
        f"{seen} withdrawer stopped by itself.",
        "Type `withdrawer resume`: it says what to do first, and from when it goes on. Until then no run will act.",
    )


def is_address(key: str) -> bool:
    """Whether a person's key is an e-mail address."""
    return "@" in key
