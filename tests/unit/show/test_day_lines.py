from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from withdrawer.show.day_lines import day_lines, days_of
from withdrawer.show.pictures.bars import ASCII, BLOCKS

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=BERLIN)


def acts(*a_day: int) -> list[datetime]:
    return [NOON + timedelta(days=day, seconds=at) for day, count in enumerate(a_day) for at in range(count)]


def test_each_day_has_its_number_and_a_bar() -> None:
    assert day_lines(acts(40, 20, 0, 1), BERLIN, BLOCKS) == [
        "Day by day:",
        f"  Fri 20 Nov  40  {'█' * 30}",
        f"  Sat 21 Nov  20  {'█' * 15}",
        "  Mon 23 Nov   1  ▊",
    ]
    assert day_lines(acts(40, 1), BERLIN, ASCII)[2] == "  Sat 21 Nov   1  #"


def test_words_have_the_same_numbers_without_a_bar() -> None:
    assert day_lines(acts(40, 20), BERLIN, None) == ["Day by day:", "  Fri 20 Nov: 40", "  Sat 21 Nov: 20"]


def test_one_day_needs_no_picture() -> None:
    assert day_lines(acts(40), BERLIN, BLOCKS) == day_lines([], BERLIN, BLOCKS) == []


def test_earlier_days_are_counted_in_one_line() -> None:
    lines = day_lines(acts(*[2] * 20), BERLIN, BLOCKS)
    assert lines[1] == "  20 Nov to 2 Dec: 26 on 13 earlier days"
    assert len(lines) == 9


def test_a_day_is_one_in_the_users_zone() -> None:
    assert [*days_of([NOON.replace(hour=23, minute=30)], ZoneInfo("UTC"))] == [NOON.date()]
    assert [*days_of([NOON.replace(hour=0, minute=30)], ZoneInfo("UTC"))] == [NOON.date() - timedelta(days=1)]
