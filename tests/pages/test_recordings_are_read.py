"""Every recording under fixtures/ is read as its expected.json says. A folder more there is a test more here."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route

from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.addresses import ADDRESSES
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.plan.people import Half, Row

FIXTURES = Path(__file__).parents[2] / "fixtures"
PATIENCE_SECONDS = 0.3
RECORDINGS = sorted(
    folder.parent
    for folder in FIXTURES.rglob("expected.json")
    if json.loads((folder.parent / "meta.json").read_text("utf-8"))["page"] in list(Half)
)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("withdrawer.linkedin.lists.list_page.FIRST_ROWS_SECONDS", 2.0)
    monkeypatch.setattr("withdrawer.linkedin.labels.page_language.KNOWN_SECONDS", 1.0)


@pytest.fixture
def play(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Answer every page with this recording, and everything else with nothing."""
    folder: Path = request.param

    def answer(route: Route) -> None:
        if route.request.is_navigation_request() and route.request.frame.parent_frame is None:
            date = json.loads((folder / "meta.json").read_text("utf-8"))["now"]
            html = (folder / "page.html").read_text("utf-8")
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers={"x-now": date})
        else:
            route.abort()

    browser.page.route("**/*", answer)
    yield folder
    browser.page.unroute("**/*", answer)


def read(browser: Browser, half: Half) -> list[dict[str, str]]:
    page = ListPage(browser, half, PATIENCE_SECONDS)
    page.open()
    return [told(row) for rows in page.batches() for row in rows]


def told(row: Row) -> dict[str, str]:
    return {name: getattr(row, name) for name in ("slug", "address", "name", "headline", "age", "note")}


@pytest.mark.parametrize("play", RECORDINGS, ids=lambda folder: str(folder.relative_to(FIXTURES)), indirect=True)
def test_a_recording_is_read_as_it_says(browser: Browser, play: Path) -> None:
    meta = json.loads((play / "meta.json").read_text("utf-8"))
    expected = json.loads((play / "expected.json").read_text("utf-8"))
    half = Half(meta["page"])
    assert meta["url"] == ADDRESSES[half] or "another-site" in play.name
    if "error" in expected:
        with pytest.raises(PageNotUnderstood):
            read(browser, half)
        return
    assert read(browser, half) == [{"note": "", **row} for row in expected["rows"]]


def test_there_are_recordings() -> None:
    assert len(RECORDINGS) > 20
