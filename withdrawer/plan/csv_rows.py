"""Reads CSV rows, with errors that name the line, and defuses cells against formula injection."""

import csv
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from withdrawer.errors import UsageError
from withdrawer.escape import REPLACEMENT, safe

if TYPE_CHECKING:
    from _csv import Reader


def readable_rows(reader: "Reader", source: str) -> Iterator[list[str]]:
    """Yield the rows of a reader. Raises UsageError with the line number if the CSV is malformed."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UsageError(
                f"{source}, line {reader.line_num}: this can't be read as a table: {error}.",
                "Save it anew from a spreadsheet as “CSV UTF-8”. Nobody was touched.",
            ) from error
        yield row


RUNS = "=+-@|%"
"""Some spreadsheet treats a cell beginning with one of these, in any width, as a formula or a command."""
PASSED_OVER = "\"'“”‘’`" + REPLACEMENT
"""Characters that may precede it, besides spaces: some spreadsheets strip these first."""
SHIELD = "'"
"""What a spreadsheet itself puts before text that is not a formula."""
LONGEST = 32_000
"""Characters that a cell holds in every spreadsheet; a longer text spills into adjacent cells."""


def defused(text: str) -> str:
    """Return the text as a cell that is never run and hides nothing. Extremely long text is truncated."""
    told = safe(text[:LONGEST])
    return SHIELD + told if told.startswith(SHIELD) or _may_run(told) else told


def restored(cell: str) -> str:
    """Return the text of a defused cell."""
    return cell.removeprefix(SHIELD)


def _may_run(text: str) -> bool:
    bare = unicodedata.normalize("NFKC", text[:1000]).lstrip(f"{PASSED_OVER} ")
    return bare[:1] in tuple(RUNS)
