"""The browser's profile folder: one browser at a time may hold it."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from withdrawer.clock import stopwatch
from withdrawer.errors import WithdrawerError

LIMIT_SECONDS = 20.0


def wait_until_free(profile: Path, pause: Callable[[float], None]) -> None:
    """Wait until no living browser holds the profile: one that was told to quit needs a moment.

    Raises WithdrawerError where it stays held.
    """
    end = stopwatch() + LIMIT_SECONDS
    while _is_held(profile):
        if stopwatch() > end:
            raise WithdrawerError(
                "A browser still holds withdrawer's own profile.",
                "Quit that browser (on macOS: Cmd-Q), then run the same command again.",
            )
        pause(0.1)


def _is_held(profile: Path) -> bool:
    """Chromium's lock is a link to "host-process"; on Windows it is a file that goes with its browser.

    One left by a browser that was killed is no obstacle: Chromium takes it over.
    """
    if os.name == "nt":
        return (profile / "lockfile").exists()
    try:
        host, _, process = os.readlink(profile / "SingletonLock").rpartition("-")  # noqa: PTH115 - its target is no path
    except OSError:
        return False
    return host == socket.gethostname() and process.isdigit() and _is_alive(int(process))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
