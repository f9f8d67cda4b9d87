"""A page far larger than any list of LinkedIn's is held back before it fills the memory: its beginning alone is shown.

What has reached the browser's tab can't be taken back (a tab needs up to 150 times a page's size to lay it out), so
the page is weighed on its way. The request and its answer are the browser's own.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from withdrawer.clock import stopwatch
from withdrawer.errors import PageNotUnderstood

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

MOST_BYTES = 4_000_000
"""LinkedIn's own page comes with about 635 KB (sent-invitations 3b.7)."""
SHOWN_BYTES = 200_000
MOST_SECONDS = 20.0
"""How long a page may go on coming in."""
PIECE_BYTES = 100_000
"""The browser gives a piece when it is whole."""
AS_SENT = {"content-encoding", "content-length", "transfer-encoding", "set-cookie"}
"""Headers that are seen to already when a page is weighed."""
HINT = (
    "Something else answers in LinkedIn's place. Check the connection, then run the same command again. "
    "Nothing was clicked."
)


@contextmanager
def weighed(page: "Page") -> Iterator[None]:
    """While a page loads. Raises PageNotUnderstood where it is larger than `MOST_BYTES`, never ends, or is a file."""
    from playwright.sync_api import Error
    from playwright.sync_api import TimeoutError as TooLate

    session = page.context.new_cdp_session(page)
    scales = _Scales(session)
    session.on("Fetch.requestPaused", scales.weigh)
    session.send("Fetch.enable", {"patterns": [{"resourceType": "Document", "requestStage": "Response"}]})
    try:
        yield
    except TooLate:
        _stop(session)
        if not scales.has_begun:
            raise
        scales.problem = "The page that answers does not end."
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        scales.problem = "A file came in the place of a page."
    finally:
        with suppress(Error):  # a closed window has no session any more
            session.detach()
    if scales.problem:
        raise PageNotUnderstood(scales.problem, HINT)


def _stop(session: "CDPSession") -> None:
    """Give up a script of the page that never ends, and what is still coming in: else the tab hears nothing more."""
    session.send("Runtime.terminateExecution")
    session.send("Page.stopLoading")


@dataclass
class _Scales:
    """Weighs each document of a tab. `problem` says what is wrong with one."""

    session: "CDPSession"
    problem: str = ""
    has_begun: bool = field(init=False, default=False)

    def weigh(self, event: dict[str, Any]) -> None:
        """Let a document pass that is not too large; of another, let the beginning pass."""
        from playwright.sync_api import Error

        request, status = {"requestId": event["requestId"]}, event.get("responseStatusCode", 0)
        try:
            if not 200 <= status < 300:
                self.session.send("Fetch.continueRequest", request)
                return
            self.has_begun = True
            body = self._body(request)
            headers = [it for it in event.get("responseHeaders", ()) if it["name"].lower() not in AS_SENT]
            answer = {"responseCode": status, "responseHeaders": headers, "body": base64.b64encode(body).decode()}
            self.session.send("Fetch.fulfillRequest", request | answer)
        except Error:
            with suppress(Error):  # the load itself may have been given up
                self.session.send("Fetch.failRequest", {**request, "errorReason": "ConnectionReset"})

    def _body(self, request: dict[str, str]) -> bytes:
        """The document, or its beginning where something is wrong with it."""
        stream = {"handle": self.session.send("Fetch.takeResponseBodyAsStream", request)["stream"]}
        end = stopwatch() + MOST_SECONDS
        pieces: list[bytes] = []
        size = 0
        while True:
            read = self.session.send("IO.read", {**stream, "size": PIECE_BYTES})
            piece = base64.b64decode(read["data"]) if read.get("base64Encoded") else read["data"].encode()
            pieces.append(piece)
            size += len(piece)
            if read["eof"]:
                break
            if size > MOST_BYTES:
                self.problem = f"The page is larger than {MOST_BYTES // 1_000_000} MB: no list of LinkedIn's is."
            elif stopwatch() > end:
                self.problem = f"The page that answers does not end: it was still coming in after {MOST_SECONDS:.0f} s."
            if self.problem:
                break
        self.session.send("IO.close", stream)
        body = b"".join(pieces)
        return body[:SHOWN_BYTES] if self.problem else body
