"""Pressing what the page's reader has found, with the mouse."""

from contextlib import nullcontext
from typing import TYPE_CHECKING

import msgspec

from withdrawer.linkedin.lists.page_script import PageScript

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle


DETACHED = "Element is not attached to the DOM"
"""What the driver says of an element that has gone between finding and pressing, before it presses."""


class Place(msgspec.Struct, frozen=True):
    """Where to press, in the page's own pixels; the element there is guarded (see `page/mouse.js`)."""

    x: float
    y: float


def press(
    script: PageScript,
    at: Place | None,
    expression: str,
    argument: object = None,
    *,
    seconds: float,
    stays: bool = False,
) -> bool:
    """Press at a place that the reader has aimed at; gives whether there was anything to press.

    Where the page has no free place for it, or has moved under the mouse, the driver's own click looks for the element
    that `expression` gives, for so many seconds. With `stays` a link that is pressed leads nowhere. Raises as `click`
    does.
    """
    if at is not None and press_once(script, at):
        return True
    element = script.element(expression, argument)
    with script.browser.staying() if stays else nullcontext():
        return click(script, element, seconds)


def press_once(script: PageScript, at: Place) -> bool:
    """Press at a place that the reader has aimed at; gives whether the press reached what is there."""
    script.browser.page.mouse.click(at.x, at.y)
    return not script.call("reader => reader.released()")


def click(script: PageScript, element: "ElementHandle | None", seconds: float) -> bool:
    """Click an element as the driver does; gives whether there was anything to click: it may have gone meanwhile.

    Raises Playwright's TimeoutError where something else covers it all the time, PageLeft where the page has gone.
    """
    from playwright.sync_api import Error

    if element is None:
        return False
    try:
        with script.staying():
            element.click(timeout=seconds * 1000)
    except Error as error:
        if DETACHED not in error.message:
            raise
        return False
    return True
