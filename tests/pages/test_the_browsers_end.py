"""How a real browser ends: closed by the person, crashed, or killed; and what a real server's bare answers become."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.support.site import SPARING
from withdrawer.errors import Exit, PageNotUnderstood, SignedOut, WithdrawerError
from withdrawer.linkedin.browser import browser as of_browser
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.executable import find_browser
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser

pytestmark = [pytest.mark.browser, pytest.mark.skipif(sys.platform == "win32", reason="it signals processes")]

WINDOW = "The browser window was closed."
CRASH = "The browser has crashed, or something has ended it."


def site() -> str:
    """The address that the browser takes for LinkedIn's."""
    return str(vars(of_browser)["SITE"])


@pytest.fixture
def settings(tmp_path: Path) -> BrowserSettings:
    return BrowserSettings(
        executable=find_browser(None, os.environ.get("WITHDRAWER_BROWSER", ""), os.environ),
        profile=tmp_path / "profile",
        snapshots=tmp_path / "snapshots",
        args=("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", SPARING),
        is_headless=True,
    )


def end_of(settings: BrowserSettings, happens: Callable[[Browser], None]) -> WithdrawerError:
    """What is told of a run in which this happens to its browser."""
    with pytest.raises(WithdrawerError) as ended, open_browser(settings, lambda: None) as browser:
        happens(browser)
    return ended.value


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_browser_that_quits_was_closed_and_one_that_is_gone_has_crashed(
    settings: BrowserSettings, number: signal.Signals
) -> None:
    def happens(browser: Browser) -> None:
        process = int((settings.profile / "SingletonLock").readlink().name.rpartition("-")[2])
        threading.Timer(0.3, os.kill, (process, number)).start()
        browser.wait(20)

    began = time.monotonic()
    told = end_of(settings, happens)
    assert time.monotonic() - began < 10
    assert told.exit_code == (Exit.INTERRUPTED if number is signal.SIGINT else Exit.UNEXPECTED)
    assert told.message == (WINDOW if number is signal.SIGINT else CRASH)


def test_a_window_that_is_closed_was_closed(settings: BrowserSettings) -> None:
    def happens(browser: Browser) -> None:
        browser.page.close()
        browser.wait(20)

    assert end_of(settings, happens).message == WINDOW


def test_a_tab_that_crashes_is_told_as_a_crash(settings: BrowserSettings) -> None:
    def happens(browser: Browser) -> None:
        with suppress(Error):
            browser.page.goto("chrome://crash")
        browser.wait(20)

    assert end_of(settings, happens).message == CRASH


class Bare(BaseHTTPRequestHandler):
    """Answers `/STATUS` with that status and no body; `/out` ends a session; `/file` may be kept for a day."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.strip("/")
        body = b"" if name.isdecimal() else b"<!doctype html><title>x</title>"
        self.send_response(int(name) if name.isdecimal() else 200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        if name == "out":
            self.send_header("set-cookie", "li_at=delete me; Path=/; Max-Age=0")
        if name == "file":
            self.send_header("cache-control", "max-age=86400")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A server of bare answers in LinkedIn's place; what it is asked for."""
    Bare.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Bare) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setattr(of_browser, "SITE", f"http://127.0.0.1:{server.server_port}")
        yield Bare.asked
        server.shutdown()


def test_bare_answers_are_told_by_their_status(settings: BrowserSettings, asked: list[str]) -> None:
    with open_browser(settings, lambda: None) as browser:
        for status in (403, 404):
            with pytest.raises(PageNotUnderstood, match=f"answered {status}"):
                browser.goto(f"{site()}/{status}")
            assert asked.count(f"/{status}") == 1
        browser.wait = lambda seconds: browser.check()  # type: ignore[method-assign]
        with pytest.raises(of_browser.PassingTrouble, match="answered 503"):
            browser.goto(f"{site()}/503")
        assert asked.count("/503") == 4


def test_a_cookie_that_ends_the_session_is_heard(settings: BrowserSettings, asked: list[str]) -> None:
    with pytest.raises(SignedOut, match="ended the session"), open_browser(settings, lambda: None) as browser:
        browser.goto(f"{site()}/out")


def test_an_answer_out_of_the_browsers_cache_tells_no_time(settings: BrowserSettings, asked: list[str]) -> None:
    with open_browser(settings, lambda: None) as browser:
        browser.goto(f"{site()}/page")
        browser.page.evaluate("fetch('/file')")
        browser.catch_up()
        browser.page.wait_for_timeout(1_500)
        browser._clock.clear()  # as at the start: whatever is heard now is believed
        before = browser.seen_at
        browser.page.evaluate("fetch('/file')")
        browser.catch_up()
        assert asked.count("/file") == 1
        assert browser.seen_at == before
        assert not browser._clock
        browser.page.evaluate("fetch('/204')")
        browser.catch_up()
        assert browser.seen_at > before
