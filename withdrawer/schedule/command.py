"""What the system is to start: a command with absolute paths, and the few variables without which it could not work."""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SESSION = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
"""Where the screen is, and where notifications go. None of them is a secret; XAUTHORITY only names a file."""
SURROUNDINGS = ("TZ", "PYTHONPATH", "WITHDRAWER_BROWSER")
REPLAY_ONLY = ("WITHDRAWER_BROWSER_ARGS", "WITHDRAWER_NOW")


def entry_name(home: Path) -> str:
    """One name a home, the same each time, that says nothing about whose it is."""
    return f"withdrawer-{hashlib.sha256(str(home).encode(errors='surrogateescape')).hexdigest()[:8]}"


def scheduled_command(words: Sequence[str]) -> list[str]:
    """The command that goes on with the job; `words` name the home and the account."""
    return [sys.executable, "-m", "withdrawer", "schedule", "run", *words]


def needed_environment(environ: Mapping[str, str], inherited: frozenset[str], *, is_replay: bool) -> dict[str, str]:
    """Of the present environment what the command needs and would not have; nothing else goes into a file."""
    names = [*(name for name in SESSION if name not in inherited), *SURROUNDINGS, *(REPLAY_ONLY if is_replay else ())]
    return {name: environ[name] for name in names if environ.get(name)}
