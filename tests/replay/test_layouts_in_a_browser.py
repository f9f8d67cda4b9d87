"""Each layout and each arm, driven by hand: its controls, menus and dialogs do what they do on LinkedIn."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.replay.conftest import CONNECTIONS, SENT, Visit
from tests.replay.looks import LOOKS, await_logged, logged, open_removal, open_withdrawal, slugs

pytestmark = pytest.mark.browser

layouts = pytest.mark.parametrize("layout", LOOKS)


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
    await_logged(site, page, "withdrawn")
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
    await_logged(site, page, "removed")
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
    assert slugs(page, look.row)[: len(before)] == before


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
    for _ in range(10):  # a press before the page's script listens is lost
        page.get_by_role("button", name="Load more").click()
        page.wait_for_timeout(1000)
        if links.count() > 10:
            break
    expect(links).to_have_count(20)


def test_ages_of_connections_are_relative_on_artdeco_alone(visit: Visit) -> None:
    _, page = visit(CONNECTIONS, layout="artdeco")
    expect(page.locator("time.time-badge").nth(20)).to_contain_text("ago")
