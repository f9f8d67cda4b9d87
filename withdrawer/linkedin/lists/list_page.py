"""The two lists, Sent invitations and Connections: opened afresh, read in batches of new rows, to a known end."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.errors import PageLeft, PageNotUnderstood
from withdrawer.linkedin.browser.browser import SITE, Browser
from withdrawer.linkedin.labels import Labels
from withdrawer.linkedin.labels.page_language import Spoken, spoken_on
from withdrawer.linkedin.lists.loader import NEARLY_ALL, Loader, State
from withdrawer.linkedin.lists.page_script import hints_of, page_script
from withdrawer.linkedin.lists.rows import SeenRow, row_from
from withdrawer.linkedin.lists.script_session import LEFT, NOTHING_CLICKED, OTHERWISE, Reader, told, told_in_text
from withdrawer.linkedin.lists.sort_order import sort_newest_first
from withdrawer.linkedin.old_page import old_page_in
from withdrawer.linkedin.walls import check_address, check_page, is_list_address
from withdrawer.plan.dates.languages import wordings_for
from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.people import Half, Row
from withdrawer.plan.phones import is_masked

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle

ADDRESSES = {
    Half.SENT: f"{SITE}/mynetwork/invitation-manager/sent/",
    Half.CONNECTIONS: f"{SITE}/mynetwork/invite-connect/connections/",
}
LOG = logging.getLogger(__name__)
ARRIVALS, ARRIVAL_SECONDS = 3, 5.0
"""How often, and how long, it is waited for what has taken a page's place."""
FIRST_ROWS_SECONDS = 20.0
LAST_LOOK_SECONDS = 2.0
"""How long rows are still waited for where telling the language has taken all that time."""
FAILED = re.compile(r"\b(?:Type|Range|Reference|Syntax)Error\b|\bDOMException\b|\bUtilityScript\b")
"""What a page's reader meets on a page that is none of HTML, or that has overwritten what every page has."""
MOST_DIGITS = 9


class Signs(msgspec.Struct, frozen=True):
    """What the page says of itself outside its rows: see `page/list.js`."""

    stated: str | None
    empty: bool
    sorted: bool
    controls: int


class Batch(msgspec.Struct, frozen=True):
    """The rows that came since the last time; none where nothing came in time, and then with the list's `state`.

    `unread` are the controls among the rows whose row can't be told, `elsewhere` those with a row that is none of the
    list, as a card may show it; `can_press` where a button brings more.
    """

    rows: list[SeenRow]
    stated: str | None
    unread: int
    elsewhere: int
    can_press: bool
    state: State | None


@dataclass
class ListPage:
    """One list as it is open in the browser. `ids` leads from a person's key to the row that shows them.

    `shared` are numbers, hidden in part, that more than one row shows: nobody knows whose they are.

    `confirmed` are words by which the person knows controls that are in no table; `spoken` is what the page calls them.
    """

    browser: Browser
    half: Half
    patience_seconds: float
    confirmed: tuple[str, ...] = ()
    labels: Labels = field(init=False)
    spoken: Spoken = field(init=False)
    reader: Reader = field(init=False)
    loaded: float = field(init=False, default=0.0)
    stated: int | None = field(init=False, default=None)
    is_complete: bool = field(init=False, default=False)
    has_ended: bool = field(init=False, default=False)
    is_newest_first: bool = field(init=False, default=True)
    loads: int = field(init=False, default=0)
    ids: dict[str, int] = field(init=False, default_factory=dict)
    known: dict[str, str] = field(init=False, default_factory=dict)  # the names, by key
    shared: set[str] = field(init=False, default_factory=set)
    listed: int = field(init=False, default=0)
    unread: int = field(init=False, default=0)
    elsewhere: int = field(init=False, default=0)
    undone: int = field(init=False, default=0)

    def open(self) -> None:
        """Load the list and see that it is one. Raises SignedOut, Wall or PageNotUnderstood."""
        self.visit(ADDRESSES[self.half])

    def visit(self, address: str) -> None:
        """Load one page of the list afresh. Raises SignedOut, Wall or PageNotUnderstood."""
        self.loads += 1  # also of a page that fails, or that is read again
        self.browser.goto(address)
        self.install()

    def install(self) -> None:
        """Put the reader into the page as it is loaded. What was found on a page before is no longer there."""
        page = self.browser.page
        self.loaded = stopwatch()
        with self.staying():
            try:
                self.spoken = spoken_on(self.browser, self.half, self.confirmed)
            except PageNotUnderstood as error:
                check_page(page)
                raise self._not_understood(error.message, error.hint) from error
            self.labels = self.spoken.labels
            hints = hints_of(self.half, self.labels)
            self.reader = Reader.made_by(page_script(), hints, page, self.browser.session)
        self.ids.clear()

    def call(self, expression: str, argument: Any = None) -> Any:
        """Call the page's reader: `expression` is a function of it and of `argument`.

        Raises SignedOut or Wall where LinkedIn has led the page away meanwhile, PageNotUnderstood where something else
        did.
        """
        with self.staying():
            return self.reader.call(expression, argument)

    def element(self, expression: str, argument: Any = None) -> "ElementHandle | None":
        """An element that the page's reader gives."""
        with self.staying():
            return self.reader.element(expression, argument)

    @contextmanager
    def staying(self) -> Iterator[None]:
        """While something is asked of the page: where it goes away meanwhile, the error is what led it away.

        Raises as `call` does; errors that mean anything else pass as they are.
        """
        from playwright.sync_api import Error
        from playwright.sync_api import TimeoutError as TooLate

        try:
            yield
        except TooLate:  # it quotes the page
            raise
        except Error as error:
            if FAILED.search(error.message):
                raise PageNotUnderstood(OTHERWISE, NOTHING_CLICKED) from error
            if not LEFT.search(error.message):
                raise
            self._check_where_it_went()
            raise PageLeft(
                "The page went away while it was being read.",
                "Leave withdrawer's window alone while it works, and run the same command again: it goes on.",
            ) from error

    def _check_where_it_went(self) -> None:
        """Raise SignedOut or Wall where the page has been led to one; what comes may still be on its way."""
        from playwright.sync_api import Error

        page = self.browser.page
        for _ in range(ARRIVALS):
            with suppress(Error):
                page.wait_for_load_state("domcontentloaded", timeout=ARRIVAL_SECONDS * 1000)
                check_page(page)
                return
        check_address(page.url)

    @property
    def wordings(self) -> Wordings:
        """How the page's language tells ages."""
        return wordings_for(self.labels.language)

    def signs(self) -> Signs:
        """What the page says of itself at this moment."""
        return told(self.call("reader => reader.signs()"), Signs)

    def batches(self) -> Iterator[tuple[Row, ...]]:
        """New rows, batch by batch, in the list's order, asking for more only when the next batch is asked for.

        Ends where the list ends (`is_complete` tells whether the page's own count agrees). Raises PageNotUnderstood
        where a page shows no row and does not say that there is none.
        """
        rows = self.shown()
        if not rows:
            return
        if self.half is Half.CONNECTIONS:
            self.is_newest_first = self.signs().sorted
            if not self.is_newest_first and sort_newest_first(self):
                self.loads += 1
                self.is_newest_first = True
                self._forget()
                rows = self._first()
        stated_first = self.stated
        loader = Loader(self)
        while rows:
            self._tell(rows)
            yield rows
            rows = loader.further()
        is_counted = self.stated is None or self.has_counted(NEARLY_ALL)
        is_stale = self.listed >= NEARLY_ALL * (stated_first or inf)
        # Where the count is reached without them, rows elsewhere are surely none of the list.
        is_all = not self.unread and (not self.elsewhere or self.has_counted())
        self.has_ended = loader.has_ended
        self.is_complete = (is_counted or is_stale) and loader.has_ended and is_all

    def _tell(self, rows: tuple[Row, ...]) -> None:
        of_all = "" if self.stated is None else f" of {self.stated}"
        unread = f"; {self.unread} controls without a row" if self.unread else ""
        LOG.info("%s: %d rows more, %d%s in all%s.", self.half, len(rows), self.listed, of_all, unread)

    def shown(self) -> tuple[Row, ...]:
        """The rows that the page shows by itself: nothing is clicked or scrolled for them.

        Raises PageNotUnderstood where it shows none and does not say that there is none.
        """
        rows = self._first()
        if not rows:
            self._believe_empty(self.signs())
        return rows

    def take(self, seconds: float, *, ask: bool) -> tuple[Row, ...]:
        """The rows that are new, waiting for them at most so long; with `ask` the list is scrolled for them."""
        return self.keep(self.look(seconds, ask=ask))

    def look(self, seconds: float, *, ask: bool, around: bool = False) -> Batch:
        """What the reader finds within so many seconds, not yet counted as read; `around` with the list's state."""
        self.browser.wait(0)
        how = {"ask": ask, "around": around, "milliseconds": seconds * 1000}
        batch = told_in_text(self.call("(reader, how) => reader.next(how)", how), Batch)
        self.browser.check()
        self.stated = number(batch.stated) if batch.stated else self.stated
        self.unread, self.elsewhere = batch.unread, batch.elsewhere
        return batch

    def look_anew(self, seconds: float) -> Batch:
        """As `look`, on a page that a click may be leading to."""
        try:
            return self.look(seconds, ask=False, around=True)
        except PageLeft:
            self.browser.page.wait_for_load_state("domcontentloaded")
            check_address(self.browser.page.url)
            self.install()
            return self.look(seconds, ask=False, around=True)

    def keep(self, batch: Batch) -> tuple[Row, ...]:
        """Those rows of a batch whose person has not been listed before."""
        rows = []
        for one in batch.rows:
            row = row_from(one, self.half, self.listed, self.browser.told_at(one.drawn_at), self.labels)
            key = row.key
            is_known = key in self.known
            # On another page of the list it may be the same row, or another: it can't be told.
            if is_known and is_masked(key) and (one.is_twin or key not in self.ids):
                self.shared.add(key)
                is_known = False
            if not key or not is_known:
                rows.append(row)
                self.listed += 1
            if key:
                self.known[key] = row.name
                self.ids[key] = one.id
        return tuple(rows)

    def _forget(self) -> None:
        """Read the list from its top again: it has been put into another order."""
        self.listed = 0
        self.known.clear()
        self.shared.clear()
        self.install()

    def has_counted(self, part: float = 1.0) -> bool:
        """Whether as many people have been listed as the page states, or such a part of them."""
        return self.stated is not None and self.listed - self.undone >= part * self.stated

    def _first(self) -> tuple[Row, ...]:
        started = stopwatch()
        end = max(self.loaded + FIRST_ROWS_SECONDS, started + min(LAST_LOOK_SECONDS, FIRST_ROWS_SECONDS))
        while stopwatch() < end:
            if rows := self.take(min(1.0, FIRST_ROWS_SECONDS), ask=False):
                return rows
            if self.stated == 0 and stopwatch() - started >= 1:
                break
        return ()

    def _believe_empty(self, signs: Signs) -> None:
        says_so = self.stated == 0 or (self.stated is None and signs.empty)
        page = self.browser.page
        if says_so and signs.controls == 0 and is_list_address(page.url) and not old_page_in(page):
            self.is_complete = self.has_ended = True
            return
        check_page(page)
        said = f" (it says {self.stated})" if self.stated else ""
        raise self._not_understood(
            f"The page {ADDRESSES[self.half]} shows no row that can be read{said}, and does not say that it is empty.",
            NOTHING_CLICKED,
        )

    def _not_understood(self, message: str, hint: str) -> PageNotUnderstood:
        return PageNotUnderstood(f"{message} {old_page_in(self.browser.page)}".strip(), hint)


def number(text: str) -> int:
    """A count as LinkedIn writes it, thousands separators dropped; 0 where it is none, or more than any list holds."""
    digits = "".join(character for character in text if character.isdecimal())
    return int(digits) if 0 < len(digits) <= MOST_DIGITS else 0
