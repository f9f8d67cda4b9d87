"""Starting the person's browser on withdrawer's own profile, and telling what went wrong with it."""

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

from withdrawer.errors import AnotherMember, Interrupted, PageNotUnderstood, SignedOut, Wall, WithdrawerError
from withdrawer.linkedin.browser import Browser
from withdrawer.linkedin.profile import wait_until_free
from withdrawer.linkedin.snapshot import save_snapshot

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Error, Page, Playwright

SAME_STORE = ("--password-store=basic", "--use-mock-keychain")
"""What Playwright starts Chromium with: the plain start of `login` needs the same, or cookies can't be read later."""
GATE_TRIES = 3
GATE_MILLISECONDS = 5_000
CLOSED = re.compile(r"has been closed|Target crashed|Page crashed|Connection closed|Browser closed")


@dataclass(frozen=True)
class BrowserSettings:
    """How to start the browser. `args` reach it as they are."""

    executable: Path
    profile: Path
    snapshots: Path
    args: tuple[str, ...] = ()
    is_headless: bool = False


def is_root() -> bool:
    """Whether Chromium would refuse its sandbox: it does so for root on Linux."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def open_browser(settings: BrowserSettings, heed: Callable[[], None]) -> Iterator[Browser]:
    """The browser on withdrawer's own profile folder, closed at the end.

    Raises Interrupted where its window is closed by hand, and WithdrawerError where it can't be started or driven.
    """
    from playwright.sync_api import Error, sync_playwright

    wait_until_free(settings.profile, lambda seconds: _pause(seconds, heed))
    with sync_playwright() as playwright:
        context = _started(playwright, settings)
        try:
            page = context.pages[0] if context.pages else context.new_page()
            try:
                yield Browser(page, heed)
            except PageNotUnderstood as error:
                error.hint += f" {_kept(page, settings.snapshots)}"
                raise
            except AnotherMember:
                raise
            except (Wall, SignedOut) as gate:
                gate.snapshot = _kept_gate(page, settings.snapshots)
                raise
            finally:
                context.close()
        except Error as error:
            heed()
            raise _told(error) from error


def _started(playwright: "Playwright", settings: BrowserSettings) -> "BrowserContext":
    from playwright.sync_api import Error

    try:
        return playwright.chromium.launch_persistent_context(
            settings.profile,
            executable_path=settings.executable,
            headless=settings.is_headless,
            args=list(settings.args),
            chromium_sandbox=not is_root(),
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            no_viewport=not settings.is_headless,
            service_workers="block",
        )
    except Error as error:
        has_screen = settings.is_headless or sys.platform in ("win32", "darwin")
        if not has_screen and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            raise WithdrawerError(
                "There is no screen here, and on LinkedIn withdrawer works in a visible browser.",
                "Run it in a desktop session. (--headless hides the browser, and announces itself to LinkedIn.)",
            ) from error
        raise WithdrawerError(
            f"The browser {settings.executable} could not be started: {_first_line(error)}",
            "Close other windows of withdrawer's browser and try again; WITHDRAWER_BROWSER may name another browser.",
        ) from error


def _told(error: "Error") -> WithdrawerError:
    """A driver's error as a person can use it."""
    from playwright.sync_api import TimeoutError as TooLate

    again = "Run the same command again: it goes on, and nothing is done twice."
    if isinstance(error, TooLate):
        return WithdrawerError(f"The page did not answer in time: {_first_line(error)}", again)
    if CLOSED.search(error.message):
        return Interrupted("The browser window was closed.")
    if "net::ERR_" in error.message:
        return WithdrawerError(f"LinkedIn could not be reached: {_first_line(error)}", f"Check the network. {again}")
    return WithdrawerError(f"The browser could not be driven: {_first_line(error)}", again)


def _kept(page: "Page", folder: Path) -> str:
    """Keep what the page was like; that this fails must not hide what went wrong."""
    from playwright.sync_api import Error

    try:
        return f"A redacted copy of the page is in {save_snapshot(page, folder)}"
    except (Error, OSError) as error:
        return f"No copy of the page could be kept: {_first_line(error)}"


def _kept_gate(page: "Page", folder: Path) -> Path | None:
    """Keep what a gate was like; what counts is the gate itself. It may still be on its way in, in the list's place."""
    from playwright.sync_api import Error

    for _ in range(GATE_TRIES):
        with contextlib.suppress(Error):
            page.wait_for_load_state("domcontentloaded", timeout=GATE_MILLISECONDS)
        with contextlib.suppress(Error, OSError):
            return save_snapshot(page, folder)
    return None


def _pause(seconds: float, heed: Callable[[], None]) -> None:
    heed()
    time.sleep(seconds)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
