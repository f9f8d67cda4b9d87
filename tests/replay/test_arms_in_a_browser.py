"""Arms that make every layout's pages more awkward: dialogs in a shadow root, hidden copies, phone numbers."""

import pytest
from playwright.sync_api import expect

from tests.replay.conftest import CONNECTIONS, SENT, Visit
from tests.replay.looks import LOOKS, acting, await_logged, load, logged, open_removal, open_withdrawal, pending, slugs

pytestmark = pytest.mark.browser

layouts = pytest.mark.parametrize("layout", LOOKS)
OUTLET = "#interop-outlet[data-testid=interop-shadowdom]"
FROM_THE_DOCUMENT = "selector => document.querySelectorAll(selector).length"
CONTROLS = {
    SENT: "button:has-text('Withdraw'), a[aria-disabled]:has-text('Withdraw')",
    CONNECTIONS: "button[aria-expanded]",
}


@layouts
def test_a_dialog_in_a_shadow_root_withdraws_and_the_document_does_not_find_it(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    site, page = visit(SENT, layout=layout, arms=("shadow-dialog",))
    outlet = page.locator(f"body > {OUTLET}:last-child")
    assert outlet.evaluate("outlet => [outlet.offsetHeight, outlet.childNodes.length]") == [0, 0]
    [slug] = slugs(page, f"{look.row} >> nth=1")
    open_withdrawal(page, look, page.locator(look.row).nth(1)).get_by_role("button", name="Cancel").click()
    expect(page.locator(look.dialog)).to_have_count(0)
    dialog = open_withdrawal(page, look, page.locator(look.row).nth(1))
    assert page.evaluate(FROM_THE_DOCUMENT, look.dialog) == 0
    assert outlet.evaluate("outlet => [outlet.offsetHeight, outlet.childNodes.length]") == [0, 0]
    acting(dialog).click()
    expect(page.get_by_role("alert")).to_contain_text("withdrawn.")
    assert page.evaluate(FROM_THE_DOCUMENT, "[role=alert]") == 1
    await_logged(site, page, "withdrawn")
    assert logged(site, "act", "withdrawn") == [("act", slug), ("withdrawn", slug)]


@layouts
def test_a_menu_in_a_shadow_root_stands_where_it_can_be_clicked_and_removes(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    site, page = visit(CONNECTIONS, layout=layout, arms=("shadow-dialog",))
    removed = []
    for index in (0, 8):
        card = page.locator(look.card).nth(index)
        [slug] = slugs(page, f"{look.card} >> nth={index}")
        card.locator("button[aria-expanded]").click()
        expect(page.get_by_text("Remove connection", exact=True)).to_be_visible()
        assert "Remove connection" not in page.evaluate("document.body.innerText")
        page.keyboard.press("Escape")
        expect(page.get_by_text("Remove connection", exact=True)).to_have_count(0)
        acting(open_removal(page, look, card)).click()
        removed.append(slug)
        expect(page.locator(look.header)).to_have_text(f"{28 - len(removed)} connections")
        await_logged(site, page, "removed", len(removed))
    assert logged(site, "removed") == [("removed", slug) for slug in removed]


def test_faults_of_dialogs_strike_in_a_shadow_root_too(visit: Visit) -> None:
    look = LOOKS["sdui-2026"]
    _, page = visit(SENT, arms=("shadow-dialog",), faults=("dialog-missing:1", "dialog-left:2"))
    row = page.locator(look.row).first
    row.get_by_text("Withdraw", exact=True).click()
    page.wait_for_timeout(500)
    expect(page.locator(look.dialog)).to_have_count(0)
    open_withdrawal(page, look, row).get_by_role("button", name="Cancel").click()
    expect(page.locator(look.dialog)).to_have_count(1)
    assert page.evaluate(FROM_THE_DOCUMENT, look.dialog) == 0


@layouts
@pytest.mark.parametrize("address", CONTROLS)
def test_each_row_has_one_control_that_is_seen_and_one_that_does_nothing(
    visit: Visit, layout: str, address: str
) -> None:
    look = LOOKS[layout]
    rows = look.row if address == SENT else look.card
    site, page = visit(address, layout=layout, arms=("twins",))
    next(shown for shown in load(page, rows) if len(shown) > 10)
    controls = page.locator(rows).locator(CONTROLS[address])
    assert controls.count() == 2 * page.locator(rows).count()
    seen = controls.evaluate_all("them => them.map(it => it.checkVisibility({ visibilityProperty: true }))")
    pairs = list(zip(seen[::2], seen[1::2], strict=True))
    assert set(pairs) == {(True, False), (False, True)}
    for index in (seen.index(False), len(seen) - 1 - seen[::-1].index(False)):
        controls.nth(index).evaluate("control => control.click()")
    page.wait_for_timeout(300)
    assert page.url == address
    expect(page.locator(look.dialog)).to_have_count(0)
    expect(page.get_by_text("Remove connection", exact=True)).to_have_count(0)
    for index in (0, 1):
        (open_withdrawal if address == SENT else open_removal)(page, look, page.locator(rows).nth(index))
        page.get_by_role("button", name="Cancel").click()
    assert logged(site, "act") == []


@layouts
def test_an_invitation_to_a_phone_number_is_withdrawn_by_its_number(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    site, page = visit(SENT, layout=layout, arms=("phones",))
    people = [person for person in site.truth()["people"] if person["slug"][0] == "+"]
    numbers = ["+1 555 010 0142", "+1 555 010 0143", "+44 •••• ••• 123"]
    assert sorted(person["slug"] for person in people) == numbers
    assert all(person["blast"] and person["at_start"] == "pending" for person in people)
    for number in numbers:
        row = page.locator(look.row, has_text=number)
        next(True for _ in load(page, look.row) if row.count())
        expect(row.locator("a[href*='/in/']")).to_have_count(0)
        expect(row.get_by_text(number, exact=True)).to_be_visible()
        acting(open_withdrawal(page, look, row)).click()
        expect(page.get_by_role("alert").last).to_contain_text(f"Invitation to {number} withdrawn.")
        expect(row).to_have_count(0)
        await_logged(site, page, "withdrawn", numbers.index(number) + 1)
    assert logged(site, "withdrawn", "refused") == [("withdrawn", number) for number in numbers]
    page.goto(SENT)
    assert not set(numbers) & set(pending(site))
