"""A recording of each layout, in languages with and without labels, is read as the page was, person by person."""

import os
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.support.site import LocalSite, SiteOptions
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.executable import find_browser
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser
from withdrawer.linkedin.saved_page import PageReading, differences, load, replay, take
from withdrawer.plan.people import Half

pytestmark = pytest.mark.browser
WITHDRAW = "取り下げる"


@contextmanager
def at_site(folder: Path, layout: str, language: str) -> Iterator[tuple[Browser, set[str]]]:
    """A browser at a site, and the names of everybody there."""
    with ExitStack() as stack:
        site = stack.enter_context(LocalSite.start(SiteOptions(people=12, layout=layout, language=language)))
        settings = BrowserSettings(
            executable=find_browser(None, os.environ.get("WITHDRAWER_BROWSER", ""), os.environ),
            profile=folder / "profile",
            snapshots=folder / "snapshots",
            args=tuple(shlex.split(site.browser_args)),
            is_headless=True,
        )
        names = {person["name"] for person in site.truth()["people"] if "@" not in person["name"]}
        yield stack.enter_context(open_browser(settings, lambda: None)), names


def told(reading: PageReading) -> list[tuple[str, bool, bool, bool, bool]]:
    return [
        (reading.wordings.bare(it.age, it.half), bool(it.note), bool(it.headline), bool(it.address), bool(it.slug))
        for it in reading.rows
    ]


@pytest.mark.parametrize(("layout", "language"), [("artdeco", "ja"), ("sdui-2025", "de"), ("sdui-2026", "ja")])
def test_a_recording_is_read_as_the_page_was(tmp_path: Path, layout: str, language: str) -> None:
    with at_site(tmp_path, layout, language) as (browser, names):
        for half in Half:
            load(browser, half)
            taken = take(browser)
            again = replay(browser, taken)
            assert taken.layout == layout
            assert len(taken.reading.rows) >= 9
            assert told(again) == told(taken.reading)
            assert differences(taken.reading, again) == []
            assert not [name for name in names if name in taken.redacted.html]
            assert (taken.unconfirmed != "") == (language == "ja")
            assert WITHDRAW not in taken.redacted.html


def test_a_word_is_kept_once_it_is_confirmed(tmp_path: Path) -> None:
    with at_site(tmp_path, "artdeco", "ja") as (browser, names):
        load(browser, Half.SENT)
        taken = take(browser, (WITHDRAW,))
        again = replay(browser, taken)
        assert taken.unconfirmed == ""
        assert taken.redacted.texts[WITHDRAW] >= 9
        assert again.control is not None
        assert again.control.is_confirmed
        assert again.control.candidate.word == WITHDRAW
        assert not [name for name in names if name in taken.redacted.html]
