"""What the system is to start: a command with absolute paths, and the few variables without which it could not work."""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from withdrawer.errors import UsageError

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
    names = (*SESSION, *SURROUNDINGS, *(REPLAY_ONLY if is_replay else ()))
    return {name: environ[name] for name in names if environ.get(name) and name not in inherited}


def read_variables(written: Sequence[str]) -> dict[str, str]:
    """What `--variable NAME=VALUE` gave, for a scheduler that can't set any. Raises UsageError for any other name."""
    variables = {name: value for name, _, value in (text.partition("=") for text in written)}
    if unknown := sorted(variables.keys() - {*SESSION, *SURROUNDINGS, *REPLAY_ONLY}):
        raise UsageError(f"--variable can't set {', '.join(unknown)}.", "It is for what `schedule install` writes.")
    return variables
