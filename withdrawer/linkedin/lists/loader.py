"""Get a list's next rows, by scrolling, with its "Load more" button, or page by page, and detect its end.

LinkedIn may pause for tens of seconds in the middle of a list (connections A.4), so an end counts only if several signs
agree. Buttons that bring rows are clicked with the mouse and change nothing on the account.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.errors import PageLeft
from withdrawer.linkedin.browser.isolated_world import decoded
from withdrawer.linkedin.lists.mouse import OutOfReach, press
from withdrawer.linkedin.lists.page_script import PageScript
from withdrawer.linkedin.lists.page_search import EDGE, Start, find_page
from withdrawer.linkedin.lists.row_memory import Batch, RowMemory, State
from withdrawer.linkedin.lists.rows import SeenRow
from withdrawer.plan.people import Row

STEP_SECONDS = 1.0
CLICK_SECONDS = 2.0
AGAIN_SECONDS = 6.0
"""Delay before a button that brought nothing is pressed again; one covered by a toast is retried at once."""
ALL_SECONDS = 0.7
"""How long to keep watching a list whose count is reached: the count can be stale."""
NEARLY_ALL = 0.97
"""A list may have slightly fewer rows than it states: closed and blocked profiles count too (connections A.4)."""
LOOK_SECONDS = 0.05
BOUNCED_SECONDS = 3.0
UNCOUNTED = 1 / 3
"""Fraction of the patience to wait at the end of a list without a readable count."""
TURNS = 2


@dataclass
class Loader:
    """Asks one open list for more, once for each call. `has_ended` tells whether its end was seen."""

    script: PageScript
    rows: RowMemory
    patience_seconds: float
    has_ended: bool = field(init=False, default=False)
    _state: State | None = field(init=False, default=None)
    _can_press: bool = field(init=False, default=False)
    _press_at: float = field(init=False, default=0.0)
    _undone: int = field(init=False, default=0)
    _stated: int = field(init=False, default=0)

    def further(self) -> tuple[Row, ...]:
        """The next new rows; none at the end, or if nothing came within the patience."""
        state = self._state
        if state is None or state.page:
            state = self._look_around()
        return self._turn(state.page) if state.page else self._ask()

    def start_at(self, start: Start, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Go to the numbered page from which to read, and return its rows; `rows` are those of the first page.

        Without numbered pages, or where they can't be opened by their number, the list is read from its top.
        """
        if start.is_above(rows[-EDGE:]) and self._look_around().page == 1 and self.rows.stated:
            rows += self._rest()
            return find_page(start, rows, self.rows.unread, self.rows.stated, self._jump)
        return rows

    def _jump(self, at: int, skipped: int) -> tuple[Row, ...]:
        """Begin the list anew at a page, below so many skipped rows; none if LinkedIn shows another page."""
        self.rows.begin_below(skipped)
        self._visit(at)
        batch = self._shown(at)
        return () if batch is None else self.rows.keep(batch) + self._rest()

    def _rest(self) -> tuple[Row, ...]:
        """The rows of the page open now that have not come yet."""
        rows: tuple[Row, ...] = ()
        while more := self.rows.take(self._moment, ask=True):
            rows += more
        return rows

    def _look_around(self) -> State:
        return self._offered(decoded(self.script.call("reader => reader.state()"), State))

    def _offered(self, state: State) -> State:
        self._state, self._can_press = state, state.can_press
        return state

    def _ask(self) -> tuple[Row, ...]:
        started, loads = stopwatch(), self.script.loads
        while (waited := stopwatch() - started) < self.patience_seconds:
            if self._can_press and stopwatch() >= self._press_at and self._press("more"):
                self._press_at = stopwatch() + AGAIN_SECONDS
                self.script.loads += 1
            left = self.patience_seconds - waited
            batch = self.rows.look(min(self._step(), left), ask=not self._can_press)
            self._can_press = batch.can_press
            if rows := self.rows.keep(batch):
                self.script.loads = max(self.script.loads, loads + 1)
                self._press_at = 0.0
                return rows
            if batch.state and self._is_over(batch.state, stopwatch() - started):
                break
        last = self._look_around()
        self.has_ended = last.is_at_end and not last.can_press and not last.is_busy
        return ()

    def _step(self) -> float:
        return STEP_SECONDS if self._can_press or not self.rows.has_counted() else self._moment

    def _is_over(self, state: State, waited: float) -> bool:
        if state.can_press or state.is_busy or not state.is_at_end:
            return False
        if self.rows.has_counted():
            return waited >= self._moment
        if self.rows.stated is None:
            return waited >= self.patience_seconds * UNCOUNTED
        return self.rows.has_counted(NEARLY_ALL) and waited >= self.patience_seconds / 2

    def _press(self, what: str) -> bool:
        """Press what the reader finds by that name, with real input: pages may ignore scripted clicks.

        Returns whether it was pressed.
        """
        try:
            return press(self.script, what, seconds=CLICK_SECONDS)
        except PageLeft:  # by this very press
            return True
        except OutOfReach:
            self.script.browser.check()
            return False

    def _turn(self, at: int) -> tuple[Row, ...]:
        """New rows of a list with numbered pages, of which `at` is open.

        Every withdrawal moves the rows of later pages up: so a page is read again before leaving it, and the previous
        page is read again if the count has fallen meanwhile, lest anybody is missed. Raises PageLeft if both happened:
        then somebody who was not read may be on any page before.
        """
        if rows := self.rows.take(self._moment, ask=True):
            return rows
        while self.rows.undone > self._undone:
            expected = self._stated - (self.rows.undone - self._undone)
            self._undone = self.rows.undone
            self._visit(at)
            rows = self._arrived()
            if at > 1 and self._stated < expected:
                raise PageLeft("The list has become shorter while it was being read.", "Run the same command again.")
            if rows:
                return rows
        while self._has_next_page():
            stated, at = self.rows.stated, at + 1
            batch = self._go_to(at)
            if batch is None:
                return ()
            if stated is not None and self.rows.stated is not None and self.rows.stated < stated:
                self._visit(at - 1)
                if rows := self._arrived():
                    return rows
                batch = self._go_to(at)
            if batch and (rows := self.rows.keep(batch)):
                return rows
        self.has_ended = True
        return ()

    def _has_next_page(self) -> bool:
        """Whether another page follows. A no counts only if it lasts for a moment."""
        end = stopwatch() + self._moment
        state = self._state or self._look_around()
        while not state.has_next_page and stopwatch() < end:
            self.script.browser.wait(LOOK_SECONDS)
            state = self._look_around()
        return state.has_next_page

    @property
    def _moment(self) -> float:
        return min(ALL_SECONDS, self.patience_seconds)

    def _go_to(self, at: int) -> Batch | None:
        """The rows of the page with this number; None if LinkedIn keeps leading back to another page."""
        for turn in range(TURNS):
            if turn:
                self.script.browser.wait(BOUNCED_SECONDS)
                self._visit(at)
            else:
                self.script.loads += 1
                self._press("turn")
            batch = self._shown(at)
            if batch is not None:
                return batch
        return None

    def _shown(self, at: int) -> Batch | None:
        rows: list[SeenRow] = []
        end = stopwatch() + self.patience_seconds
        while stopwatch() < end:
            batch = self.rows.look_anew(STEP_SECONDS)
            rows += batch.rows
            state = self._offered(batch.state) if batch.state else None
            page = state.page if state and state.page == at else self._look_around().page
            if page == at and rows:
                self._note_count()
                return msgspec.structs.replace(batch, rows=rows)
            if page < at - 1:
                break
        return None

    def _arrived(self) -> tuple[Row, ...]:
        end = stopwatch() + self.patience_seconds
        while stopwatch() < end:
            batch = self.rows.look(STEP_SECONDS, ask=False)
            if batch.rows:
                self._note_count()
                return self.rows.keep(batch)
        return ()

    def _note_count(self) -> None:
        """Remember the count of a page as it was loaded, and how many of its people had been undone by then."""
        self._stated, self._undone = self.rows.stated or 0, self.rows.undone

    def _visit(self, at: int) -> None:
        self._state = None
        self.script.visit(self._address(at))

    def _address(self, at: int) -> str:
        parts = urlsplit(self.script.browser.page.url)
        query = [(key, value) for key, value in parse_qsl(parts.query) if key != "page"]
        return urlunsplit(parts._replace(query=urlencode([*query, *([("page", str(at))] if at > 1 else [])])))
