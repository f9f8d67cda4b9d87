"""All terminal output: results on standard output; messages and progress on standard error.

All text is made safe first: nothing that LinkedIn or a stranger wrote can control or flood the terminal.
"""

import logging
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from withdrawer.command_list import COMMANDS, SUBCOMMANDS
from withdrawer.escape import safe
from withdrawer.invocation import CURRENT

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
"""Columns; wider lines are hard to read."""
LONGEST_LINE = 2_000
"""Characters; withdrawer's own lines are far shorter, so a longer one contains a maliciously long field."""
WORDS = "|".join([*(f"{name} {it}" for name, those in SUBCOMMANDS.items() for it in those), *COMMANDS])
TYPED = re.compile(
    rf"""\bwithdrawer (?:{WORDS})(?![\w-])(?: --?\w[\w-]*(?:[ =](?:"[^"]*"|[^\s"-]\S*))?| "[^"]*"| [A-Z]{{2,}}\S*"""
    r"| [^\s(]*[/\\.]\S*\w)*|\b(?:uv tool|pipx) \w+ withdrawer"
)
"""A command that a person may copy: never broken, since the shell would take each line for a command of its own."""
GLUE = "\ue000"
"""Stands for a space in such a command while its line is broken; `safe` text can't contain it."""
BULLET = re.compile(r"\s*(?:\d+\. +|- +)?")


class Verbatim(str):
    """A line that is shown exactly as it is, however long: the contents of a file, or something to copy."""

    __slots__ = ()


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, broken between words for a terminal."""
    for line in lines:
        sys.stdout.write(_shown(line, sys.stdout) + "\n")
    sys.stdout.flush()


def print_to_stderr(text: str) -> None:
    """Write lines to standard error, broken between words; a terminal or a stream that was closed is not an error."""
    try:
        sys.stderr.write("\n".join(_shown(line, sys.stderr) for line in text.split("\n")) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def _shown(line: str, stream: TextIO | None) -> str:
    text = _cut(safe(CURRENT.complete(line)))
    return text if isinstance(line, Verbatim) else wrapped(text, stream)


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


SILENT = logging.NullHandler()


@contextmanager
def log_shown(*, is_wanted: bool) -> Iterator[None]:
    """Within this context, write withdrawer's log to standard error (`-v`). No logged line contains a name.

    Others' logs are never shown: asyncio would complain of a browser driver that was terminated together with us.
    """
    logging.getLogger("asyncio").addHandler(SILENT)
    logger, handler = logging.getLogger("withdrawer"), _ToPerson()
    if is_wanted:
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


def wrapped(line: str, stream: TextIO | None) -> str:
    """Return a `safe` line broken between words for a terminal; a command in it stays whole, to be copied."""
    if not can_be_seen(stream):
        return line
    width = min(shutil.get_terminal_size().columns, WIDEST)
    if len(line) < width:
        return line
    glued = TYPED.sub(lambda found: found[0].replace(" ", GLUE), line)
    start = BULLET.match(line)
    indent = " " * start.end() if start else ""
    parts = textwrap.wrap(glued, width - 1, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    return "\n".join(parts).replace(GLUE, " ") or line


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def can_be_seen(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; False if it is missing or closed."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
