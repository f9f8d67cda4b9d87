"""The guide, as somebody meets it who types `withdrawer` and nothing else."""

import sys
from collections.abc import Callable

import pytest

from tests.support.browser import SharedDriver
from tests.support.stage import Stage
from tests.support.terminal import at_terminal
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.skipif(sys.platform == "win32", reason="no pty there")]


@pytest.fixture(autouse=True)
def _driver() -> None:
    """Start the driver before there is a terminal: it keeps the streams that it was started with."""
    with SharedDriver():
        pass


def test_enter_alone_and_the_words_of_consent_finish_the_demos_job(stage: Callable[..., Stage]) -> None:
    here = stage(people=16)
    way = [
        ("Press Enter to open the browser", ""),
        ("press Enter here", ""),
        ("Press Enter when you have asked", ""),
        ("Press Enter to look", ""),
        ("Enter for 1", ""),
        ("Press Enter to see who", ""),
        ("Press Enter to start", ""),
        ("Type yes", "yes"),
        (r"Withdraw \d+ invitations\?", "y"),
        (r"Remove \d+ connections?\?", "y"),
        ("Go on with the other", "y"),
    ]
    seen = at_terminal(environment=here.environment, answers=way)
    assert seen.code == Exit.DONE
    assert "── Finished ──" in seen.screen
    blast = here.blast()
    assert set(here.keys("withdrawn")) | set(here.keys("removed")) <= blast
