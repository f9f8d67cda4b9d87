"""CSV rows, read with an error that names the line, and cells defused against formula injection."""

import csv
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from withdrawer.errors import UsageError
from withdrawer.escape import REPLACEMENT, safe

if TYPE_CHECKING:
    from _csv import Reader


def readable_rows(reader: "Reader", source: str) -> Iterator[list[str]]:
    """The rows of a reader. Raises UsageError with the line number where the CSV is malformed."""
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
"""A cell that begins with one of these, in any width, is a formula or a command to some spreadsheet."""
PASSED_OVER = "\"'“”‘’`" + REPLACEMENT
"""What may stand before it, beside spaces: some spreadsheets strip these first."""
SHIELD = "'"
"""What a spreadsheet itself puts before text that is no formula."""
LONGEST = 32_000
"""Letters that a cell holds in every spreadsheet; a longer one spills into the cells beside it."""


def defused(text: str) -> str:
    """The cell that holds this text, with nothing hidden in it, and that is never run. Far too long text is cut."""
    told = safe(text[:LONGEST])
    return SHIELD + told if told.startswith(SHIELD) or _may_run(told) else told


def restored(cell: str) -> str:
    """The text of a defused cell."""
    return cell.removeprefix(SHIELD)


def _may_run(text: str) -> bool:
    bare = unicodedata.normalize("NFKC", text[:1000]).lstrip(f"{PASSED_OVER} ")
    return bare[:1] in tuple(RUNS)
