"""A real headless browser for the tests of pages: one a module, since two drivers do not go together in a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browser import headless_browser
from tests.support.site import SPARING
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser

from .making import Pages

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder: Path = tmp_path_factory.mktemp("browser")
    settings = BrowserSettings(
        executable=headless_browser(),
        profile=folder / "profile",
        snapshots=folder / "snapshots",
        args=("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", SPARING),
        is_headless=True,
    )
    with open_browser(settings, lambda: None) as opened:
        yield opened


@pytest.fixture
def pages(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pages]:
    monkeypatch.setattr("withdrawer.linkedin.lists.list_page.FIRST_ROWS_SECONDS", 2.0)
    opened = Pages(browser)
    browser.page.route("**/*", opened.answer)
    yield opened
    browser.page.unroute("**/*", opened.answer)
