"""Start the user's browser on withdrawer's own profile, and explain what went wrong with it."""

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from withdrawer.errors import AnotherMember, Interrupted, NoScreen, PageNotUnderstood, SignedOut, Wall, WithdrawerError
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.profile import wait_until_free, was_left
from withdrawer.linkedin.browser.start_errors import failure
from withdrawer.linkedin.redaction.snapshot import save_snapshot
from withdrawer.linkedin.walls import as_told
from withdrawer.processes import clean_environment

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Error, Page, Playwright

SAME_STORE = ("--password-store=basic", "--use-mock-keychain")
"""Playwright starts Chromium with these: `login` needs the same, or cookies can't be read later."""
GATE_TRIES = 3
GATE_MILLISECONDS = 5_000
SECOND_MILLISECONDS = 5_000
CLOSED = re.compile(r"has been closed|Connection closed|Browser closed")
CRASHED = re.compile(r"Target crashed|Page crashed")
AGAIN = "Run the same command again: it continues, and nothing is done twice."
START_MILLISECONDS = 90_000
"""Enough for a slow machine; a browser that a policy forbids to control never answers, and says so only then."""
QUIT_SECONDS = 1.0
"""Time for a browser that has gone to release its profile: one that was closed normally does so."""


@dataclass(frozen=True)
class BrowserSettings:
    """How to start the browser.

    `args` are passed on unchanged. `takes_focus` is False if the user did not just ask for the window.
    """

    executable: Path
    profile: Path
    snapshots: Path
    args: tuple[str, ...] = ()
    is_headless: bool = False
    takes_focus: bool = True


def is_root() -> bool:
    """Whether Chromium would refuse to use its sandbox, as it does for root on Linux."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def open_browser(settings: BrowserSettings, heed: Callable[[], None]) -> Iterator[Browser]:
    """The browser on withdrawer's own profile folder, closed at the end.

    Raises Interrupted if its window is closed by hand, and WithdrawerError if it can't be started or driven.
    """
    from playwright.sync_api import Error, sync_playwright

    wait_until_free(settings.profile, lambda seconds: _pause(seconds, heed))
    with sync_playwright() as playwright:
        context = start_context(playwright, settings)
        crashes: list[object] = []
        try:
            page = first_page(context, settings)
            page.on("crash", lambda crashed: crashes.append(crashed))  # the driver sets attributes on handlers
            browser = Browser(page, heed)
            try:
                yield browser
            except PageNotUnderstood as error:
                error.hint += f" {_kept(page, settings.snapshots)}"
                raise
            except AnotherMember:
                raise
            except (Wall, SignedOut) as gate:
                raise _seen(gate, browser, settings.snapshots) from gate.__cause__
            finally:
                context.close()
        except Error as error:
            heed()
            has_gone = CLOSED.search(error.message) is not None
            has_crashed = bool(crashes) or (has_gone and was_left(settings.profile, QUIT_SECONDS))
            raise _told(error, has_crashed=has_crashed) from error


def start_context(playwright: "Playwright", settings: BrowserSettings) -> "BrowserContext":
    """The browser on its profile. Raises WithdrawerError with the reason if it can't be started."""
    from playwright.sync_api import Error

    try:
        return playwright.chromium.launch_persistent_context(
            settings.profile,
            executable_path=settings.executable,
            headless=settings.is_headless,
            args=list(settings.args),
            env={**clean_environment(os.environ)},
            chromium_sandbox=not is_root(),
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            timeout=START_MILLISECONDS,
            no_viewport=not settings.is_headless,
            service_workers="block",
        )
    except Error as error:
        has_screen = settings.is_headless or sys.platform in ("win32", "darwin")
        if not has_screen and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            raise NoScreen(
                "There is no screen here, and on LinkedIn withdrawer works in a visible browser.",
                "Run it in a desktop session. (--headless hides the browser, and announces itself to LinkedIn.)",
            ) from error
        raise failure(settings.executable, error.message) from error


def first_page(context: "BrowserContext", settings: BrowserSettings) -> "Page":
    """The page to work in.

    A browser's first window takes the focus from what the user is typing in. If they did not just ask for it, it is
    minimised at once, so that the desktop gives the focus back, and a second window opens in the background to replace
    it. If a desktop or browser does not support that, the first window stays.
    """
    from playwright.sync_api import Error

    page = context.pages[0] if context.pages else context.new_page()
    if settings.takes_focus or settings.is_headless:
        return page
    session = context.new_cdp_session(page)
    try:
        window = session.send("Browser.getWindowForTarget")["windowId"]
        session.send("Browser.setWindowBounds", {"windowId": window, "bounds": {"windowState": "minimized"}})
    except Error:
        return page
    try:
        with context.expect_page(timeout=SECOND_MILLISECONDS) as second:
            session.send("Target.createTarget", {"url": "about:blank", "newWindow": True, "background": True})
    except Error:
        session.send("Browser.setWindowBounds", {"windowId": window, "bounds": {"windowState": "normal"}})
        return page
    page.close()
    return second.value


def _told(error: "Error", *, has_crashed: bool) -> WithdrawerError:
    """A driver's error in words for the user; `has_crashed` if the browser has gone and nobody closed it."""
    from playwright.sync_api import TimeoutError as TooLate

    if has_crashed or CRASHED.search(error.message):
        return WithdrawerError(
            "The browser has crashed, or something has ended it.",
            f"{AGAIN} If it happens each time: update the browser, or name another one with WITHDRAWER_BROWSER, "
            "and sign in with it: withdrawer login",
        )
    if isinstance(error, TooLate):
        return WithdrawerError(f"The page did not answer in time: {_first_line(error)}", AGAIN)
    if CLOSED.search(error.message):
        return Interrupted("The browser window was closed.")
    if "net::ERR_" in error.message:
        return WithdrawerError(f"LinkedIn could not be reached: {_first_line(error)}", f"Check the network. {AGAIN}")
    return WithdrawerError(f"The browser could not be driven: {_first_line(error)}", AGAIN)


def _kept(page: "Page", folder: Path) -> str:
    """Keep a copy of the page; if that fails, for any reason, it must not hide the original error."""
    try:
        return f"A redacted copy of the page is in {save_snapshot(page, folder)}"
    except Exception as error:  # noqa: BLE001 - see above
        return f"No copy of the page could be kept: {_first_line(error)}"


def _seen(gate: Wall | SignedOut, browser: Browser, folder: Path) -> Wall | SignedOut:
    """The gate, with what its page says and a copy of it. Whatever fails in here, the gate is still returned.

    The gate's page may still be loading in place of the list.
    """
    told = gate
    for _ in range(GATE_TRIES):
        with contextlib.suppress(Exception):
            browser.page.wait_for_load_state("domcontentloaded", timeout=GATE_MILLISECONDS)
        with contextlib.suppress(Exception):
            told = as_told(gate, browser.page, browser.seen_at) if isinstance(gate, Wall) else gate
        with contextlib.suppress(Exception):
            told.snapshot = save_snapshot(browser.page, folder)
            break
    return told


def _pause(seconds: float, heed: Callable[[], None]) -> None:
    heed()
    time.sleep(seconds)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
