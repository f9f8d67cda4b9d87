"""A page far larger than any list of LinkedIn's is let go while it is still coming in, before it fills the memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from withdrawer.errors import PageNotUnderstood

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_BYTES = 12_000_000
"""LinkedIn's own page comes with about 635 KB (sent-invitations 3b.7)."""


@contextmanager
def weighed(page: "Page") -> Iterator[None]:
    """While a page loads: its document may not be larger than `MOST_BYTES`. Raises PageNotUnderstood where it is."""
    from playwright.sync_api import Error

    session = page.context.new_cdp_session(page)
    documents: dict[str, int] = {}
    too_large = False

    def begin(event: dict[str, Any]) -> None:
        if event.get("type") == "Document":
            documents[event["requestId"]] = 0

    def weigh(event: dict[str, Any]) -> None:
        nonlocal too_large
        if event["requestId"] not in documents:
            return
        documents[event["requestId"]] += event["dataLength"]
        if documents[event["requestId"]] > MOST_BYTES and not too_large:
            too_large = True
            session.send("Page.stopLoading")

    session.on("Network.requestWillBeSent", begin)
    session.on("Network.dataReceived", weigh)
    session.send("Network.enable")
    try:
        yield
    except Error:
        if not too_large:
            raise
    finally:
        if not page.is_closed():
            session.detach()
    if too_large:
        page.goto("about:blank")
        raise PageNotUnderstood(
            f"The page is larger than {MOST_BYTES // 1_000_000} MB: no list of LinkedIn's is.",
            "Something else answers in LinkedIn's place. Check the connection, then run the same command again. "
            "Nothing was clicked.",
        )
