"""What the system is to start and when, and which variables of the present environment each start needs again."""

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from withdrawer.errors import UsageError
from withdrawer.processes import own_command
from withdrawer.schedule.times import Times

SESSION = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
"""Where the screen is, and where notifications go. None of them is a secret; XAUTHORITY only names a file."""
SURROUNDINGS = ("TZ", "WITHDRAWER_BROWSER")
REPLAY_ONLY = ("WITHDRAWER_BROWSER_ARGS", "WITHDRAWER_NOW")

GUARDED = ("Documents", "Desktop", "Downloads")
"""What launchd starts may not read these on macOS until the user answers a prompt, which nobody sees."""


@dataclass(frozen=True)
class Entry:
    """What the system is to start, and when.

    `name` is unique to the home and always the same for it. `command` starts with an absolute path; `catch_up` is the
    argument to add if the backend checks every hour for a missed start. `times` are in the machine's zone. `begins_on`
    is the first day.
    """

    name: str
    home: Path
    command: Sequence[str]
    catch_up: str
    times: Times
    begins_on: date


def entry_name(home: Path) -> str:
    """The home's name for schedulers: always the same, and without a hint at its owner."""
    return f"withdrawer-{hashlib.sha256(str(home).encode(errors='surrogateescape')).hexdigest()[:8]}"


def scheduled_command(words: Sequence[str]) -> list[str]:
    """The command that continues the job; `words` name the home and the account.

    `-P` keeps Python from importing code from the current folder. Raises UsageError for a word that is not valid
    Unicode.
    """
    command = own_command("schedule", "run", *words)
    if not all(_is_text(word) for word in command):
        raise UsageError(
            "The home's name is not valid UTF-8, and no scheduler can be given it.",
            "Rename the folder, or name another one with --home.",
        )
    return command


def needed_environment(environ: Mapping[str, str], *, is_replay: bool) -> dict[str, str]:
    """The present variables that each start needs and may lack; no others are remembered."""
    names = (*SESSION, *SURROUNDINGS, *(REPLAY_ONLY if is_replay else ()))
    return {name: environ[name] for name in names if environ.get(name) and _is_text(environ[name])}


def with_remembered(environ: Mapping[str, str], remembered: Mapping[str, str], *, is_replay: bool) -> dict[str, str]:
    """The remembered variables that are not set now; ignores variables that no start needs."""
    known = needed_environment(remembered, is_replay=is_replay)
    return {name: value for name, value in known.items() if not environ.get(name)}


def guarded_folder(paths: Iterable[Path], home: Path, platform: str = sys.platform) -> str:
    """The name of a folder in `home` that holds one of these paths and that macOS keeps from launchd; empty if none."""
    if platform != "darwin":
        return ""
    inside = (path.relative_to(home).parts[:1] for path in paths if path.is_relative_to(home))
    return next((part[0] for part in inside if part and part[0] in GUARDED), "")


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True
