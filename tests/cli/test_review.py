"""`withdrawer review` from end to end: approved on the page, carried out in the terminal, judged by the site's log."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from tests.cli.test_consent import Seat
from tests.support.browser import SharedDriver, start_chromium
from tests.support.stage import Stage
from withdrawer.errors import Exit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("headless_shell"),
    pytest.mark.skipif(sys.platform == "win32", reason="no pty there"),
]
TYPED = ("review", "--since", "3 hours ago", "--until", "now", "--origin", "any", "--pace", "none", "--no-browser")
ADDRESS = r"http://127\.0\.0\.1:\d+/#\S+"
SHOWN = """async () => {
  const answer = await fetch("/plan", {headers: {"x-review-key": sessionStorage.getItem("review-key")}});
  return answer.json();
}"""


def planned(page: "Page") -> dict[str, set[str]]:
    """Whom the plan on the page would undo, by list: the keys that the site knows."""
    people: dict[str, Any] = page.evaluate(SHOWN)["people"]
    found: dict[str, set[str]] = {"sent": set(), "connections": set()}
    for place, (key, reason) in enumerate(zip(people["key"], people["reason"], strict=True)):
        if people["reasons"][reason]["verdict"] == "planned":
            found["sent" if place < people["sent"] else "connections"].add(key)
    return found


def look_farther_back(page: "Page") -> None:
    """Choose a time that the lists were not read back to, look again, and have the time before once more."""
    since = page.get_by_label("From", exact=True)
    typed = since.input_value()
    since.fill(f"{datetime.fromisoformat(typed) - timedelta(days=150):%Y-%m-%dT%H:%M}")
    since.blur()
    page.get_by_text("goes farther back than the lists have been read").wait_for()
    page.get_by_role("button", name="Look again").click()
    page.get_by_label("invitations with a personal note").check()
    page.locator("tbody tr:has(input)", has_text="sent 3 months ago").wait_for()
    page.get_by_label("invitations with a personal note").uncheck()
    since.fill(typed)
    since.blur()
    page.locator("tbody tr", has_text="sent before the window").first.wait_for()


def reviewed(page: "Page", *, looks: bool) -> dict[str, set[str]]:
    """Keep three, move the window, tick one connection, and approve: gives who was ticked then."""
    page.locator("#people[data-filled]").wait_for()
    if looks:
        look_farther_back(page)
    before = planned(page)
    kept = set()
    for place in range(3):
        row = page.locator("tbody tr:has(input)").nth(2 * place + 1)
        row.locator("input").uncheck()
        kept.add(row.get_attribute("data-place"))
    keys = page.evaluate(SHOWN)["people"]["key"]
    three = {keys[int(place or 0)] for place in kept}
    assert three < before["sent"]
    assert len(three) == 3
    until = page.get_by_label("Until", exact=True)
    until.fill(f"{datetime.fromisoformat(until.input_value()) - timedelta(minutes=30):%Y-%m-%dT%H:%M}")
    until.blur()
    page.locator("tbody tr", has_text="sent after the window").wait_for()
    after = planned(page)
    assert three < after["sent"] < before["sent"]
    removed = set()
    if after["connections"]:  # where LinkedIn's dates are days, they are unclear
        page.locator("tbody input[aria-label^=Remove]").first.check()
        people = page.evaluate(SHOWN)["people"]
        removed = {people["key"][people["sent"]]}
    assert page.locator("tbody tr:has(input:checked)").count() == len(after["sent"] - three) + len(removed)
    page.locator("#numbers .approve").click()
    page.locator("[name=word]").fill("yes")
    page.get_by_role("button", name="Approve and start").click()
    page.get_by_text("It continues in the terminal").wait_for()
    return {"sent": after["sent"] - three, "kept": three, "connections": removed}


@pytest.mark.parametrize(("layout", "language"), [("artdeco", "en"), ("sdui-2025", "en"), ("sdui-2026", "de")])
def test_what_was_approved_on_the_page_is_what_the_site_saw(
    stage: Callable[..., Stage], layout: str, language: str
) -> None:
    here = stage(people=14, layout=layout, language=language)
    seat = Seat(here, *TYPED)
    seat.child.expect(ADDRESS)
    with SharedDriver() as driver:
        browser = start_chromium(driver)
        page = browser.new_page()
        page.goto(str(seat.child.after))
        ticked = reviewed(page, looks=layout == "sdui-2025")
        assert here.happened()["act"] == 0, "nothing is done before the approval"
        browser.close()
    seat.answer("Continue with the other", "y")
    assert seat.end() == Exit.DONE
    accepted = {it["slug"] for it in here.site.events() if it["event"] == "accepted"}
    assert set(here.keys("withdrawn")) == ticked["sent"] - accepted
    assert not ticked["kept"] & {*here.keys("withdrawn"), *here.keys("removed")}
    assert set(here.keys("removed")) == ticked["connections"]
    status, summary = here.run("status", "--json").data, here.run("summary", "--json").data
    same = ("job", "sent", "connections", "accepted_meanwhile")
    assert {it: summary[it] for it in same} == {it: status[it] for it in same}
    assert status["sent"]["withdrawn"] == len(here.keys("withdrawn"))
    undone = {unquote(it["profile"].rstrip("/").rpartition("/")[2]) for it in summary["people"]
              if it["outcome"] == "withdrawn"}  # fmt: skip
    assert undone == set(here.keys("withdrawn"))
