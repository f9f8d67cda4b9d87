"""The guide, as somebody meets it who types `withdrawer` and nothing else."""

import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from tests.support.browser import SharedDriver
from tests.support.command import environment_of, in_process
from tests.support.stage import Stage
from tests.support.terminal import Typed, at_terminal
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
        (r"press\s+Enter\s+here", ""),
        ("Is this the right account", ""),
        ("Press Enter when you have asked", ""),
        ("Press Enter to look", ""),
        ("Enter for 1", ""),
        ("Press Enter to see who", ""),
        ("Press Enter to start", ""),
        ("Type yes", "yes"),
        (r"Withdraw \d+ invitations\?", "y"),
        (r"Remove \d+ connections?\?", "y"),
        ("Continue with the other", "y"),
    ]
    seen = at_terminal(environment=here.environment, answers=way)
    assert seen.code == Exit.DONE
    assert "── Finished ──" in seen.screen
    assert "You are Robin Ashgrove (linkedin.com/in/robin-ashgrove-5e1d), 16 invitations pending." in flat(seen.screen)
    assert "Same as: withdrawer run" in seen.screen
    touched = set(here.keys("withdrawn")) | set(here.keys("removed"))
    assert touched <= here.blast()
    assert touched | set(here.keys("accepted")) >= here.blast()
    again = at_terminal(environment=here.environment, answers=[])
    assert again.code == Exit.DONE
    assert "── Finished ──" in again.screen
    assert "withdrawn and checked" in again.screen
    assert "withdrawer forget --all" in again.screen


def test_the_wrong_account_is_not_kept(stage: Callable[..., Stage]) -> None:
    here = stage(people=14)
    session = here.home / "profile" / "session"
    was_there: list[bool] = []

    def answer(typed: str) -> Callable[[], str]:
        def look() -> str:
            was_there.append(session.exists())
            session.touch()
            return typed

        return look

    way: list[tuple[str, Typed]] = [
        (r"press\s+Enter", ""), ("Is this the right account", "n"), (r"Delete that sign-in", answer("y")),
        (r"press\s+Enter", ""), ("Is this the right account", "n"), (r"Delete that sign-in", answer("n")),
    ]  # fmt: skip
    seen = at_terminal("login", environment=here.environment, answers=way)
    assert seen.code == Exit.SIGNED_OUT
    assert was_there == [False, False], "the first sign-in is gone before the second"
    assert session.exists()
    assert "withdrawer forget --profile" in seen.screen
    assert "--account" in seen.screen
    assert here.run("status", "--json").data["account"] is None


@pytest.mark.parametrize(("typed", "code"), [("q", Exit.DONE), ("\x04", Exit.INTERRUPTED)])
def test_it_is_left_with_the_command_that_comes_back(tmp_path: Path, typed: str, code: Exit) -> None:
    home = tmp_path / "home"
    seen = at_terminal(environment=environment_of(home), answers=[("Press Enter", typed)])
    assert seen.code == code
    assert "To come back to where you are now, type: withdrawer" in seen.screen
    assert not home.exists()


def test_ctrl_c_leaves_it_at_once(tmp_path: Path) -> None:
    child = pexpect.spawn(sys.executable, ["-m", "withdrawer"], env=environment_of(tmp_path / "home"), encoding="utf-8")
    child.expect("Press Enter")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert "type: withdrawer" in (child.before or "")
    assert child.exitstatus == Exit.INTERRUPTED


def test_without_a_terminal_it_reports_and_asks_nothing(tmp_path: Path) -> None:
    told = in_process(environment=environment_of(tmp_path / "home"))
    assert told.code == Exit.DONE
    assert "withdrawer login" in told.out
    assert "?" not in told.err


def flat(screen: str) -> str:
    """What was shown, whatever the width of the terminal."""
    return " ".join(screen.split())
