"""Walk down a list and act on the people of a plan as they come: paced, journalled and read back.

The page opened to read the last acts back is also the page for the next acts.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from itertools import chain

from withdrawer.clock import stopwatch
from withdrawer.errors import AllowanceSpent, PageLeft
from withdrawer.journal.records import DONE, SILENT, ActDetail, Job, Outcome, PlanLine, Proof
from withdrawer.linkedin.acting.actor import ActEvidence, Seen
from withdrawer.plan.people import Half, Person, Row
from withdrawer.undo.allowance import Allowance
from withdrawer.undo.backoff import Backoff
from withdrawer.undo.browser_lists import Hold, OpenList
from withdrawer.undo.job_progress import allowance_of
from withdrawer.undo.list_survey import are_younger, is_past
from withdrawer.undo.pacing import Wait
from withdrawer.undo.proof import order_of
from withdrawer.undo.reconcile import Reconciler
from withdrawer.undo.run_context import IsAbove, RunContext, Walk
from withdrawer.undo.watcher import ANSWERED, News, Step

IsKept = Callable[[Person], "str | None"]
"""Returns the reason not to touch a person, or None; called in the last step before the click."""

FAILED = (Outcome.REFUSED, Outcome.UNRESOLVED)
TRIES = 2
"""How often one run tries a person if nothing reached LinkedIn."""
PAGES_LOST = 3
"""A walk gives up after this many consecutive navigations away from the list without an act."""


class TicketRefused(AllowanceSpent):
    """The last step before the click found that no act is left."""


class WalkEnded(Enum):
    """Why a walk left a page."""

    OVER = auto()
    """Nothing is left to do on this list, or may be done now."""
    AFRESH = auto()
    """Only a fresh page can tell how to continue."""
    SHORT = auto()
    """The list gave no more rows, though somebody is still to come."""


@dataclass
class ListWalker:
    """Acts on people of one job in one run.

    `may_go_on` is called after each reading back, before anybody else on that list is acted on. `backoff` notices
    pushback from LinkedIn. `met` are the lines that have had their turn, `touched` those of them that were clicked,
    `unreached` those that the list ended before.
    """

    context: RunContext
    job: Job
    is_kept: IsKept
    may_go_on: Callable[[Half], bool] = lambda _: True
    met: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    unreached: set[int] = field(default_factory=set)
    backoff: Backoff = field(default_factory=Backoff)
    tries: Counter[int] = field(default_factory=Counter)
    is_declined: bool = False
    reconciler: Reconciler = field(init=False)
    waits: Iterator[Wait] = field(init=False)

    def __post_init__(self) -> None:
        self.reconciler = Reconciler(self.context, self.job, self._note_failure, self.backoff.note_found)
        self.waits = self.context.pace.waits(self.context.random)

    @property
    def has_stopped(self) -> bool:
        """Whether nobody else may be acted on in this run."""
        return self.is_declined or bool(self.backoff.reason) or self.reconciler.is_holding

    def allowance(self) -> Allowance:
        """The allowance left in these 22 hours, from the journal; without a limit nothing is counted."""
        per_day, now = self.job.terms.per_day, self.context.clock()
        if per_day is None:
            return Allowance(None, (), (), now)
        return allowance_of(self.context.journal, self.context.account, per_day, now)

    def admitted(self, half: Half, wanted: int, most: int | None = None) -> int:
        """How many of the `wanted` acts may be done now, `most` at most."""
        allowance = self.allowance()
        left = allowance.left if half is Half.SENT else allowance.removals_left
        return min(number for number in (wanted, most, left) if number is not None)

    def release(self) -> bool:
        """Allow another try for people whose acts never reached LinkedIn; returns whether there are any."""
        again = {number for number in self.reconciler.idle if self.tries[number] < TRIES}
        self.reconciler.idle.clear()
        self.met -= again
        return bool(again) and not self.has_stopped

    def read_back(self, half: Half) -> None:
        """Check on a fresh page of this list that the acts took effect."""
        self.walk(half, ())

    def walk(self, half: Half, lines: Sequence[PlanLine], most: int | None = None) -> None:
        """Act on these people, at most `most` of them, in list order, after reading back earlier acts on this list.

        Without people it only reads back. Opens the list afresh as often as needed, as long as each opening gets
        further.
        """
        total = self.admitted(half, len(lines), most) if lines and not self.has_stopped else 0
        if lines and not total:
            return
        if total:
            self.context.watch.acting(half, total, self.context.pace.expected(total))
        wanted = {line.key: line for line in lines}
        begun, lost, farthest, from_top = self.tries.total(), 0, (-1, 0), False
        while True:
            left = 0 if self.has_stopped else total - (self.tries.total() - begun)
            if not (left and wanted) and (lines or not self.reconciler.pending[half]):
                return
            acted = self.tries.total()
            try:
                with self.context.opened(half) as walk:
                    try:
                        ended = self._go_down(walk, wanted, left, total, from_top=from_top)
                    finally:
                        self.reconciler.remember(walk)
            except PageLeft:
                # Open the list afresh; no act was under way.
                lost = 1 if self.tries.total() > acted else lost + 1
                if lost == PAGES_LOST:
                    raise
                continue
            if ended is WalkEnded.OVER:
                return
            came = (self._place_of(walk), len(walk.read))
            if ended is WalkEnded.SHORT and walk.page.skipped:
                from_top = True  # whoever was not found may be on a page that was skipped
            elif ended is WalkEnded.SHORT and self.tries.total() == acted and came <= farthest:
                self._give_up_reaching(half, wanted)
                return
            farthest = max(farthest, came)
            self.context.lists.wait(self.context.pace.reading_wait(self.context.random).total_seconds())

    def _go_down(self, walk: Walk, wanted: dict[str, PlanLine], left: int, total: int, *, from_top: bool) -> WalkEnded:
        """Go down the list once: read back first, then act until a fresh page is due."""
        half = walk.page.half
        if left:
            walk.page.refuse_unconfirmed()
        start = (None, 0) if from_top else self._start(half, wanted.values() if left else ())
        may_be_empty = not left and self.reconciler.may_be_empty(half)
        batches = walk.batches(*start, may_be_empty=may_be_empty, unreadable=self.job.unread[half].rows)
        rows = self.reconciler.read_first(walk, batches)
        if rows is None:
            return WalkEnded.AFRESH
        if not left:
            return WalkEnded.SHORT if self.reconciler.pending[half] else WalkEnded.OVER
        if not self._goes_on(half):
            return WalkEnded.OVER
        goal = self.tries.total() + left
        below = self._keys_below(half, wanted)
        for batch in chain([rows], batches):
            for row, person in batch:
                is_there = person.key in wanted and walk.page.shows(row)
                if is_there and (ended := self._take(walk, row, person, wanted, goal, total)):
                    return ended
            if not wanted or self._has_passed(walk, batch, below):
                break
        self.met |= {line.id for line in self.reconciler.miss(walk, wanted)}
        return WalkEnded.SHORT if wanted else WalkEnded.OVER

    def _take(
        self, walk: Walk, row: Row, person: Person, wanted: dict[str, PlanLine], goal: int, total: int
    ) -> WalkEnded | None:
        """Take one person's turn; returns why the page must be left after it, None to stay.

        The walk is over once the run has tried `goal` times.
        """
        half = walk.page.half
        self.reconciler.mind_relisted(walk)
        if self.has_stopped:
            return WalkEnded.OVER
        if self.reconciler.trials[half].is_due:
            return WalkEnded.AFRESH
        line = wanted.pop(person.key)
        if self._is_held_back(line, person):
            return None
        if not self._await_turn(half):
            return WalkEnded.OVER
        hold, number = partial(self._held, line, person), total - (goal - self.tries.total() - 1)
        if not self._act(walk.page, line, row, hold, number, total):
            return WalkEnded.AFRESH
        return None if self.tries.total() < goal else WalkEnded.OVER

    def _goes_on(self, half: Half) -> bool:
        if self.has_stopped:
            return False
        self.is_declined = not self.may_go_on(half)
        return not self.is_declined

    def _start(self, half: Half, wanted: Collection[PlanLine]) -> tuple[IsAbove | None, int]:
        """Return where to begin on numbered pages: who stands above everybody wanted, and how far that is from the end.

        Nobody is left out if somebody's place is not known. People whom the plan does not know stand above it if they
        were surely invited after its window.
        """
        lines = self.reconciler.lines(half)
        pending = self.reconciler.pending[half]
        concerned = [*wanted, *(line for line in lines if line.id in pending)]
        first = min(concerned, key=lambda line: line.position, default=None)
        if half is not Half.SENT or first is None or first.position < 0:
            return None, 0
        places = {line.key: line.position for line in lines if line.key and line.position >= 0}
        until = self.job.terms.window.until

        def is_above(people: Sequence[Person]) -> bool:
            known = [places[person.key] for person in people if person.key in places]
            return max(known) < first.position if known else are_younger(people, until)

        return is_above, self.context.journal.scans.from_end_of(self.context.account, first.key)

    def _keys_below(self, half: Half, wanted: dict[str, PlanLine]) -> set[str]:
        """The keys of people who stood below everybody wanted when the job was confirmed."""
        lowest = max(line.position for line in wanted.values())
        return {it.key for it in self.reconciler.lines(half) if it.key and it.position > lowest}

    def _has_passed(self, walk: Walk, batch: Sequence[tuple[Row, Person]], below: set[str]) -> bool:
        """Whether everybody wanted stood above: by the order of the plan, or by time on Connections."""
        if not walk.page.is_newest_first:
            return False
        since = self.job.terms.window.since
        is_beyond = walk.page.half is Half.CONNECTIONS and is_past(walk.read, since)
        return is_beyond or any(person.key in below for _, person in batch)

    def _place_of(self, walk: Walk) -> int:
        """How far down the plan's own order a walk came; -1 if it met nobody of the plan."""
        places = {key: at for at, key in enumerate(order_of(self.reconciler.lines(walk.page.half)))}
        return max((places.get(person.key, -1) for person in walk.read), default=-1)

    def _give_up_reaching(self, half: Half, wanted: dict[str, PlanLine]) -> None:
        """Leave the remaining people to a later run: even opened afresh, the list gives no more rows."""
        self.reconciler.pending[half].clear()
        for line in wanted.values():
            self.met.add(line.id)
            self.unreached.add(line.id)
        if wanted:
            self.context.watch.note(News.UNREACHED, len(wanted))

    def _await_turn(self, half: Half) -> bool:
        """Wait the gap or the rest that is due; False if the allowance is used up."""
        if self.touched:
            wait = next(self.waits)
            length = wait.length * self.backoff.factor
            self.context.watch.waiting(self.context.clock() + length, is_rest=wait.is_rest)
            self.context.lists.wait(length.total_seconds())
        return self.allowance().admits(half)

    def _is_held_back(self, line: PlanLine, person: Person) -> bool:
        """Whether a question or a keep rule forbids the act, before any wait.

        Both are checked again just before the click. A person in question only waits; a kept one is settled.
        """
        if self._is_asked(line):
            self.met.add(line.id)
            return True
        reason = self.is_kept(person)
        if reason:
            self.met.add(line.id)
            self.context.journal.acts.settle_line(line, Outcome.KEPT, None, self.context.clock(), reason)
        return bool(reason)

    def _act(self, page: OpenList, line: PlanLine, row: Row, hold: Hold, number: int, total: int) -> bool:
        """Carry out one act and journal it; returns whether this page can still be used."""
        journal, clock, half = self.context.journal, self.context.clock, line.half
        self.met.add(line.id)
        act = journal.acts.intend(line, clock(), lambda: self._check_ticket(line))
        self.touched.add(line.id)
        began, unread = stopwatch(), page.unread
        self.tries[line.id] += 1
        evidence = page.act(row, hold)
        outcome, proof = judged(half, evidence)
        if evidence.seen is Seen.SPENT:
            self.touched.discard(line.id)
        elif evidence.seen is not Seen.KEPT:
            self.reconciler.note_act(line, evidence.seen, unread)
        detail = f"{SILENT if evidence.seen is Seen.SILENT else ''}{evidence.detail}"
        journal.acts.settle(act, outcome, proof, clock(), detail)
        is_answered = evidence.seen in (Seen.DONE, Seen.SILENT)
        self.context.watch.acted(Step(half, line.name, ANSWERED if is_answered else outcome, number, total))
        if outcome is DONE[half]:
            self.backoff.note_success(stopwatch() - began)
        elif outcome in FAILED and evidence.seen is not Seen.SILENT:
            self._note_failure()
        return is_answered

    def _note_failure(self) -> None:
        before = self.backoff.factor
        self.backoff.note_failure()
        if self.backoff.factor > before:
            self.context.watch.note(News.SLOWER)

    def _held(self, line: PlanLine, person: Person) -> ActEvidence | None:
        """What forbids an act in the last step before its click: a keep rule, a question, the allowance, or --limit."""
        if reason := self.is_kept(person):
            return ActEvidence(Seen.KEPT, reason)
        if self._is_asked(line):
            return ActEvidence(Seen.SPENT, ActDetail.IN_QUESTION)
        if self._is_one_too_many(line):
            return ActEvidence(Seen.SPENT, ActDetail.NOTHING_LEFT)
        return None

    def _is_asked(self, line: PlanLine) -> bool:
        """Whether a data export that came meanwhile has put this person in question."""
        return self.context.journal.questions.holds(self.job, line)

    def _is_one_too_many(self, line: PlanLine) -> bool:
        """Whether this act, whose intent is already written, exceeds the allowance or --limit."""
        limit = self.job.terms.selection.get("limit")
        has_passed_limit = isinstance(limit, int) and len(self.context.journal.acts.clicked_keys(self.job)) > limit
        return has_passed_limit or self.allowance().is_exceeded(line.half)

    def _check_ticket(self, line: PlanLine) -> None:
        """Raise TicketRefused if no act is left. Runs in the same transaction that writes the intent."""
        if self._is_one_too_many(line):
            raise TicketRefused(
                "Nothing is left of the allowance or of --limit: another process has used it up.",
                "See where things stand with `withdrawer status`.",
            )


def judged(half: Half, evidence: ActEvidence) -> tuple[Outcome, Proof | None]:
    """The outcome and the proof that an act's evidence stands for."""
    if evidence.seen is Seen.DONE:
        return DONE[half], Proof.ANSWER
    return {
        Seen.SILENT: Outcome.UNRESOLVED,
        Seen.REFUSED: Outcome.REFUSED,
        Seen.UNCLEAR: Outcome.UNRESOLVED,
        Seen.GONE: Outcome.NOT_DONE,
        Seen.NOT_CONFIRMED: Outcome.REFUSED,
        Seen.ANOTHER: Outcome.REFUSED,
        Seen.KEPT: Outcome.KEPT,
        Seen.SPENT: Outcome.NOT_DONE,
    }[evidence.seen], None
