"""What the review page shows of whom, which times it takes, and what it says of one person."""

from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.review.conftest import Opening
from tests.support.review import NOW, SELECTING, Listed, context, desk_of
from withdrawer.app.review import StalePlan
from withdrawer.app.typed_input import Selecting
from withdrawer.journal.journal import Journal
from withdrawer.show.review.page_calls import Chosen
from withdrawer.show.review.page_data import PageData
from withdrawer.show.review.server import Waiting

if TYPE_CHECKING:
    from playwright.sync_api import Route

SENT = [f"Sent Person {place}" for place in range(16)]
CONNECTIONS = [f"Connections Person {place}" for place in range(3)]


@pytest.mark.browser
def test_the_list_is_narrowed_by_list_reason_note_and_state(opened: Opening) -> None:
    page = opened()
    page.page.locator("#filters select").nth(0).select_option("connections")
    assert page.rows() == CONNECTIONS
    page.page.locator("#filters select").nth(0).select_option("sent")
    assert page.rows() == SENT
    page.page.locator("#filters select").nth(1).select_option(label="invited with a personal note (1)")
    assert page.rows() == [SENT[7]]
    page.page.locator("#filters select").nth(1).select_option("")
    page.page.locator("#filters select").nth(2).select_option(label="with a note (1)")
    assert page.rows() == [SENT[7]]
    page.page.locator("#filters select").nth(2).select_option("")
    page.page.get_by_label("outside 4").uncheck()
    page.page.get_by_label("kept 1").uncheck()
    assert page.rows() == [*SENT[:7], *SENT[8:12]]
    page.page.get_by_label("Find a person").fill("UNIVERSITY 11")
    assert page.rows() == [SENT[11]]
    assert page.page.locator("#shown").inner_text() == "1 of 19 shown; 1 of them would be undone."
    page.page.get_by_label("Find a person").fill("university 11 nobody")
    assert page.page.locator("#shown").inner_text() == "None of the 19 people matches."


@pytest.mark.browser
def test_what_is_typed_quickly_leaves_only_those_who_match(opened: Opening) -> None:
    """The rows of the search before are still being drawn when the next key comes."""
    page = opened(Listed(blast=2000, older=0, accepted=0))
    page.page.evaluate(
        """() => {
          const field = document.querySelector("input[type=search]");
          for (const text of ["sent", "sent person 1999", "", "sent person 1"]) {
            field.value = text;
            field.dispatchEvent(new Event("input", {bubbles: true}));
          }
        }"""
    )
    found = [f"Sent Person {it}" for it in range(2000) if "1" in str(it)]
    page.page.locator(f"#people[data-filled='{len(found)}']").wait_for()
    page.page.wait_for_timeout(300)
    assert page.rows() == found
    assert page.page.locator("#people tbody").count() == ceil(len(found) / 50), "none is drawn twice"


@pytest.mark.browser
def test_shift_and_a_click_do_the_same_to_everybody_between(opened: Opening) -> None:
    page = opened()
    page.page.get_by_label("Withdraw Sent Person 2").uncheck()
    page.page.get_by_label("Withdraw Sent Person 9").click(modifiers=["Shift"])
    assert page.ticked() == [SENT[0], SENT[1], SENT[10], SENT[11]]
    assert page.told() == "Undo 4 invitations. Left alone: 8 kept (7 by you), 4 outside, 3 connections not ticked."
    field = page.page.get_by_label("Find a person")
    field.fill("abc")
    field.press("Control+z")
    field.fill("")
    assert len(page.ticked()) == 4, "in a field the key is the browser's own"
    page.button("Take back the last change").press("Control+z")
    assert len(page.ticked()) == 10


@pytest.mark.browser
def test_times_that_are_no_times_are_told_and_the_fields_have_again_what_holds(opened: Opening) -> None:
    page = opened()
    since = page.page.get_by_label("From", exact=True)
    since.fill("2027-01-01T00:00")
    since.blur()
    page.page.get_by_text("is in the future").wait_for()
    page.page.locator("#numbers .approve:enabled").wait_for()
    assert since.input_value() == "2026-11-22T13:00"
    since.focus()
    page.page.keyboard.press("Delete")
    since.blur()
    page.page.get_by_text("A time isn’t complete").wait_for()
    assert page.told().startswith("Undo 11 invitations.")


@pytest.mark.browser
def test_a_time_farther_back_than_was_read_stays_in_its_field_for_another_look(opened: Opening) -> None:
    page = opened(reads=False)
    since = page.page.get_by_label("From", exact=True)
    since.fill("2026-01-01T00:00")
    since.blur()
    page.page.get_by_text("goes farther back than the lists have been read").wait_for()
    page.page.locator("#numbers .approve:enabled").wait_for()
    assert since.input_value() == "2026-01-01T00:00"


@pytest.mark.browser
def test_linkedins_words_and_open_ends_can_be_chosen(opened: Opening) -> None:
    page = opened(Listed(is_exact=False), Selecting())
    page.page.get_by_label("LinkedIn’s words:").check()
    page.page.get_by_text("Undo 11 invitations").wait_for()
    assert page.page.get_by_label("LinkedIn’s words", exact=True).input_value() == "2 hours ago"
    assert page.page.locator("tbody .when").first.get_attribute("title") == (
        "between Sun 22 Nov 2026, 13:20 and Sun 22 Nov 2026, 14:21"
    )
    until = page.page.get_by_label("Until", exact=True)
    page.page.get_by_label("From", exact=True).fill("")
    until.fill("2026-11-20T00:00")
    until.blur()
    page.page.get_by_text("Undo 4 invitations").wait_for()
    assert page.page.get_by_label("From", exact=True).input_value() == ""


@pytest.mark.browser
def test_one_person_says_first_what_would_happen(opened: Opening) -> None:
    page = opened(Listed(addresses=1), replace(SELECTING, keep=("Sent Person 3",)))
    for name, told in (
        (SENT[2], "This invitation would be withdrawn."),
        (SENT[3], "Left alone: this invitation stays."),
        (SENT[14], "Left alone: this invitation stays."),
        (CONNECTIONS[0], "Left alone: this connection stays."),
        (SENT[11], "This invitation would be withdrawn."),
    ):
        page.button(name).first.click()
        dialog = page.page.locator("dialog#person")
        assert dialog.locator("p").first.inner_text() == told, name
        is_address = name == SENT[11]
        assert ("sent-11@example.org" in dialog.inner_text()) is is_address
        assert ("Opening somebody’s profile" in dialog.inner_text()) is not is_address
        assert page.button("Remove from the keep list").count() == 0, "a name kept with --keep is not on the list"
        page.button("Close").click()


@pytest.mark.browser
def test_people_of_the_address_book_can_be_shown_alone(opened: Opening) -> None:
    page = opened()

    def with_book(route: "Route") -> None:
        told = route.fetch().json()
        told["people"]["book"] = [2, 13]
        route.fulfill(json=told)

    page.page.route("**/plan", with_book)
    page.page.reload()
    page.page.locator("#filters select").nth(2).select_option(label="in your address book (2)")
    assert page.rows() == [SENT[2], SENT[13]]
    page.button(SENT[2]).click()
    assert "They are in it." in page.page.locator("dialog#person").inner_text()


@pytest.mark.browser
def test_only_those_whose_tick_changed_are_kept_of_an_open_job(opened: Opening) -> None:
    first = opened()
    first.approve()
    assert len(first.planned()) == 11
    page = opened(None)
    with page.page.expect_response("**/keep"):
        page.page.get_by_label("Withdraw Sent Person 5").uncheck()
    page.page.get_by_text("Left: 10 invitations.").wait_for()
    with page.page.expect_response("**/keep"):
        page.page.get_by_label("Withdraw Sent Person 9").click(modifiers=["Shift"])
    page.page.get_by_text("Left: 7 invitations.").wait_for()
    with Journal.open(page.home / "journal.sqlite3") as journal:
        kept = sorted(it.value for it in journal.kept.rules())
    assert kept == ["sent-5", "sent-6", "sent-8", "sent-9"], "the one between was never part of the job"


def test_a_reading_of_an_hour_ago_is_worth_another_look(tmp_path: Path) -> None:
    with context(tmp_path / "home") as at:
        desk = desk_of(at, Listed())
        data = PageData(at.zone)
        assert [data.of(desk.reviewed, NOW.replace(hour=hour))["is_old"] for hour in (15, 16, 17)] == [
            False,
            False,
            True,
        ]


def test_whatever_the_page_may_choose_becomes_the_selection(tmp_path: Path) -> None:
    with context(tmp_path / "home") as at:
        chosen = Chosen(
            sent=("yesterday",), unsure=True, with_note=True, with_messages=True, origin="likely", blast=True
        )
        selecting = chosen.selecting(SELECTING, None, at.zone)
        assert selecting == Selecting(
            sent=("yesterday",), unsure="include", with_note=True, with_messages=True, origin="likely", blast=1
        )
        assert Chosen().selecting(selecting, None, at.zone) == Selecting(unsure="skip", origin="known")


def test_after_its_end_the_review_does_nothing_more() -> None:
    waiting, done = Waiting(), []
    waiting.is_over = True
    with pytest.raises(StalePlan, match="over"):
        waiting.put(lambda: done.append(1)).result(1)
    assert not waiting.do_next(0)
    assert done == []
