"""The search for the numbered page of a list from which to read: as few pages as possible are looked at. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil

from withdrawer.plan.people import Row

EDGE = 3
"""How many rows at each end of a page tell where it stands: as many neighbours are read above what is looked for."""


@dataclass(frozen=True)
class Start:
    """From where a list is to be read.

    `is_above` tells whether rows stand above everything that is wanted; `leave` is called with the rows of a page
    before another one is opened in its place. `from_end` is the estimated number of people from the first wanted one
    to the end of the list, 0 if unknown: a wrong guess only costs loads.
    """

    is_above: Callable[[Sequence[Row]], bool]
    leave: Callable[[Sequence[Row]], None]
    from_end: int = 0


def find_page(
    start: Start, rows: tuple[Row, ...], unread: int, stated: int, jump: Callable[[int, int], tuple[Row, ...]]
) -> tuple[Row, ...]:
    """Go to the numbered page from which to read, and return its rows; `rows` are those of page 1, all of them.

    `unread` rows of page 1 could not be read, and the list has `stated` in all. `jump` opens a page by its number,
    given how many rows are skipped by that; without rows, LinkedIn shows another one.
    """
    size = len(rows) + unread
    guess = max(stated - start.from_end, 0) // size + 1 if start.from_end else 0
    search = PageSearch(ceil(stated / size), guess)
    at, shown = 1, rows
    search.note(at, shown, start.is_above)
    while (following := search.following()) is not None:
        start.leave(shown)
        at, shown = following, jump(following, (following - 1) * size)
        search.note(at, shown, start.is_above)
    if at == search.start and shown:
        return shown
    start.leave(shown)
    return jump(search.start, (search.start - 1) * size) or jump(1, 0)


@dataclass
class PageSearch:
    """Finds the last of `pages` pages that begins above the wanted people; page 1 if none does.

    `guess` is the first page to try, 0 for the middle. The step then doubles until the place lies between two pages
    that were read.
    """

    pages: int
    guess: int = 0
    start: int = field(init=False, default=1)
    _beyond: int = field(init=False)
    _is_found: bool = field(init=False, default=False)
    _step: int = field(init=False, default=1)
    _last: int = field(init=False, default=1)

    def __post_init__(self) -> None:
        self._beyond = self.pages + 1

    def note(self, page: int, rows: Sequence[Row], is_above: Callable[[Sequence[Row]], bool]) -> None:
        """Take in what a page shows; one with too few rows to tell where it stands is the list's end, or beyond."""
        self._last = page
        if len(rows) >= EDGE and is_above(rows[:EDGE]):
            self.start = max(self.start, page)
            self._is_found = self._is_found or not is_above(rows[-EDGE:])
        else:
            self._beyond = min(self._beyond, page)

    def following(self) -> int | None:
        """Choose the next page to look at; None once it is known where to start."""
        first, last = self.start + 1, self._beyond - 1
        # From the page open now, the only one left to look at is read anyway.
        if self._is_found or first > last or (first == last and self._last == self.start):
            return None
        if self._last == 1:
            return min(max(self.guess, first), last) if self.guess else (first + last + 1) // 2
        is_bracketed = self.start > 1 and self._beyond <= self.pages
        if not self.guess or is_bracketed:
            return (first + last + 1) // 2
        step, self._step = self._step, 2 * self._step
        return min(self._last + step, last) if self.start == self._last else max(self._last - step, first)
