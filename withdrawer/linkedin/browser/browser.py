"""The user's own browser, driven with Playwright: one page, one thing at a time, visible unless asked otherwise.

Sync Playwright reports a closed window or an answer only during its own waits, so every wait of a run goes through
`Browser.wait` (signing-in 5).
"""

import contextlib
import logging
import re
import time
from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from withdrawer.clock import stopwatch
from withdrawer.errors import PageNotUnderstood, WithdrawerError
from withdrawer.linkedin.addresses import SITE, place_of
from withdrawer.linkedin.walls import check_address, check_answer, check_session

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Error, Page, Response

SLICE_SECONDS = 0.1
GOTO_MILLISECONDS = 30_000
NO_BODY = "ERR_HTTP_RESPONSE_CODE_FAILURE"
"""A server error without a page: the browser shows its own page, and the driver reports no status."""
OF_THE_SERVER = ("Document", "XHR", "Fetch")
"""Types of answers that come fresh from the server; a script or picture may have been cached for days."""
STORES = ("fromDiskCache", "fromPrefetchCache", "fromServiceWorker")
MOST_TOLD = 5_000
EVENT_MILLISECONDS = 50.0
"""How late the browser may be in timestamping an answer."""
SOMETHING_ELSE = "Something else answers in LinkedIn's place. Check the connection, then run the same command again."
LOG = logging.getLogger(__name__)


@dataclass
class Browser:
    """One page of the open browser. `heed` raises Interrupted when the user wants to stop.

    `session` reports the traffic between page and server.
    """

    page: "Page"
    heed: Callable[[], None]
    seen_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    """The server's clock (the latest `Date` received over the network), UTC, whole seconds; our own before that."""

    opened: str = ""
    """The page's address just after it was opened."""

    _wall: WithdrawerError | None = None
    _status: int | None = None
    """The status of the page being loaded, known before its content."""
    _clock: deque[tuple[float, datetime]] = field(default_factory=lambda: deque(maxlen=MOST_TOLD))
    """When answers came, by the machine's clock (ms since 1970), each with the server's time at that point."""
    _stored: set[str] = field(default_factory=set)
    _ours: set[str] = field(default_factory=set)
    session: "CDPSession" = field(init=False)
    frame: str = field(init=False)

    def __post_init__(self) -> None:
        # The driver's own listeners would keep every request and answer in memory for as long as it runs.
        session = self.session = self.page.context.new_cdp_session(self.page)
        session.on("Network.requestWillBeSent", self._begun)
        session.on("Network.requestServedFromCache", lambda event: self._stored.add(event["requestId"]))
        session.on("Network.responseReceived", self._answered)
        session.on("Network.responseReceivedExtraInfo", self._told_more)
        session.on("Network.loadingFinished", self._over)
        session.on("Network.loadingFailed", self._over)
        session.send("Network.enable", {"maxTotalBufferSize": 0})
        self.frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def catch_up(self) -> None:
        """Process the events of every answer the page has received: its own state may reach us before they do."""
        self.session.send("Runtime.evaluate", {"expression": "0"})

    def _begun(self, event: dict[str, Any]) -> None:
        if "redirectResponse" in event:
            self._answered({**event, "response": event["redirectResponse"]})
        if event["request"]["url"].startswith(SITE):
            self._ours.add(event["requestId"])

    def _over(self, event: dict[str, Any]) -> None:
        self._stored.discard(event["requestId"])

    def _answered(self, event: dict[str, Any]) -> None:
        """Check the answers to the page and its requests for walls, and take the server's clock from them."""
        response = event["response"]
        if event.get("type") == "Document" and event.get("frameId") == self.frame and "redirectResponse" not in event:
            self._status = response["status"]
        if not response["url"].startswith(SITE):
            return
        headers = {name.lower(): value for name, value in response["headers"].items()}
        try:
            check_answer(response["status"], response["url"], headers)
        except WithdrawerError as wall:
            self._hear(wall)
        is_stored = event["requestId"] in self._stored or any(response.get(store) for store in STORES)
        if event.get("type") in OF_THE_SERVER and not is_stored:
            self._set_clock(headers.get("date", ""), response.get("responseTime") or time.time() * 1000)

    def _told_more(self, event: dict[str, Any]) -> None:
        """Check cookies, which are reported apart from their answer: maybe before it, but never before its request."""
        if event["requestId"] not in self._ours:
            return
        try:
            check_session({name.lower(): value for name, value in event["headers"].items()})
        except WithdrawerError as ended:
            self._hear(ended)

    def _hear(self, wall: WithdrawerError) -> None:
        """Keep the first wall: later ones mostly follow from it. It is never cleared."""
        self._wall = self._wall or wall

    def _set_clock(self, date: str, came_at: float) -> None:
        """Take the server's time. Once set it never goes back, whatever a cached answer says."""
        with contextlib.suppress(ValueError):
            told = parsedate_to_datetime(date).astimezone(UTC)
            self.seen_at = max(self.seen_at, told) if self._clock else told
            self._clock.append((max(came_at, self._clock[-1][0]) if self._clock else came_at, self.seen_at))

    def told_at(self, instant: float) -> datetime:
        """The server's time in the latest answer received by an instant of the machine's clock (ms since 1970).

        A row may be read minutes after it was drawn, when the server's time has moved on. 0 means that the instant is
        unknown.
        """
        if not instant or not self._clock:
            return self.seen_at
        before = bisect_right(self._clock, instant + EVENT_MILLISECONDS, key=lambda told: told[0])
        return self._clock[max(before - 1, 0)][1]

    def check(self) -> None:
        """Raise Interrupted if the user wants to stop, SignedOut or Wall if an answer was one."""
        self.heed()
        if self._wall is not None:
            raise self._wall

    def wait(self, seconds: float) -> None:
        """Wait, still noticing events in the browser. Raises as `check` does."""
        end = stopwatch() + seconds
        self.check()
        while (left := end - stopwatch()) > 0:
            self.page.wait_for_timeout(min(left, SLICE_SECONDS) * 1000)
            self.check()

    def wait_for_answer(self) -> None:
        """Wait until a request of the page has ended, for SLICE_SECONDS at most. Raises as `check` does."""
        from playwright.sync_api import TimeoutError as TooLate

        with contextlib.suppress(TooLate):
            self.page.wait_for_event("requestfinished", timeout=SLICE_SECONDS * 1000)
        self.check()

    def goto(self, url: str) -> None:
        """Load a page afresh; retries temporary failures.

        Raises SignedOut or Wall, and PageNotUnderstood if what comes is not a page.
        """
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
        from playwright.sync_api import Error

        self.check()
        self._ours.clear()
        self._status = None
        began = stopwatch()
        response: Response | None = None
        try:
            response = self.page.goto(url, wait_until="domcontentloaded", timeout=GOTO_MILLISECONDS)
        except Error as error:
            self._explain(error, url)
            raise
        status = response.status if response else "no answer"
        LOG.info("Loaded %s in %.1f s (%s).", _nameless(self.page.url), stopwatch() - began, status)
        check_address(self.page.url)
        self.catch_up()
        self.check()
        self.opened = self.page.url
        if response is not None and response.status >= 500:
            raise PassingTrouble(response.status, url)

    def _explain(self, error: "Error", url: str) -> None:
        """Raise what a failed load means: a wall, a server error without a page, or no page at all."""
        from playwright.sync_api import TimeoutError as TooLate

        if isinstance(error, TooLate):
            # Stop an endless script or download: otherwise the tab handles no more commands.
            self.session.send("Runtime.terminateExecution")
            self.session.send("Page.stopLoading")
        if not self.page.is_closed():
            self.catch_up()
        self.check()
        if isinstance(error, TooLate) and self._status is not None:
            raise PageNotUnderstood("The page that answers does not end.", SOMETHING_ELSE) from error
        if "Download is starting" in error.message:
            raise PageNotUnderstood("A file came in the place of a page.", SOMETHING_ELSE) from error
        if NO_BODY in error.message and self._status is not None:
            if self._status >= 500:
                raise PassingTrouble(self._status, url) from error
            raise PageNotUnderstood(
                f"LinkedIn answered {self._status} at {_nameless(url)}, without a page.",
                "Look in withdrawer's own browser (`withdrawer login`) whether the page shows there.",
            ) from error

    def is_where_it_was(self) -> bool:
        """Whether the page is still at the address that was opened, whatever its query.

        The list of sent invitations has two addresses, and may move between them.
        """
        then, now = place_of(self.opened), place_of(self.page.url)
        shared = min(len(then), len(now))
        return then[:shared] == now[:shared] and shared > 2


def _nameless(url: str) -> str:
    """The path of an address, without the slug of a profile."""
    return re.sub(r"/in/(?!me\b)[^/]+", "/in/…", urlsplit(url).path)


class PassingTrouble(WithdrawerError):
    """A failure of LinkedIn or the network that may be temporary."""

    def __init__(self, status: int, url: str) -> None:
        super().__init__(
            f"LinkedIn answered {status} at {_nameless(url)}.", "Try again later; nothing was touched by this."
        )


def _may_pass(error: BaseException) -> bool:
    from playwright.sync_api import Error

    if isinstance(error, Error):
        return "net::ERR_" in error.message and not any(it in error.message for it in ("ERR_ABORTED", NO_BODY))
    return isinstance(error, PassingTrouble)
