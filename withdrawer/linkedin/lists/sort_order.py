"""Connections in the order in which they were made: set through the list's own menu where it is sorted otherwise."""

from withdrawer.linkedin.lists.mouse import OutOfReach, press
from withdrawer.linkedin.lists.page_script import PageScript

MENU_SECONDS = 3.0
CLICK_SECONDS = 5.0
STILL_MILLISECONDS = 600


def sort_newest_first(script: PageScript, patience_seconds: float) -> bool:
    """Choose "Recently added" with the mouse; gives whether the list now says that this is its order.

    It changes only how the list is shown. Where it can't be done the whole list has to be read.
    """
    try:
        if not press(script, "sorter", seconds=CLICK_SECONDS):
            return False
        if not press(script, "choice", MENU_SECONDS * 1000, seconds=CLICK_SECONDS):
            script.browser.page.keyboard.press("Escape")
            return False
    except OutOfReach:
        return False
    script.call("(reader, how) => reader.still(...how)", [STILL_MILLISECONDS, patience_seconds * 1000])
    script.browser.check()
    return script.signs().sorted
