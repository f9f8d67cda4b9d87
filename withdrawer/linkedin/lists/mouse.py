"""Pressing what the page's script has found, with the mouse."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.linkedin.browser.isolated_world import decoded
from withdrawer.linkedin.lists.page_script import PageScript

LOOK_SECONDS = 0.1
HARMLESS: Mapping[str, bool] = MappingProxyType({"isHarmless": True})
"""A press that changes nothing on the account: it may be made twice."""
IN_ROW: Mapping[str, bool] = MappingProxyType({"isInRow": True})
"""A press on a row's control or a menu's entry: a link that is pressed leads nowhere."""
CONFIRMING: Mapping[str, bool] = MappingProxyType({})


class Place(msgspec.Struct, frozen=True):
    """Where to press, in the page's own pixels; the element there is guarded (see `page/mouse.js`)."""

    x: float
    y: float


class Aim(msgspec.Struct, frozen=True):
    """Something to press, and where; `at` is None where nothing of it can be reached."""

    at: Place | None


class OutOfReach(Exception):
    """Something covers what is to be pressed, or it keeps moving."""


def press(
    script: PageScript,
    what: str,
    *given: object,
    seconds: float,
    guard: Mapping[str, bool] = HARMLESS,
    at: Place | None = None,
) -> bool:
    """Press what the script finds by a name and what is `given` to it; gives whether there was anything to press.

    `at` is where it was aimed at already. A press that would reach something else is held back in the page, and is made
    again where the element is then. Raises OutOfReach after so many seconds, PageLeft where the page has gone.
    """
    end = stopwatch() + seconds
    while at is None or not press_once(script, at):
        if stopwatch() > end:
            raise OutOfReach
        seen = script.call("(reader, how) => reader.aimAt(...how)", [what, dict(guard), *given])
        if seen is None:
            return False
        at = decoded(seen, Aim).at
        if at is None:
            script.browser.wait(LOOK_SECONDS)
    return True


def press_once(script: PageScript, at: Place) -> bool:
    """Press at a place that was aimed at; gives whether the press reached what is there."""
    script.browser.page.mouse.click(at.x, at.y)
    return not script.call("reader => reader.released()")
