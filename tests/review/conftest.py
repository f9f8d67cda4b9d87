"""The review page in a real browser, as its owner sees it: every test also sees that nothing was refused or fetched."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.support.review import SELECTING, Listed, Served, served
from withdrawer.app.typed_input import Selecting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

PEOPLE = Listed()
REFUSAL = re.compile(
    r"Failed to load resource: (the server responded with a status of (409|422)|net::ERR_CONNECTION_REFUSED)"
)
"""What the browser itself says where withdrawer refuses something, or has ended: the page tells that too."""
WATCH = "addEventListener('securitypolicyviolation', (it) => console.error('refused: ' + it.violatedDirective))"


@dataclass
class Shown:
    """A page that is open, and what went wrong on it."""

    page: "Page"
    served: Served
    wrong: list[str] = field(default_factory=list)

    def rows(self, only: str = "") -> list[str]:
        """The names of those shown, with this verdict."""
        return self.page.locator(f"tbody tr{only} .name").all_text_contents()

    def ticked(self) -> list[str]:
        return self.page.locator("tbody tr:has(input:checked) .name").all_text_contents()

    def button(self, text: str) -> "Locator":
        return self.page.get_by_role("button", name=text)

    def told(self) -> str:
        return self.page.locator("#numbers .would").inner_text()

    def approve(self, word: str = "yes") -> None:
        self.page.locator("#numbers .approve").click()
        self.page.locator("dialog#approve[open]").wait_for()
        if self.page.locator("[name=word]").count():
            self.page.locator("[name=word]").fill(word)
        self.button("Approve and start").click()

    def planned(self) -> set[str]:
        """Whom the job undoes; waits for the end of the choosing."""
        from withdrawer.journal.journal import Journal
        from withdrawer.plan.decisions import Verdict

        self.page.locator("body.ended").wait_for()
        with Journal.open(self.home / "journal.sqlite3") as journal:
            account = journal.accounts.current()
            assert account is not None
            job = journal.jobs.open_job(account)
            return {it.key for it in journal.jobs.lines(job) if it.verdict is Verdict.PLANNED} if job else set()

    home: Path = Path()


@pytest.fixture(scope="module")
def chrome() -> "Iterator[Browser]":
    from tests.support.browser import SharedDriver, start_chromium

    with SharedDriver() as driver:
        started = start_chromium(driver, "--host-resolver-rules=MAP evil.example 127.0.0.1")
        yield started
        started.close()


Opening = Callable[..., Shown]


@pytest.fixture
def opened(chrome: "Browser", tmp_path: Path) -> Iterator[Opening]:
    """Open the page of a review of these people, at this width."""
    with ExitStack() as stack:
        all_shown: list[Shown] = []

        def show(
            listed: Listed | None = PEOPLE,
            selecting: Selecting = SELECTING,
            csv: Path | None = None,
            reads: bool = True,
            **how: Any,
        ) -> Shown:
            review = stack.enter_context(served(tmp_path / "home", listed, selecting, csv, reads=reads))
            context: BrowserContext = chrome.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
            stack.callback(context.close)
            shown = Shown(context.new_page(), review, home=tmp_path / "home")
            all_shown.append(shown)
            watch(shown)
            shown.page.goto(review.address)
            shown.page.locator("#people[data-filled]").wait_for()
            return shown

        yield show
        wrong = [it for shown in all_shown for it in shown.wrong]
    assert wrong == []


def watch(shown: Shown) -> None:
    """Note what a page's policy refused, what failed, and what was asked of another host."""
    page = shown.page
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: shown.wrong.append(str(error)))
    page.on("console", lambda it: shown.wrong.append(it.text) if not REFUSAL.search(it.text) else None)

    def see(url: str) -> None:
        if urlsplit(url).netloc != f"127.0.0.1:{shown.served.port}":
            shown.wrong.append(f"asked elsewhere: {url}")

    page.on("request", lambda request: see(request.url))
