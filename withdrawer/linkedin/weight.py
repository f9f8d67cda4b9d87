"""A page far larger than any list of LinkedIn's is let go before it fills the memory."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from withdrawer.errors import PageNotUnderstood

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

MOST_BYTES = 12_000_000
"""LinkedIn's own page comes with about 635 KB (sent-invitations 3b.7)."""


@contextmanager
def weighed(page: "Page") -> Iterator[None]:
    """While a page loads: its document may not be larger than `MOST_BYTES`. Raises PageNotUnderstood where it is.

    Judged by the length that the answer tells, before anything of it is read, and otherwise as it comes in.
    """
    from playwright.sync_api import Error

    session = page.context.new_cdp_session(page)
    scale = _Scale(session)
    session.on("Fetch.requestPaused", scale.look_at)
    session.on("Network.requestWillBeSent", scale.begin)
    session.on("Network.dataReceived", scale.weigh)
    session.send("Network.enable")
    session.send("Fetch.enable", {"patterns": [{"resourceType": "Document", "requestStage": "Response"}]})
    try:
        yield
    except Error:
        if not scale.is_too_large:
            raise
    finally:
        with contextlib.suppress(Error):
            session.detach()
    if scale.is_too_large:
        raise PageNotUnderstood(
            f"The page is larger than {MOST_BYTES // 1_000_000} MB: no list of LinkedIn's is.",
            "Something else answers in LinkedIn's place. Check the connection, then run the same command again. "
            "Nothing was clicked.",
        )


class _Scale:
    def __init__(self, session: "CDPSession") -> None:
        self.session = session
        self.documents: dict[str, int] = {}
        self.is_too_large = False

    def look_at(self, event: dict[str, Any]) -> None:
        """Let an answer in, or not, by the length that it tells."""
        headers = {one["name"].lower(): one["value"] for one in event.get("responseHeaders", [])}
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > MOST_BYTES:
            self.is_too_large = True
            self._send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"})
        else:
            self._send("Fetch.continueRequest", {"requestId": event["requestId"]})

    def begin(self, event: dict[str, Any]) -> None:
        """A document is asked for."""
        if event.get("type") == "Document":
            self.documents[event["requestId"]] = 0

    def weigh(self, event: dict[str, Any]) -> None:
        """More of an answer has come: one that did not tell its length is stopped once it is too much."""
        if event["requestId"] not in self.documents or self.is_too_large:
            return
        self.documents[event["requestId"]] += event["dataLength"]
        if self.documents[event["requestId"]] > MOST_BYTES:
            self.is_too_large = True
            self._send("Page.navigate", {"url": "about:blank"})

    def _send(self, method: str, parameters: dict[str, str]) -> None:
        from playwright.sync_api import Error

        with contextlib.suppress(Error):
            self.session.send(method, parameters)
