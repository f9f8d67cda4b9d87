"""The person's own browser, driven with Playwright: one page, one thing at a time, visible unless asked otherwise.

Sync Playwright tells of a closed window or an answer only while it is being waited in, so every wait of a run goes
through `Browser.wait` (signing-in, last point).
"""

import contextlib
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from withdrawer.clock import stopwatch
from withdrawer.errors import WithdrawerError
from withdrawer.linkedin.walls import check_address, check_answer
from withdrawer.linkedin.weight import weighed

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page, Route

SITE = "https://www.linkedin.com"
SLICE_SECONDS = 0.1
GOTO_MILLISECONDS = 30_000
OF_A_PERSON = re.compile(rf"^{re.escape(SITE)}(?!/(?:flagship-web|voyager|li)/)")
"""Addresses of pages, as against those that a page itself asks for data."""


LOG = logging.getLogger(__name__)


@dataclass
class Browser:
    """One page of the open browser. `heed` raises Interrupted when the person wants to stop.

    What passes between page and server is heard of through `session`.
    """

    page: "Page"
    heed: Callable[[], None]
    seen_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    """The server's clock in the newest answer (its `Date`), UTC, whole seconds."""

    opened: str = ""
    """The address at which the page that was opened last stood then."""

    _wall: WithdrawerError | None = None
    _asked: set[str] = field(default_factory=set)
    session: "CDPSession" = field(init=False)

    def __post_init__(self) -> None:
        # Of what passes by, the driver's own listeners would keep each request and each answer for as long as it runs.
        session = self.session = self.page.context.new_cdp_session(self.page)
        session.on("Network.requestWillBeSent", self._begun)
        session.on("Network.responseReceived", lambda event: self._note(event["response"]))
        session.on("Network.loadingFinished", self._over)
        session.on("Network.loadingFailed", self._over)
        session.send("Network.enable", {"maxTotalBufferSize": 0})

    @property
    def is_asking(self) -> bool:
        """Whether the page's script waits for an answer at this moment."""
        return bool(self._asked)

    def catch_up(self) -> None:
        """Hear of every answer that the page has had by now: what it says of itself may reach us before those do."""
        self.session.send("Runtime.evaluate", {"expression": "0"})

    def _begun(self, event: dict[str, Any]) -> None:
        if "redirectResponse" in event:
            self._note(event["redirectResponse"])
        if event.get("type") in ("Fetch", "XHR"):
            self._asked.add(event["requestId"])

    def _over(self, event: dict[str, Any]) -> None:
        self._asked.discard(event["requestId"])

    def _note(self, response: dict[str, Any]) -> None:
        """Listen to the answers that the page's own requests get: the server's clock, and whether one is a wall."""
        if not response["url"].startswith(SITE):
            return
        headers = {name.lower(): value for name, value in response["headers"].items()}
        try:
            check_answer(response["status"], response["url"], headers)
        except WithdrawerError as wall:
            self._wall = wall
        if date := headers.get("date"):
            with contextlib.suppress(ValueError):
                self.seen_at = parsedate_to_datetime(date).astimezone(UTC)

    def check(self) -> None:
        """Raise Interrupted when the person wants to stop, SignedOut or Wall when an answer led there."""
        self.heed()
        if self._wall is not None:
            raise self._wall

    def wait(self, seconds: float) -> None:
        """Wait, while what happens in the browser is noticed. Raises Interrupted when the person wants to stop."""
        end = stopwatch() + seconds
        self.check()
        while (left := end - stopwatch()) > 0:
            self.page.wait_for_timeout(min(left, SLICE_SECONDS) * 1000)
            self.check()

    def wait_for_answer(self) -> None:
        """Wait until a request of the page has ended, for a moment at most. Raises as `check` does."""
        from playwright.sync_api import TimeoutError as TooLate

        with contextlib.suppress(TooLate):
            self.page.wait_for_event("requestfinished", timeout=SLICE_SECONDS * 1000)
        self.check()

    def goto(self, url: str) -> None:
        """Load a page afresh; passing trouble is tried again.

        Raises SignedOut or Wall, and PageNotUnderstood where it is far too large to be LinkedIn's.
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
        self._wall = None
        self._asked.clear()
        self.heed()
        began = stopwatch()
        with weighed(self.page):
            response = self.page.goto(url, wait_until="domcontentloaded", timeout=GOTO_MILLISECONDS)
        status = response.status if response else "no answer"
        LOG.info("Loaded %s in %.1f s (%s).", _nameless(self.page.url), stopwatch() - began, status)
        check_address(self.page.url)
        self.catch_up()
        self.check()
        self.opened = self.page.url
        if response is not None and response.status >= 500:
            raise PassingTrouble(
                f"LinkedIn answered {response.status} at {url}.", "Try again later; nothing was touched by this."
            )

    def is_where_it_was(self) -> bool:
        """Whether the page still stands at the address that was opened, whatever its query: nobody has led it away."""
        then, now = (urlsplit(address).path.strip("/").split("/") for address in (self.opened, self.page.url))
        shared = min(len(then), len(now))
        return then[:shared] == now[:shared] and shared > 1

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


def _nameless(url: str) -> str:
    """The path of an address, without anybody's name in it."""
    return re.sub(r"/in/(?!me\b)[^/]+", "/in/…", urlsplit(url).path)


class PassingTrouble(WithdrawerError):
    """LinkedIn or the network had trouble that may pass by itself."""


def _may_pass(error: BaseException) -> bool:
    from playwright.sync_api import Error

    if isinstance(error, Error):
        return "net::ERR_" in error.message and "ERR_ABORTED" not in error.message
    return isinstance(error, PassingTrouble)
