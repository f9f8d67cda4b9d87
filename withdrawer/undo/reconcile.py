"""Check each act of a run against a fresh page, and write what it showed to the journal."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from withdrawer.clock import moment_words
from withdrawer.errors import Wall
from withdrawer.journal.jobs import TAKEN_BACK
from withdrawer.journal.records import DONE, HOLD, ActDetail, Job, Outcome, PlanLine, Proof
from withdrawer.linkedin.acting.actor import Seen
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.people import Half, Person, Row
from withdrawer.undo.list_survey import Reading, is_past, read_list, reading_of
from withdrawer.undo.proof import (
    STILL_LISTED,
    Passed,
    find_absent,
    find_done,
    find_present,
    is_missed_twice,
    namesakes_in,
    order_of,
    outcome_of,
    passed_by,
)
from withdrawer.undo.run_context import RunContext, Walk
from withdrawer.undo.trial import HELD, LONGEST_HOLD, Trial, hold_ends_at

Rows = list[tuple[Row, Person]]
A_DAY = timedelta(days=1)
LEFT_THE_LIST = (*DONE.values(), Outcome.GONE, Outcome.ACCEPTED)
SECOND_LOOK_SECONDS = 5.0
"""Wait before a second look: a fresh page may briefly show the old state (newer evidence 1)."""


@dataclass
class Reconciler:
    """What one run knows of its acts on one job, list by list.

    `pending` are the lines to check against a fresh page, `absent` those that it no longer shows and whose outcome is
    not known yet, `listed` those that it still shows. `idle` are those whose acts never reached LinkedIn: they may be
    tried once more. `is_holding` if LinkedIn agrees to acts and does not carry them out.
    """

    context: RunContext
    job: Job
    failed: Callable[[], None] = lambda: None
    found: Callable[[], None] = lambda: None
    pending: dict[Half, set[int]] = field(default_factory=lambda: defaultdict(set))
    absent: dict[Half, set[int]] = field(default_factory=lambda: defaultdict(set))
    trials: dict[Half, Trial] = field(init=False)
    listed: set[int] = field(default_factory=set)
    idle: set[int] = field(default_factory=set)
    is_holding: bool = False
    _orders: dict[Half, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    _namesakes: dict[Half, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _perhaps_there: set[int] = field(default_factory=set)
    _has_looked: bool = False
    _shortfalls: dict[Half, int | None] = field(init=False)
    _unread: dict[Half, int] = field(init=False)

    def __post_init__(self) -> None:
        """Start from the journal: recent acts that had no effect, and how complete the lists were before."""
        self.trials = {half: Trial(suspects=self._contradicted_today(half)) for half in Half}
        self.is_holding = any(trial.is_holding for trial in self.trials.values())
        before, scans = self.job.confirmed_at, self.context.journal.scans
        self._shortfalls = {half: scans.last_shortfall(self.context.account, half, before) for half in Half}
        self._unread = {half: self.job.unread[half].rows for half in Half}

    def _contradicted_today(self, half: Half) -> tuple[int, ...]:
        context = self.context
        since = context.clock() - LONGEST_HOLD
        acts = context.journal.acts.contradicted_since(context.account, half, since, STILL_LISTED)
        return tuple(act.id for act in acts if self._may_still_be_held(act.intended_at))

    def _may_still_be_held(self, at: datetime) -> bool:
        """Whether a hold that began at this instant may still last."""
        return hold_ends_at(at, self.context.zone) > self.context.clock()

    def lines(self, half: Half) -> list[PlanLine]:
        """The job's lines on one list, as they stand now."""
        return [line for line in self.context.journal.jobs.lines(self.job) if line.half is half]

    def note_act(self, line: PlanLine, seen: Seen, unread: int) -> None:
        """Record an act, or an attempt: a fresh page must show what became of it.

        `unread` rows of the page could not be read before it: they are not this person's.
        """
        half = line.half
        if not self.pending[half]:
            self._unread[half] = max(self._unread[half], unread)
        if seen in (Seen.NOT_CONFIRMED, Seen.GONE):
            self.idle.add(line.id)
        self.pending[half].add(line.id)
        self.trials[half].note_act()

    def remember(self, walk: Walk) -> None:
        """Keep the order in which a page listed people, so that a later page shows whom it has passed."""
        self._orders[walk.page.half].append([person.key for person in walk.read if person.key])

    def mind_relisted(self, walk: Walk) -> None:
        """Detect a hold: several people are listed again whose withdrawal was recent enough."""
        today = [act for act in walk.relisted if self._may_still_be_held(act.intended_at)]
        self.is_holding = self.is_holding or len(today) >= HELD

    def may_be_empty(self, half: Half) -> bool:
        """Whether a list may have become empty: nobody whom the plan saw there stays, and most were acted on.

        The others may have accepted.
        """
        lines = [line for line in self.lines(half) if line.reason_code != TAKEN_BACK]
        left = [it for it in lines if it.id not in self.pending[half] and it.outcome not in LEFT_THE_LIST]
        may_have_accepted = all(it.verdict is Verdict.PLANNED and it.outcome is None for it in left)
        is_all_read = not self.job.unread[half].total
        return is_all_read and may_have_accepted and 2 * len(left) < len(lines)

    def read_first(self, walk: Walk, batches: Iterator[Rows]) -> Rows | None:
        """Read until a page shows what became of every pending act, and write that down.

        Returns the rows read meanwhile; None if the page must be opened once more to be sure.
        """
        half = walk.page.half
        rows: Rows = []
        if not self.pending[half]:
            return rows
        everybody = self.lines(half)
        keys = {line.key for line in everybody if line.id in self.pending[half]}
        for batch in batches:
            rows += batch
            reading = self._reading(walk)
            if left := keys - reading.keys:
                passed = self._passed(reading, everybody)
            if not left or all(key in passed for key in left):
                break
        return rows if self._settle(self._reading(walk)) else None

    def miss(self, walk: Walk, wanted: dict[str, PlanLine]) -> list[PlanLine]:
        """Remove from `wanted` and return the people whom the reading has passed without listing them.

        If a row can't be read, it may be any of theirs, for none of them was acted on: only Connections can tell then.
        """
        reading, everybody = self._reading(walk), self.lines(walk.page.half)
        passed, keys = self._passed(reading, everybody), reading.keys
        missed = [line for key, line in wanted.items() if key not in keys and key in passed]
        for line in missed:
            del wanted[line.key]
            self.absent[reading.half].add(line.id)
            if reading.unread:
                self._perhaps_there.add(line.id)
        self._namesakes[reading.half] |= namesakes_in(reading, everybody)
        return missed

    def look_up_absent(self) -> None:
        """Settle the people who are no longer listed: those who accepted are connections now."""
        for half in Half:
            numbers, self.absent[half] = self.absent[half], set()
            if not numbers:
                continue
            lines = [line for line in self.lines(half) if line.id in numbers]
            connections = read_connections(self.context, self.job, lines) if half is Half.SENT else None
            for line in lines:
                namesakes = self._namesakes[half]
                found = find_absent(line, namesakes, connections)
                if found is ActDetail.ACCEPTED or line.id not in self._perhaps_there:
                    write_down(self.context, line, found, namesakes.get(line.name, ""))

    def _reading(self, walk: Walk) -> Reading:
        """The reading so far. On Connections it is enough once it is past the start of the plan's window."""
        page, since = walk.page, self.job.terms.window.since
        is_beyond = page.half is Half.CONNECTIONS and page.is_newest_first and is_past(walk.read, since)
        return replace(
            reading_of(walk, has_reached=is_beyond),
            usual_shortfall=self._shortfalls[page.half],
            unread_before=self._unread[page.half],
        )

    def _passed(self, reading: Reading, everybody: Sequence[PlanLine]) -> Passed:
        if reading.has_lost_rows:
            return Passed(())
        if reading.has_reached:
            return Passed((), is_everybody=True)
        return passed_by(reading, [order_of(everybody), *self._orders[reading.half]])

    def _settle(self, reading: Reading) -> bool:
        """Write down what a reading shows of the pending acts; False if it takes a second look."""
        half, everybody = reading.half, self.lines(reading.half)
        lines = sorted((it for it in everybody if it.id in self.pending[half]), key=lambda line: line.act)
        listed = {person.key: person for person in reading.people if person.key}
        is_listed = {it.id: it.key in listed and not self._is_invited_anew(it, listed) for it in lines}
        if any(is_listed[line.id] for line in lines if line.is_answered) and not self._has_looked:
            self._has_looked = True
            self.context.lists.wait(SECOND_LOOK_SECONDS)
            return False
        self._has_looked = False
        self._namesakes[half] |= namesakes_in(reading, everybody)
        passed = self._passed(reading, everybody)
        now = self.context.clock()
        missed = [it for it in lines if it.key not in listed] if reading.has_unproven_end else []
        self.context.journal.acts.miss([it.act for it in missed], now)
        twice = {it.key for it in missed if is_missed_twice(it, now)}
        # A row that can't be read may be that of somebody on whom no act is known to have taken effect.
        gone = {it.key for it in lines if it.key in passed and (it.is_answered or not reading.unread)}
        known = {*listed, *gone, *twice}
        settled = [it for it in lines if it.key in known]
        for line in settled:
            self._settle_listed(line) if is_listed[line.id] else self._settle_absent(line)
            self.pending[half].discard(line.id)
        self._judge(half, [(line.act, is_listed[line.id]) for line in settled if line.is_answered])
        return True

    def _is_invited_anew(self, line: PlanLine, listed: Mapping[str, Person]) -> bool:
        """Whether the person is listed for an invitation sent after the act, which therefore took effect."""
        span = listed[line.key].span
        if not line.is_answered or span is None:
            return False
        [act] = self.context.journal.acts.with_ids(self.context.account, {line.act})
        return span.earliest > act.intended_at

    def _settle_listed(self, line: PlanLine) -> None:
        self.listed.add(line.id)
        found = find_present(line)
        write_down(self.context, line, found)
        if found is ActDetail.NOTHING_DONE:
            self.idle.add(line.id)
        elif found:
            self.failed()

    def _settle_absent(self, line: PlanLine) -> None:
        found = find_done(line)
        write_down(self.context, line, found)
        if line.outcome is Outcome.UNRESOLVED:
            self.found()
        if not found and line.outcome is not DONE[line.half]:
            self.absent[line.half].add(line.id)

    def _judge(self, half: Half, acts: Sequence[tuple[int, bool]]) -> None:
        """Learn from answered acts, and whether their people are still listed, whether LinkedIn holds its acts."""
        trial, journal = self.trials[half], self.context.journal
        trial.note_reading(acts)
        self.context.watch.checked(half, sum(not is_listed for _, is_listed in acts))
        if trial.is_holding:
            journal.acts.hold(trial.suspects)
            newest = journal.acts.with_ids(self.context.account, trial.suspects)[-1]
            self.is_holding = self.is_holding or self._may_still_be_held(newest.intended_at)


def write_down(context: RunContext, line: PlanLine, found: ActDetail | None, namesake: str = "") -> None:
    """Write to the journal what was found about a person; `namesake` is the key of somebody else of that name."""
    if found is None:
        return
    acts, now, outcome = context.journal.acts, context.clock(), outcome_of(found, line.half)
    proof = Proof.READING if found is ActDetail.NO_LONGER_LISTED else None
    detail = f"{found}: {namesake}" if found is ActDetail.NAMESAKE_LISTED else found
    if proof and line.is_unchecked:
        acts.check(line, now)
    elif line.outcome in (None, Outcome.NOT_DONE):
        acts.settle_line(line, outcome, proof, now, detail)
    else:
        acts.settle(line.act, outcome, proof, now, detail)


def read_connections(context: RunContext, job: Job, lines: Iterable[PlanLine]) -> Reading:
    """Read Connections as far back as any of these invitations can have been accepted.

    They may be empty: where that is in words that are not known, the reading proves nothing, but is no error either.
    """
    since, half = earliest_acceptance(context, job, lines), Half.CONNECTIONS
    return replace(
        read_list(context, half, lambda people: is_past(people, since), may_be_empty=True),
        usual_shortfall=context.journal.scans.last_shortfall(context.account, half, job.confirmed_at),
        unread_before=job.unread[half].rows,
    )


def earliest_acceptance(context: RunContext, job: Job, lines: Iterable[PlanLine]) -> datetime:
    """The earliest instant at which one of these invitations can have been accepted.

    Whoever was seen pending accepted after that. A day is left for dates of Connections, which have no time of day.
    """
    since, last_pending = job.terms.window.since, context.journal.scans.last_pending(job)
    seen = [last_pending.get(line.key) for line in lines]
    return since if None in seen else max(since, min(filter(None, seen), default=since) - A_DAY)


def mark_accepted(context: RunContext, job: Job) -> None:
    """Mark the job's invitations still to be withdrawn whose people have accepted: they are connections now."""
    left = [it for it in context.journal.jobs.remaining(job) if it.half is Half.SENT]
    known = [it for it in left if it.outcome is not Outcome.UNRESOLVED]  # the others' list is looked at first
    connected = read_connections(context, job, known).keys if known else ()
    for line in known:
        if line.key in connected:
            write_down(context, line, ActDetail.ACCEPTED)


def hold(context: RunContext) -> Wall:
    """The wall that ends a run if LinkedIn says that it withdraws, and does not."""
    opens_at = hold_ends_at(context.clock(), context.zone)
    opens = moment_words(opens_at, context.zone)
    return Wall(
        HOLD,
        "LinkedIn says yes, but does nothing: the last people are still listed on a fresh page. Once this begins, it "
        "is the same for everybody and lasts until the next day. You did nothing wrong, and nothing is lost.",
        f"Nothing is opened or clicked before {opens}. After that `withdrawer run` continues, or the schedule by "
        f"itself.",
        opens_at,
    )
