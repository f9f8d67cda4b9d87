"""`save-page`: takes a page without the people on it, shows it, saves it, and reads it again offline."""

from dataclasses import dataclass, replace
from pathlib import Path

from withdrawer.app.context import CommandContext
from withdrawer.app.session import browser_of
from withdrawer.app.user import Said, User, agrees
from withdrawer.app.user_questions import SavePage, WhichPage
from withdrawer.errors import UsageError
from withdrawer.linkedin.addresses import SITE
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.saved_page import (
    PageReading,
    TakenPage,
    differences,
    load,
    replay,
    take,
    take_dialog,
    write_recording,
)
from withdrawer.plan.half import Half
from withdrawer.undo.allowance import count_load, refuse_spent

PAGES = ("sent", "connections", "here")


@dataclass(frozen=True)
class SavedPage:
    """A saved page, how its recording reads, the differences, and where it was saved."""

    taken: TakenPage
    replayed: PageReading
    differences: list[str]
    folder: Path


def save_page(
    at: CommandContext, page: str | None, to: Path | None, labels: tuple[str, ...], *, with_dialog: bool, says_yes: bool
) -> SavedPage | None:
    """Save one of PAGES; None if the user declines. `to` is the target folder; None means the home's own.

    Raises UsageError if the recording can't be saved.
    """
    wanted = page or at.user.choose(WhichPage(), PAGES)
    at.refuse_stopped()
    with browser_of(at) as browser:
        if wanted != "here":
            refuse_spent(at.journal, at.loads_per_day, at.now)
            count_load(at.journal, at.account, Half(wanted), at.now, at.zone)
        taken = _take(browser, at.user, wanted, at.confirmed(labels), with_dialog=with_dialog)
        if not agrees(at.user, SavePage(taken), says_yes=says_yes):
            at.user.tell(Said.NOTHING_SAVED)
            return None
        replayed = replay(browser, taken)
    try:
        folder = write_recording(taken, replayed, to or at.home.folder / "recordings")
    except OSError as error:
        raise UsageError(
            f"The page can't be saved: {error.strerror or error}", "Name another folder with --to."
        ) from error
    return SavedPage(taken, replayed, differences(taken.reading, replayed), folder)


def _take(browser: Browser, user: User, wanted: str, confirmed: tuple[str, ...], *, with_dialog: bool) -> TakenPage:
    if wanted == "here":
        return take(_led(browser, user), confirmed)
    if with_dialog:
        return take_dialog(browser, Half(wanted), confirmed)
    load(browser, Half(wanted))
    return take(browser, confirmed)


def _led(browser: Browser, user: User) -> Browser:
    """Return the browser on the page to which the user navigated."""
    browser.page.goto(f"{SITE}/feed/", wait_until="domcontentloaded")
    user.tell(Said.GO_TO_THE_PAGE)
    while not user.has_pressed_enter():
        browser.heed()
        browser.page.wait_for_timeout(100)
    return replace(browser, page=browser.page.context.pages[-1])
