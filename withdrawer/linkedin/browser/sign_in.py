"""Signing in is up to the user: a plain browser on withdrawer's own profile, not automated (decision 2)."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable

from withdrawer.errors import WithdrawerError
from withdrawer.linkedin.addresses import SITE
from withdrawer.linkedin.browser.launch import SAME_STORE, BrowserSettings, is_root
from withdrawer.linkedin.browser.profile import wait_until_free
from withdrawer.linkedin.browser.start_errors import failure, reason_of
from withdrawer.processes import clean_environment

LOGIN_ADDRESS = f"{SITE}/login"
QUIT_SECONDS = 20.0
MOST_SAID = 100_000
"""Bytes of the browser's stderr to search: the reason for a failed start comes at the beginning."""


def command_line(settings: BrowserSettings) -> list[str]:
    """The command of a plain browser. The cookie stores must be Playwright's, or it can't read the session later."""
    return [
        str(settings.executable),
        f"--user-data-dir={settings.profile}",
        "--no-first-run",
        "--no-default-browser-check",
        *SAME_STORE,
        *(["--no-sandbox"] if is_root() else []),
        *(["--headless=new"] if settings.is_headless else []),
        *settings.args,
        LOGIN_ADDRESS,
    ]


def let_sign_in(settings: BrowserSettings, is_done: Callable[[], bool], pause: Callable[[float], None]) -> None:
    """Open the browser; return once the user has closed it, or `is_done` and it has quit cleanly.

    Raises WithdrawerError if it can't be started, with its own reason, or does not release its profile.
    """
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                command_line(settings),
                env=clean_environment(os.environ),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise WithdrawerError(
                f"The browser {settings.executable} can't be started: {error.strerror or error}",
                "Name another one with WITHDRAWER_BROWSER, then type `withdrawer login` again.",
            ) from error
        try:
            while process.poll() is None and not is_done():
                pause(0.1)
            has_failed = bool(process.poll())
        finally:
            _quit(process)
        said.seek(0)
        text = said.read(MOST_SAID).decode(errors="replace")
    if has_failed and reason_of(text):
        raise failure(settings.executable, text)
    wait_until_free(settings.profile, pause)


def _quit(process: "subprocess.Popen[bytes]") -> None:
    """Ask the browser to quit: SIGTERM can lose the session's cookie, SIGINT keeps it (tried with Chromium 156)."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(QUIT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
