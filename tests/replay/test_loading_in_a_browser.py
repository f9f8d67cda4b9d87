"""How the lists of each layout load: by scrolling, by a button, by pages, and with what may come between."""

import pytest
from playwright.sync_api import expect

from tests.replay.conftest import CONNECTIONS, SENT, Visit
from tests.replay.looks import LOOKS, await_logged, load, load_everybody, logged, open_withdrawal, pending, slugs

pytestmark = pytest.mark.browser

layouts = pytest.mark.parametrize("layout", LOOKS)


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
    names = {person["slug"]: person["name"].casefold() for person in site.truth()["people"]}
    by_name = [names[slug] for slug in slugs(page, look.card)]
    assert by_name == sorted(by_name, key=str.split)
    page.get_by_label("Sort by").click()
    page.get_by_text("Recently added", exact=True).last.click()
    expect(page.get_by_label("Sort by")).to_have_text("Recently added")
    expect(page.locator(look.card).first).to_contain_text("minutes ago" if layout == "artdeco" else "Connected on")
    everybody = [names[slug] for slug in load_everybody(page, look.card, 28)]
    assert len(everybody) == 28
    assert everybody != sorted(everybody, key=str.split)


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


@pytest.mark.parametrize(("arms", "before", "after"), [(("overstated:5",), 5, 4), (("stale-count",), 0, 0)])
def test_a_count_may_be_too_high_or_stale(visit: Visit, arms: tuple[str, ...], before: int, after: int) -> None:
    look = LOOKS["sdui-2026"]
    site, page = visit(SENT, arms=arms, scenario="quiet")
    listed = len(pending(site))
    expect(page.locator(look.pill)).to_have_text(f"People ({listed + before})")
    open_withdrawal(page, look, page.locator(look.row).first).locator("button").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(look.pill)).to_have_text(f"People ({listed + after})")
    await_logged(site, page, "withdrawn")
    page.reload()
    expect(page.locator(look.pill)).to_have_text(f"People ({listed + after})")
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
