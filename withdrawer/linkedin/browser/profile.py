"""The browser's profile folder: one browser at a time may hold it.

Chromium's lock is a symlink, `SingletonLock`, to "host-process"; `SingletonSocket` is a symlink to a socket on which it
listens for as long as it holds the profile. On Windows the lock is a file that disappears with its browser.
"""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

from withdrawer.clock import stopwatch
from withdrawer.errors import RunLocked

LIMIT_SECONDS = 20.0
SILENT_SECONDS = 5.0
"""How long a live process with the lock's id that does not listen may be a browser starting or quitting."""
LEFTOVERS = ("SingletonLock", "SingletonSocket", "SingletonCookie")


def wait_until_free(profile: Path, pause: Callable[[float], None]) -> None:
    """Wait until no live browser holds the profile, then delete the lock of a killed one.

    Call only with the run lock held. Chromium itself takes over a stale lock, unless the machine's name has changed
    since: then it assumes a browser on another machine and refuses to start. Raises RunLocked if the profile stays
    held.
    """
    began = stopwatch()
    while _is_held(profile, is_patient=stopwatch() < began + SILENT_SECONDS):
        if stopwatch() > began + LIMIT_SECONDS:
            raise RunLocked(
                f"A browser still holds withdrawer's own profile{_named(profile)}.",
                "Quit that browser (on macOS: Cmd-Q), then run the same command again.",
            )
        pause(0.1)
    if os.name != "nt":
        for name in LEFTOVERS:
            (profile / name).unlink(missing_ok=True)


def was_left(profile: Path, seconds: float) -> bool:
    """Whether the browser that held the profile has gone without releasing it: it crashed, or was killed.

    Waits up to `seconds` for the release. Always False on Windows, where the lock disappears with its browser.
    """
    end = stopwatch() + seconds
    while (profile / "SingletonLock").is_symlink():
        _, process = _holder(profile)
        if process.isdigit() and not _is_alive(int(process)):
            return True
        if stopwatch() > end:
            return False
        time.sleep(0.05)
    return False


def _is_held(profile: Path, *, is_patient: bool) -> bool:
    if os.name == "nt":
        return (profile / "lockfile").exists()
    if not (profile / "SingletonLock").is_symlink():
        return False
    if _listens(profile / "SingletonSocket"):
        return True
    host, process = _holder(profile)
    return is_patient and host == socket.gethostname() and process.isdigit() and _is_alive(int(process))


def _listens(link: Path) -> bool:
    """Whether a browser listens on the profile's socket; the kernel accepts even for a stopped process."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(link.resolve()))
    except OSError:
        return False
    return True


def _holder(profile: Path) -> tuple[str, str]:
    """The host and the process id in the lock, both empty if it has just gone."""
    try:
        host, _, process = os.readlink(profile / "SingletonLock").rpartition("-")  # noqa: PTH115 - its target is no path
    except OSError:
        return "", ""
    return host, process


def _named(profile: Path) -> str:
    _, process = _holder(profile)
    return f" (process {process})" if process else ""


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
