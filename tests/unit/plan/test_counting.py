"""Both ways to count days are followed until what was seen settles which is LinkedIn's."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from withdrawer.plan.dates.counted_days import WAYS, WITNESSES, Counting
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.evidence.narrowed_spans import Narrowing

from .history import Look, story

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = (Counting.CALENDAR, Counting.CALENDAR)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 4, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def looked(truth: list[datetime], way: tuple[Counting, Counting], *looks: datetime) -> Narrowing:
    everybody = frozenset(range(len(truth)))
    return story(truth, [Look(look, BERLIN, everybody) for look in looks], way)[-1]


def span_of(known: Narrowing, key: str = "p0") -> Span | None:
    return known.evidence[key].span


def test_today_at_noon_and_yesterday_at_ten_the_next_day_leave_one_day_and_once_settled_the_day() -> None:
    truth = [at(10, 9)]
    assert span_of(looked(truth, CALENDAR, at(10, 12), at(11, 10))) == Span(at(9, 12), at(10, 12).replace(second=1))
    late = [at(10, 9), *(at(10, 23, minute) for minute in range(50, 50 + WITNESSES))]
    known = looked(late, CALENDAR, at(10, 12), at(10, 23, 58), at(11, 0, 5))
    assert span_of(known) == Span(at(10, 0), at(10, 12).replace(second=1))
    assert known.named == {Counting.CALENDAR}


def test_one_person_alone_settles_nothing_for_the_others() -> None:
    late = [at(10, 9), at(10, 23, 50)]
    known = looked(late, CALENDAR, at(10, 23, 55), at(11, 0, 5))
    assert known.named == set(Counting)


@pytest.mark.parametrize("way", WAYS)
def test_a_wording_that_has_changed_tells_the_hour(way: tuple[Counting, Counting]) -> None:
    """Looked at just before and just after it was so many full days ago: only full days tell the minute."""
    truth = [at(10, 14, 5)] * WITNESSES
    known = looked(truth, way, at(11, 9), at(13, 14), at(13, 14, 10))
    span = span_of(known)
    assert span is not None
    is_full = way[1] is Counting.FULL_DAYS
    assert (span == Span(at(10, 14), at(10, 14, 10).replace(second=1))) is is_full
    if is_full:
        assert known.counted == {Counting.FULL_DAYS}
