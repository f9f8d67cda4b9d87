"""Rows of a CSV file that may be none."""

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

from withdrawer.errors import UsageError

if TYPE_CHECKING:
    from _csv import Reader


def readable_rows(reader: "Reader", source: str) -> Iterator[list[str]]:
    """The rows of a reader. Raises UsageError with the line where what comes is no table."""
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
