"""The layout elements of text output: a heading, rows of label, number and words, a paragraph."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from withdrawer.escape import safe, safe_lines
from withdrawer.invocation import CURRENT
from withdrawer.show.output import WIDEST

Row = tuple[str, int | None, str]
"""A label, a right-aligned number and words; each may be empty."""
INDENT = (0, 0, 0, 2)


def show_heading(console: Console, text: str) -> None:
    """Print a heading, preceded by a blank line."""
    console.print()
    console.print(Text(safe_lines(text), style="bold"), width=_width(console))


def show_words(console: Console, text: str, style: str = "") -> None:
    """Print a wrapped paragraph, preceded by a blank line."""
    console.print()
    console.print(Text(safe_lines(CURRENT.complete(text)), style=style), width=_width(console), soft_wrap=False)


def show_rows(console: Console, rows: Iterable[Row]) -> None:
    """Print rows in columns; long words wrap within their column. Text is never interpreted as markup."""
    listed = list(rows)
    table = Table.grid(padding=(0, 2))
    table.add_column()
    has_numbers = any(number is not None for _, number, _ in listed)
    if has_numbers:
        table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for label, number, words in listed:
        numbers = [Text("" if number is None else f"{number:,}")] if has_numbers else []
        table.add_row(Text(safe_lines(label)), *numbers, Text(safe_lines(words)))
    console.print(Padding(table, INDENT), width=_width(console))


def show_command(console: Console, command: str) -> None:
    """Print a command on one line, however long, so that it can be copied."""
    console.print(Text(f"  {safe(CURRENT.complete(command))}", style="bold"), soft_wrap=True)


def _width(console: Console) -> int:
    return min(console.width, WIDEST)
