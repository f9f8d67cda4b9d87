"""The page that a scheduled run shows before it begins, in a real browser."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from withdrawer.clock import stopwatch
from withdrawer.errors import Interrupted
from withdrawer.linkedin.browser.announcement import JOB_STARTS, StartAnswer, answer_on, who_is_ready
from withdrawer.linkedin.browser.browser import Browser

pytestmark = pytest.mark.browser
LONG = timedelta(minutes=2)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.page.context.new_page()
    yield opened
    opened.close()


def once(page: Page, act: Callable[[], object]) -> Callable[[], None]:
    """What is heeded: as soon as the page is there it is acted on, one time."""
    acted: list[bool] = []

    def heed() -> None:
        if not acted and page.locator("#left").count() and page.title() == "withdrawer starts in 2:00":
            acted.append(True)
            act()

    return heed


@pytest.mark.parametrize(
    ("label", "answer"),
    [("Start now", StartAnswer.START), ("In an hour", StartAnswer.LATER), ("Not today", StartAnswer.NOT_TODAY)],
)
def test_each_button_is_an_answer(page: Page, label: str, answer: StartAnswer) -> None:
    began = stopwatch()
    press = page.get_by_role("button", name=label, exact=True).click
    assert answer_on(page, once(page, press), LONG, JOB_STARTS) is answer
    assert stopwatch() - began < 30


@pytest.mark.parametrize(
    ("tabs", "answer"), [(1, StartAnswer.START), (2, StartAnswer.LATER), (3, StartAnswer.NOT_TODAY)]
)
def test_each_button_is_reached_by_the_keyboard(page: Page, tabs: int, answer: StartAnswer) -> None:
    def press() -> None:
        for _ in range(tabs):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")

    assert answer_on(page, once(page, press), LONG, JOB_STARTS) is answer


def test_what_somebody_types_meanwhile_presses_nothing(page: Page) -> None:
    def type_on() -> None:
        page.keyboard.type("Dear Ana, \n yes y n")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")

    heed = once(page, type_on)
    told: list[str] = []

    def watch() -> None:
        heed()
        told.append(page.title())
        if len(told) > 8:
            raise Interrupted("Stopped.")

    with pytest.raises(Interrupted):
        answer_on(page, watch, LONG, JOB_STARTS)


def test_the_time_is_counted_down_and_then_it_starts(page: Page) -> None:
    told: list[str] = []
    assert answer_on(page, lambda: told.append(page.title()), timedelta(seconds=2.4), JOB_STARTS) is StartAnswer.START
    assert [it for it in dict.fromkeys(told) if "0:0" in it] == [
        f"withdrawer starts in 0:0{seconds}" for seconds in (3, 2, 1)
    ]


def test_a_closed_window_is_a_no_for_now(page: Page) -> None:
    assert answer_on(page, once(page, page.close), LONG, JOB_STARTS) is StartAnswer.CLOSED


def test_the_person_s_interruption_goes_before_all(page: Page) -> None:
    def stop() -> None:
        raise Interrupted("Stopped.")

    with pytest.raises(Interrupted):
        answer_on(page, stop, LONG, JOB_STARTS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_in_both_colours_and_says_what_closing_means(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    answer_on(page, lambda: None, timedelta(seconds=0.3), JOB_STARTS)
    colours = page.evaluate("(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))")
    assert colours[0] != colours[1]
    assert colours[1] == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(18, 18, 18)")
    assert "If you close this window" in page.inner_text("body")


def test_who_is_ready_is_withdrawn_by_one_press_and_by_nothing_else(page: Page) -> None:
    said = who_is_ready(1412, "3 weeks")
    pressed: list[bool] = []

    def press() -> None:
        if not pressed and page.locator("#left").inner_text():
            pressed.append(True)
            page.get_by_role("button", name="Withdraw 1,412 invitations", exact=True).click()

    assert answer_on(page, press, LONG, said) is StartAnswer.START
    assert answer_on(page, lambda: None, timedelta(seconds=0.5), said) is StartAnswer.CLOSED
    told = page.inner_text("body")
    assert "1,412 invitations older than 3 weeks can be withdrawn now." in told
    assert "If you do nothing, nobody is withdrawn." in told


def test_nothing_that_was_typed_becomes_markup(page: Page) -> None:
    answer_on(page, lambda: None, timedelta(seconds=0.3), who_is_ready(1, "<b>3</b> $text weeks"))
    assert "1 invitation older than <b>3</b> $text weeks can be withdrawn now." in page.inner_text("body")
    assert not page.locator("b").count()
