"""The download of a browser, with a stand-in for Playwright's installer: a script in the place of this Python."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from withdrawer.errors import Interrupted, WithdrawerError
from withdrawer.linkedin.browser.installer import Downloaded, download_browser

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")
StandIn = Callable[[str], None]


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """Where the installer is to put it."""
    return tmp_path / "ms-playwright" / "chromium-1234" / "chrome"


@pytest.fixture
def stand_in(tmp_path: Path, browser: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Put a script in Python's place. It finds `$there`, a folder to write into, and `$browser`."""
    monkeypatch.setattr("withdrawer.linkedin.browser.installer.playwrights_own", lambda: browser)

    def put(text: str) -> None:
        script = tmp_path / "python"
        script.write_text(f"#!/bin/sh\nthere='{tmp_path}' browser='{browser}'\n{text}\n")
        script.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(script))

    return put


ARRIVES = 'mkdir -p "$(dirname "$browser")" && touch "$browser"'


@pytest.fixture
def told() -> list[Downloaded]:
    return []


def on() -> None:
    """Nobody wants it to stop."""


def test_it_runs_playwrights_installer_and_gives_its_browser(
    stand_in: StandIn, told: list[Downloaded], browser: Path, tmp_path: Path
) -> None:
    stand_in(f'echo "$@" >"$there/words"; {ARRIVES}')
    assert download_browser(on, told.append) == browser
    assert (tmp_path / "words").read_text() == "-P -m playwright install --no-shell chromium\n"


def test_nothing_of_the_current_folder_or_of_pythonpath_is_used(
    stand_in: StandIn, told: list[Downloaded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "evil.py"))
    monkeypatch.chdir(tmp_path)
    stand_in(f'pwd >"$there/folder"; ls -A >"$there/in-it"; env >"$there/environment"; {ARRIVES}')
    download_browser(on, told.append)
    assert (tmp_path / "folder").read_text() != f"{tmp_path}\n"
    assert (tmp_path / "in-it").read_text() == ""
    assert not {"PYTHONPATH", "PYTHONSTARTUP"} & {
        line.partition("=")[0] for line in (tmp_path / "environment").read_text().splitlines()
    }


def test_what_it_puts_aside_meanwhile_is_deleted(stand_in: StandIn, told: list[Downloaded], tmp_path: Path) -> None:
    stand_in(f'touch "$TMPDIR/part"; echo "$TMPDIR" >"$there/aside"; {ARRIVES}')
    download_browser(on, told.append)
    assert not Path((tmp_path / "aside").read_text().strip()).exists()


def test_its_progress_is_told_and_nothing_else_that_it_says(
    stand_in: StandIn, told: list[Downloaded], capfd: pytest.CaptureFixture[str]
) -> None:
    stand_in(
        f"echo 'Downloading Chrome'; echo '|====  |  40% of 167.3 MiB'; echo '|======| 100% of 167.3 MiB'; {ARRIVES}"
    )
    download_browser(on, told.append)
    assert told == [Downloaded(40, "167.3 MiB"), Downloaded(100, "167.3 MiB")]
    assert capfd.readouterr() == ("", "")


def test_a_failure_gives_the_cause_without_its_stack(stand_in: StandIn, told: list[Downloaded]) -> None:
    stand_in(
        "echo Downloading; echo 'Error: getaddrinfo ENOTFOUND cdn.example' >&2; echo '    at Object (node)'; exit 1"
    )
    with pytest.raises(WithdrawerError, match=r"downloaded: getaddrinfo ENOTFOUND cdn\.example\.$"):
        download_browser(on, told.append)


@pytest.mark.parametrize("script", [f"{ARRIVES}; exit 1", "exit 0"])
def test_a_failure_says_what_to_do_on_this_system(
    stand_in: StandIn, told: list[Downloaded], script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(script)
    with pytest.raises(WithdrawerError, match="could not be downloaded") as error:
        download_browser(on, told.append)
    assert "install Google Chrome" in error.value.hint


def test_an_installer_that_cannot_be_started_is_a_failure_too(
    stand_in: StandIn, told: list[Downloaded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nonesuch"))
    with pytest.raises(WithdrawerError, match="could not be downloaded: No such file"):
        download_browser(on, told.append)


@pytest.mark.parametrize("stubborn", ["", "trap '' TERM; "])
def test_ctrl_c_ends_it_with_all_that_it_started(
    stand_in: StandIn, told: list[Downloaded], tmp_path: Path, stubborn: str
) -> None:
    stand_in(f'{stubborn}sleep 60 & echo $! >"$there/started"; wait; sleep 60')
    file = tmp_path / "started"

    def heed() -> None:
        if file.exists() and file.read_text():
            raise Interrupted("Stopped.")

    with pytest.raises(Interrupted):
        download_browser(heed, told.append)
    started = int(file.read_text())
    end = time.monotonic() + 5
    while _is_running(started):
        assert time.monotonic() < end, "a process of the installer is left"
        time.sleep(0.01)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
