"""Where a person is spoken to: messages and progress on stderr, so that stdout is left to data."""

import os
import sys
from typing import TextIO

from rich.console import Console


def messages(*, is_quiet: bool = False, is_still: bool = False) -> Console:
    """The console for messages and progress; a still one draws no bar, so that lines may come in between."""
    return _console(sys.stderr, is_quiet=is_quiet, is_still=is_still)


def results() -> Console:
    """The console for what was asked for."""
    return _console(sys.stdout)


def _console(stream: TextIO, *, is_quiet: bool = False, is_still: bool = False) -> Console:
    """No colour and no movement without a terminal, with NO_COLOR or on a dumb terminal."""
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
