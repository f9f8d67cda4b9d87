"""Faults as a page shows them, on each layout, driven by hand."""

import re

import pytest
from playwright.sync_api import Page, Response, expect

from tests.replay.conftest import SENT, Visit
from tests.replay.looks import LOOKS, acting, load_everybody, logged, open_withdrawal, pending, slugs

pytestmark = pytest.mark.browser

layouts = pytest.mark.parametrize("layout", LOOKS)
OUTLET = "#interop-outlet[data-testid=interop-shadowdom]"
LOADS = re.compile(r"/pagination\?|[?&]q=invitationType&")
SCROLL = "by => { for (const it of [document.scrollingElement, document.querySelector('main')]) it.scrollBy(0, by); }"
MANY = {"artdeco": 120, "sdui-2025": 32, "sdui-2026": 32}
"""So many that not all of them stand on the first page."""


def withdraw(page: Page, layout: str) -> tuple[str, Response]:
    """Withdraw the second row. Returns whom, and the answer."""
    look = LOOKS[layout]
    [slug] = slugs(page, f"{look.row} >> nth=1")
    dialog = open_withdrawal(page, look, page.locator(look.row).nth(1))
    with page.expect_response(re.compile("WithdrawInvitation|closeInvitations")) as answered:
        acting(dialog).click()
    expect(page.get_by_role("alert").last).to_contain_text("withdrawn.")
    answered.value.finished()
    return slug, answered.value


def ask_for_more(page: Page) -> None:
    """In every way that the page offers, a few times."""
    offered = page.locator("button:enabled", has_text=re.compile("Load more|Show more results|Next"))
    for _ in range(4):
        if offered.count():
            offered.first.click()
        for pixels in (-300, 100_000):
            page.evaluate(SCROLL, pixels)
            page.wait_for_timeout(50)


@layouts
@pytest.mark.parametrize(("fault", "says"), [("hold:1", None), ("flight-error", r"(?m)^3:E\{|\"ServerError\"")])
def test_an_act_that_only_looks_done_is_listed_again(visit: Visit, layout: str, fault: str, says: str | None) -> None:
    look = LOOKS[layout]
    site, page = visit(SENT, layout=layout, scenario="quiet", people=40, faults=(fault,))
    slug, answer = withdraw(page, layout)
    assert answer.status == 200
    assert says is None or re.search(says, answer.text())
    page.wait_for_timeout(200)
    expect(page.locator(look.pill)).to_have_text("People (39)")
    assert slug not in slugs(page, look.row)
    page.goto(SENT)
    expect(page.locator(look.pill)).to_have_text("People (40)")
    assert slug in slugs(page, look.row)
    assert logged(site, "act", "withdrawn", "refused") == [("act", slug), ("refused", slug)]


@layouts
def test_an_act_may_be_done_and_answered_with_nothing(visit: Visit, layout: str) -> None:
    look = LOOKS[layout]
    site, page = visit(SENT, layout=layout, faults=("empty-answer:1",))
    slug, answer = withdraw(page, layout)
    assert (answer.status, answer.headers["content-length"]) == (200, "0")
    expect(page.locator(look.pill)).to_have_text("People (39)")
    assert logged(site, "withdrawn", "refused") == [("withdrawn", slug)]
    _, answer = withdraw(page, layout)
    assert answer.text()


@layouts
def test_a_starved_page_gets_no_rows_counts_them_all_the_same_and_asks_again(visit: Visit, layout: str) -> None:
    look, people = LOOKS[layout], MANY[layout]
    answers: list[Response] = []
    site, page = visit(SENT, layout=layout, scenario="quiet", people=people, faults=("starved",))
    page.on("response", lambda answer: answers.append(answer) if LOADS.search(answer.url) else None)
    shown = slugs(page, look.row)
    ask_for_more(page)
    assert slugs(page, look.row) == shown
    assert {slug for _, slug in logged(site, "listed")} >= set(shown)
    expect(page.locator(look.pill)).to_have_text(f"People ({people})")
    assert len(answers) > 1
    assert {answer.status for answer in answers} == {200}
    assert max(len(answer.body()) for answer in answers) < 200
    page.goto(SENT)
    assert slugs(page, look.row) == shown


def test_a_page_may_starve_later(visit: Visit) -> None:
    _, page = visit(SENT, people=45, faults=("starved:3",))
    ask_for_more(page)
    expect(page.locator(LOOKS["sdui-2026"].row)).to_have_count(30)


@pytest.mark.parametrize(
    ("layout", "arms"), [("artdeco", ()), ("sdui-2025", ()), ("sdui-2026", ()), ("sdui-2026", ("load-more",))]
)
def test_a_page_whose_rows_were_taken_out_gives_no_more_until_it_is_loaded_afresh(
    visit: Visit, layout: str, arms: tuple[str, ...]
) -> None:
    look, people = LOOKS[layout], MANY[layout]
    faults = ("stops-scrolling:2",)
    site, page = visit(SENT, layout=layout, arms=arms, scenario="quiet", people=people, faults=faults)
    gone = {withdraw(page, layout)[0], withdraw(page, layout)[0]}
    page.wait_for_timeout(200)
    shown = slugs(page, look.row)
    ask_for_more(page)
    assert slugs(page, look.row) == shown
    expect(page.locator(look.pill)).to_have_text(f"People ({people - 2})")
    page.goto(SENT)
    left = [slug for slug in pending(site) if slug not in gone]
    assert set(load_everybody(page, look.row, len(left))) == set(left)


def test_rows_come_as_long_as_fewer_were_taken_out(visit: Visit) -> None:
    site, page = visit(SENT, people=32, faults=("stops-scrolling:2",))
    gone, _ = withdraw(page, "sdui-2026")
    left = [slug for slug in pending(site) if slug != gone]
    assert set(load_everybody(page, LOOKS["sdui-2026"].row, len(left))) >= set(left)


@layouts
def test_something_covers_the_page_for_a_while_after_the_load_and_after_the_first_dialog(
    visit: Visit, layout: str
) -> None:
    look = LOOKS[layout]
    site, page = visit(SENT, layout=layout, faults=("cover",))
    row, outlet = page.locator(look.row).first, page.locator(OUTLET)
    assert outlet.evaluate("outlet => [outlet.shadowRoot !== null, outlet.childNodes.length]") == [True, 0]
    box = row.get_by_text("Withdraw", exact=True).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    page.wait_for_timeout(300)
    expect(page.locator(look.dialog)).to_have_count(0)
    expect(outlet).to_have_count(0)
    for is_covered in (True, False):
        open_withdrawal(page, look, row).get_by_role("button", name="Cancel").click()
        expect(page.locator(look.dialog)).to_have_count(0)
        page.wait_for_timeout(100)
        assert outlet.count() == is_covered
    assert logged(site, "act") == []
