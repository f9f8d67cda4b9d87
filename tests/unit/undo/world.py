"""A LinkedIn in memory: two lists that change as it is acted on, and a run on them with a real journal."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, cast

from withdrawer.errors import Interrupted, PageLeft, PageNotUnderstood, UsageError, Wall
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, Outcome, PlanLine, Proof, Terms
from withdrawer.linkedin.acting.actor import ActEvidence, Seen
from withdrawer.linkedin.labels import labels_for
from withdrawer.linkedin.labels.page_language import Spoken
from withdrawer.linkedin.lists.page_search import EDGE, Start, find_page
from withdrawer.plan.dates.languages import ENGLISH
from withdrawer.plan.dates.spans import FAR_AHEAD, Window
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.evidence.narrowed_spans import narrow
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person, Row, is_address
from withdrawer.plan.person_rules import PersonRule, read_rule
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection
from withdrawer.undo.list_survey import survey
from withdrawer.undo.pacing import Pace, PaceName
from withdrawer.undo.run_context import RunContext
from withdrawer.undo.runner import Runner
from withdrawer.undo.watcher import News, Step, TrialSeen

if TYPE_CHECKING:
    from withdrawer.linkedin.browser.isolated_world import PageObject

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
WINDOW = Window(NOW - timedelta(hours=3), FAR_AHEAD)
BLAST = Selection(window=WINDOW)
ANY = Selection(window=WINDOW, origin=OriginChoice.ANY)
DAY = timedelta(days=1)
SENT, CONNECTIONS = Half.SENT, Half.CONNECTIONS
NEARLY_ALL = 0.97
"""As much of a list as the real page takes for all of it."""
RECENT = {SENT: "Sent 1 hour ago", CONNECTIONS: "Connected 1 hour ago"}
SPOKEN = Spoken(cast("PageObject", None), labels_for("en"), labels_for("en"))
"""English, whose controls all have known names; no page stands behind it."""
OLD = {SENT: "Sent 5 days ago", CONNECTIONS: "Connected on August 7, 2024"}


ANSWERS: dict[str, tuple[bool, ActEvidence | Exception]] = {
    "done": (True, ActEvidence(Seen.DONE)),
    "a lie": (False, ActEvidence(Seen.DONE)),
    "refused": (False, ActEvidence(Seen.REFUSED, "LinkedIn answered 500")),
    "silent": (True, ActEvidence(Seen.SILENT, "LinkedIn's answer is empty")),
    "silent, and a lie": (False, ActEvidence(Seen.SILENT, "LinkedIn's answer is empty")),
    "unclear": (False, ActEvidence(Seen.UNCLEAR, "no answer of LinkedIn was seen")),
    "unclear, but it took effect": (True, ActEvidence(Seen.UNCLEAR, "no answer of LinkedIn was seen")),
    "not asked": (False, ActEvidence(Seen.NOT_CONFIRMED, "LinkedIn did not ask")),
    "another": (False, ActEvidence(Seen.ANOTHER, "the dialog named somebody else")),
    "wall": (False, Wall("captcha", "LinkedIn shows a captcha.")),
    "killed": (False, Interrupted("Stopped.")),
    "killed after it took effect": (True, Interrupted("Stopped.")),
}
"""Whether an act takes effect, and what is seen of it; "gone" comes before all of it."""


@dataclass(frozen=True)
class Member:
    """Somebody on a list; without a key the row is that of a page or an event."""

    key: str
    age: str
    note: str = ""
    name: str = ""
    seen_at: datetime = NOW


@dataclass
class World:
    """Who is on the two lists, newest first: the `MemberLists` of a run. Only `act` and what a test says changes them.

    `answers` is what becomes of an act on a key, `stall` after how many rows a list gives no more, `after` what
    happens once so many acts were asked for, `leaves` how often a list is led elsewhere after its first rows.
    `unconfirmed` are lists whose controls nobody has confirmed, `unreadable` people whose row can't be read,
    `uncounted` lists whose count is not understood, nor their words for being empty, `overstated` by how much a page
    counts too many. A list with a `page_size` has numbered pages; `pages` are those that were loaded. From the
    `holds_from`-th act on LinkedIn says yes and does nothing.
    """

    lists: dict[Half, list[Member]] = field(default_factory=lambda: {half: [] for half in Half})
    answers: dict[str, list[str]] = field(default_factory=dict)
    stall: dict[Half, int] = field(default_factory=dict)
    unsorted: set[Half] = field(default_factory=set)
    uncounted: set[Half] = field(default_factory=set)
    overstated: dict[Half, int] = field(default_factory=dict)
    unconfirmed: set[Half] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    holds_from: int = 10**9
    after: dict[int, Callable[[], None]] = field(default_factory=dict)
    acts: list[tuple[Half, str]] = field(default_factory=list)
    opened: list[Half] = field(default_factory=list)
    page_size: dict[Half, int] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    leaves: int = 0
    now: datetime = NOW
    waits: list[float] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def has(self, half: Half, key: str) -> bool:
        return any(member.key == key for member in self.lists[half])

    def stated(self, half: Half) -> int | None:
        """What the page says how many there are: nothing where its count is not understood."""
        if half in self.uncounted:
            return None
        return len(self.lists[half]) + self.overstated.get(half, 0)

    def keys(self, half: Half) -> list[str]:
        return [member.key for member in self.lists[half]]

    def drop(self, half: Half, key: str) -> None:
        self.lists[half] = [member for member in self.lists[half] if member.key != key]

    def rename(self, old: str, new: str) -> None:
        """Somebody pending takes another profile address and keeps the name."""
        self.lists[SENT] = [
            Member(new, it.age, it.note, f"Name of {old}") if it.key == old else it for it in self.lists[SENT]
        ]

    def accept(self, *keys: str) -> None:
        """They accept: from pending to the top of the connections."""
        for key in keys:
            assert self.has(SENT, key)
            self.drop(SENT, key)
            self.lists[CONNECTIONS].insert(0, Member(key, RECENT[CONNECTIONS]))

    def open(self, half: Half, _confirmed: tuple[str, ...]) -> "ListInMemory":
        self.opened.append(half)
        return ListInMemory(self, half)

    def wait(self, seconds: float) -> None:
        """It passes at once."""
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)

    def act(self, half: Half, key: str, hold: Callable[[], ActEvidence | None]) -> ActEvidence:
        """One act: done, unless `answers` has something else in store for this key."""
        answer = (self.answers.get(key) or ["done"])[0]
        self.answers[key] = self.answers.get(key, [])[1:]
        if held := hold():
            return held
        if answer == "gone":
            return ActEvidence(Seen.GONE, "the row was no longer there")
        self.acts.append((half, key))
        if happening := self.after.get(len(self.acts)):
            happening()
        takes_effect, ending = ANSWERS[answer]
        if takes_effect and len(self.acts) < self.holds_from:
            self.drop(half, key)
        if isinstance(ending, Exception):
            raise ending
        return ending


class ListInMemory:
    """An `OpenList`: gives ten rows a load; what changes below the rows that have come is seen, as on the real page."""

    def __init__(self, world: World, half: Half) -> None:
        self.world, self.half = world, half
        self.wordings, self.spoken = ENGLISH, SPOKEN
        self.stated: int | None = None
        self.is_complete = self.has_ended = False
        self.is_newest_first = half not in self.world.unsorted
        self.loads = self.unread = self.skipped = 0
        self.size = world.page_size.get(half, 0)
        self.shown: list[Member] = []
        self.there: set[str] = set()
        self.acted = 0

    @property
    def undone(self) -> int:
        """As the real page counts them: on numbered pages only those acted on here are known to have gone."""
        if self.size:
            return self.acted
        listed = {id(member) for member in self.world.lists[self.half]}
        return sum(id(member) not in listed for member in self.shown)

    def batches(
        self, start: Start | None = None, *, may_be_empty: bool = False, unreadable: int = 0
    ) -> Iterator[tuple[Row, ...]]:
        if self.half in self.world.uncounted and not self.world.lists[self.half]:
            if not may_be_empty:
                raise PageNotUnderstood("The page shows no row, and does not say that it is empty.")
            self.has_ended = True
            return
        listed = self.world.lists[self.half]
        if listed and all(it.key in self.world.unreadable for it in listed):
            if len(listed) > unreadable:
                raise PageNotUnderstood("The page shows no row that can be read, and does not say that it is empty.")
            self.stated, self.unread, self.has_ended = self.world.stated(self.half), len(listed), True
            return
        yield from self._numbered(start) if self.size else self._scrolled()

    def _numbered(self, start: Start | None) -> Iterator[tuple[Row, ...]]:
        """As the real page: a page is read again before it is left, if anybody was withdrawn on it meanwhile."""
        at, rows = 1, self._page(1, 0)
        if start and rows and self.stated and start.is_above(rows[-EDGE:]):

            def jump(page: int, skipped: int) -> tuple[Row, ...]:
                nonlocal at
                at = page
                return self._page(page, skipped)

            rows = find_page(start, rows, self.unread, self.stated, jump)
        undone, stated_then = 0, self.stated
        while True:
            if rows:
                yield rows
            while self.undone > undone:
                expected = (stated_then or 0) - (self.undone - undone)
                undone = self.undone
                rows = self._more(at)
                stated_then = self.stated
                if at > 1 and self.stated is not None and self.stated < expected:
                    raise PageLeft("The list has become shorter while it was being read.")
                if rows:
                    yield rows
            if at * self.size >= len(self.world.lists[self.half]):
                break
            stated, at = self.stated, at + 1
            rows = self._more(at)
            undone, stated_then = self.undone, self.stated
            if self.stated is not None and stated is not None and self.stated < stated:
                rows = (*self._more(at - 1), *rows)
        self.has_ended = True
        counted = self.skipped + len(self.shown) - self.undone
        self.is_complete = not self.unread and (self.stated is None or counted >= NEARLY_ALL * self.stated)

    def _page(self, at: int, skipped: int) -> tuple[Row, ...]:
        self.skipped, self.shown = skipped, []
        return self._more(at)

    def _more(self, at: int) -> tuple[Row, ...]:
        """The rows of a page, loaded now, that have not been shown."""
        self.loads += 1
        self.world.pages.append(at)
        self.stated = self.world.stated(self.half)
        listed = self.world.lists[self.half]
        there = listed[(at - 1) * self.size : at * self.size]
        self.there = {it.key for it in there}
        self.unread = sum(it.key in self.world.unreadable for it in there)
        known = {id(member) for member in self.shown}
        fresh = [it for it in there if id(it) not in known and it.key not in self.world.unreadable]
        first = self.skipped + len(self.shown)
        self.shown += fresh
        return tuple(self._row(member, first + place) for place, member in enumerate(fresh))

    def _scrolled(self) -> Iterator[tuple[Row, ...]]:
        most = self.world.stall.get(self.half, 10**9)
        while True:
            self.stated = self.world.stated(self.half)
            known = {id(member) for member in self.shown}
            listed = self.world.lists[self.half]
            self.unread = sum(it.key in self.world.unreadable for it in listed)
            fresh = [it for it in listed if id(it) not in known and it.key not in self.world.unreadable]
            fresh = fresh[: min(10, most - len(self.shown))]
            if not fresh:
                break
            rows = tuple(self._row(member, len(self.shown) + at) for at, member in enumerate(fresh))
            self.shown += fresh
            self.loads += 1
            yield rows
            if self.world.leaves:
                self.world.leaves -= 1
                raise PageLeft("The page went away while it was being read.")
        is_short = self.stated is not None and len(self.shown) - self.undone < NEARLY_ALL * self.stated
        self.has_ended = len(self.shown) < most
        self.is_complete = not is_short and (self.stated is not None or len(self.shown) < most)

    def shows(self, row: Row) -> bool:
        return not self.size or row.key in self.there

    def act(self, row: Row, hold: Callable[[], ActEvidence | None]) -> ActEvidence:
        if not self.shows(row):
            return ActEvidence(Seen.GONE, "the row is on another page")
        evidence = self.world.act(self.half, row.slug or row.address, hold)
        self.acted += evidence.seen is Seen.DONE
        return evidence

    def refuse_unconfirmed(self) -> None:
        if self.half in self.world.unconfirmed:
            raise UsageError("Nobody has confirmed what this control is called.")

    def to_confirm(self) -> tuple[None, tuple[()]]:
        return None, ()

    def _row(self, member: Member, position: int) -> Row:
        slug, address = ("", member.key) if is_address(member.key) else (member.key, "")
        return Row(
            self.half,
            slug,
            address,
            member.name or f"Name of {member.key}",
            "",
            member.age,
            member.note,
            position,
            member.seen_at,
        )


class Remembering:
    """Keeps what it was told."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.notes: list[tuple[News, int]] = []
        self.found: list[Mapping[str, int]] = []
        self.checks: Counter[Half] = Counter()

    def reading(self, half: Half, seen: int, stated: int | None) -> None:
        pass

    def acting(self, half: Half, total: int, expected: timedelta) -> None:
        pass

    def checked(self, half: Half, count: int) -> None:
        self.checks[half] += count

    def waiting(self, until: datetime, *, is_rest: bool) -> None:
        pass

    def acted(self, step: Step) -> None:
        self.steps.append(step)

    def note(self, news: News, people: int = 0) -> None:
        self.notes.append((news, people))

    def looked_up(self, found: Mapping[str, int]) -> None:
        self.found.append(found)


@dataclass
class Bench:
    """A world with a journal beside it. `answer` is what the person says after the trial."""

    world: World
    journal: Journal
    account: Account
    watch: Remembering = field(default_factory=Remembering)
    answer: bool = True
    asked: list[TrialSeen] = field(default_factory=list)
    keeps: dict[str, str] = field(default_factory=dict)

    def people(self, half: Half, *keys: str, old: int = 3) -> None:
        """Fill a list: these, and below them some old ones."""
        older = [Member(f"old-{half}-{number}", OLD[half]) for number in range(old)]
        self.world.lists[half] = [Member(key, RECENT[half]) for key in keys] + older

    def blast(self, sent: int, connections: int) -> None:
        """So many pending, and so many who have accepted."""
        self.people(SENT, *keys("sent", sent))
        self.people(CONNECTIONS, *keys("friend", connections))

    def context(self, pace: PaceName = PaceName.NONE, loads_per_day: int | None = None) -> RunContext:
        return RunContext(
            self.world, self.journal, self.account, Pace().named(pace), loads_per_day, self.world.clock, UTC,
            Random(1), self.watch,
        )  # fmt: skip

    def plan(self, selection: Selection = BLAST) -> Plan:
        before = self.journal.scans.earlier_sightings(self.account)
        seen = narrow((), before).evidence
        invited = {form: it.span.earliest for form, it in seen.items() if it.span}
        sent, connections = survey(self.context(), selection, None, invited)
        plan = make_plan(sent.people, connections.people, before, selection, self.journal.acts.ended(self.account))
        return replace(
            plan,
            sent=replace(plan.sent, unread=sent.unreached),
            connections=replace(plan.connections, unread=connections.unreached),
        )

    def job(self, selection: Selection = BLAST, per_day: int | None = None, *, also_accepted: bool = False) -> Job:
        """What a person confirms, both halves of it, after a look at both lists."""
        plan = self.plan(selection)
        agreed = tuple(half for half in Half if any(line.person.half is half for line in plan.planned))
        terms = Terms({}, selection.window or WINDOW, per_day, "none", agreed, also_accepted)
        decisions = [*plan.sent.decisions, *plan.connections.decisions]
        unread = {Half.SENT: plan.sent.unread, Half.CONNECTIONS: plan.connections.unread}
        return self.journal.jobs.begin(self.account, terms, map(PlanLine.of, decisions), self.world.now, unread)

    def runner(self, job: Job, pace: PaceName = PaceName.NONE) -> Runner:
        def ask(question: TrialSeen) -> bool:
            self.asked.append(question)
            return self.answer

        def is_kept(person: Person) -> str | None:
            return self.keeps.get(person.key)

        return Runner(self.context(pace), job, is_kept, ask)

    def run(self, job: Job, pace: PaceName = PaceName.NONE, *, is_continued: bool = False) -> Job:
        return self.runner(job, pace).run(is_continued=is_continued)

    def go_on(self, job: Job, later: timedelta = timedelta(days=1)) -> Job:
        """The next run of a job."""
        self.world.now += later
        return self.run(self.journal.jobs.get(job.id), is_continued=True)

    def outcomes(self, job: Job, half: Half) -> dict[str, Outcome | None]:
        """What became of the people whom the job planned."""
        return {
            line.key: line.outcome
            for line in self.journal.jobs.lines(job)
            if line.half is half and line.verdict == "planned"
        }

    def tally(self, job: Job) -> Counter[Outcome | None]:
        """How many of those whom the job planned have which outcome."""
        return Counter(outcome for half in Half for outcome in self.outcomes(job, half).values())

    def checked(self, job: Job, half: Half = SENT) -> int:
        """How many acts of a job a fresh page has shown to have taken effect."""
        return sum(it.proof is Proof.READING for it in self.journal.jobs.lines(job) if it.half is half)

    def line(self, job: Job, key: str, half: Half = SENT) -> PlanLine:
        [line] = [it for it in self.journal.jobs.lines(job) if it.key == key and it.half is half]
        return line

    def acted_on(self, half: Half | None = None) -> list[str]:
        return [key for where, key in self.world.acts if half in (None, where)]


def keys(prefix: str, count: int) -> list[str]:
    """Made-up keys."""
    return [f"{prefix}-{number}" for number in range(count)]


def first(*names: str) -> tuple[PersonRule, ...]:
    """What `--first` makes of these names."""
    return tuple(read_rule(name, "--first") for name in names)


def limited(selection: Selection, **changes: object) -> Selection:
    """A selection with something else in it."""
    return replace(selection, **changes)  # type: ignore[arg-type]
