"""Press, with the mouse, what the page's script has found."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from withdrawer.clock import stopwatch
from withdrawer.linkedin.browser.isolated_world import decoded
from withdrawer.linkedin.lists.page_script import PageScript

LOOK_SECONDS = 0.1
HARMLESS: Mapping[str, bool] = MappingProxyType({"isHarmless": True})
"""A press that changes nothing on the account: it may be repeated."""
IN_ROW: Mapping[str, bool] = MappingProxyType({"isInRow": True})
"""A press on a row's control or a menu's entry: if it is a link, navigation is blocked."""
CONFIRMING: Mapping[str, bool] = MappingProxyType({})


class Place(msgspec.Struct, frozen=True):
    """Where to press, in CSS pixels; the element there is guarded (see `page/mouse.js`)."""

    x: float
    y: float


class Aim(msgspec.Struct, frozen=True):
    """Something to press, and where; `at` is None if no part of it can be reached."""

    at: Place | None


class OutOfReach(Exception):
    """The element to press is covered, or keeps moving."""


def press(
    script: PageScript,
    what: str,
    *given: object,
    seconds: float,
    guard: Mapping[str, bool] = HARMLESS,
    at: Place | None = None,
) -> bool:
    """Press what the script finds by this name and the `given` arguments; returns whether there was anything to press.

    `at` is where it was already aimed. A press that would hit another element is blocked in the page, and repeated at
    the element's new place. Raises OutOfReach after `seconds`, PageLeft if the page has gone.
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
    """Press at an aimed place; returns whether the press reached its element."""
    script.browser.page.mouse.click(at.x, at.y)
    return not script.call("reader => reader.released()")
