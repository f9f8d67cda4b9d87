"""Agreeing to a tidy wish on a terminal, and the run that it makes."""

import sys
from collections.abc import Callable

import pytest

from tests.cli.test_consent import RISK, Seat
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.skipif(sys.platform == "win32", reason="no pty there")]
AGREE = "Type yes, or press Enter to leave it: "


def test_it_is_agreed_to_in_words_and_asks_again_before_anybody_is_touched(stage: Callable[..., Stage]) -> None:
    here = stage(people=40)
    seat = Seat(here, "tidy", "set", "--older-than", "3 weeks")
    assert "of the invitations carr" in seat.answer(r"Include the \d+ with a personal note", "n")
    seat.answer(RISK, "yes")
    told = seat.answer(AGREE, "y")
    assert "could be withdrawn now" in told
    assert "It withdraws nobody before you say yes" in " ".join(told.split())
    assert "Please type the whole word" in seat.answer(AGREE, "yes")
    assert seat.end() == Exit.DONE
    assert "Agreed." in seat.screen
    assert here.happened()["act"] == 0
    ready = here.run("status", "--json").data["tidy"]["ready"]
    assert ready > 3
    seat = Seat(here, "run", "--pace", "none")
    seat.answer(rf"Withdraw {ready} invitations?\?", "y")
    seat.answer(f"Continue with the other {ready - 3}", "y")
    assert seat.end() == Exit.DONE
    assert len(here.keys("withdrawn")) == ready
    assert not set(here.keys("withdrawn")) & here.blast()
    assert not here.keys("removed")
    seat = Seat(here, "run", "--pace", "none")
    assert seat.end() == Exit.DONE
    assert "Nothing to tidy" in seat.screen


def test_enter_leaves_everything_as_it_is(stage: Callable[..., Stage]) -> None:
    here = stage(people=14)
    seat = Seat(here, "tidy", "set", "--older-than", "3 weeks", "--with-note", "--by-itself")
    seat.answer(RISK, "yes")
    assert "without asking" in seat.answer(AGREE, "")
    assert seat.end() == Exit.DONE
    assert "Nothing was changed" in seat.screen
    assert here.run("tidy", "show", "--json").data == {"tidy": None}
