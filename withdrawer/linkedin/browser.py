"""The person's own browser, driven with Playwright: one page, one thing at a time, visible unless asked otherwise.

Sync Playwright tells of a closed window or an answer only while it is being waited in, so every wait of a run goes
through `Browser.wait` (signing-in, last point).
"""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from withdrawer.clock import stopwatch
from withdrawer.errors import Interrupted, PageNotUnderstood, WithdrawerError
from withdrawer.linkedin.profile import wait_until_free
from withdrawer.linkedin.snapshot import save_snapshot
from withdrawer.linkedin.walls import check_address, check_answer

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response, Route

SITE = "https://www.linkedin.com"
SAME_STORE = ("--password-store=basic", "--use-mock-keychain")
"""What Playwright starts Chromium with: the plain start of `login` needs the same, or cookies can't be read later."""
SLICE_SECONDS = 0.1
GOTO_MILLISECONDS = 60_000
OF_A_PERSON = re.compile(rf"^{re.escape(SITE)}(?!/(?:flagship-web|voyager|li)/)")
"""Addresses of pages, as against those that a page itself asks for data."""


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


@dataclass
class Browser:
    """One page of the open browser. `check` is called often and raises Interrupted when the person wants to stop."""

    page: "Page"
    check: Callable[[], None]
    seen_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    """The server's clock in the newest answer (its `Date`), UTC, whole seconds."""

    def __post_init__(self) -> None:
        self.page.on("response", self._note_date)

    def _note_date(self, response: "Response") -> None:
        date = response.headers.get("date")
        if date and response.url.startswith(SITE):
            try:
                self.seen_at = parsedate_to_datetime(date).astimezone(UTC)
            except ValueError:
                return

    def wait(self, seconds: float) -> None:
        """Wait, while what happens in the browser is noticed. Raises Interrupted when the person wants to stop."""
        end = stopwatch() + seconds
        self.check()
        while (left := end - stopwatch()) > 0:
            self.page.wait_for_timeout(min(left, SLICE_SECONDS) * 1000)
            self.check()

    def goto(self, url: str) -> None:
        """Load a page afresh; passing trouble is tried again. Raises SignedOut or Wall."""
        from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential

        tries = Retrying(
            sleep=self.wait,
            stop=stop_after_attempt(4),
            wait=wait_exponential(multiplier=2, max=30),
            retry=retry_if_exception(_may_pass),
            reraise=True,
        )
        tries(self._load, url)

    def _load(self, url: str) -> None:
        self.check()
        response = self.page.goto(url, wait_until="domcontentloaded", timeout=GOTO_MILLISECONDS)
        check_address(self.page.url)
        check_answer(response)
        if response is not None and response.status >= 500:
            raise PassingTrouble(
                f"LinkedIn answered {response.status} at {url}.", "Try again later; nothing was touched by this."
            )

    @contextmanager
    def staying(self) -> Iterator[None]:
        """While acting: a navigation that a click asks for is answered with 204, so that the page stays where it is.

        A Withdraw control may be a link that leads away until the page's own script is ready (sent-invitations 3b.2).
        """

        def answer(route: "Route") -> None:
            request = route.request
            if request.is_navigation_request() and request.frame.parent_frame is None:
                route.fulfill(status=204)
            else:
                route.fallback()

        self.page.route(OF_A_PERSON, answer)
        try:
            yield
        finally:
            if not self.page.is_closed():
                self.page.unroute(OF_A_PERSON, answer)


class PassingTrouble(WithdrawerError):
    """LinkedIn or the network had trouble that may pass by itself."""


@contextmanager
def open_browser(settings: BrowserSettings, check: Callable[[], None]) -> Iterator[Browser]:
    """The browser on withdrawer's own profile folder, closed at the end.

    Raises Interrupted where its window is closed by hand, and WithdrawerError where it can't be started or driven.
    """
    from playwright.sync_api import Error, sync_playwright
    from playwright.sync_api import TimeoutError as TooLate

    wait_until_free(settings.profile, lambda seconds: _pause(seconds, check))
    try:
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
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
            page = context.pages[0] if context.pages else context.new_page()
            try:
                yield Browser(page, check)
            except PageNotUnderstood as error:
                error.hint += f" A redacted copy of the page is in {save_snapshot(page, settings.snapshots)}"
                raise
            finally:
                context.close()
    except TooLate as error:
        raise WithdrawerError(
            f"The page did not answer in time: {_first_line(error)}", "Run the same command again; it goes on."
        ) from error
    except Error as error:
        check()
        if CLOSED.search(error.message):
            raise Interrupted("The browser window was closed.") from error
        if "net::ERR_" in error.message:
            raise WithdrawerError(
                f"LinkedIn could not be reached: {_first_line(error)}",
                "Check the network; then run it again: it goes on.",
            ) from error
        raise WithdrawerError(f"The browser could not be driven: {_first_line(error)}", START_HINT) from error


def _may_pass(error: BaseException) -> bool:
    from playwright.sync_api import Error

    if isinstance(error, Error):
        return "net::ERR_" in error.message and "ERR_ABORTED" not in error.message
    return isinstance(error, PassingTrouble)


CLOSED = re.compile(r"has been closed|Target crashed|Page crashed|Connection closed|Browser closed")
START_HINT = "Close other windows of withdrawer's browser and try again; WITHDRAWER_BROWSER may name another browser."


def _pause(seconds: float, check: Callable[[], None]) -> None:
    check()
    time.sleep(seconds)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
