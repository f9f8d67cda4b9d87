"""Where things are on each layout's pages, and what a person does there, without the tool's code."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from playwright.sync_api import Locator, Page, expect

from withdrawer.replay.process import ReplaySite


@dataclass(frozen=True)
class Look:
    """Where things are on a layout's pages."""

    row: str
    pill: str
    card: str
    header: str
    dialog: str


PATIENCE_SECONDS = 10
SDUI_HEADER = "[componentkey=ConnectionsPage_ConnectionsListHeader]"
LOOKS = {
    "artdeco": Look(
        "li.invitation-card", ".artdeco-pill__text", "li.mn-connection-card", "main h1", "[role=alertdialog]"
    ),
    "sdui-2025": Look(
        "main [role=listitem]", "nav [aria-current]", "[data-view-name=connections-list]", SDUI_HEADER, "dialog[open]"
    ),
    "sdui-2026": Look(
        "main [role=listitem]",
        "a[href$='/sent/CONNECTION/']",
        "[componentkey^=ConnectionCard_]",
        SDUI_HEADER,
        "dialog[open]",
    ),
}


def slugs(page: Page, rows: str) -> list[str]:
    """Of the rows that are in the document; of one without a profile, what it says."""
    links = page.locator(rows).evaluate_all(
        "rows => rows.map(row => row.querySelector('a[href*=\"/in/\"]')?.href ?? '')"
    )
    return [unquote(link.split("?")[0].split("/in/")[1].strip("/")) for link in links if link]


def load(page: Page, rows: str) -> Iterator[list[str]]:
    """The slugs in the document, again and again while more is asked for in whichever way the page offers."""
    offered = page.locator("button:enabled", has_text=re.compile("Load more|Show more results|Next"))
    for _ in range(150):
        yield slugs(page, rows)
        if offered.count():
            press(page, offered, rows)
        page.evaluate(
            "for (const it of [document.scrollingElement, document.querySelector('main')]) it.scrollBy(0, 500)"
        )
        page.wait_for_timeout(25)


def press(page: Page, button: Locator, rows: str) -> None:
    """Press it and wait for what it brings: until that is there, the button stands and may go at any moment."""
    before = slugs(page, rows)
    button.evaluate("element => element.scrollIntoView()")
    button.click()
    until = time.monotonic() + PATIENCE_SECONDS
    while slugs(page, rows) == before and time.monotonic() < until:
        page.wait_for_timeout(25)


def load_everybody(page: Page, rows: str, total: int) -> list[str]:
    seen: dict[str, None] = {}
    for shown in load(page, rows):
        seen |= dict.fromkeys(shown)
        if len(seen) == total:
            break
    return list(seen)


def pending(site: ReplaySite) -> list[str]:
    people = [person for person in site.truth()["people"] if person["at_start"] == "pending"]
    newest_first = sorted(people, key=lambda person: person["sent_at"], reverse=True)
    return [person["slug"] for person in newest_first if not {"@", " "} & set(person["slug"])]


def logged(site: ReplaySite, *names: str) -> list[tuple[str, str]]:
    return [(event["event"], event["slug"]) for event in site.events() if event["event"] in names]


def await_logged(site: ReplaySite, page: Page, name: str, count: int = 1) -> None:
    """Until the site has done it: the page shows it before."""
    until = time.monotonic() + PATIENCE_SECONDS
    while len(logged(site, name)) < count and time.monotonic() < until:
        page.wait_for_timeout(25)


def open_withdrawal(page: Page, look: Look, row: Locator) -> Locator:
    row.locator("button:visible, a:visible", has_text="Withdraw").first.click()
    dialog = page.locator(look.dialog)
    expect(acting(dialog)).to_be_enabled()
    return dialog


def open_removal(page: Page, look: Look, card: Locator) -> Locator:
    card.locator("button[aria-expanded]:visible").click()
    page.get_by_text("Remove connection", exact=True).click()
    dialog = page.locator(look.dialog)
    expect(acting(dialog)).to_be_enabled()
    return dialog


def acting(dialog: Locator) -> Locator:
    """The button that acts, the last of the dialog’s own: toasts stand in a native dialog too, and have buttons."""
    return dialog.locator("button:not([role=alert] *)").last
