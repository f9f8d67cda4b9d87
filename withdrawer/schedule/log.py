"""The scheduled runs' own log: a file in the home with a line for each step, and nobody's name in it."""

from datetime import datetime, tzinfo
from pathlib import Path

from withdrawer.paths import private_file

MOST_LINES = 2000


def log_file(home: Path) -> Path:
    """Where it is."""
    return home / "schedule.log"


def write_line(home: Path, at: datetime, zone: tzinfo, text: str) -> None:
    """Add a line, with the time in the person's zone; the oldest lines give way."""
    file = private_file(log_file(home))
    lines = [*file.read_text("utf-8", errors="replace").splitlines(), f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S} {text}"]
    file.write_text("\n".join(lines[-MOST_LINES:]) + "\n", encoding="utf-8")
