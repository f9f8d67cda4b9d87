"""What the system is to start, and when; and what of the present environment each start needs again."""

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
"""What launchd starts may not read these on macOS until somebody answers a question that nobody sees."""


@dataclass(frozen=True)
class Entry:
    """What the system is to start, and when.

    `name` is the same for the same home, another for each other. `command` starts with an absolute path; `catch_up` is
    what to add to it where the backend asks each hour whether a start was missed. `times` go by the machine's clock.
    `begins_on` is the first day.
    """

    name: str
    home: Path
    command: Sequence[str]
    catch_up: str
    times: Times
    begins_on: date


def entry_name(home: Path) -> str:
    """One name a home, the same each time, that says nothing about whose it is."""
    return f"withdrawer-{hashlib.sha256(str(home).encode(errors='surrogateescape')).hexdigest()[:8]}"


def scheduled_command(words: Sequence[str]) -> list[str]:
    """The command that goes on with the job; `words` name the home and the account. No code of any folder is run (-P).

    Raises UsageError for a word that no scheduler's file can hold.
    """
    command = own_command("schedule", "run", *words)
    if not all(_is_text(word) for word in command):
        raise UsageError(
            "The home's name is not valid UTF-8, and no scheduler can be given it.",
            "Rename the folder, or name another one with --home.",
        )
    return command


def needed_environment(environ: Mapping[str, str], *, is_replay: bool) -> dict[str, str]:
    """Of the present environment what each start needs and may not have; nothing else is remembered."""
    names = (*SESSION, *SURROUNDINGS, *(REPLAY_ONLY if is_replay else ()))
    return {name: environ[name] for name in names if environ.get(name) and _is_text(environ[name])}


def with_remembered(environ: Mapping[str, str], remembered: Mapping[str, str], *, is_replay: bool) -> dict[str, str]:
    """What is missing now of what was remembered: what is set now goes before it, and other names are never heard."""
    known = needed_environment(remembered, is_replay=is_replay)
    return {name: value for name, value in known.items() if not environ.get(name)}


def guarded_folder(paths: Iterable[Path], home: Path, platform: str = sys.platform) -> str:
    """The folder of a person's own in which one of these lies and that macOS keeps from launchd; empty for none."""
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
