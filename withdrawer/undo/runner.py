"""Carrying out a job: what is unknown first, then a trial, then the rest, then the reading back."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from withdrawer.errors import Wall
from withdrawer.journal.records import Job, JobLine, Outcome, PlanLine
from withdrawer.plan.people import Half
from withdrawer.undo.acting import Acting, IsKept
from withdrawer.undo.readback import ReadBack
from withdrawer.undo.settle import DONE
from withdrawer.undo.standing import still_to_do
from withdrawer.undo.watch import Ask
from withdrawer.undo.workshop import Workshop

TRIAL = 3


@dataclass
class Runner:
    """One run of a job. `is_kept` is asked before each act, `ask` once after the trial."""

    shop: Workshop
    job: Job
    is_kept: IsKept
    ask: Ask
    acting: Acting = field(init=False)
    readback: ReadBack = field(init=False)

    def __post_init__(self) -> None:
        self.acting = Acting(self.shop, self.job, self.is_kept)
        self.readback = ReadBack(self.shop, self.job)

    def run(self, *, is_continued: bool) -> Job:
        """Do what the allowance lets be done now, read it back, and finish the job where nothing is left.

        Raises Wall (written down as a stop), SignedOut, PageNotUnderstood or Interrupted; the journal then holds all
        that was done, and the next run goes on.
        """
        try:
            self._look_up_unresolved()
            if is_continued and self._can_act():
                self.readback.mark_accepted()
            if self._passes_trial():
                for half in self.job.terms.halves:
                    self._do(half)
            self._read_back()
            if self._adds_accepted():
                self._do(Half.CONNECTIONS)
                self._read_back()
        except Wall as wall:
            self.shop.journal.stops.record(self.shop.account, wall.kind, self.shop.clock(), wall.message)
            raise
        if not self.todo():
            self.job = self.shop.journal.jobs.finish(self.job, self.shop.clock())
        return self.job

    def todo(self, half: Half | None = None) -> list[JobLine]:
        """Who is still to be undone, in act order: not those who have failed too often."""
        return still_to_do(self.shop.journal, self.job, half)

    def _can_act(self) -> bool:
        allowance = self.acting.allowance()
        return any(allowance.admits(line.line.half) for line in self.todo() if line.id not in self.acting.met)

    def _look_up_unresolved(self) -> None:
        """Before anything else: what an earlier run, ended in the middle of an act, left unknown."""
        unresolved = self.shop.journal.acts.unresolved(self.shop.account)
        if not unresolved:
            return
        self.shop.watch.note(f"{len(unresolved)} act(s) of an earlier run are not known yet: looking them up first.")
        for number in {act.job_id for act in unresolved}:
            readback = ReadBack(self.shop, self.shop.journal.jobs.get(number))
            for half in Half:
                readback.settle(half, frozenset(act.line_id for act in unresolved if act.job_id == number))

    def _passes_trial(self) -> bool:
        """Three acts, read back, before all others (decision 14). False where the run ends with them."""
        if self.job.trial_passed_at is not None:
            return True
        for half in self.job.terms.halves:
            self._do(half, TRIAL)
        if not self.acting.touched or not self._can_act():
            return True
        touched = set(self.acting.touched)
        self._read_back()
        done = sum(line.id in touched and line.outcome is DONE[line.line.half] for line in self._lines())
        if not done:
            self.shop.watch.note("None of the first acts took effect, so the run ends here. Nobody else was touched.")
            return False
        self.job = self.shop.journal.jobs.pass_trial(self.job, self.shop.clock())
        return self.ask(f"The first {done} are undone, checked on a fresh page. Go on with the rest?")

    def _do(self, half: Half, most: int | None = None) -> None:
        """Act on a half's people; `most` counts all acts of this run, of both halves."""
        for stint in self._stints(half):
            left = None if most is None else most - len(self.acting.touched)
            if stint and left != 0 and self.acting.allowance().admits(half):
                self.acting.walk(half, stint, left)

    def _stints(self, half: Half) -> Iterator[list[JobLine]]:
        """Those of `--first`, then the rest; an e-mail invitation is tried singly before its like (decision 14)."""
        for is_first in (True, False):
            lines = [it for it in self.todo(half) if it.line.first is is_first and it.id not in self.acting.met]
            yield [line for line in lines if not is_address(line.line.key)]
            addresses = [line for line in lines if is_address(line.line.key)]
            if addresses and not self._knows_addresses():
                yield addresses[:1]
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

    def _adds_accepted(self) -> bool:
        """Whether people who accepted after the confirm were added to the plan, as `--also-accepted` said."""
        if not self.job.terms.also_accepted:
            return False
        known = {line.line.key for line in self._lines() if line.line.half is Half.CONNECTIONS}
        new = [
            _line_of_accepted(it.line) for it in self.shop.journal.jobs.accepted(self.job) if it.line.key not in known
        ]
        if new:
            self.shop.journal.jobs.extend(self.job, new)
        return bool(new)

    def _lines(self) -> list[JobLine]:
        return self.shop.journal.jobs.lines(self.job)


def _line_of_accepted(line: PlanLine) -> PlanLine:
    """The removal of somebody whose invitation was to be withdrawn. They stand on top of Connections."""
    return replace(
        line,
        half=Half.CONNECTIONS,
        position=-1,
        reason="accepted meanwhile",
        reason_code="accepted_meanwhile",
        span=None,
    )


def is_address(key: str) -> bool:
    """Whether a person's key is an e-mail address."""
    return "@" in key
