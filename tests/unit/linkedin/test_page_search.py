"""The page from which a list is read is found wherever it is, and by looking at few pages."""

from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil, log2

from hypothesis import example, given
from hypothesis import strategies as st

from withdrawer.linkedin.lists.page_search import EDGE, Start, find_page
from withdrawer.plan.half import Half
from withdrawer.plan.people import Row

NOW = datetime(2026, 11, 21, tzinfo=UTC)
Rows = tuple[Row, ...]


def row(place: int) -> Row:
    return Row(Half.SENT, f"person-{place}", "", "", "", "", "", place, NOW)


class Pages:
    """A list of numbered pages; what is looked for begins at the place `below`."""

    def __init__(self, people: int, size: int, below: int, from_end: int = 0, shown: int | None = None) -> None:
        self.people, self.size, self.below, self.shown = people, size, below, shown
        self.opened: list[int] = []
        self.left: list[int] = []
        self.skipped = 0
        start = Start(lambda rows: all(it.position < below for it in rows), self.leave, from_end)
        self.rows = find_page(start, self.page(1), 0, people, self.jump)

    def page(self, at: int) -> Rows:
        self.opened.append(at)
        exists = self.shown is None or at <= self.shown
        return tuple(row(it) for it in range((at - 1) * self.size, min(at * self.size, self.people))) if exists else ()

    def jump(self, at: int, skipped: int) -> Rows:
        self.skipped = skipped
        return self.page(at)

    def leave(self, rows: Sequence[Row]) -> None:
        self.left += [it.position for it in rows]


@given(people=st.integers(4, 4000), size=st.integers(EDGE + 1, 120), data=st.data())
def test_it_is_the_last_page_that_begins_above_or_the_one_before(people: int, size: int, data: st.DataObject) -> None:
    below = data.draw(st.integers(0, people))
    from_end = data.draw(st.integers(0, people))
    pages = Pages(people, size, below, from_end)
    at = pages.opened[-1]
    assert pages.skipped == (at - 1) * size
    assert [it.position for it in pages.rows] == list(range(pages.skipped, min(at * size, people)))
    firsts = [page * size + EDGE for page in range(ceil(people / size))]
    best = max((page for page, end in enumerate(firsts, 1) if end <= min(below, people)), default=1)
    assert best - 1 <= at <= best
    assert at == best or best * size >= below - size


@given(people=st.integers(4, 4000), size=st.integers(EDGE + 1, 120), data=st.data())
def test_it_takes_a_search_by_halves_at_most_and_a_few_with_a_good_guess(
    people: int, size: int, data: st.DataObject
) -> None:
    below = data.draw(st.integers(0, people))
    count = ceil(people / size)
    assert len(Pages(people, size, below).opened) <= 3 + ceil(log2(count + 1))
    guessed = Pages(people, size, below, max(people - below, 1))
    assert len(guessed.opened) <= 5
    wrong = Pages(people, size, below, data.draw(st.integers(1, people)))
    assert len(wrong.opened) <= 4 + 2 * ceil(log2(count + 1))


@given(people=st.integers(200, 2000), below=st.integers(0, 2000), shown=st.integers(1, 20))
@example(people=201, below=201, shown=3)  # a last page of one row
def test_pages_that_cannot_be_opened_lie_beyond(people: int, below: int, shown: int) -> None:
    """LinkedIn counts more than it lists, or leads back to its first page."""
    pages = Pages(people, 100, below, shown=shown)
    assert pages.rows
    assert pages.opened[-1] <= shown
    assert pages.skipped <= max(below - EDGE, 0)


def test_every_page_looked_at_on_the_way_is_handed_over() -> None:
    pages = Pages(3000, 100, 2430)
    assert pages.opened[0] == 1
    assert len(pages.left) == 100 * (len(pages.opened) - 1)
