"""Each layout and each arm, driven by hand: what a person would do there does what it does on LinkedIn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.replay.conftest import CONNECTIONS, SENT, Visit
from withdrawer.replay.process import ReplaySite

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Look:
    """Where things are on a layout's pages."""

    row: str
    pill: str
    card: str
    header: str
    dialog: str


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
layouts = pytest.mark.parametrize("layout", LOOKS)


def slugs(page: Page, rows: str) -> list[str]:
    """Of the rows that are in the document; of one without a profile, what it says."""
    links = page.locator(rows).evaluate_all(
        "rows => rows.map(row => row.querySelector('a[href*=\"/in/\"]')?.href ?? '')"
    )
    return [unquote(link.split("?")[0].split("/in/")[1].strip("/")) for link in links if link]


def load(page: Page, rows: str) -> Iterator[list[str]]:
    """The slugs in the document, again and again while more is asked for in whichever way the page offers."""
    for _ in range(150):
        yield slugs(page, rows)
        button = page.locator("button:enabled", has_text="Load more").or_(
            page.locator("button:enabled", has_text="Show more results")
        )
        following = page.locator("button:enabled", has_text="Next")
        if button.or_(following).count():
            button.or_(following).evaluate("element => element.scrollIntoView()")
            button.or_(following).click()
        page.evaluate(
            "for (const it of [document.scrollingElement, document.querySelector('main')]) it.scrollBy(0, 500)"
        )
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
    return [person["slug"] for person in newest_first if "@" not in person["slug"]]


def logged(site: ReplaySite, *names: str) -> list[tuple[str, str]]:
    return [(event["event"], event["slug"]) for event in site.events() if event["event"] in names]


def open_withdrawal(page: Page, look: Look, row: Locator) -> Locator:
    row.locator("button, a", has_text="Withdraw").first.click()
    dialog = page.locator(look.dialog)
    expect(dialog.locator("button").last).to_be_enabled()
    return dialog


def open_removal(page: Page, look: Look, card: Locator) -> Locator:
    card.locator("button[aria-expanded]").click()
    page.get_by_text("Remove connection", exact=True).click()
    dialog = page.locator(look.dialog)
    expect(dialog.locator("button").last).to_be_enabled()
    return dialog


@pytest.mark.parametrize(
    ("layout", "arms", "people"),
    [
        ("artdeco", (), 120),
        ("artdeco", ("scrolling", "inner-scroller"), 120),
        ("sdui-2025", (), 32),
        ("sdui-2025", ("scrolling", "window-scroller", "virtualised"), 32),
        ("sdui-2026", ("load-more",), 32),
        ("sdui-2026", ("virtualised",), 45),
        ("sdui-2026", ("recycled", "window-scroller"), 45),
    ],
)
def test_every_way_of_loading_brings_everybody_newest_first(
    visit: Visit, layout: str, arms: tuple[str, ...], people: int
) -> None:
    site, page = visit(SENT, layout=layout, arms=arms, people=people)
    everybody = pending(site)
    expect(page.locator(LOOKS[layout].pill)).to_have_text(f"People ({people})")
    assert load_everybody(page, LOOKS[layout].row, len(everybody)) == everybody


@layouts
def test_the_dialogs_button_withdraws_and_cancel_does_not(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    site, page = visit(SENT, layout=layout)
    row = page.locator(look.row).nth(1)
    [slug] = slugs(page, f"{look.row} >> nth=1")
    open_withdrawal(page, look, row).get_by_role("button", name="Cancel").click()
    expect(page.locator(look.dialog)).to_have_count(0)
    assert logged(site, "act") == []
    open_withdrawal(page, look, row).locator("button").last.click()
    expect(page.locator(look.pill)).to_have_text("People (39)")
    expect(page.get_by_role("alert")).to_contain_text("withdrawn.")
    expect(page.locator(look.dialog)).to_have_count(0)
    page.goto(SENT)
    assert slug not in slugs(page, look.row)
    assert logged(site, "act", "withdrawn", "refused") == [("act", slug), ("withdrawn", slug)]


@layouts
def test_the_menus_entry_asks_and_the_dialogs_button_removes(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    site, page = visit(CONNECTIONS, layout=layout)
    [slug] = slugs(page, f"{look.card} >> nth=2")
    expect(page.get_by_text("Remove connection", exact=True)).to_have_count(0)
    open_removal(page, look, page.locator(look.card).nth(2)).locator("button").last.click()
    expect(page.locator(look.header)).to_have_text("27 connections")
    page.goto(CONNECTIONS)
    assert slug not in slugs(page, look.card)
    assert logged(site, "act", "removed", "refused") == [("act", slug), ("removed", slug)]


@layouts
def test_a_refusal_brings_the_row_back_to_its_place(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    _, page = visit(SENT, layout=layout, faults=("refused",))
    before = slugs(page, look.row)
    open_withdrawal(page, look, page.locator(look.row).nth(1)).locator("button").last.click()
    expect(page.get_by_role("alert").last).to_contain_text("Sorry, unable to withdraw")
    expect(page.locator(look.pill)).to_have_text("People (40)")
    assert slugs(page, look.row) == before


@layouts
def test_a_scripted_click_opens_a_dialog_only_where_the_scenario_lets_it(
    visit: Visit, layout: str, tmp_path: Any
) -> None:
    file = tmp_path / "scenario.toml"
    file.write_text(
        'seed = 1\n[member]\nname = "Robin"\nslug = "robin"\n[page]\ntrusted_only = false\n'
        '[before]\npeople = 3\nfrom = "1 day"\nto = "9 days"\n',
        encoding="utf-8",
    )
    look = LOOKS[layout]
    _, page = visit(SENT, layout=layout, scenario=str(file))
    page.locator(f"{look.row} >> button, a >> text=Withdraw").first.evaluate("control => control.click()")
    expect(page.locator(look.dialog)).to_be_visible()


@pytest.mark.parametrize(
    ("layout", "arms", "says"),
    [
        ("artdeco", (), "Remove"),
        ("artdeco", ("first-name", "confirm-remove-connection"), "Remove connection"),
        ("sdui-2025", ("menu-item",), "Remove"),
        ("sdui-2026", ("menu-button", "confirm-remove", "full-name"), "Remove"),
    ],
)
def test_menus_and_dialogs_of_connections_differ_by_arm(
    visit: Visit, layout: str, arms: tuple[str, ...], says: str
) -> None:
    look = LOOKS[layout]
    site, page = visit(CONNECTIONS, layout=layout, arms=arms)
    [slug] = slugs(page, f"{look.card} >> nth=0")
    name = next(person["name"] for person in site.truth()["people"] if person["slug"] == slug)
    page.locator(look.card).first.locator("button[aria-expanded]").click()
    assert page.get_by_role("menuitem").count() == ("menu-item" in arms)
    page.keyboard.press("Escape")
    dialog = open_removal(page, look, page.locator(look.card).first)
    expect(dialog.locator("button").last).to_have_text(says)
    expect(dialog).to_contain_text(f"remove {name.split()[0] if 'first-name' in arms else name} as a connection")


@pytest.mark.parametrize("role", ["dialog", "alertdialog", None])
def test_the_dialog_of_2025_comes_with_and_without_a_role_and_in_both_spellings(visit: Visit, role: str | None) -> None:
    look = LOOKS["sdui-2025"]
    arms = (f"{role}-role", "withdrawn-spelling") if role else ()
    _, page = visit(SENT, layout="sdui-2025", arms=arms)
    dialog = open_withdrawal(page, look, page.locator(look.row).first)
    assert dialog.get_attribute("role") == role
    spelled = "Withdrawn" if role else "Withdraw"
    expect(dialog.locator(f"button[aria-label^='{spelled} invitation sent to ']")).to_have_count(1)


def test_the_link_within_a_link_of_2025_stands_in_the_document(visit: Visit) -> None:
    _, page = visit(CONNECTIONS, layout="sdui-2025")
    links = page.locator("a[data-view-name=connections-profile] p > a[href*='/in/']")
    expect(links).to_have_count(10)
    page.get_by_role("button", name="Load more").click()
    expect(links).to_have_count(20)


def test_a_node_that_is_used_again_shows_somebody_else(visit: Visit) -> None:
    _, page = visit(SENT, arms=("recycled",), people=45)
    node = page.locator("main [role=listitem] >> nth=5").element_handle()
    before = node.inner_text()
    for _ in load(page, LOOKS["sdui-2026"].row):
        if node.inner_text() != before:
            break
    assert node.is_visible()
    assert node.inner_text() != before


@layouts
def test_connections_open_in_another_order_and_the_menu_sorts_them_anew(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    site, page = visit(CONNECTIONS, layout=layout, arms=("sorted-by-first-name",))
    first_names = [page.locator(look.card).nth(index).inner_text() for index in range(2)]
    assert "Anselm" in first_names[0]
    newest = next(iter(sorted(site.truth()["people"], key=lambda person: person["slug"])))  # only that there are people
    assert newest
    page.get_by_label("Sort by").click()
    page.get_by_text("Recently added", exact=True).last.click()
    expect(page.get_by_label("Sort by")).to_have_text("Recently added")
    expect(page.locator(look.card).first).not_to_contain_text("Anselm")
    assert len(load_everybody(page, look.card, 28)) == 28


def test_ages_of_connections_are_relative_on_artdeco_alone(visit: Visit) -> None:
    _, page = visit(CONNECTIONS, layout="artdeco")
    expect(page.locator("time.time-badge").nth(20)).to_contain_text("ago")


def test_numbered_pages_end_at_both_ends_and_lead_back_from_beyond(visit: Visit) -> None:
    _, page = visit(SENT, layout="artdeco", people=120)
    before, after = (page.get_by_role("button", name=name, exact=True) for name in ("Previous", "Next"))
    expect(before).to_be_disabled()
    after.click()
    expect(page.locator("li.invitation-card")).to_have_count(20)
    assert page.url.endswith("page=2")
    expect(after).to_be_disabled()
    page.reload()
    expect(page.locator("li.invitation-card")).to_have_count(20)
    before.click()
    expect(page.locator("li.invitation-card")).to_have_count(100)
    page.goto(f"{SENT}?invitationType=CONNECTION&page=3")
    assert page.url == SENT


@pytest.mark.parametrize("layout", ["sdui-2025", "sdui-2026"])
def test_a_stalled_list_goes_on_only_when_it_is_asked_anew(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    _, page = visit(SENT, layout=layout, people=30, arms=("scrolling", "stall:1200"))
    to_end = "document.querySelector('main').scrollTo(0, 1e9)"
    for _ in range(8):
        page.evaluate(to_end)
        page.wait_for_timeout(40)
    expect(page.locator(look.row)).to_have_count(20)
    page.wait_for_timeout(1500)
    page.evaluate(to_end)
    page.wait_for_timeout(200)
    expect(page.locator(look.row)).to_have_count(20)
    page.evaluate("document.querySelector('main').scrollBy(0, -250)")
    expect(page.locator(look.row)).to_have_count(30)


@pytest.mark.parametrize(("arms", "before", "after"), [(("overstated:5",), 45, 44), (("stale-count",), 40, 40)])
def test_a_count_may_be_too_high_or_stale(visit: Visit, arms: tuple[str, ...], before: int, after: int) -> None:
    look = LOOKS["sdui-2026"]
    site, page = visit(SENT, arms=arms)
    expect(page.locator(look.pill)).to_have_text(f"People ({before})")
    open_withdrawal(page, look, page.locator(look.row).first).locator("button").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(look.pill)).to_have_text(f"People ({after})")
    page.reload()
    expect(page.locator(look.pill)).to_have_text(f"People ({after})")
    assert len(logged(site, "withdrawn")) == 1


def test_rows_may_arrive_twice(visit: Visit) -> None:
    site, page = visit(SENT, people=32, arms=("repeated-rows",))
    everybody = pending(site)
    assert load_everybody(page, LOOKS["sdui-2026"].row, len(everybody)) == everybody
    shown = slugs(page, LOOKS["sdui-2026"].row)
    assert len(shown) > len(set(shown))


@layouts
def test_an_invitation_sent_meanwhile_shifts_what_is_loaded_and_nobody_is_lost(visit: Visit, layout: str) -> None:
    people = 120 if layout == "artdeco" else 32
    site, page = visit(SENT, layout=layout, people=people, arms=("sent-meanwhile:1",))
    everybody = pending(site)
    assert load_everybody(page, LOOKS[layout].row, len(everybody)) == everybody
    [(_, newcomer)] = logged(site, "invited")
    assert newcomer not in everybody
    page.goto(SENT)
    assert slugs(page, LOOKS[layout].row)[0] == newcomer
