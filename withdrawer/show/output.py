"""All terminal output: results on standard output; messages and progress on standard error.

All text is made safe first: nothing that LinkedIn or a stranger wrote can control or flood the terminal.
"""

import logging
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from withdrawer.escape import safe
from withdrawer.invocation import COMMAND, CURRENT

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
"""Columns; wider lines are hard to read."""
LONGEST_LINE = 2_000
"""Characters; withdrawer's own lines are far shorter, so a longer one contains a maliciously long field."""


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    for line in map(CURRENT.complete, lines):
        sys.stdout.write(_cut(safe(line)) + "\n")
    sys.stdout.flush()


def print_to_stderr(text: str) -> None:
    """Write lines to standard error; a terminal or a stream that was closed is not an error."""
    try:
        sys.stderr.write("\n".join(_cut(safe(line)) for line in CURRENT.complete(text).split("\n")) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def messages(*, is_quiet: bool = False, is_still: bool = False) -> "Console":
    """Return the rich console for messages and progress; with `is_still` it draws no bar, so lines can intervene."""
    return _console(sys.stderr, is_quiet=is_quiet, is_still=is_still)


def results() -> "Console":
    """Return the rich console for results."""
    return _console(sys.stdout)


def _console(stream: TextIO, *, is_quiet: bool = False, is_still: bool = False) -> "Console":
    """Return a console without colour or animation if there is no terminal, NO_COLOR is set or TERM is dumb."""
    from rich.console import Console

    is_plain = is_still or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not stream.isatty()
    return Console(
        file=stream,
        quiet=is_quiet,
        no_color=is_plain or None,
        force_terminal=False if is_plain else None,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=not stream.isatty(),
    )


class _ToPerson(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        """Write the record's message as a line."""
        print_to_stderr(f"- {record.getMessage()}")


@contextmanager
def log_shown(*, is_wanted: bool) -> Iterator[None]:
    """Within this context, write withdrawer's log to standard error (`-v`). No logged line contains a name."""
    logger, handler = logging.getLogger("withdrawer"), _ToPerson()
    if is_wanted:
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def wrapped(text: str, stream: TextIO | None) -> str:
    """Return text wrapped between words for a terminal; a line with a command stays whole, to be copied."""
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


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def can_be_seen(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; False if it is missing or closed."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
