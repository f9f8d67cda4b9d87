"""Rows that can't be read: the last ones of a list end it if they were there before, and nothing else does."""

import pytest

from withdrawer.errors import PageNotUnderstood

from .making import Pages

ROW = "<div><p>Somebody</p><button>Withdraw</button></div>"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for rows that never come."""
    for patience in ("FIRST_ROWS_SECONDS", "LAST_LOOK_SECONDS"):
        monkeypatch.setattr(f"withdrawer.linkedin.lists.list_page.{patience}", 0.5)


def test_rows_that_could_not_be_read_before_end_a_list_that_has_no_others(pages: Pages) -> None:
    page = pages.open(ROW * 2, count=2)
    assert list(page.batches(unreadable=2)) == []
    assert (page.has_ended, page.is_complete, page.unread) == (True, False, 2)


@pytest.mark.parametrize(("rows", "count", "unreadable"), [(2, 2, 1), (2, 3, 2), (1, 0, 1), (2, 2, 0)])
def test_more_rows_than_before_or_than_the_page_counts_are_an_error(
    pages: Pages, rows: int, count: int, unreadable: int
) -> None:
    page = pages.open(ROW * rows, count=count)
    with pytest.raises(PageNotUnderstood):
        list(page.batches(unreadable=unreadable))
