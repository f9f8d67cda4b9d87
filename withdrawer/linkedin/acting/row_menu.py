"""The menu of a connection, if no table has the name of the entry that removes."""

from typing import TYPE_CHECKING

from withdrawer.errors import PageNotUnderstood, UsageError
from withdrawer.linkedin.browser.isolated_world import decoded
from withdrawer.linkedin.labels.shape_search import Candidate, ToConfirm
from withdrawer.linkedin.lists.mouse import IN_ROW, OutOfReach, press
from withdrawer.plan.half import Half

if TYPE_CHECKING:
    from withdrawer.linkedin.lists.list_page import ListPage

CLICK_SECONDS = 5.0
MENU_SECONDS = 3.0


def is_confirmed(page: "ListPage") -> bool:
    """Whether acts on this list use known names, or words that the user has confirmed."""
    spoken = page.spoken
    if page.half is Half.SENT or not spoken.entry_is_unknown:
        return page.half is Half.CONNECTIONS or spoken.found is None or spoken.found.is_confirmed
    return bool(page.confirmed)


def refuse_unconfirmed(page: "ListPage") -> None:
    """Raise UsageError if a control is known by its shape alone: nothing unconfirmed is ever clicked."""
    if is_confirmed(page):
        return
    found = page.spoken.found
    what = f"it would press “{found.candidate.word}”" if found else "its name is not known"
    raise UsageError(
        f"LinkedIn is shown in a language whose controls withdrawer does not know yet: {what}.",
        'Look at LinkedIn\'s page, and confirm the word that is right: --label "WORD".',
    )


def to_confirm(page: "ListPage") -> tuple[ToConfirm | None, tuple[Candidate, ...]]:
    """What the user must confirm before the first act on this list, None if nothing; and the menu's entries.

    A control that only opens a menu needs no confirming if the entry that acts is known.
    """
    spoken = page.spoken
    control = spoken.found.candidate if spoken.found and not spoken.found.is_confirmed else None
    if page.half is Half.SENT:
        return (ToConfirm(page.half, control) if control else None), ()
    entries = menu_entries(page) if spoken.entry_is_unknown else ()
    is_said = any(entry.is_said_by(word) for entry in entries for word in page.confirmed)
    if not entries or (is_said and control is None):
        return None, entries
    return ToConfirm(page.half, control, () if is_said else entries), entries


def menu_entries(page: "ListPage") -> tuple[Candidate, ...]:
    """Open the first row's menu, read its entries, and close it again. Chooses nothing.

    Raises PageNotUnderstood if no menu opens.
    """
    next(iter(page.batches()), ())
    for number in list(page.rows.ids.values())[:3]:
        if seen := _entries_of(page, number):
            return seen
    raise PageNotUnderstood(
        "No menu opens on the page of connections, so it is not known how one is removed there.",
        "LinkedIn may have changed its pages. With --only sent only invitations are undone. "
        "To report the page, type: withdrawer save-page connections",
    )


def _entries_of(page: "ListPage", number: int) -> tuple[Candidate, ...]:
    shape = page.spoken.reader
    with page.script.staying():
        shape.call("it => it.mark()")
        try:
            is_pressed = press(page.script, "control", number, seconds=CLICK_SECONDS, guard=IN_ROW)
        except OutOfReach:
            is_pressed = False
        seen = shape.call("(it, ms) => it.entries(ms)", MENU_SECONDS * 1000) if is_pressed else ()
        page.browser.page.keyboard.press("Escape")
        shape.call("it => it.closed()")
    return decoded(seen, tuple[Candidate, ...])
