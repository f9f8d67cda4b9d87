"""Signing in is the person's: a plain browser on withdrawer's own profile, not under automation (decision 2)."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable

from withdrawer.errors import WithdrawerError
from withdrawer.linkedin.browser import SITE
from withdrawer.linkedin.launch import SAME_STORE, BrowserSettings, is_root
from withdrawer.linkedin.profile import wait_until_free

LOGIN_ADDRESS = f"{SITE}/login"
QUIT_SECONDS = 20.0


def command_line(settings: BrowserSettings) -> list[str]:
    """How the browser is started plainly. The stores must be Playwright's, or it can't read the session later."""
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
    """Open the browser, and return when the person has closed it, or is done otherwise and it has quit politely.

    Raises WithdrawerError where it can't be started, or does not let go of its profile.
    """
    try:
        process = subprocess.Popen(
            command_line(settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        raise WithdrawerError(
            f"The browser {settings.executable} can't be started: {error.strerror or error}",
            "Name another one with WITHDRAWER_BROWSER.",
        ) from error
    try:
        while process.poll() is None and not is_done():
            pause(0.1)
    finally:
        _quit(process)
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
