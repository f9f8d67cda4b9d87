"""A page that never ends, from a real server: it is given up, and what is left of the browser can be used."""

import itertools
import os
import shlex
from pathlib import Path

import pytest

from tests.cli.stand_in import Page, stand_in
from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.executable import find_browser
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.plan.people import Half

pytestmark = pytest.mark.browser


def endless(size: int) -> Page:
    return Page(lambda: (b"x" * size for _ in itertools.count()), seconds=0.1)


@pytest.mark.parametrize(
    "page",
    [endless(3), endless(60_000), Page(lambda: [b"<!doctype html><p>Sent</p><script>while (true) {}</script>"])],
    ids=["a trickle", "a stream", "a script"],
)
def test_a_page_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Page) -> None:
    monkeypatch.setattr("withdrawer.linkedin.browser.browser.GOTO_MILLISECONDS", 4_000)
    settings = BrowserSettings(
        executable=find_browser(None, os.environ.get("WITHDRAWER_BROWSER", ""), os.environ),
        profile=tmp_path / "profile",
        snapshots=tmp_path / "snapshots",
        is_headless=True,
    )

    def read(browser: Browser) -> None:
        ListPage(browser, Half.SENT, 0.3).open()

    with stand_in(page) as site:
        settings = BrowserSettings(**{**vars(settings), "args": tuple(shlex.split(site.browser_args))})
        with (
            pytest.raises(PageNotUnderstood, match="does not end") as refusal,
            open_browser(settings, lambda: None) as browser,
        ):
            read(browser)
    [snapshot] = (tmp_path / "snapshots").iterdir()
    assert str(snapshot) in refusal.value.hint
