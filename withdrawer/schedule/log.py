"""The scheduled runs' own log: a file in the home with a line for each step, and nobody's name in it."""

from datetime import datetime, tzinfo
from pathlib import Path

from withdrawer.home import private_file

MOST_LINES = 2000
MOST_BYTES = 512 * 1024
"""From this size on the oldest lines give way. A line is about a hundred bytes."""


def log_file(home: Path) -> Path:
    """Where it is."""
    return home / "schedule.log"


def write_line(home: Path, at: datetime, zone: tzinfo, text: str) -> None:
    """Add a line, with the time in the person's zone."""
    file = private_file(log_file(home))
    if file.stat().st_size > MOST_BYTES:
        _thin(file)
    with file.open("a", encoding="utf-8") as log:
        log.write(f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S} {text}\n")


def _thin(file: Path) -> None:
    """Keep the newest lines, in a file that takes the other's place whole."""
    lines = file.read_text("utf-8", errors="replace").splitlines()[-MOST_LINES:]
    draft = private_file(file.with_name(f"{file.name}.draft"))
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    draft.replace(file)
