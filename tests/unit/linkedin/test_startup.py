"""Why a browser did not start: its own lines in the driver's error, and what is told of them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from withdrawer.errors import Exit, WithdrawerError
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser
from withdrawer.linkedin.browser.sign_in import let_sign_in
from withdrawer.linkedin.browser.start_errors import failure

GONE = "BrowserType.launch_persistent_context: Target page, context or browser has been closed"
LINES = {
    "sandbox": "[1:1:FATAL:zygote_host_impl_linux.cc:127] No usable sandbox! If you are running on Ubuntu 23.10+ ...",
    "screen": "[7:7:1126/0919:ERROR:ozone_platform_x11.cc:257] Missing X server or $DISPLAY",
    "wayland": "[7:7:ERROR:wayland_connection.cc:203] Failed to connect to Wayland display",
    "library": "chrome: error while loading shared libraries: libnss3.so: cannot open shared object file",
    "profile": "[7:7:ERROR:process_singleton_posix.cc:335] The profile appears to be in use by another process (12)",
    "machine": "/opt/chrome: 1: cannot execute binary file: Exec format error",
}


def told(line: str) -> str:
    """The driver's error: the command line first, then what the process said."""
    return f"""{GONE}
Browser logs:

<launching> /opt/chrome --no-first-run --no-sandbox about:blank
Call log:
  - <launching> /opt/chrome --no-first-run --no-sandbox about:blank
  - <launched> pid=12
  - [pid=12][err] [12:44:ERROR:dbus/bus.cc:405] Failed to connect to the bus
  - [pid=12][err] {line}
  - [pid=12] <process did exit: exitCode=1, signal=null>
"""


@pytest.mark.parametrize(
    ("line", "meaning", "remedy"),
    [
        ("sandbox", "no sandbox", "user namespaces"),
        ("screen", "reaches no screen", "desktop session"),
        ("wayland", "reaches no screen", "--ozone-platform=wayland"),
        ("library", "missing: libnss3.so", "package"),
        ("profile", "in use", "Quit that browser"),
        ("machine", "another kind of machine", "Install"),
    ],
)
def test_the_browsers_own_reason_is_told_with_its_remedy(line: str, meaning: str, remedy: str) -> None:
    error = failure("/opt/chrome", told(LINES[line]))
    assert meaning in error.message
    assert remedy in error.hint
    assert error.exit_code == (Exit.USAGE if "screen" in meaning else Exit.UNEXPECTED)


def test_a_reason_that_nobody_knows_is_told_in_the_browsers_words() -> None:
    error = failure("/opt/chrome", told("[1:1:ERROR:x.cc:1] something quite new"))
    assert "it says “something quite new”" in error.message


def test_where_it_says_nothing_the_driver_is_told() -> None:
    assert "Target page" in failure("/opt/chrome", GONE).message
    assert "it may not be run" in failure("/opt/chrome", "Failed to launch: Error: spawn /opt/chrome EACCES").message


@pytest.fixture
def broken(tmp_path: Path) -> BrowserSettings:
    """A browser that finds no sandbox."""
    program = tmp_path / "browser"
    program.write_text(f"#!/bin/sh\necho '{LINES['sandbox']}' >&2\nexit 1\n")
    program.chmod(0o755)
    return BrowserSettings(program, tmp_path / "profile", tmp_path / "snapshots", is_headless=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no shell there")
def test_login_tells_why_its_browser_did_not_start(broken: BrowserSettings) -> None:
    with pytest.raises(WithdrawerError, match="no sandbox"):
        let_sign_in(broken, lambda: False, lambda _: None)


@pytest.mark.skipif(sys.platform == "win32", reason="no shell there")
def test_a_run_tells_why_its_browser_did_not_start(broken: BrowserSettings) -> None:
    with pytest.raises(WithdrawerError, match="no sandbox"), open_browser(broken, lambda: None):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="no shell there")
@pytest.mark.parametrize(
    "ending", ["echo 'something about a sandbox' >&2; exit 3", "exit 1", f"echo '{LINES['screen']}' >&2; exit 0"]
)
def test_a_browser_that_was_quit_is_no_failure_whatever_it_wrote(
    broken: BrowserSettings, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken.executable.write_text(f"#!/bin/sh\n{ending}\n")
    let_sign_in(broken, lambda: False, lambda _: None)


def test_what_a_browser_writes_never_fills_a_pipe(broken: BrowserSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    real = subprocess.Popen

    def popen(*words: Any, **how: Any) -> Any:
        given.update(how)
        return real([sys.executable, "-c", ""], **how)

    monkeypatch.setattr(subprocess, "Popen", popen)
    let_sign_in(broken, lambda: False, lambda _: None)
    assert given["stderr"] is not subprocess.PIPE
