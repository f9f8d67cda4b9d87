"""Data for people on stdout: plain lines, safe for the terminal."""

import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TextIO

from withdrawer.escape import safe
from withdrawer.invocation import COMMAND, CURRENT

WIDEST = 100
"""Wider lines are hard to read."""
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


def wrapped(text: str, stream: TextIO | None) -> str:
    """Text for people, its lines broken between words on a terminal; one with a command stays whole, to be copied."""
    if not can_be_seen(stream):
        return text
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return "\n".join(part for line in text.split("\n") for part in _broken(line, width))


def _broken(line: str, width: int) -> list[str]:
    if len(line) < width or COMMAND.search(line):
        return [line]
    start = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, width - 1, subsequent_indent=start, break_long_words=False, break_on_hyphens=False) or [
        line
    ]


def can_be_seen(stream: TextIO | None) -> bool:
    """Whether a stream is a terminal; one that is missing or closed is none."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
