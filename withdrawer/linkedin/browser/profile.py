"""The browser's profile folder: one browser at a time may hold it.

Chromium's lock is a link, `SingletonLock`, to "host-process"; `SingletonSocket` is a link to a socket on which it
listens from the moment that it holds the profile until it lets go. On Windows the lock is a file that goes with its
browser.
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
"""So long a process that has the lock's number, and does not listen, may still be a browser that starts or quits."""
LEFTOVERS = ("SingletonLock", "SingletonSocket", "SingletonCookie")


def wait_until_free(profile: Path, pause: Callable[[float], None]) -> None:
    """Wait until no living browser holds the profile, and take away the lock that a killed one has left.

    Only to be called with the run lock held. Chromium itself takes such a lock over, but not where the machine's name
    has changed since: then it believes in a browser on another machine and refuses to start. Raises RunLocked where
    the profile stays held.
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
    """Whether the browser that held the profile has gone without letting go of it: it crashed, or was killed.

    It gets so many seconds to let go. On Windows the lock goes with its browser, so that this is never told there.
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
    """Whether a browser answers on the profile's socket; the kernel answers for one that is stopped, too."""
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1)
            client.connect(str(link.resolve()))
    except OSError:
        return False
    return True


def _holder(profile: Path) -> tuple[str, str]:
    """The host and the process in the lock, both empty where it has just gone."""
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
