"""What the page's reader gives for each step of an act: see `page/acting.js`."""

import msgspec

from withdrawer.linkedin.lists.mouse import Place
from withdrawer.linkedin.lists.rows import SeenRow
from withdrawer.linkedin.walls import CAPTCHA, SIGN_IN_FIELD, SMALLEST

GATES = [{"selector": SIGN_IN_FIELD, "smallest": 0}, {"selector": CAPTCHA, "smallest": SMALLEST}]
"""What wants the person, over the list itself."""


class Step(msgspec.Struct, frozen=True):
    """What every step sees: what the page announces, as toasts do, and whether something wants the person."""

    announced: tuple[str, ...]
    is_walled: bool


class Approach(Step, frozen=True):
    """A row before its control is pressed: `open` dialogs, what it says if it is there, where to press if it is free.

    Pressing is guarded from then on, until it is released.
    """

    open: int
    row: SeenRow | None
    at: Place | None


class Entry(msgspec.Struct, frozen=True):
    """The entry of a menu, and where to press for it."""

    at: Place | None


class Asked(Step, frozen=True):
    """What a dialog asks: its words, and its confirming button's; what the row says by then.

    `stands` where the control that was pressed is still that person's.
    """

    text: str
    confirm: tuple[str, ...]
    row: SeenRow | None
    stands: bool
    at: Place | None


class Became(Step, frozen=True):
    """What has become of a row."""

    gone: bool
