"""The histories of docs/dates.md, a few of them: the whole table takes minutes (`scripts/long histories`)."""

from collections.abc import Iterator

import pytest

from tests.long.histories.__main__ import BEGIN, END, PAGE
from tests.long.histories.generate import History, history
from tests.long.histories.judge import Verdicts
from tests.long.histories.settings import SETTINGS
from tests.long.histories.table import HEADS

SMALL = 1500
FEW = 15


@pytest.fixture(scope="module")
def histories() -> list[History]:
    def small() -> Iterator[History]:
        seed = 5000
        while True:
            told = history(seed)
            if len(told.sent) < SMALL and told.size:
                yield told
            seed += 1

    return [told for told, _ in zip(small(), range(FEW), strict=False)]


def results(name: str, histories: list[History]) -> list[Verdicts]:
    return [SETTINGS[name](told) for told in histories]


def test_with_the_export_the_window_is_right_and_nobody_else_is_planned(histories: list[History]) -> None:
    told = results("data export", histories)
    assert sum(it.window for it in told) >= FEW - 1
    assert sum(it.strangers_planned == 0 for it in told) >= FEW - 1
    assert sum(it.planned for it in told) > 0.9 * sum(it.size for it in told)


@pytest.mark.parametrize("name", ["page, hours told", "page, days told"])
def test_with_wordings_alone_nobody_is_planned_who_is_not_shown_as_unsure(name: str, histories: list[History]) -> None:
    told = results(name, histories)
    assert all(it.strangers_planned == it.planned == 0 for it in told)
    assert any(it.group and it.unsure for it in told)


def test_the_page_on_dates_has_a_table_of_a_thousand() -> None:
    text = PAGE.read_text(encoding="utf-8")
    written = text.partition(BEGIN)[2].partition(END)[0]
    assert written.startswith(f"| {' | '.join(HEADS)} |\n")
    assert all(f"| {name} |" in written for name in SETTINGS)
