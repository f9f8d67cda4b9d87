"""Pressing what the page's reader has found, with the mouse."""

from contextlib import nullcontext
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle

    from withdrawer.linkedin.lists.list_page import ListPage

DETACHED = "Element is not attached to the DOM"
"""What the driver says of an element that has gone between finding and pressing, before it presses."""


class Place(msgspec.Struct, frozen=True):
    """Where to press, in the page's own pixels; the element there is guarded (see `page/mouse.js`)."""

    x: float
    y: float


def press(
    page: "ListPage", at: Place | None, expression: str, argument: object = None, *, seconds: float, stays: bool = False
) -> bool:
    """Press at a place that the reader has aimed at; gives whether there was anything to press.

    Where the page has no free place for it, or has moved under the mouse, the driver's own click looks for the element
    that `expression` gives, for so many seconds. With `stays` a link that is pressed leads nowhere. Raises as `click`
    does.
    """
    if at is not None and press_once(page, at):
        return True
    element = page.element(expression, argument)
    with page.browser.staying() if stays else nullcontext():
        return click(page, element, seconds)


def press_once(page: "ListPage", at: Place) -> bool:
    """Press at a place that the reader has aimed at; gives whether the press reached what is there."""
    page.browser.page.mouse.click(at.x, at.y)
    return not page.call("reader => reader.released()")


def click(page: "ListPage", element: "ElementHandle | None", seconds: float) -> bool:
    """Click an element as the driver does; gives whether there was anything to click: it may have gone meanwhile.

    Raises Playwright's TimeoutError where something else covers it all the time, PageLeft where the page has gone.
    """
    from playwright.sync_api import Error

    if element is None:
        return False
    try:
        with page.staying():
            element.click(timeout=seconds * 1000)
    except Error as error:
        if DETACHED not in error.message:
            raise
        return False
    return True
