"""What is heard of the answers that pass between page and server; the driver is stood in for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as TooLate

from withdrawer.errors import PageNotUnderstood, SignedOut, Wall
from withdrawer.linkedin.addresses import SITE
from withdrawer.linkedin.browser.browser import Browser, PassingTrouble

NOW = datetime.now(UTC).replace(microsecond=0)
SENT = f"{SITE}/mynetwork/invitation-manager/sent/"
FRAME = "main"


class Heard:
    """A browser whose page is led by hand: `happens` is what the session tells, `on_load` what `goto` meets."""

    def __init__(self) -> None:
        self.listeners: dict[str, Callable[[dict[str, Any]], None]] = {}
        self.sent: list[str] = []
        self.on_load: Callable[[], Any] = lambda: SimpleNamespace(status=200)
        self.loads = 0
        page = MagicMock()
        page.url = SENT
        page.goto.side_effect = self._goto
        page.is_closed.return_value = False
        page.context.new_cdp_session.return_value = SimpleNamespace(
            on=lambda name, listener: self.listeners.update({name: listener}), send=self._send
        )
        self.page = page
        self.browser = Browser(page, lambda: None)
        self.browser.wait = lambda seconds: self.browser.check()  # type: ignore[method-assign]

    def _send(self, method: str, _arguments: Any = None) -> Any:
        self.sent.append(method)
        return {"frameTree": {"frame": {"id": FRAME}}}

    def _goto(self, *_: object, **__: object) -> Any:
        self.loads += 1
        return self.on_load()

    def happens(self, event: str, **told: Any) -> None:
        self.listeners[f"Network.{event}"]({"requestId": "1", **told})

    def answers(self, date: datetime | None = None, kind: str = "XHR", **changes: Any) -> None:
        headers = {"Date": format_datetime(date, usegmt=True)} if date else {}
        response = {"url": f"{SITE}/voyager/api", "status": 200, "headers": headers, **changes}
        self.happens("responseReceived", type=kind, response=response)

    def document(self, status: int, frame: str = FRAME) -> None:
        response = {"url": SENT, "status": status, "headers": {}}
        self.happens("responseReceived", type="Document", frameId=frame, response=response)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.mark.parametrize("kind", ["Document", "XHR", "Fetch"])
def test_now_is_what_the_server_says(heard: Heard, kind: str) -> None:
    heard.answers(NOW - timedelta(hours=3), kind)
    assert heard.browser.seen_at == NOW - timedelta(hours=3), "also where it is before our own clock"
    heard.answers(NOW - timedelta(hours=2), kind)
    assert heard.browser.seen_at == NOW - timedelta(hours=2)


@pytest.mark.parametrize("store", ["fromDiskCache", "fromPrefetchCache", "fromServiceWorker"])
def test_an_answer_out_of_a_store_tells_no_time(heard: Heard, store: str) -> None:
    heard.answers(NOW - timedelta(days=3), "XHR", **{store: True})
    assert heard.browser.seen_at >= NOW
    heard.answers(NOW)
    heard.answers(NOW + timedelta(days=3), "XHR", **{store: True})
    assert heard.browser.seen_at == NOW


def test_an_answer_that_was_told_to_come_out_of_the_cache_tells_no_time(heard: Heard) -> None:
    heard.happens("requestServedFromCache")
    heard.answers(NOW - timedelta(days=3))
    assert heard.browser.seen_at >= NOW
    heard.happens("loadingFinished")
    heard.answers(NOW - timedelta(hours=1))
    assert heard.browser.seen_at == NOW - timedelta(hours=1), "the next of that number came over the network"


@pytest.mark.parametrize("kind", ["Script", "Image", "Stylesheet", "Other"])
def test_a_file_tells_no_time(heard: Heard, kind: str) -> None:
    heard.answers(NOW)
    heard.answers(NOW + timedelta(days=1), kind)
    assert heard.browser.seen_at == NOW


def test_now_never_goes_back(heard: Heard) -> None:
    heard.answers(NOW)
    heard.answers(NOW - timedelta(days=3))
    heard.answers(NOW - timedelta(days=3), url="https://elsewhere.example/")
    assert heard.browser.seen_at == NOW


def test_a_wall_that_was_heard_is_not_forgotten_by_the_next_load(heard: Heard) -> None:
    heard.answers(status=429)
    with pytest.raises(Wall) as wall:
        heard.browser.goto(SENT)
    assert (wall.value.kind, heard.loads) == ("throttled", 0)
    heard.answers(status=999)
    with pytest.raises(Wall, match="429"):
        heard.browser.check()


@pytest.mark.parametrize("headers", [{"Set-Cookie": "li_at=delete me; Path=/"}, {"Clear-Site-Data": '"cookies"'}])
def test_an_answer_that_ends_the_session_is_heard(heard: Heard, headers: dict[str, str]) -> None:
    heard.happens("requestWillBeSent", type="XHR", request={"url": f"{SITE}/voyager/api"})
    heard.happens("responseReceivedExtraInfo", headers=headers)
    with pytest.raises(SignedOut, match="ended the session"):
        heard.browser.check()


def test_another_sites_answer_ends_no_session(heard: Heard) -> None:
    heard.happens("requestWillBeSent", type="XHR", request={"url": "https://elsewhere.example/"})
    heard.happens("responseReceivedExtraInfo", headers={"clear-site-data": '"*"'})
    heard.browser.check()


def without_a_page(heard: Heard, status: int) -> Callable[[], Any]:
    def load() -> Any:
        heard.document(status)
        raise Error(f"Page.goto: net::ERR_HTTP_RESPONSE_CODE_FAILURE at {SENT}")

    return load


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_refusal_without_a_page_is_told_by_its_status_and_not_asked_for_again(heard: Heard, status: int) -> None:
    heard.on_load = without_a_page(heard, status)
    with pytest.raises(PageNotUnderstood, match=f"answered {status}"):
        heard.browser.goto(SENT)
    assert heard.loads == 1


def test_an_error_of_the_servers_without_a_page_is_asked_for_again(heard: Heard) -> None:
    heard.on_load = without_a_page(heard, 503)
    with pytest.raises(PassingTrouble, match="answered 503"):
        heard.browser.goto(SENT)
    assert heard.loads == 4


@pytest.mark.parametrize("status", [429, 999])
def test_too_much_without_a_page_is_a_wall_after_one_request(heard: Heard, status: int) -> None:
    heard.on_load = without_a_page(heard, status)
    with pytest.raises(Wall, match=f"answered {status}"):
        heard.browser.goto(SENT)
    assert heard.loads == 1


def test_the_answer_of_a_frame_is_not_the_pages(heard: Heard) -> None:
    def load() -> Any:
        heard.document(404, frame="advertisement")
        raise Error(f"Page.goto: net::ERR_CONNECTION_RESET at {SENT}")

    heard.on_load = load
    with pytest.raises(Error, match="RESET"):
        heard.browser.goto(SENT)
    assert heard.loads == 4


def test_a_page_that_does_not_end_is_given_up_and_one_that_does_not_come_is_too_late(heard: Heard) -> None:
    def load(has_begun: bool) -> Any:
        if has_begun:
            heard.document(200)
        raise TooLate("Page.goto: Timeout 30000ms exceeded.")

    heard.on_load = lambda: load(has_begun=True)
    with pytest.raises(PageNotUnderstood, match="does not end"):
        heard.browser.goto(SENT)
    assert {"Runtime.terminateExecution", "Page.stopLoading"} <= set(heard.sent)
    heard.on_load = lambda: load(has_begun=False)
    with pytest.raises(TooLate):
        heard.browser.goto(SENT)


def test_a_file_in_the_place_of_a_page_is_told(heard: Heard) -> None:
    def load() -> Any:
        raise Error("Page.goto: Download is starting")

    heard.on_load = load
    with pytest.raises(PageNotUnderstood, match="file"):
        heard.browser.goto(SENT)


@pytest.mark.parametrize(
    ("path", "is_the_same"),
    [
        ("/mynetwork/invitation-manager/sent/", True),
        ("/mynetwork/invitation-manager/sent/CONNECTION/?page=2", True),
        ("/mynetwork/invite-connect/invitations/sent/", True),
        ("/mynetwork/invite-connect/invitations/sent/CONNECTION", True),
        ("/mynetwork/invitation-manager/received/", False),
        ("/mynetwork/invite-connect/invitations/received/CONNECTION/", False),
        ("/mynetwork/invite-connect/invitations/", False),
        ("/mynetwork/invitation-manager/", False),
        ("/mynetwork/invite-connect/connections/", False),
        ("/feed/", False),
    ],
)
def test_the_list_of_sent_invitations_has_two_addresses_and_received_is_neither(
    heard: Heard, path: str, is_the_same: bool
) -> None:
    heard.browser.goto(SENT)
    heard.page.url = f"{SITE}{path}"
    assert heard.browser.is_where_it_was() == is_the_same


def test_what_was_drawn_earlier_is_dated_by_the_answer_of_then(heard: Heard) -> None:
    began = 1_790_000_000_000.0
    for minutes in (0, 5, 10):
        heard.answers(NOW + timedelta(minutes=minutes), responseTime=began + minutes * 60_000)
    at = heard.browser.told_at
    assert at(began + 4 * 60_000) == NOW
    assert at(began + 5 * 60_000) == NOW + timedelta(minutes=5)
    assert at(began + 90 * 60_000) == at(0) == heard.browser.seen_at == NOW + timedelta(minutes=10)
    assert at(began - 60_000) == NOW, "nothing older was heard"
