"""Data for people on stdout: plain lines, safe for the terminal."""

import sys
from collections.abc import Iterable

from withdrawer.show.text import safe


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to stdout; what LinkedIn or strangers wrote in them can't steer the terminal."""
    for line in lines:
        sys.stdout.write(safe(line) + "\n")
    sys.stdout.flush()
