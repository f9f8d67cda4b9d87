import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, Playwright, Request, expect

from tests.replay.conftest import CONNECTIONS, HOME, SENT, Visit
from tests.replay.looks import await_logged, logged
from tests.support.browser import start_chromium
from tests.support.site import LocalSite

pytestmark = pytest.mark.browser

ROW = "main [role=listitem]"
CARD = "[componentkey^=ConnectionCard_]"
PILL = "a[href$='/sent/CONNECTION/']"
TO_END = "document.querySelector('#workspace').scrollTo(0, 1e9)"


def scroll_to_the_end(page: Page, rows: str, total: int) -> None:
    for _ in range(100):
        if page.locator(rows).count() == total:
            break
        page.evaluate(TO_END)
        page.wait_for_timeout(30)
    expect(page.locator(rows)).to_have_count(total)


def slug_of(row: Locator) -> str:
    address = row.locator("a[href*='/in/']").first.get_attribute("href") or ""
    return unquote(address.split("/in/")[1].strip("/"))


def profile_rows(page: Page) -> Locator:
    return page.locator(ROW, has=page.locator("a[href*='/in/']"))


def open_dialog(page: Page, row: Locator) -> Locator:
    row.get_by_label("Withdraw invitation sent to").click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    return dialog


def withdraw(page: Page, row: Locator) -> str:
    slug = slug_of(row)
    open_dialog(page, row).get_by_label("Withdraw invitation sent to").click()
    return slug


def test_scrolling_the_main_part_loads_everybody_newest_first(visit: Visit) -> None:
    site, page = visit(SENT, people=45)
    expect(page.locator(PILL)).to_have_text("People (45)")
    assert page.locator(ROW).count() < 45
    page.evaluate("window.scrollTo(0, 1e9)")
    page.wait_for_timeout(200)
    assert page.locator(ROW).count() < 45
    scroll_to_the_end(page, ROW, 45)
    pending = [person for person in site.truth()["people"] if person["at_start"] == "pending"]
    newest_first = sorted(pending, key=lambda person: person["sent_at"], reverse=True)
    assert [slug for _, slug in logged(site, "listed")] == [person["slug"] for person in newest_first]
    hrefs = [row.get_attribute("href") for row in page.locator(ROW).get_by_label("Withdraw invitation sent to").all()]
    assert set(hrefs[:10]) == {f"{HOME}/"}
    assert set(hrefs[10:]) == {SENT}


def test_a_trusted_click_and_the_dialogs_button_withdraw(visit: Visit) -> None:
    site, page = visit(SENT)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    slug = withdraw(page, profile_rows(page).nth(4))
    expect(page.get_by_role("alert")).to_contain_text("withdrawn.")
    expect(page.locator(PILL)).to_have_text("People (39)")
    expect(page.locator("[data-testid=toasts-title]")).to_have_text("1 notification")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url == SENT
    request = next(request for request in requests if "addaWithdrawInvitation" in request.url)
    answer = request.response()
    assert answer is not None
    assert answer.status == 200
    payload = json.loads(request.post_data or "")["serverRequest"]["requestedArguments"]["payload"]
    assert unquote(payload["inviteeVanityName"]) == slug
    assert payload["inviterActionType"] == "InviterActionType_WITHDRAW"
    await_logged(site, page, "withdrawn")
    assert logged(site, "act", "withdrawn", "refused") == [("act", slug), ("withdrawn", slug)]
    page.reload()
    assert slug not in {slug_of(row) for row in profile_rows(page).all()}


def test_the_dialog_is_native_has_no_role_and_its_button_waits_a_moment(visit: Visit) -> None:
    site, page = visit(SENT)
    with page.expect_response(lambda response: "/navigate?" in response.url) as answered:
        dialog = open_dialog(page, profile_rows(page).first)
    assert " disabled>" in answered.value.text()
    expect(dialog.get_by_label("Withdraw invitation sent to")).to_be_enabled()
    assert dialog.get_attribute("role") is None
    assert dialog.get_attribute("data-testid") == "dialog"
    expect(dialog.locator("[data-testid=toasts-title]")).to_have_count(1)
    for button in ("Cancel", "Dismiss"):
        open_dialog(page, profile_rows(page).first) if button == "Dismiss" else None
        page.locator("dialog[open]").get_by_role("button", name=button).click()
        expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(PILL)).to_have_text("People (40)")
    assert logged(site, "act") == []


def test_a_scripted_click_is_not_answered_and_leaves_the_page(visit: Visit) -> None:
    site, page = visit(SENT)
    page.locator(ROW).get_by_label("Withdraw invitation sent to").first.evaluate("link => link.click()")
    page.wait_for_url(f"{HOME}/feed/")
    assert logged(site, "act") == []


def test_the_enter_key_does_nothing(visit: Visit) -> None:
    _, page = visit(SENT)
    page.locator(ROW).get_by_label("Withdraw invitation sent to").first.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == SENT
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_row_count_and_toast_change_before_the_server_has_answered(visit: Visit) -> None:
    site, page = visit(SENT, latency_ms=700)
    slug = withdraw(page, profile_rows(page).first)
    expect(page.get_by_role("alert")).to_contain_text("withdrawn.", timeout=400)
    expect(page.locator(PILL)).to_have_text("People (39)", timeout=400)
    assert logged(site, "withdrawn") == []
    await_logged(site, page, "withdrawn")
    assert logged(site, "withdrawn") == [("withdrawn", slug)]


def test_a_silent_refusal_looks_like_success_until_the_page_is_loaded_again(visit: Visit) -> None:
    site, page = visit(SENT, faults=("refused-silently",))
    slug = withdraw(page, profile_rows(page).first)
    expect(page.get_by_role("alert")).to_contain_text("withdrawn.")
    await_logged(site, page, "refused")
    expect(page.locator(PILL)).to_have_text("People (39)")
    assert logged(site, "act", "withdrawn", "refused") == [("act", slug), ("refused", slug)]
    page.reload()
    assert slug_of(profile_rows(page).first) == slug


def test_rows_loaded_after_a_silent_refusal_are_neither_shown_twice_nor_left_out(visit: Visit) -> None:
    site, page = visit(SENT, people=45, faults=("refused-silently",))
    refused = withdraw(page, profile_rows(page).first)
    expect(page.get_by_role("alert")).to_contain_text("withdrawn.")
    scroll_to_the_end(page, ROW, 44)
    controls = page.locator(ROW).get_by_label("Withdraw invitation sent to")
    keys = controls.evaluate_all("controls => controls.map(control => control.getAttribute('componentkey'))")
    assert len(set(keys)) == 44
    assert {slug for _, slug in logged(site, "listed")} >= {slug_of(row) for row in profile_rows(page).all()} | {
        refused
    }


def test_an_honest_refusal_brings_the_row_back_with_a_toast(visit: Visit) -> None:
    site, page = visit(SENT, faults=("refused:1",))
    row = profile_rows(page).nth(2)
    key = row.get_attribute("componentkey")
    slug = withdraw(page, row)
    expect(page.get_by_role("alert").nth(1)).to_contain_text("Sorry, unable to withdraw invitation to")
    expect(page.locator(PILL)).to_have_text("People (40)")
    expect(profile_rows(page).nth(2)).to_have_attribute("componentkey", str(key))
    assert logged(site, "refused") == [("refused", slug)]


def test_the_list_fills_up_again_when_acts_make_it_short(visit: Visit) -> None:
    site, page = visit(SENT, people=30)
    for _ in range(15):
        before = page.locator(PILL).inner_text()
        row = page.locator(ROW).first
        open_dialog(page, row).get_by_label("Withdraw invitation sent to").click()
        expect(page.locator(PILL)).not_to_have_text(before)
    expect(page.locator(PILL)).to_have_text("People (15)")
    scroll_to_the_end(page, ROW, 15)
    await_logged(site, page, "withdrawn", 15)
    assert len(logged(site, "withdrawn")) == 15


def test_an_invitation_by_e_mail_is_withdrawn_by_its_address(visit: Visit) -> None:
    site, page = visit(SENT)
    address = next(person["slug"] for person in site.truth()["people"] if "@" in person["slug"])
    scroll_to_the_end(page, ROW, 40)
    row = page.locator(ROW, has_text=address)
    expect(row.locator("a[href*='/in/']")).to_have_count(0)
    open_dialog(page, row).get_by_label(f"Withdraw invitation sent to {address}").click()
    expect(page.get_by_role("alert")).to_contain_text(address)
    await_logged(site, page, "withdrawn")
    assert logged(site, "act", "withdrawn") == [("act", address), ("withdrawn", address)]


def test_the_side_cards_control_would_withdraw_an_outsider(visit: Visit) -> None:
    site, page = visit(SENT)
    page.get_by_label("Pending, click to withdraw invitation sent to").click()
    page.locator("dialog[open]").get_by_label("Withdraw invitation sent to").click()
    await_logged(site, page, "withdrawn")
    [(_, slug)] = logged(site, "withdrawn")
    assert not next(person["blast"] for person in site.truth()["people"] if person["slug"] == slug)


def test_a_connection_is_removed_through_menu_and_dialog(visit: Visit) -> None:
    site, page = visit(CONNECTIONS)
    header = page.locator("[componentkey=ConnectionsPage_ConnectionsListHeader]")
    expect(header).to_have_text("28 connections")
    scroll_to_the_end(page, CARD, 28)
    card = page.locator(CARD).nth(1)
    slug, name = slug_of(card), card.locator("p").first.inner_text()
    expect(page.get_by_role("menu")).to_have_count(0)
    card.get_by_role("button", name=f"More actions for {name}").click()
    page.get_by_role("menuitem", name="Remove connection").click()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text(f"remove {name.split()[0]} as a connection")
    expect(dialog).not_to_contain_text(name)
    dialog.get_by_role("button", name="Remove connection").click()
    expect(header).to_have_text("27 connections")
    expect(page.get_by_role("menu")).to_have_count(0)
    await_logged(site, page, "removed")
    assert logged(site, "act", "removed") == [("act", slug), ("removed", slug)]
    assert {event["kind"] for event in site.events() if event["event"] in {"act", "removed"}} == {"connection"}


def test_connections_show_newest_first_with_absolute_dates(visit: Visit) -> None:
    _, page = visit(CONNECTIONS, now="2026-03-10T20:00:00Z")
    expect(page.locator(CARD).first).to_contain_text("Connected on March 10, 2026")
    assert (page.locator(CARD).first.get_attribute("componentkey") or "").startswith("ConnectionCard_0-")
    scroll_to_the_end(page, CARD, 28)
    assert (page.locator(CARD).nth(12).get_attribute("componentkey") or "").startswith("ConnectionCard_10-")
    expect(page.locator(CARD).last).to_contain_text("2017")


def test_own_profile_is_found_through_me(visit: Visit) -> None:
    site, page = visit(f"{HOME}/in/me/")
    assert page.url == f"{HOME}/in/{site.truth()['member']['slug']}/"
    expect(page.locator("main h2").first).to_have_text("Robin Ashgrove")
    expect(page.locator("h1")).to_have_count(0)


def test_profiles_of_others_say_whether_they_are_pending(visit: Visit) -> None:
    site, page = visit(f"{HOME}/feed/")
    person = next(person for person in site.truth()["people"] if not person["slug"].isascii() and person["blast"])
    page.goto(f"{HOME}/in/{person['slug']}/")
    expect(page.locator("main h2").first).to_have_text(person["name"])
    expect(page.get_by_label("Pending, click to withdraw invitation sent to")).to_have_count(1)


def test_signing_in_with_anything_begins_a_session(visit: Visit) -> None:
    _, page = visit(SENT, scenario="signed-out")
    assert page.url == f"{HOME}/login"
    expect(page.locator("form")).to_have_count(0)
    page.locator("input[autocomplete=username]:visible").fill("robin@example.com")
    page.locator("input[autocomplete=current-password]:visible").fill("anything")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{HOME}/feed/")
    page.goto(SENT)
    expect(page.locator(PILL)).to_have_text("People (40)")


def test_a_verification_page_takes_over_and_can_be_solved(visit: Visit) -> None:
    site, page = visit(SENT, faults=("verification:1",))
    withdraw(page, profile_rows(page).first)
    page.wait_for_url("**/checkpoint/challenge/**")
    page.goto(CONNECTIONS)
    assert "/checkpoint/challenge/" in page.url
    assert logged(site, "withdrawn") == []
    page.get_by_role("textbox").fill("123456")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(f"{HOME}/feed/")


def test_a_session_that_ends_leads_to_the_sign_in_page(visit: Visit) -> None:
    site, page = visit(SENT, faults=("signed-out:1",))
    withdraw(page, profile_rows(page).first)
    page.wait_for_url(f"{HOME}/login")
    assert logged(site, "withdrawn") == []


def test_throttling_is_answered_with_429(visit: Visit) -> None:
    _, page = visit(SENT, faults=("throttled:1",))
    with page.expect_response(lambda response: "addaWithdrawInvitation" in response.url) as answered:
        withdraw(page, profile_rows(page).first)
    assert answered.value.status == 429
    expect(page.locator(PILL)).to_have_text("People (40)")


def test_a_late_dialog_comes_after_three_seconds(visit: Visit) -> None:
    _, page = visit(SENT, faults=("dialog-late:1",))
    page.locator(ROW).get_by_label("Withdraw invitation sent to").first.click()
    page.wait_for_timeout(2000)
    expect(page.locator("dialog[open]:visible")).to_have_count(0)
    expect(page.locator("dialog[open]:visible")).to_have_count(1)


def test_who_accepts_moves_from_sent_to_the_top_of_connections(visit: Visit) -> None:
    site, page = visit(SENT)
    accepting = {person["slug"] for person in site.truth()["people"] if person["accepted"] == "after"}
    scroll_to_the_end(page, ROW, 40)
    page.goto(SENT)
    expect(page.locator(PILL)).to_have_text(f"People ({40 - len(accepting)})")
    page.goto(CONNECTIONS)
    assert {slug_of(page.locator(CARD).nth(index)) for index in range(len(accepting))} == accepting


def test_a_restart_with_the_same_state_goes_on_where_the_site_was(visit: Visit, tmp_path: Path) -> None:
    options: dict[str, Any] = {"state": tmp_path / "state.json", "log": tmp_path / "log.jsonl"}
    first, page = visit(SENT, **options)
    slug = withdraw(page, profile_rows(page).first)
    expect(page.locator(PILL)).to_have_text("People (39)")
    page.wait_for_timeout(200)
    first.close()
    second, page = visit(SENT, **options, now="2099-01-01T00:00:00Z")
    expect(page.locator(PILL)).not_to_have_text("People (40)")
    expect(page.locator(ROW).first).to_contain_text("years ago")
    assert logged(second, "withdrawn") == [("withdrawn", slug)]


def test_the_printed_arguments_alone_bring_a_browser_to_the_site(
    start_site: Callable[..., LocalSite], driver: Playwright
) -> None:
    site = start_site()
    with start_chromium(driver, *shlex.split(site.browser_args)) as browser:
        page = browser.new_page()
        page.goto(SENT)
        expect(page.locator(PILL)).to_have_text("People (40)")
