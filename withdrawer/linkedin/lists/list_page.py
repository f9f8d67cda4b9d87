"""The two lists, Sent invitations and Connections: opened afresh, read in batches of new rows, to a known end."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from withdrawer.clock import stopwatch
from withdrawer.linkedin.addresses import ADDRESSES, is_list_address
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.isolated_world import MAY_HAVE_CHANGED
from withdrawer.linkedin.labels import UNKNOWN, Labels
from withdrawer.linkedin.labels.page_language import Spoken, count_of
from withdrawer.linkedin.lists.loader import NEARLY_ALL, Loader
from withdrawer.linkedin.lists.mouse import OutOfReach, press
from withdrawer.linkedin.lists.page_script import PageScript, Signs
from withdrawer.linkedin.lists.page_search import Start
from withdrawer.linkedin.lists.row_memory import RowMemory
from withdrawer.linkedin.old_page import old_page_in
from withdrawer.linkedin.walls import check_page
from withdrawer.plan.dates.languages import wordings_for
from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.half import Half
from withdrawer.plan.people import Row

LOG = logging.getLogger(__name__)
FIRST_ROWS_SECONDS = 20.0
LAST_LOOK_SECONDS = 2.0
"""Minimum wait for the first rows, even if detecting the language has used up the time."""
MENU_SECONDS = 3.0
CLICK_SECONDS = 5.0
STILL_MILLISECONDS = 600
"""How long a page must stay unchanged after its list was sorted anew."""


@dataclass
class ListPage:
    """One list open in the browser: a script in the page, a memory of its rows, and how far it was read."""

    browser: Browser
    half: Half
    patience_seconds: float
    confirmed: tuple[str, ...] = ()
    script: PageScript = field(init=False)
    rows: RowMemory = field(init=False)
    is_complete: bool = field(init=False, default=False)
    has_ended: bool = field(init=False, default=False)
    is_newest_first: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        self.script = PageScript(self.browser, self.half, self.confirmed)
        self.rows = RowMemory(self.script)

    def open(self) -> None:
        """Load the list and check that it is one. Raises SignedOut, Wall or PageNotUnderstood."""
        self.script.open()

    @property
    def labels(self) -> Labels:
        """The labels of LinkedIn's controls in the page's language."""
        return self.script.labels

    @property
    def spoken(self) -> Spoken:
        """The labels as found on this page."""
        return self.script.spoken

    @property
    def loads(self) -> int:
        """Number of loads of the list requested from LinkedIn."""
        return self.script.loads

    @property
    def stated(self) -> int | None:
        """The page's own count of people; None if it shows no count that can be read."""
        return self.rows.stated

    @property
    def unread(self) -> int:
        """Number of controls whose row can't be identified."""
        return self.rows.unread

    @property
    def undone(self) -> int:
        """Number of listed people withdrawn or removed since."""
        return self.rows.undone

    @property
    def skipped(self) -> int:
        """Number of rows on the pages before the one from which the list is read."""
        return self.rows.skipped

    def shows(self, row: Row) -> bool:
        """Whether a row is on the page open now, not on an earlier one of a list with numbered pages."""
        return row.key in self.rows.ids

    @property
    def wordings(self) -> Wordings:
        """How the page's language words ages."""
        return wordings_for(self.labels.language)

    def batches(
        self, start: Start | None = None, *, may_be_empty: bool = False, unreadable: int = 0
    ) -> Iterator[tuple[Row, ...]]:
        """Yield new rows, batch by batch, in the list's order; asks for more only when the next batch is requested.

        With `start`, a list with numbered pages is read from the page where what is looked for begins, not from its
        top: `skipped` tells how many rows that leaves unread.

        Ends where the list ends (`is_complete` tells whether the page's own count agrees). Raises PageNotUnderstood if
        a page shows no row and does not say that it is empty, in words that are known; with `may_be_empty` it may also
        show nothing that looks like a row, where no words are known: that is an end, but not complete. Neither is it an
        error if all rows that the page counts are left, at most `unreadable`, and can't be read.
        """
        rows = self.shown(may_be_empty=may_be_empty, unreadable=unreadable)
        if not rows:
            return
        if self.half is Half.CONNECTIONS:
            self.is_newest_first = self.script.signs().sorted
            if not self.is_newest_first and self._sorts_newest_first():
                self.script.loads += 1
                self.is_newest_first = True
                self.rows.forget()
                rows = self._first()
        stated_first = self.stated
        loader = Loader(self.script, self.rows, self.patience_seconds)
        if start:
            rows = loader.start_at(start, rows)
        while rows:
            self._tell(rows)
            yield rows
            rows = loader.further()
        is_counted = self.stated is None or self.rows.has_counted(NEARLY_ALL)
        is_stale = self.skipped + self.rows.listed >= NEARLY_ALL * (stated_first or inf)
        # If the count is reached without them, rows elsewhere are not part of the list.
        is_all = not self.unread and (not self.rows.elsewhere or self.rows.has_counted())
        self.has_ended = loader.has_ended
        self.is_complete = (is_counted or is_stale) and loader.has_ended and is_all

    def shown(self, *, may_be_empty: bool = False, unreadable: int = 0) -> tuple[Row, ...]:
        """The rows that the page shows without any click or scroll.

        Raises PageNotUnderstood if it shows none and does not say that it is empty; the arguments are as in `batches`.
        """
        rows = self._first()
        if not rows:
            self._believe_empty(self.script.signs(), may_be_empty=may_be_empty, unreadable=unreadable)
        return rows

    def _sorts_newest_first(self) -> bool:
        """Choose "Recently added" with the mouse; returns whether the list now shows that order.

        Changes only how the list is displayed. If it fails, the whole list must be read.
        """
        script = self.script
        try:
            if not press(script, "sorter", seconds=CLICK_SECONDS):
                return False
            if not press(script, "choice", MENU_SECONDS * 1000, seconds=CLICK_SECONDS):
                script.browser.page.keyboard.press("Escape")
                return False
        except OutOfReach:
            return False
        script.call("(reader, how) => reader.still(...how)", [STILL_MILLISECONDS, self.patience_seconds * 1000])
        script.browser.check()
        return script.signs().sorted

    def _tell(self, rows: tuple[Row, ...]) -> None:
        of_all = "" if self.stated is None else f" of {self.stated}"
        unread = f"; {self.unread} controls without a row" if self.unread else ""
        LOG.info("%s: %d rows more, %d%s in all%s.", self.half, len(rows), self.rows.listed, of_all, unread)

    def _first(self) -> tuple[Row, ...]:
        started = stopwatch()
        end = max(self.script.loaded + FIRST_ROWS_SECONDS, started + min(LAST_LOOK_SECONDS, FIRST_ROWS_SECONDS))
        while stopwatch() < end:
            if rows := self.rows.take(min(1.0, FIRST_ROWS_SECONDS), ask=False):
                return rows
            if self.stated == 0 and stopwatch() - started >= 1:
                break
        return ()

    def _believe_empty(self, signs: Signs, *, may_be_empty: bool, unreadable: int) -> None:
        says_so = self.stated == 0 or (self.stated is None and signs.empty)
        is_wordless = count_of(self.labels, self.half) == self.labels.sent_empty == UNKNOWN
        looks_so = may_be_empty and is_wordless and signs.bare
        page = self.browser.page
        is_list = is_list_address(page.url) and not old_page_in(page)
        if (says_so or looks_so) and signs.controls == 0 and is_list:
            self.is_complete, self.has_ended = says_so, True
            return
        if 0 < signs.controls <= unreadable and signs.controls == self.stated and is_list:
            self.rows.unread, self.has_ended = signs.controls, True
            return
        check_page(page)
        said = f" (it says {self.stated})" if self.stated else ""
        raise self.script.not_understood(
            f"The page {ADDRESSES[self.half]} shows no row that can be read{said}, and does not say that it is empty.",
            MAY_HAVE_CHANGED,
        )
