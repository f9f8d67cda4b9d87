"""What must not get at the review page: another name for this machine, another page, a used address."""

import http.client
import json
import re
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error

from tests.review.conftest import Opening
from tests.support.review import Listed, served
from withdrawer.errors import WithdrawerError
from withdrawer.journal.journal import Journal

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
ATTACK = """<!doctype html><title>evil</title><form method="post" enctype="text/plain"><input name="{}"></form>
<script>
async function attempt(name, work) {
  try { tried[name] = await work(); } catch (error) { tried[name] = String(error.name); }
}
window.tried = {};
window.run = async (port) => {
  const at = `http://127.0.0.1:${port}`;
  const body = JSON.stringify({number: 1, undone: {sent: [0]}, word: "yes"});
  const post = (more) => fetch(at + "/approve", {method: "POST", body, ...more});
  await attempt("read", async () => (await fetch(at + "/plan")).text());
  await attempt("blind", async () => (await fetch(at + "/plan", {mode: "no-cors"})).type);
  await attempt("post", async () => (await post({headers: {"content-type": "application/json"}})).status);
  await attempt("simple", async () => (await post({mode: "no-cors", headers: {"content-type": "text/plain"}})).type);
  await attempt("key", async () => (await post({headers: {"x-review-key": "x"}})).status);
  await attempt("image", () => new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve("loaded");
    image.onerror = () => resolve("refused");
    image.src = at + "/icon.svg";
  }));
  await attempt("frame", () => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.onload = () => { try { resolve(frame.contentDocument ? "read" : "closed"); } catch { resolve("closed"); } };
    frame.src = at + "/";
    document.body.append(frame);
  }));
  document.forms[0].action = at + "/approve";
  document.forms[0].target = "_blank";
  document.forms[0].submit();
  return window.tried;
};
</script>"""


class Evil(BaseHTTPRequestHandler):
    """Another server on this machine, whose page tries everything."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(ATTACK.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def asked(port: int, method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_another_page_in_the_same_browser_reads_and_changes_nothing(opened: Opening) -> None:
    page = opened()
    evil = ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    Thread(target=evil.serve_forever, daemon=True).start()
    other = page.page.context.new_page()
    other.goto(f"http://127.0.0.1:{evil.server_port}/")
    tried = other.evaluate("(port) => run(port)", page.served.port)
    other.wait_for_timeout(300)
    evil.shutdown()
    assert tried["read"] == tried["post"] == tried["key"] == "TypeError"
    assert tried["image"] == "refused"
    assert tried["frame"] != "read"
    page.page.get_by_label("Withdraw Sent Person 0").uncheck()
    assert page.told().startswith("Undo 10 invitations."), "the review goes on"
    with Journal.open(page.home / "journal.sqlite3") as journal:
        account = journal.accounts.current()
        assert account is not None
        assert journal.jobs.last(account) is None


def test_a_name_that_was_rebound_to_this_machine_gets_nothing(opened: Opening) -> None:
    page = opened()
    other = page.page.context.new_page()
    answers = []
    other.on("response", lambda answer: answers.append(answer.status))
    with suppress(Error):  # Chrome has a page of its own for an answer without a body, its headless shell has none
        other.goto(f"http://evil.example:{page.served.port}/")
    assert answers == [421]
    assert not other.locator("tbody").count()


def test_the_address_works_once_and_a_second_use_ends_the_review(chrome: "Browser", tmp_path: Path) -> None:
    with served(tmp_path / "home", Listed()) as review:
        context = chrome.new_context()
        first, second = context.new_page(), context.new_page()
        first.goto(review.address)
        first.locator("#people[data-filled]").wait_for()
        second.goto(review.address)
        second.get_by_text("This page’s address works only once.").wait_for()
        assert second.locator("tbody tr").count() == 0
        context.close()
    assert isinstance(review.error, WithdrawerError)
    assert re.search("opened twice", review.error.message)
    assert review.job is None


def test_every_answer_has_the_strict_headers_and_no_cookie(tmp_path: Path) -> None:
    with served(tmp_path / "home", Listed()) as review:
        for path in ("/", "/main.js", "/plan", "/nowhere"):
            connection = http.client.HTTPConnection("127.0.0.1", review.port, timeout=10)
            connection.request("GET", path)
            headers = {name.lower(): value for name, value in connection.getresponse().getheaders()}
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["cache-control"] == "no-store"
            assert not {"set-cookie", "server", "access-control-allow-origin", "date"} & set(headers)


def test_only_the_pages_own_files_are_served(tmp_path: Path) -> None:
    with served(tmp_path / "home", Listed()) as review:
        key = key_of(review.port, review.address)
        for path in (
            "/../gate.py",
            "/vendor/../../gate.py",
            "/%2e%2e/server.py",
            "/index.html",
            "/vendor/",
            "/journal.sqlite3",
        ):
            status, body = asked(review.port, "GET", path, {"x-review-key": key})
            assert status in (401, 404), path
            assert "import" not in body


def key_of(port: int, address: str) -> str:
    """What the page does with its address."""
    headers = {"origin": f"http://127.0.0.1:{port}", "content-type": "application/json"}
    status, body = asked(port, "POST", "/key", headers, json.dumps({"token": address.split("#")[1]}))
    assert status == 200
    return str(json.loads(body)["key"])


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"number": "1"}',
        '{"number": 1, "undone": {}, "more": 1}',
        "\x00",
        '{"number":1,"undone":{"sent":[-1]}}',
    ],
)
def test_what_is_no_message_of_the_page_is_refused(tmp_path: Path, body: str) -> None:
    with served(tmp_path / "home", Listed()) as review:
        headers = {
            "origin": f"http://127.0.0.1:{review.port}",
            "content-type": "application/json",
            "x-review-key": key_of(review.port, review.address),
        }
        for path in ("/approve", "/ask", "/keep", "/choose", "/days"):
            status, told = asked(review.port, "POST", path, headers, body)
            assert status in (400, 409, 422), (path, body)
            assert "Traceback" not in told
    assert review.job is None
