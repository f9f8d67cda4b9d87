"""What has been listed, and what of it is on the page as it is loaded now."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

from withdrawer.linkedin.labels.english import ENGLISH
from withdrawer.linkedin.lists.page_script import PageScript
from withdrawer.linkedin.lists.row_memory import Batch, RowMemory
from withdrawer.linkedin.lists.rows import SeenRow
from withdrawer.plan.half import Half

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def row(slug: str, number: int) -> SeenRow:
    link = f"https://www.linkedin.com/in/{slug}/"
    return SeenRow(number, ("Withdraw",), (link,), (), (slug, "Sent yesterday"), (), (slug,))


def memory() -> RowMemory:
    browser = SimpleNamespace(told_at=lambda _: NOW)
    script = SimpleNamespace(loaded=1.0, half=Half.SENT, labels=ENGLISH, browser=browser)
    return RowMemory(cast("PageScript", script))


def batch(*rows: SeenRow) -> Batch:
    return Batch(list(rows), None, 0, 0, can_press=False, state=None)


def test_a_person_is_listed_once_and_found_by_the_newest_row() -> None:
    rows = memory()
    assert len(rows.keep(batch(row("ana", 1), row("ben", 2)))) == 2
    assert rows.keep(batch(row("ana", 3))) == ()
    assert (rows.listed, rows.ids["ana"]) == (2, 3)


def test_what_was_on_a_page_before_is_no_longer_there() -> None:
    rows = memory()
    rows.keep(batch(row("ana", 1)))
    rows.script.loaded = 2.0
    assert rows.ids == {}
    assert rows.keep(batch(row("ana", 7), row("ben", 8))) != ()
    assert rows.ids == {"ana": 7, "ben": 8}
    assert rows.listed == 2
