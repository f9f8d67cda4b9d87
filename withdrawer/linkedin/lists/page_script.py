"""The script that reads and watches a list's page: injected when the page is opened, and called there."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.errors import PageLeft, PageNotUnderstood
from withdrawer.linkedin.addresses import ADDRESSES
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.isolated_world import LEFT, PageObject, decoded, script_of
from withdrawer.linkedin.labels import UNKNOWN, Labels
from withdrawer.linkedin.labels.page_language import Spoken, control_of, count_of, spoken_on
from withdrawer.linkedin.old_page import old_page_in
from withdrawer.linkedin.walls import check_address, check_page
from withdrawer.plan.half import Half

ARRIVALS, ARRIVAL_SECONDS = 3, 5.0
"""Number of waits, and seconds per wait, for a page that replaced the one we opened."""
SCRIPTS = (
    "tree.js", "text.js", "rows.js", "signs.js", "buttons.js", "loading.js", "list.js", "dialog.js", "mouse.js",
    "acting.js",
)  # fmt: skip


class Signs(msgspec.Struct, frozen=True):
    """What the page says about itself outside its rows: see `page/list.js`.

    `bare` if nothing on it looks like a row or is still loading.
    """

    stated: str | None
    empty: bool
    sorted: bool
    controls: int
    bare: bool


@dataclass
class PageScript:
    """The script in the page of one list. `confirmed` are the user's own words for controls that are in no table.

    `spoken` is what the page calls its controls; `loaded` is when it was last loaded, by the stopwatch; `loads` counts
    the loads requested from LinkedIn.
    """

    browser: Browser
    half: Half
    confirmed: tuple[str, ...] = ()
    labels: Labels = field(init=False)
    spoken: Spoken = field(init=False)
    reader: PageObject = field(init=False)
    loaded: float = field(init=False, default=0.0)
    loads: int = field(init=False, default=0)

    def open(self) -> None:
        """Load the list and check that it is one. Raises SignedOut, Wall or PageNotUnderstood."""
        self.visit(ADDRESSES[self.half])

    def visit(self, address: str) -> None:
        """Load one page of the list afresh. Raises SignedOut, Wall or PageNotUnderstood."""
        self.loads += 1  # includes pages that fail, or are read again
        self.browser.goto(address)
        self.install()

    def install(self) -> None:
        """Inject the reader into the page as loaded now. Elements found on an earlier page are gone."""
        page = self.browser.page
        self.loaded = stopwatch()
        with self.staying():
            try:
                self.spoken = spoken_on(self.browser, self.half, self.confirmed)
            except PageNotUnderstood as error:
                check_page(page)
                raise self.not_understood(error.message, error.hint) from error
            self.labels = self.spoken.labels
            hints = hints_of(self.half, self.labels)
            self.reader = PageObject.made_by(page_script(), hints, self.browser.session)

    def call(self, expression: str, argument: Any = None) -> Any:
        """Call `expression`, a function of the page's reader and `argument`.

        Raises SignedOut or Wall if LinkedIn has navigated the page away meanwhile, PageLeft if something else did, and
        PageNotUnderstood if the script fails on the page's content.
        """
        with self.staying():
            return self.reader.call(expression, argument)

    @contextmanager
    def staying(self) -> Iterator[None]:
        """A context for queries to the page: if it goes away meanwhile, raises what led it away.

        Raises SignedOut, Wall or PageLeft; unrelated errors pass unchanged.
        """
        from playwright.sync_api import Error

        try:
            yield
        except Error as error:
            if not LEFT.search(error.message):
                raise
            self._check_where_it_went()
            raise PageLeft(
                "The page went away while it was being read.",
                "Leave withdrawer's window alone while it works, and run the same command again: it continues.",
            ) from error

    def _check_where_it_went(self) -> None:
        """Raise SignedOut or Wall if the page has become one; it may still be loading."""
        from playwright.sync_api import Error

        page = self.browser.page
        for _ in range(ARRIVALS):
            with suppress(Error):
                page.wait_for_load_state("domcontentloaded", timeout=ARRIVAL_SECONDS * 1000)
                check_page(page)
                return
        check_address(page.url)

    def signs(self) -> Signs:
        """What the page says about itself now."""
        return decoded(self.call("reader => reader.signs()"), Signs)

    def not_understood(self, message: str, hint: str) -> PageNotUnderstood:
        """The error for a page that is not understood; mentions an old page in a frame of it."""
        return PageNotUnderstood(f"{message} {old_page_in(self.browser.page)}".strip(), hint)


def page_script() -> str:
    """The function that reads and watches a page; its argument is the result of `hints_of`."""
    return script_of(*SCRIPTS, returning="pageReader(argument)")


def hints_of(half: Half, labels: Labels) -> dict[str, str]:
    """The hints about one language for the page's reader: patterns, and nothing about any layout.

    A label that is in no table is left empty: the reader then goes by shape, or does without.
    """
    is_sent = half is Half.SENT
    hints = {
        "control": control_of(labels, half),
        "acts": _within(labels.withdraw) if is_sent else _within(labels.remove_item, labels.remove_confirm),
        "age": labels.sent_age if is_sent else labels.connected_age,
        "count": count_of(labels, half),
        "empty": labels.sent_empty,
        "sorted": labels.newest_first,
        "more": labels.load_more,
        "next": labels.next_page,
        "sort": "" if is_sent else labels.sort,
    }
    needed = ("control", "acts", "age")
    return {name: "" if hint == UNKNOWN and name not in needed else hint for name, hint in hints.items()}


def _within(*labels: str) -> str:
    """The pattern of a text that contains one of these labels, as in "Withdraw all"."""
    return "|".join(label.removeprefix("^").removesuffix("$") for label in labels)
