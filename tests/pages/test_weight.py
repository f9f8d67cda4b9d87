"""A page that is far too large is let go before it is read."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.browser import Browser
from withdrawer.linkedin.weight import weighed

HEAD = b"<!doctype html><title>large</title>"
LARGE = HEAD + b"<p>Withdraw</p>" * 3_500_000


class Large(BaseHTTPRequestHandler):
    """Answers `/told` with 50 MB and their length, `/untold` with 1 MB and none, `/small` with a few bytes."""

    def do_GET(self) -> None:
        body = {"/told": LARGE, "/untold": LARGE[:1_000_000], "/small": HEAD}[self.path]
        self.send_response(200)
        self.send_header("content-type", "text/html")
        if self.path != "/untold":
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Large) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_fifty_megabytes_are_not_let_in(browser: Browser, site: str) -> None:
    assert len(LARGE) > 50_000_000
    with pytest.raises(PageNotUnderstood, match="larger"), weighed(browser.page):
        browser.page.goto(f"{site}/told")
    assert len(browser.page.content()) < 1_000_000, "its beginning alone"


def test_a_page_that_does_not_tell_its_length_is_weighed_as_it_comes(
    browser: Browser, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("withdrawer.linkedin.weight.MOST_BYTES", 100_000)
    with pytest.raises(PageNotUnderstood, match="larger"), weighed(browser.page):
        browser.page.goto(f"{site}/untold")


def test_another_page_is_let_in(browser: Browser, site: str) -> None:
    with weighed(browser.page):
        browser.page.goto(f"{site}/small")
    assert browser.page.title() == "large"
