"""Agreeing to a tidy wish on a terminal, and the run that it makes."""

import sys
from collections.abc import Callable

import pytest

from tests.cli.test_consent import RISK, typed
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.skipif(sys.platform == "win32", reason="no pty there")]
AGREE = "Type yes, or press Enter to leave it: "
NOTES = r"Include the \d+ with a personal note"


def test_it_is_agreed_to_in_words_and_asks_again_before_anybody_is_touched(stage: Callable[..., Stage]) -> None:
    here = stage(people=40)
    answers = [(NOTES, "n"), (RISK, "yes"), (AGREE, "y"), (AGREE, "yes")]
    seen = typed(here, "tidy", "set", "--older-than", "3 weeks", answers=answers)
    notes, _, agreement, again = seen.above
    assert "of the invitations carr" in notes
    assert "could be withdrawn now" in agreement
    assert "It withdraws nobody before you say yes" in " ".join(agreement.split())
    assert "Please type the whole word" in again
    assert seen.code == Exit.DONE
    assert "Agreed." in seen.screen
    assert here.happened()["act"] == 0
    ready = here.run("status", "--json").data["tidy"]["ready"]
    assert ready > 3
    answers = [(rf"Withdraw {ready} invitations?\?", "y"), (f"Continue with the other {ready - 3}", "y")]
    assert typed(here, "run", "--pace", "none", answers=answers).code == Exit.DONE
    assert len(here.keys("withdrawn")) == ready
    assert not set(here.keys("withdrawn")) & here.blast()
    assert not here.keys("removed")
    seen = typed(here, "run", "--pace", "none", answers=[])
    assert seen.code == Exit.DONE
    assert "Nothing to tidy" in seen.screen


def test_enter_leaves_everything_as_it_is(stage: Callable[..., Stage]) -> None:
    here = stage(people=14)
    words = ("tidy", "set", "--older-than", "3 weeks", "--with-note", "--by-itself")
    seen = typed(here, *words, answers=[(RISK, "yes"), (AGREE, "")])
    assert "without asking" in seen.above[1]
    assert seen.code == Exit.DONE
    assert "Nothing was changed" in seen.screen
    assert here.run("tidy", "show", "--json").data == {"tidy": None}
