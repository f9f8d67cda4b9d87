"""Downloads a browser with Playwright's own installer, for a machine on which none was found."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from withdrawer.errors import WithdrawerError
from withdrawer.linkedin.browser.executable import playwrights_own, what_to_install
from withdrawer.processes import clean_environment

WORDS = ("-P", "-m", "playwright", "install", "--no-shell", "chromium")
"""For this Python. `-P` and a folder of its own: nothing is imported from the current folder."""
POLL_SECONDS = 0.1
QUIT_SECONDS = 0.5
"""Time to quit after SIGTERM: an interrupted command ends hard soon after."""


def download_browser(pause: Callable[[float], None]) -> Path:
    """Download Playwright's Chromium and return it. The installer's progress goes to standard error.

    `pause` waits, and may raise to stop the download: the installer is then ended, and what it had in its temporary
    folder is deleted. Raises WithdrawerError if it fails.
    """
    with tempfile.TemporaryDirectory(prefix="withdrawer-download-", ignore_cleanup_errors=True) as folder:
        try:
            process = subprocess.Popen(
                [sys.executable, *WORDS],
                cwd=folder,
                env={**clean_environment(os.environ), **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)},
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr,
                stderr=sys.stderr,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise _failed(str(error.strerror or error)) from error
        try:
            while process.poll() is None:
                pause(POLL_SECONDS)
        finally:
            _end(process)
    browser = playwrights_own()
    if process.returncode or not browser.is_file():
        raise _failed("its installer says why above")
    return browser


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the installer with the processes that it started; does nothing if it has ended."""
    if process.poll() is not None:
        return
    _signal(process, signal.SIGTERM)
    try:
        process.wait(QUIT_SECONDS)
    except subprocess.TimeoutExpired:
        _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()


def _signal(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        os.killpg(process.pid, number)  # it leads a group of its own


def _failed(reason: str) -> WithdrawerError:
    return WithdrawerError(
        f"The browser could not be downloaded: {reason}.",
        f"Check the network and try again, with the same command. Or do without the download. {what_to_install()}.",
    )
