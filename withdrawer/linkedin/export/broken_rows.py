"""CSV rows with error recovery: an unclosed quote costs its own line, and no row below it."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator

LONGEST_CELL = 1024**2
"""The csv module's default limit is 128 KiB, and a message may be longer."""
Cells = list[str]


def rows_of(
    lines: Iterator[str], delimiter: str, header: Cells, number: int, is_row: Callable[[Cells], bool]
) -> Iterator[tuple[int, Cells, bool]]:
    """Yield each row: the number of its first line, its cells, and whether it is complete.

    Of an unreadable line there are only the cells before the unclosed quote. `number` is the number of the first line;
    repeated headers are skipped. `is_row` tells whether cells begin a row of this table: a cell that swallowed such a
    line was never closed.
    """
    csv.field_size_limit(LONGEST_CELL)
    width = len(header)
    again: deque[str] = deque()
    taken: list[str] = []

    def feed() -> Iterator[str]:
        while (line := again.popleft() if again else next(lines, None)) is not None:
            taken.append(line)
            yield line

    while True:
        try:
            for row in csv.reader(feed(), delimiter=delimiter, strict=True):
                if len(taken) > 1 and _has_swallowed(taken, delimiter, is_row, is_whole=len(row) == width):
                    break
                if row != header:
                    yield number, row, True
                number += len(taken)
                taken.clear()
            else:
                return
        except csv.Error:
            if not taken:
                return
        alone = _alone(taken, delimiter, width)
        yield number, alone or _before_the_fault(taken[0], delimiter), alone is not None
        number += 1
        again.extendleft(reversed(taken[1:]))
        taken.clear()


def cells_of(line: str, delimiter: str) -> Cells:
    """The cells of a single line; none where its quotes are broken."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _alone(taken: list[str], delimiter: str, width: int) -> Cells | None:
    """The first line parsed leniently, if that gives a complete row in spite of a misplaced quote."""
    cells = cells_of(taken[0], delimiter) if len(taken) == 1 and taken[0].count('"') % 2 == 0 else []
    return cells if len(cells) == width else None


def _before_the_fault(line: str, delimiter: str) -> Cells:
    """The cells of a line before the one with the unclosed quote."""
    end = re.escape(delimiter)
    cell = re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|((?:[^"{end}\r\n][^{end}\r\n]*)?)){end}')
    cells, at = [], 0
    while match := cell.match(line, at):
        cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        at = match.end()
    return cells


def _has_swallowed(taken: list[str], delimiter: str, is_row: Callable[[Cells], bool], *, is_whole: bool) -> bool:
    """Whether an unclosed quote took in other rows: the cell count is wrong, or a later line begins a row itself."""
    return not is_whole or any(is_row(cells_of(line, delimiter)) for line in taken[1:] if delimiter in line)
