"""Connections in the order in which they were made: set through the list's own menu where it is sorted otherwise."""

from typing import TYPE_CHECKING

from withdrawer.linkedin.lists.mouse import click

if TYPE_CHECKING:
    from withdrawer.linkedin.lists.list_page import ListPage

MENU_SECONDS = 3.0
CLICK_SECONDS = 5.0
STILL_MILLISECONDS = 600


def sort_newest_first(page: "ListPage") -> bool:
    """Choose "Recently added" with the mouse; gives whether the list now says that this is its order.

    It changes only how the list is shown. Where it can't be done the whole list has to be read.
    """
    from playwright.sync_api import TimeoutError as TooLate

    try:
        if not click(page, page.element("reader => reader.sorter()"), CLICK_SECONDS):
            return False
        if not click(page, page.element("(reader, ms) => reader.choice(ms)", MENU_SECONDS * 1000), CLICK_SECONDS):
            page.browser.page.keyboard.press("Escape")
            return False
    except TooLate:
        return False
    page.call("(reader, how) => reader.still(...how)", [STILL_MILLISECONDS, page.patience_seconds * 1000])
    page.browser.check()
    return page.signs().sorted
