"""Pages that must not be read, a wall among them; and what is kept of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route

from withdrawer.errors import PageNotUnderstood, SignedOut, Wall, WithdrawerError
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.redaction.snapshot import save_snapshot
from withdrawer.plan.people import Half

SENT = Path(__file__).parents[2] / "fixtures/sdui-2026/en/sent/page.html"
Read = Callable[[str], int]


@pytest.fixture
def read(browser: Browser) -> Iterator[Read]:
    """Read a page of this HTML as the list of sent invitations; gives the number of its rows."""
    pages: list[str] = []

    def answer(route: Route) -> None:
        if route.request.is_navigation_request() and route.request.frame.parent_frame is None:
            route.fulfill(body=pages[-1], content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def read_page(html: str) -> int:
        pages.append(html)
        page = ListPage(browser, Half.SENT, 0.3)
        page.open()
        return sum(len(rows) for rows in page.batches())

    browser.page.route("**/*", answer)
    yield read_page
    browser.page.unroute("**/*", answer)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.lists.list_page.FIRST_ROWS_SECONDS", 1.0)
    monkeypatch.setattr("withdrawer.linkedin.labels.page_language.KNOWN_SECONDS", 0.5)
    monkeypatch.setattr("withdrawer.linkedin.labels.page_language.UNKNOWN_SECONDS", 1.0)


@pytest.mark.parametrize("language", ["en", "en-US", "en-GB"])
def test_every_english_is_read(read: Read, language: str) -> None:
    html = SENT.read_text("utf-8").replace('<html lang="en">', f'<html lang="{language}">')
    assert read(html) == 4


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ('<main><input type="password" autocomplete="current-password"></main>', SignedOut),
        ('<main><iframe id="humanThirdPartyIframe" width="300" height="300"></iframe></main>', Wall),
        ("<main><h1>Let's do a quick security check</h1></main>", Wall),
        ("<main><p>Your account is temporarily restricted</p></main>", Wall),
        ("<main><p>People (3)</p></main>", PageNotUnderstood),
        ("<main></main>", PageNotUnderstood),
        ("", PageNotUnderstood),
    ],
)
def test_a_page_without_rows_says_why(read: Read, body: str, error: type[WithdrawerError]) -> None:
    with pytest.raises(error):
        read(f'<!doctype html><html lang="en"><body>{body}</body></html>')


INTERSTITIAL = """<!doctype html><html lang="{language}"><body><main><h1>{said}</h1><button>{press}</button></main>
<script>if (!location.pathname.startsWith('{place}')) location.replace('{place}');</script></body></html>"""


@pytest.mark.parametrize(
    ("language", "said", "press"),
    [("de", "Bitte kurz warten", "Weiter"), ("ja", "確認が必要です", "続行"), ("", "?", "")],
)
def test_an_unknown_page_in_place_of_the_list_is_a_stop(read: Read, language: str, said: str, press: str) -> None:
    with pytest.raises(Wall, match="does not know") as wall:
        read(INTERSTITIAL.format(language=language, said=said, press=press, place="/some/interstitial/"))
    assert wall.value.kind == "verification"


def test_an_unknown_page_at_the_lists_own_address_is_not_understood(read: Read) -> None:
    with pytest.raises(PageNotUnderstood):
        read(INTERSTITIAL.format(language="de", said="Bitte warten", press="Weiter", place="/mynetwork/"))


def test_words_of_a_wall_in_somebodys_row_are_no_wall(read: Read) -> None:
    html = SENT.read_text("utf-8").replace("Harbour pilot, retired and busy", "captcha engineer: unusual activity")
    assert read(html) == 4


def test_a_snapshot_keeps_the_structure_and_nobodys_words(read: Read, browser: Browser, tmp_path: Path) -> None:
    html = SENT.read_text("utf-8").replace("<main", "<!-- Wilhelmina was here --><main")
    read(html)
    file = save_snapshot(browser.page, tmp_path / "snapshots")
    kept = file.read_text("utf-8")
    for secret in ("Wilhelmina", "wilhelmina", "Quent", "Harbour", "tide", "Corvin", "Милослава", "lantern", "4b2a91"):
        assert secret not in kept
    for structure in ('role="listitem"', ">Withdraw<", "Sent 3 weeks ago", 'id="workspace"', "/mynetwork/"):
        assert structure in kept
    assert file.stat().st_mode & 0o777 == 0o600
