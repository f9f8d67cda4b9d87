"""The pictures of pages, as PNG, light and dark: the review page as it is served, and the summary's file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

from tests.long.pictures.account import Day, seat
from tests.support.browser import start_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTH = 1280
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
Save = Callable[["Page", str, int], None]
"""Save a page's top under a name, so many CSS pixels of it."""


def saver(folder: Path) -> Save:
    """Save pictures into this folder."""

    def save(page: "Page", name: str, height: int) -> None:
        page.set_viewport_size({"width": WIDTH, "height": height})
        page.screenshot(path=folder / f"{name}.png", animations="disabled", caret="hide")

    return save


@contextmanager
def chromium() -> Iterator["Browser"]:
    """A browser for pages that are ours."""
    with sync_playwright() as driver:
        started = start_chromium(driver)
        try:
            yield started
        finally:
            started.close()


def review(day: Day, save: Save, *words: str) -> None:
    """The review page: as it opens, a search, one person, and the question before it begins."""
    child = seat("review", *words, "--no-browser", environment=day.environment, columns=200)
    child.expect(r"http://127\.0\.0\.1:\d+/#\S+")
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(str(child.after))
        page.locator("#people[data-filled]").wait_for()
        page.locator("#picture svg.chart").wait_for()
        page.locator("#numbers .finish:not(:empty)").wait_for()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            save(page, f"review-{scheme}", 1180)
        page.emulate_media(color_scheme="light")
        page.get_by_label("Find a person").fill("recruit")
        page.evaluate("document.querySelector('#filters').scrollIntoView({behavior: 'instant', block: 'start'})")
        save(page, "review-search", 620)
        page.get_by_label("Find a person").fill("")
        page.get_by_role("button", name="Remove all").click()
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        page.locator("#numbers .approve").click()
        page.locator("dialog#approve[open]").wait_for()
        save(page, "review-approve", 900)
    child.sendintr()
    child.close()


def summary(day: Day, save: Save) -> None:
    """The summary, from its top."""
    file = day.folder / "summary.html"
    day.do("summary", "--html", str(file))
    with chromium() as browser:
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(file.as_uri())
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            save(page, f"summary-{scheme}", 930)
        page.emulate_media(color_scheme="light")
        page.evaluate("document.querySelector('#h-people').scrollIntoView({behavior: 'instant', block: 'start'})")
        save(page, "summary-people", 620)
