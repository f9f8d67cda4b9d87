"""What every step of the work needs: the lists, the journal, the pace, the clock, the watcher."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from random import Random

from withdrawer.clock import Clock
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Act, ActDetail, Outcome, Scan
from withdrawer.linkedin.labels.page_language import Spoken
from withdrawer.linkedin.lists.page_search import Start
from withdrawer.plan.age_context import Frames
from withdrawer.plan.people import Half, Person, Row, person_from
from withdrawer.undo.allowance import refuse_spent
from withdrawer.undo.browser_lists import MemberLists, OpenList
from withdrawer.undo.pacing import Pace
from withdrawer.undo.watcher import News, Watcher

IsAbove = Callable[[Sequence[Person]], bool]
"""Whether people of a list surely stand above all that is looked for."""
NOT_INVITED_AGAIN = timedelta(days=21)
"""After a withdrawal LinkedIn refuses another invitation for up to three weeks (limits-and-rules 5.1)."""


@dataclass(frozen=True)
class RunContext:
    """Everything that reading and acting need. `loads_per_day` None means no limit on page loads.

    `confirmed` are the user's own words for controls that are in no table, `spoken` what each list calls its controls.
    """

    lists: MemberLists
    journal: Journal
    account: Account
    pace: Pace
    loads_per_day: int | None
    clock: Clock
    zone: tzinfo
    random: Random
    watch: Watcher
    confirmed: tuple[str, ...] = ()
    spoken: dict[Half, Spoken] = field(default_factory=dict)

    @contextmanager
    def opened(self, half: Half) -> Iterator["Walk"]:
        """Load one list afresh, to be walked down once; journals what is seen on the way."""
        self._check_loads()
        page = self.lists.open(half, self.confirmed)
        self.spoken[half] = page.spoken
        scan = self.journal.scans.begin(self.account, half, self.clock(), self.zone)
        walk = Walk(self, page, scan, self._withdrawn() if half is Half.SENT else {})
        try:
            yield walk
        finally:
            walk.tell_relisted()
            listed, is_whole = len(walk.read) - page.undone, page.is_complete and not page.skipped
            self.journal.scans.end(
                scan, self.clock(), page.loads, page.stated, is_whole, page.spoken.labels.language, listed
            )

    def _withdrawn(self) -> dict[str, Act]:
        """The checked withdrawals of the last three weeks, by key: nobody can be invited again so soon."""
        acts = self.journal.acts.withdrawn_since(self.account, self.clock() - NOT_INVITED_AGAIN)
        return {act.key: act for act in acts}

    def _check_loads(self) -> None:
        refuse_spent(self.journal, self.loads_per_day, self.clock())


@dataclass
class Walk:
    """A list being walked down. `read` holds everybody seen so far, in the list's order.

    `withdrawn` are earlier withdrawals, by key: anyone of them listed again was never withdrawn, whatever LinkedIn
    said.
    """

    context: RunContext
    page: OpenList
    scan: Scan
    withdrawn: dict[str, Act] = field(default_factory=dict)
    relisted: list[Act] = field(default_factory=list)
    read: list[Person] = field(default_factory=list)

    def batches(
        self, is_above: IsAbove | None = None, from_end: int = 0, *, may_be_empty: bool = False, unreadable: int = 0
    ) -> Iterator[list[tuple[Row, Person]]]:
        """Yield the rows as they come, each with the person it shows; waits between two loads as the pace says.

        A list with numbered pages is read from the page on which `is_above` stops being true; `from_end` is the
        estimated number of people from there to its end, 0 if unknown. `may_be_empty` and `unreadable` as in
        `ListPage.batches`.
        """
        context = self.context
        frames = Frames(self.page.wordings)

        def leave(rows: Sequence[Row]) -> None:
            context.journal.scans.add(self.scan, self._people_of(rows))
            self._pause()

        start = Start(lambda rows: is_above(self._people_of(rows)), leave, from_end) if is_above else None
        for rows in self.page.batches(start, may_be_empty=may_be_empty, unreadable=unreadable):
            people = self._people_of(rows, frames)
            context.journal.scans.add(self.scan, people)
            self.read += people
            self._correct_relisted(people)
            context.watch.reading(self.page.half, len(self.read), self.page.stated)
            yield list(zip(rows, people, strict=True))
            self._pause()

    def _people_of(self, rows: Sequence[Row], frames: Frames | None = None) -> list[Person]:
        frames, zone = frames or Frames(self.page.wordings), self.context.zone
        return frames.checked((row, person_from(row, zone, frames.wordings)) for row in rows)

    def _pause(self) -> None:
        """Wait before the next load. Raises LoadsSpent if there may be none."""
        context = self.context
        context._check_loads()
        context.lists.wait(context.pace.reading_wait(context.random).total_seconds())

    def _correct_relisted(self, people: Iterable[Person]) -> None:
        context = self.context
        for act in filter(None, (self.withdrawn.pop(person.key, None) for person in people)):
            context.journal.acts.settle(
                act.id, Outcome.REFUSED, None, context.clock(), ActDetail.RELISTED, is_held=True
            )
            self.relisted.append(act)

    def tell_relisted(self) -> None:
        """Report how many withdrawals this reading has disproved."""
        if self.relisted:
            self.context.watch.note(News.RELISTED, len(self.relisted))
