"""Data for people on stdout: plain lines, safe for the terminal."""

import sys
from collections.abc import Iterable
from typing import TextIO

from withdrawer.invocation import CURRENT
from withdrawer.show.text import safe

LONGEST_LINE = 2_000
"""No line of withdrawer's own is near this: what is longer holds a field that somebody made so."""


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to stdout; what LinkedIn or strangers wrote in them can't steer the terminal, nor flood it."""
    for line in map(CURRENT.complete, lines):
        sys.stdout.write(cut(safe(line)) + "\n")
    sys.stdout.flush()


def cut(line: str) -> str:
    """The line, cut where it is far too long."""
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def can_be_seen(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; one that is missing or closed is none."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
