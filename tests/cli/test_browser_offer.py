"""Where no browser is found, `login` and `demo` offer to download one. A stand-in puts the tests' own in its place."""

import os
import sys
from pathlib import Path

import pytest

from tests.support.browser import SharedDriver, chromium
from tests.support.command import environment_of, in_process
from tests.support.terminal import at_terminal
from withdrawer.errors import Exit
from withdrawer.linkedin.browser import executable, installer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser; gives where the downloaded one would be."""
    own = tmp_path / "ms-playwright" / "chromium-1234" / "chrome"
    present = executable.find_browser(None, os.environ.get("WITHDRAWER_BROWSER", ""), os.environ)
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\necho '| 70% of 1.2 MiB'\nmkdir -p '{own.parent}' && ln -s '{present}' '{own}'\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setattr(executable, "ON_PATH", ())
    monkeypatch.setattr(executable, "APPLICATIONS", ())
    monkeypatch.setattr(executable, "playwrights_own", lambda: own)
    monkeypatch.setattr(installer, "playwrights_own", lambda: own)
    return own


def environment(home: Path) -> dict[str, str]:
    return {name: value for name, value in environment_of(home).items() if name != "WITHDRAWER_BROWSER"}


@pytest.fixture
def started() -> None:
    """The tests' own driver and browser: started by the command, they would keep its terminal open."""
    with SharedDriver() as driver:
        chromium(driver)


@pytest.mark.browser
@pytest.mark.usefixtures("started")
def test_after_a_yes_the_demo_is_played_in_the_browser_that_was_downloaded(own: Path, tmp_path: Path) -> None:
    answers = [(r"Download it now\? \[y/N\]: ", "y")]
    session = at_terminal("demo", "--yes", "--people", "6", environment=environment(tmp_path / "home"), answers=answers)
    assert session.code == Exit.DONE
    assert "170 MB" in session.above[0]
    assert str(own.parents[1]) in " ".join(session.above[0].split())
    assert "70% of 1.2 MiB" in session.screen


@pytest.mark.parametrize("command", [("demo", "--yes"), ("login",)])
def test_after_a_no_nothing_is_downloaded_and_it_says_what_to_install(
    own: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    session = at_terminal(*command, environment=environment(tmp_path / "home"), answers=[(r"Download it now\?", "")])
    assert session.code == Exit.USAGE
    assert "No browser was found." in session.screen
    assert "Install Google Chrome" in session.screen
    assert not own.parent.exists()


@pytest.mark.parametrize("command", [("demo", "--yes"), ("login",), ("preview",), ("doctor",)])
def test_with_nobody_to_ask_it_says_what_to_type(own: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    told = in_process(*command, environment=environment(tmp_path / "home"))
    assert told.code == Exit.USAGE, told.err
    assert "No browser was found." in told.out + told.err
    assert "`withdrawer login`" in told.out + told.err
    assert not own.parent.exists()
