"""Walking down a list once and acting on the people of a plan as they come: paced, and each act journalled."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from withdrawer.clock import stopwatch
from withdrawer.errors import PageLeft, WithdrawerError
from withdrawer.journal.records import DONE, Job, JobLine, Outcome, Proof
from withdrawer.linkedin.act import Actor, Evidence, Seen
from withdrawer.linkedin.menu import refuse_unconfirmed
from withdrawer.plan.people import Half, Person, Row
from withdrawer.undo.caution import Caution
from withdrawer.undo.pacing import Allowance, Wait
from withdrawer.undo.readback import ReadBack
from withdrawer.undo.settle import absent, keys_below
from withdrawer.undo.standing import allowance_of
from withdrawer.undo.survey import Reading, reading_of
from withdrawer.undo.watch import Step
from withdrawer.undo.workshop import Walk, Workshop

IsKept = Callable[[Person], "str | None"]
"""The reason for which a person must not be touched, asked in the last step before the click."""

FAILED = (Outcome.REFUSED, Outcome.UNRESOLVED)
TRIES = 2
"""How often a run tries a person of whom nothing reached LinkedIn."""
PAGES_LOST = 3
"""So many times a walk opens a list afresh that led elsewhere."""


class TicketRefused(WithdrawerError):
    """The last step before the click found that nothing more may be done."""


@dataclass
class Acting:
    """What one run does with its hands.

    `caution` notices where LinkedIn pushes back. `met` are the lines whose row it came to, `touched` those of them
    that it clicked, `missed` those whose turn passed without their row being seen. `idle` are those of which nothing
    reached LinkedIn: they may be tried once more. `unclear` are those of which one sign is missing.
    """

    shop: Workshop
    job: Job
    is_kept: IsKept
    met: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    missed: set[int] = field(default_factory=set)
    caution: Caution = field(default_factory=Caution)
    idle: set[int] = field(default_factory=set)
    unclear: set[int] = field(default_factory=set)
    tries: Counter[int] = field(default_factory=Counter)
    waits: Iterator[Wait] = field(init=False)

    def __post_init__(self) -> None:
        self.waits = self.shop.pace.waits(self.shop.random)

    def allowance(self) -> Allowance:
        """What may still be done in these 22 hours, counted from the journal; without a limit nothing is counted."""
        per_day, now = self.job.terms.per_day, self.shop.clock()
        if per_day is None:
            return Allowance(None, (), (), now)
        return allowance_of(self.shop.journal, self.shop.account, per_day, now)

    def admitted(self, half: Half, wanted: int, most: int | None = None) -> int:
        """How many of so many acts may be done now."""
        allowance = self.allowance()
        left = allowance.left if half is Half.SENT else allowance.removals_left
        return min(number for number in (wanted, most, left) if number is not None)

    def walk(self, half: Half, lines: Sequence[JobLine], most: int | None = None) -> None:
        """Act on these people, at most so many, newest first; stop where the last of them has been passed."""
        total = self.admitted(half, len(lines), most)
        if not total:
            return
        everybody = [line for line in self.shop.journal.jobs.lines(self.job) if line.line.half is half]
        wanted = {line.line.key: line for line in lines}
        self.shop.watch.acting(half, total, self.shop.pace.expected(total))
        left = total
        reading, lost, begun = Reading(half), 0, self.tries.total()
        while left and wanted and not self.caution.reason:
            try:
                with self.shop.opened(half) as walk:
                    refuse_unconfirmed(walk.page)
                    left, is_over = self._go_down(walk, wanted, everybody, left, total)
            except PageLeft:
                # The list is opened afresh; nobody was being acted on.
                still_left = total - (self.tries.total() - begun)
                lost, left = lost + 1 if left == still_left else 1, still_left
                if lost == PAGES_LOST:
                    raise
                continue
            self._settle_unclear(half)
            reading = reading_of(walk)
            if is_over:
                break
        self.missed |= {line.id for line in absent(wanted.values(), everybody, reading)}

    def _settle_unclear(self, half: Half) -> None:
        """An act of which one sign is missing is looked up on a fresh page, before anybody else is acted on."""
        if not self.unclear:
            return
        numbers, self.unclear = frozenset(self.unclear), set()
        ReadBack(self.shop, self.job).settle(half, numbers)
        for line in self.shop.journal.jobs.lines(self.job):
            if line.id in numbers and line.outcome is DONE[half]:
                self.caution.note_found()
            elif line.id in numbers and line.outcome is Outcome.NOT_DONE:
                self.idle.add(line.id)

    def release(self) -> bool:
        """Let those be tried once more of whom nothing reached LinkedIn; gives whether there are any."""
        again = {number for number in self.idle if self.tries[number] < TRIES}
        self.idle.clear()
        self.met -= again
        return bool(again) and not self.caution.reason

    def _go_down(
        self, walk: Walk, wanted: dict[str, JobLine], everybody: Sequence[JobLine], left: int, total: int
    ) -> tuple[int, bool]:
        """Go down the list once; gives how many acts are left, and whether the list has no more to give.

        An act that did not take effect ends the walk: only a fresh page tells whether LinkedIn wants the person.
        """
        below = keys_below(everybody, max(line.line.position for line in wanted.values()))
        for batch in walk.batches():
            for row, person in batch:
                line = wanted.pop(person.key, None)
                if line is None or self._is_held_back(line, person):
                    continue
                if not self._await_turn(line.line.half):
                    return left, True
                left -= 1
                actor = Actor(walk.page, partial(self._held, line, person))
                is_done = self._act(actor, line, row, total - left, total)
                if not left or not is_done:
                    return left, not left
            has_passed = walk.page.is_newest_first and any(person.key in below for _, person in batch)
            if not wanted or has_passed:
                break
        return left, True

    def _await_turn(self, half: Half) -> bool:
        """Wait the gap or the rest that is due; False where the allowance is used up."""
        if self.touched:
            wait = next(self.waits)
            length = wait.length * self.caution.factor
            self.shop.watch.waiting(self.shop.clock() + length, is_rest=wait.is_rest)
            self.shop.browser.wait(length.total_seconds())
        return self.allowance().admits(half)

    def _is_held_back(self, line: JobLine, person: Person) -> bool:
        """Whether a keep rule is against it, before anything is waited for; it is asked again just before the click."""
        reason = self.is_kept(person)
        if reason:
            self.met.add(line.id)
            self.shop.journal.acts.settle_line(line, Outcome.KEPT, None, self.shop.clock(), reason)
        return bool(reason)

    def _act(self, actor: Actor, line: JobLine, row: Row, done: int, total: int) -> bool:
        """One act, journalled; gives whether it took effect."""
        journal, clock = self.shop.journal, self.shop.clock
        self.met.add(line.id)
        act = journal.acts.intend(line, clock(), lambda: self._check_ticket(line))
        self.touched.add(line.id)
        began = stopwatch()
        self.tries[line.id] += 1
        evidence = actor.act(row)
        outcome, proof = judged(line.line.half, evidence)
        if evidence.seen is Seen.UNCLEAR:
            self.unclear.add(line.id)
        elif evidence.seen in (Seen.NOT_CONFIRMED, Seen.GONE):
            self.idle.add(line.id)
        elif evidence.seen is Seen.SPENT:
            self.touched.discard(line.id)
        journal.acts.settle(act, outcome, proof, clock(), evidence.detail)
        self.shop.watch.acted(Step(line.line.half, line.line.name, outcome, done, total))
        if outcome is DONE[line.line.half]:
            self.caution.note_success(stopwatch() - began)
            return True
        if outcome in FAILED:
            self._note_failure()
        return False

    def _note_failure(self) -> None:
        before = self.caution.factor
        self.caution.note_failure()
        if self.caution.factor > before:
            self.shop.watch.note("Several acts in a row had no effect: going on more slowly.")

    def _held(self, line: JobLine, person: Person) -> Evidence | None:
        """What is against an act in the last step before its click: a keep rule, the allowance, or --limit."""
        if reason := self.is_kept(person):
            return Evidence(Seen.KEPT, reason)
        if self._is_one_too_many(line):
            return Evidence(Seen.SPENT, "nothing was left of the allowance or of --limit")
        return None

    def _is_one_too_many(self, line: JobLine) -> bool:
        """Whether this act, whose intent is written already, is more than the allowance or --limit lets be done."""
        limit = self.job.terms.selection.get("limit")
        has_passed_limit = isinstance(limit, int) and len(self.shop.journal.acts.clicked_keys(self.job)) > limit
        return has_passed_limit or self.allowance().is_exceeded(line.line.half)

    def _check_ticket(self, line: JobLine) -> None:
        """Raise TicketRefused where no act is left. Asked in the very transaction that writes the intent."""
        if self._is_one_too_many(line):
            raise TicketRefused(
                "Nothing is left of the allowance or of --limit: another process has used it up. Nobody was touched.",
                "See where things stand with `withdrawer status`.",
            )


def judged(half: Half, evidence: Evidence) -> tuple[Outcome, Proof | None]:
    """The outcome that an act's evidence stands for."""
    if evidence.seen is Seen.DONE:
        return DONE[half], Proof.ANSWER
    return {
        Seen.REFUSED: Outcome.REFUSED,
        Seen.UNCLEAR: Outcome.UNRESOLVED,
        Seen.GONE: Outcome.NOT_DONE,
        Seen.NOT_CONFIRMED: Outcome.REFUSED,
        Seen.ANOTHER: Outcome.REFUSED,
        Seen.KEPT: Outcome.KEPT,
        Seen.SPENT: Outcome.NOT_DONE,
    }[evidence.seen], None
