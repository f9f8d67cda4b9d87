"""Reading the account back: each act of a run is held against a fresh page, and the journal says what that showed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from withdrawer.errors import Wall
from withdrawer.journal.records import DONE, HOLD, Job, JobLine, Outcome, Proof
from withdrawer.linkedin.act import Seen
from withdrawer.plan.people import Half, Person, Row
from withdrawer.undo.findings import (
    Finding,
    Passed,
    find_absent,
    find_done,
    find_present,
    namesakes_in,
    order_of,
    passed_by,
)
from withdrawer.undo.survey import Reading, is_past, read_list, reading_of
from withdrawer.undo.trial import Trial, hold_ends_at
from withdrawer.undo.workshop import Walk, Workshop

Rows = list[tuple[Row, Person]]
SECOND_LOOK_SECONDS = 5.0
"""A fresh page may show the old state for a moment (newer evidence 1)."""


@dataclass
class Reconciler:
    """What one run knows of its acts on one job, list by list.

    `pending` are the lines that a fresh page must be held against, `absent` those that it no longer shows and of which
    nobody knows yet what became, `listed` those that it still shows. `silent` are those whose row went without a word
    from the server, `idle` those of which nothing reached LinkedIn: they may be tried once more.
    """

    shop: Workshop
    job: Job
    failed: Callable[[], None] = lambda: None
    found: Callable[[], None] = lambda: None
    pending: dict[Half, set[int]] = field(default_factory=lambda: defaultdict(set))
    absent: dict[Half, set[int]] = field(default_factory=lambda: defaultdict(set))
    trials: dict[Half, Trial] = field(default_factory=lambda: defaultdict(Trial))
    listed: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    idle: set[int] = field(default_factory=set)
    _orders: dict[Half, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    _namesakes: dict[Half, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _has_looked: bool = False

    @property
    def is_holding(self) -> bool:
        """Whether LinkedIn says yes and does nothing."""
        return any(trial.is_holding for trial in self.trials.values())

    def lines(self, half: Half) -> list[JobLine]:
        """The lines of the job on one list, as they stand now."""
        return [line for line in self.shop.journal.jobs.lines(self.job) if line.line.half is half]

    def note_act(self, line: JobLine, seen: Seen) -> None:
        """An act was made, or tried: a fresh page must tell what became of it."""
        if seen is Seen.SILENT:
            self.silent.add(line.id)
        if seen in (Seen.NOT_CONFIRMED, Seen.GONE):
            self.idle.add(line.id)
        self.pending[line.line.half].add(line.id)
        self.trials[line.line.half].note_act()

    def remember(self, walk: Walk) -> None:
        """Keep in which order a page listed people, so that a later one shows whom it has come past."""
        self._orders[walk.page.half].append([person.key for person in walk.read if person.key])

    def read_first(self, walk: Walk, batches: Iterator[Rows]) -> Rows | None:
        """Read until a page shows what became of every pending act, and write that down.

        Gives the rows that came meanwhile; None where the page has to be opened once more to be sure.
        """
        half = walk.page.half
        rows: Rows = []
        if not self.pending[half]:
            return rows
        everybody = self.lines(half)
        keys = {line.line.key for line in everybody if line.id in self.pending[half]}
        for batch in batches:
            rows += batch
            reading = self._reading(walk)
            if keys <= reading.keys or all(key in self._passed(reading, everybody) for key in keys - reading.keys):
                break
        return rows if self._settle(self._reading(walk)) else None

    def miss(self, walk: Walk, wanted: dict[str, JobLine]) -> list[JobLine]:
        """Take out of `wanted` who should have come by now and is no longer listed, if this reading can tell."""
        reading, everybody = self._reading(walk), self.lines(walk.page.half)
        passed, keys = self._passed(reading, everybody), reading.keys
        missed = [line for key, line in wanted.items() if key not in keys and key in passed]
        for line in missed:
            del wanted[line.line.key]
            self.absent[reading.half].add(line.id)
        self._namesakes[reading.half] |= namesakes_in(reading, everybody)
        return missed

    def look_up_absent(self) -> None:
        """Settle what became of those who are no longer listed: whoever accepted is a connection now."""
        for half in Half:
            numbers, self.absent[half] = self.absent[half], set()
            if not numbers:
                continue
            connections = read_connections(self.shop, self.job) if half is Half.SENT else None
            for line in self.lines(half):
                if line.id in numbers:
                    self._write(find_absent(line, self._namesakes[half], connections))

    def _reading(self, walk: Walk) -> Reading:
        """On Connections, nobody of a plan became one before its window began."""
        page, since = walk.page, self.job.terms.window.since
        is_beyond = page.half is Half.CONNECTIONS and page.is_newest_first and is_past(walk.read, since)
        return reading_of(walk, has_reached=is_beyond)

    def _passed(self, reading: Reading, everybody: Sequence[JobLine]) -> Passed:
        if reading.has_reached:
            return Passed((), is_everybody=True)
        return passed_by(reading, [order_of(everybody), *self._orders[reading.half]])

    def _settle(self, reading: Reading) -> bool:
        """Write down what a reading shows of the pending acts; False where it takes a second look."""
        half, everybody, keys = reading.half, self.lines(reading.half), reading.keys
        lines = [line for line in everybody if line.id in self.pending[half]]
        answered = sorted((it for it in lines if it.is_unchecked or it.id in self.silent), key=lambda line: line.act)
        if any(line.line.key in keys for line in answered) and not self._has_looked:
            self._has_looked = True
            self.shop.browser.wait(SECOND_LOOK_SECONDS)
            return False
        self._has_looked = False
        self._namesakes[half] |= namesakes_in(reading, everybody)
        passed = self._passed(reading, everybody)
        for line in lines:
            if line.line.key in keys:
                self._settle_listed(line)
            elif line.line.key in passed:
                self._settle_absent(line)
            else:
                continue
            self.pending[half].discard(line.id)
        self._judge(half, [(line.act, line.line.key in keys) for line in answered])
        return True

    def _settle_listed(self, line: JobLine) -> None:
        self.listed.add(line.id)
        findings = find_present(line, is_silent=line.id in self.silent)
        self._write(findings)
        for finding in findings:
            if finding.outcome is Outcome.NOT_DONE:
                self.idle.add(line.id)
            else:
                self.failed()

    def _settle_absent(self, line: JobLine) -> None:
        findings = find_done(line, is_silent=line.id in self.silent)
        self._write(findings)
        if line.outcome is Outcome.UNRESOLVED:
            self.found()
        if not findings and line.outcome is not DONE[line.line.half]:
            self.absent[line.line.half].add(line.id)

    def _judge(self, half: Half, acts: Sequence[tuple[int, bool]]) -> None:
        """Learn whether LinkedIn makes what it says, from answered acts and whether their people are still listed."""
        trial = self.trials[half]
        trial.note_reading(acts)
        self.shop.watch.checked(half, sum(not is_listed for _, is_listed in acts))
        if trial.is_holding:
            self.shop.journal.acts.hold(trial.suspects)

    def _write(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            write_down(self.shop, finding)


def write_down(shop: Workshop, finding: Finding) -> None:
    """Put into the journal what was found."""
    acts, now, line = shop.journal.acts, shop.clock(), finding.line
    proof = Proof.READING if finding.is_proof else None
    if finding.is_proof and line.is_unchecked:
        acts.check(line)
    elif line.outcome in (None, Outcome.NOT_DONE):
        acts.settle_line(line, finding.outcome, proof, now, finding.detail)
    else:
        acts.settle(line.act, finding.outcome, proof, now, finding.detail)


def read_connections(shop: Workshop, job: Job) -> Reading:
    """Everybody who became a connection since the window of a job began."""
    since = job.terms.window.since
    return read_list(shop, Half.CONNECTIONS, lambda people: is_past(people, since))


def mark_accepted(shop: Workshop, job: Job) -> None:
    """Note which people of the job, still to be withdrawn, have accepted: they are connections now."""
    untried = [it for it in shop.journal.jobs.remaining(job) if it.line.half is Half.SENT and it.outcome is None]
    connected = read_connections(shop, job).keys if untried else ()
    for line in untried:
        if line.line.key in connected:
            write_down(shop, Finding(line, Outcome.ACCEPTED, "accepted meanwhile: now among the connections"))


def hold(shop: Workshop) -> Wall:
    """What ends a run where LinkedIn says that it withdraws, and does not do it."""
    opens_at = hold_ends_at(shop.clock(), shop.zone)
    return Wall(
        HOLD,
        "LinkedIn says that it does what is asked, and does not do it: the last people acted on are still listed on a "
        "fresh page. This is known to happen to everybody once it begins, and to last until the next day.",
        f"There is nothing to do: it goes on by itself from {opens_at.astimezone(shop.zone):%A %d %B %H:%M}, with the "
        "next `withdrawer run` or by the schedule. Until then nothing is opened or clicked. Nothing is lost.",
        opens_at,
    )
