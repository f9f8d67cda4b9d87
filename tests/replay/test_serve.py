import http.client
import json
import os
import re
import signal
import ssl
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from tests.support.site import LocalSite
from withdrawer.errors import UsageError
from withdrawer.replay.fixtures import fixtures_folder
from withdrawer.replay.pages import page_files
from withdrawer.replay.pages.page_files import address
from withdrawer.replay.process import ReplaySite, SiteOptions

Start = Callable[..., LocalSite]

SENT = "/mynetwork/invitation-manager/sent/"
ACT = "/flagship-web/rsc-action/actions/server-request?sduiid="
WITHDRAW = f"{ACT}com.linkedin.sdui.requests.mynetwork.addaWithdrawInvitation"


class Client:
    """A browser without a page: keeps cookies, follows nothing."""

    def __init__(self, site: ReplaySite) -> None:
        self.port = site.port
        self.cookies: dict[str, str] = {}

    def ask(
        self, path: str, method: str = "GET", body: str = "", host: str = "www.linkedin.com", csrf: str = ""
    ) -> http.client.HTTPResponse:
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=context)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": host, "Cookie": cookies, "csrf-token": csrf}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for header in answer.headers.get_all("set-cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.coded_value
        return answer

    @property
    def csrf(self) -> str:
        return self.cookies["JSESSIONID"].strip('"')


def test_a_fresh_browser_is_signed_in_and_gets_the_cookies_of_a_session(start_site: Start) -> None:
    client = Client(start_site())
    answer = client.ask("/feed/")
    assert answer.status == 200
    assert set(client.cookies) == {"bcookie", "JSESSIONID", "li_at"}
    assert client.cookies["JSESSIONID"].startswith('"ajax:')
    cookies = " ".join(answer.headers.get_all("set-cookie") or [])
    assert "li_at=AQED" in cookies
    assert "Domain=.www.linkedin.com; HttpOnly; Path=/; Max-Age=" in cookies
    assert client.ask("/login").getheader("location") == "/feed/"


def test_a_browser_that_lost_its_session_is_sent_to_sign_in(start_site: Start) -> None:
    client = Client(start_site())
    client.ask("/feed/")
    del client.cookies["li_at"]
    answer = client.ask(SENT)
    assert (answer.status, answer.getheader("location")) == (302, "/login")


def test_a_scenario_may_be_signed_out(start_site: Start) -> None:
    site = start_site(scenario="signed-out")
    client = Client(site)
    assert client.ask("/in/me/").getheader("location") == "/login"
    assert "li_at" not in client.cookies
    client.ask("/checkpoint/lg/login-submit", "POST")
    assert client.ask("/in/me/").getheader("location") == f"/in/{site.truth()['member']['slug']}/"
    assert [event["event"] for event in site.events()] == ["page", "wall", "page"]


def test_an_act_without_the_token_is_logged_and_forbidden(start_site: Start) -> None:
    site = start_site()
    client = Client(site)
    client.ask(SENT)
    slug = site.truth()["people"][3]["slug"]
    payload = {"inviteeVanityName": slug}
    body = json.dumps({"serverRequest": {"requestedArguments": {"payload": payload}}})
    assert client.ask(WITHDRAW, "POST", body).status == 403
    assert client.ask(WITHDRAW, "POST", body, csrf=client.csrf).status == 200
    told = [(event["event"], event["slug"]) for event in site.events() if event["event"] not in {"page", "listed"}]
    assert told == [("act", slug), ("refused", slug), ("act", slug), ("withdrawn", slug)]


def test_an_act_with_a_senseless_body_is_logged_and_refused(start_site: Start) -> None:
    site = start_site()
    client = Client(site)
    client.ask("/feed/")
    for body in ("", "[]", '{"serverRequest": 3}'):
        assert client.ask(WITHDRAW, "POST", body, csrf=client.csrf).status == 400
    assert [event["event"] for event in site.events()] == ["page", *["act", "refused"] * 3]


@pytest.mark.parametrize(
    "path",
    [
        "/mynetwork/",
        "/in/nobody-at-all/",
        "/replay/sdui-2026/../../people.toml",
        "/replay/0/shared/none.js",
        "/replay/0/shared/page.js+../people.toml",
        "/voyager/api",
    ],
)
def test_any_other_path_is_unknown(start_site: Start, path: str) -> None:
    client = Client(start_site())
    assert client.ask(path).status == 404
    assert client.ask(f"{ACT}com.linkedin.sdui.unknown", "POST").status == 404


def test_the_scripts_of_a_page_come_as_one_and_are_kept_by_the_browser(start_site: Start) -> None:
    client = Client(start_site())
    page = client.ask(SENT)
    assert page.headers["cache-control"] == "no-store"
    html = page.read().decode()
    [script], [style] = re.findall('<script src="([^"]+)"', html), re.findall('rel="stylesheet" href="([^"]+)"', html)
    for path, files in (
        (
            script,
            [
                "sdui-2026/layout.js",
                *(f"shared/{it}.js" for it in ("page", "list", "window", "rsc", "loading", "undo")),
            ],
        ),
        (style, ["sdui-2026/page.css"]),
    ):
        answer = client.ask(path)
        assert "immutable" in answer.headers["cache-control"]
        assert answer.read().decode() == "\n".join((fixtures_folder() / it).read_text("utf-8") for it in files)


def test_other_content_has_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    before = address(["shared/page.js", "shared/list.js"])
    monkeypatch.setattr(page_files, "_texts", lambda: {"shared/page.js": "1", "shared/list.js": "2"})
    assert address(["shared/page.js", "shared/list.js"]) != before


def test_any_other_host_is_unknown(start_site: Start) -> None:
    assert Client(start_site()).ask("/feed/", host="www.example.com").status == 404


def test_every_answer_carries_the_sites_own_date_and_a_strict_policy(start_site: Start) -> None:
    client = Client(start_site(now="2025-03-01T08:00:00Z"))
    for path in ("/feed/", "/nowhere", "/replay/sdui-2026/page.js"):
        answer = client.ask(path)
        dates = answer.headers.get_all("date")
        assert dates is not None
        assert len(dates) == 1
        shown = parsedate_to_datetime(dates[0])
        assert timedelta(0) <= shown - datetime(2025, 3, 1, 8, tzinfo=UTC) < timedelta(minutes=1)
        assert "require-trusted-types-for 'script'" in answer.headers["content-security-policy"]
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"].split("style-src")[0]


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_site_at_once_and_cleanly(number: signal.Signals) -> None:
    with ReplaySite.start(SiteOptions()) as site:
        assert Client(site).ask("/feed/").status == 200
        site._process.send_signal(number)
        assert site._process.wait(2) == 0


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_the_site_ends_with_whoever_started_it() -> None:
    program = (
        "from withdrawer.replay.process import *; import os;"
        "site = ReplaySite.start(SiteOptions()); print(site._process.pid, flush=True); os._exit(9)"
    )
    parent = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    orphan = int(parent.stdout)
    for _ in range(100):
        if not _is_running(orphan):
            return
        signal.sigtimedwait([], 0.05)
    pytest.fail("the site outlived its parent")


def _is_running(process_id: int) -> bool:
    status = Path(f"/proc/{process_id}/stat")
    try:
        return status.read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_mistake_is_told_before_anything_starts() -> None:
    with pytest.raises(UsageError, match="nowhere"):
        ReplaySite.start(SiteOptions(scenario="nowhere"))
    with pytest.raises(UsageError, match="gremlins"):
        ReplaySite.start(SiteOptions(faults=("gremlins",)))


def test_a_port_in_use_is_told_by_the_site_itself(start_site: Start) -> None:
    with pytest.raises(UsageError, match="can't be used"):
        ReplaySite.start(SiteOptions(port=start_site().port))
