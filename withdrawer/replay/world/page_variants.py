"""The arms: named ways in which pages of one layout differ between accounts, and in which a list may load.

An arm is a short name for keys of a scenario's `[page]`. A few carry a number, `NAME:N`.
"""

import re
from dataclasses import dataclass
from typing import Any

from withdrawer.errors import UsageError

NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


@dataclass(frozen=True)
class Arm:
    """What an arm sets: `key` to `value`, or to the number typed after its name. Without `layouts` it fits all."""

    description: str
    key: str
    value: Any
    layouts: tuple[str, ...] = ()
    takes_number: bool = False


_SDUI = ("sdui-2025", "sdui-2026")
ARMS = {
    "scrolling": Arm("further rows come by scrolling", "loading", "scroll"),
    "load-more": Arm("further rows come by a button below the list", "loading", "button"),
    "virtualised": Arm("rows that are scrolled out leave the document", "rows", "virtualised"),
    "recycled": Arm("rows that are scrolled out show other people", "rows", "recycled"),
    "window-scroller": Arm("the window scrolls", "scroller", "window"),
    "inner-scroller": Arm("the page's main part scrolls", "scroller", "inner"),
    "menu-item": Arm("a connection's menu has menuitem entries", "menu", "item", _SDUI),
    "menu-button": Arm("a connection's menu has div[role=button] entries", "menu", "button", _SDUI),
    "confirm-remove": Arm("the dialog's button says Remove", "confirm", "remove"),
    "confirm-remove-connection": Arm("the dialog's button says Remove connection", "confirm", "remove-connection"),
    "full-name": Arm("the dialog that removes tells the full name", "dialog_name", "full"),
    "first-name": Arm("the dialog that removes tells the first name only", "dialog_name", "first"),
    "dialog-role": Arm("the dialog has role=dialog", "dialog_role", "dialog", _SDUI),
    "alertdialog-role": Arm("the dialog has role=alertdialog", "dialog_role", "alertdialog", _SDUI),
    "withdrawn-spelling": Arm(
        "the dialog's button is labelled “Withdrawn invitation sent to …”", "withdrawn_spelling", True, ("sdui-2025",)
    ),
    "dash-withdraw": Arm("the other known request withdraws", "withdraw_request", "withdraw", ("artdeco",)),
    "sorted-by-first-name": Arm("Connections opens sorted by first name", "sorted_by", "first-name"),
    "sorted-by-last-name": Arm("Connections opens sorted by last name", "sorted_by", "last-name"),
    "stall": Arm("in the middle nothing comes for N ms (20000), then only if asked anew", "stall_ms", 20_000, (), True),
    "overstated": Arm("the page counts N (7) people more than it lists", "overstated", 7, (), True),
    "stale-count": Arm("the page's count stays what it was at the start", "stale_count", True),
    "repeated-rows": Arm("each load begins with rows that were there already", "repeated_rows", True),
    "sent-meanwhile": Arm(
        "before each of the first N (3) further loads an invitation is sent", "sent_meanwhile", 3, (), True
    ),
    "shadow-dialog": Arm("dialogs and menus stand in a shadow root", "shadow_dialog", True),
    "twins": Arm("each row has a hidden second copy of its control", "twins", True),
    "phones": Arm("three of the blast were invited by phone number", "phones", 3),
}


def parse_arm(layout: str, text: str) -> tuple[str, Any]:
    """The key of `[page]` that an arm sets, and its value. Raises UsageError that lists the layout's arms."""
    name, _, number = text.partition(":")
    known = {name: arm for name, arm in ARMS.items() if not arm.layouts or layout in arm.layouts}
    arm = known.get(name)
    is_numbered = arm is not None and arm.takes_number and NUMBER.fullmatch(number) is not None
    if arm is None or (":" in text and not is_numbered):
        listed = "; ".join(f"{name}{':N' * arm.takes_number} ({arm.description})" for name, arm in known.items())
        raise UsageError(f"{layout} has no arm {text!r}", f"Take of: {listed}.")
    return arm.key, int(number) if number else arm.value
