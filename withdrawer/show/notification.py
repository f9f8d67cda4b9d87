"""Desktop notifications. They never contain a name, and without a desktop nothing happens."""

import asyncio
import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable

from withdrawer.escape import safe
from withdrawer.processes import clean_environment

PATIENCE_SECONDS = 5.0
"""Seconds for each way of showing it; a notification service that hangs must not hold up a run."""
TITLE = "withdrawer"
NO_MARKUP = str.maketrans({"<": "‹", ">": "›", "&": "+"})
"""Some desktops read a text as markup and others do not, so it has nothing that would have to be escaped."""
COMMANDS = {
    "linux": ("notify-send", f"--app-name={TITLE}", "--", TITLE),
    "darwin": (
        "osascript",
        "-e", "on run argv",
        "-e", "display notification (item 2 of argv) with title (item 1 of argv)",
        "-e", "end run",
        TITLE,
    ),
}  # fmt: skip
"""The system's own command; the text follows as an argument and is never part of a script.

There is none for Windows: only a PowerShell script could do it, which security software may take for an attack when a
scheduled program starts it, and the library can show notifications on every Windows that is still supported.
"""


def notify(text: str) -> bool:
    """Show a notification, by the library or else by the system's own command; returns whether a desktop took it."""
    text = safe(text).translate(NO_MARKUP)
    taken = threading.Event()
    sending = threading.Thread(target=_send, args=(text, taken.set), daemon=True)
    sending.start()
    sending.join(PATIENCE_SECONDS + 1)
    return taken.is_set() or _command_shows(text)


def _send(text: str, taken: Callable[[], None]) -> None:
    logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL)  # else it prints a traceback without a desktop
    try:
        asyncio.run(asyncio.wait_for(_show(text, taken), PATIENCE_SECONDS))
    except Exception:  # noqa: BLE001 - whatever a desktop does, the work goes on without it
        return


async def _show(text: str, taken: Callable[[], None]) -> None:
    # Not the library's synchronous API: it never closes its event loop, and garbage-collecting an unclosed loop may
    # print a traceback.
    from desktop_notifier import DesktopNotifier

    notifier = DesktopNotifier(app_name=TITLE, app_icon=None)
    if await notifier.get_capabilities():  # a Python outside an app bundle on macOS has none, and takes all in silence
        await notifier.send(title=TITLE, message=text, on_dispatched=taken)


def _command_shows(text: str) -> bool:
    words = COMMANDS.get(sys.platform)
    program = shutil.which(words[0]) if words else None
    if words is None or program is None:
        return False
    try:
        ended = subprocess.run(
            [program, *words[1:], text],
            env=clean_environment(os.environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return ended.returncode == 0
