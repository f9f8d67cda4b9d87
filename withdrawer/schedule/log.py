"""The scheduled runs' own log: a file in the home with one line for each step, and no names."""

from datetime import datetime, tzinfo
from pathlib import Path

from withdrawer.home import private_file

MOST_LINES = 2000
MOST_BYTES = 512 * 1024
"""Above this size the oldest lines are dropped. A line is about a hundred bytes."""


def log_file(home: Path) -> Path:
    """The path of the log."""
    return home / "schedule.log"


def write_line(home: Path, at: datetime, zone: tzinfo, text: str) -> None:
    """Append a line, with the time in the user's zone."""
    file = private_file(log_file(home))
    if file.stat().st_size > MOST_BYTES:
        _thin(file)
    with file.open("a", encoding="utf-8") as log:
        log.write(f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S} {text}\n")


def _thin(file: Path) -> None:
    """Keep only the newest lines; replaces the file atomically."""
    lines = file.read_text("utf-8", errors="replace").splitlines()[-MOST_LINES:]
    draft = private_file(file.with_name(f"{file.name}.draft"))
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    draft.replace(file)
