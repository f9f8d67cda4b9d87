from datetime import UTC, datetime, timedelta

import pytest

from withdrawer.plan.dates.spans import Side, Span, Window

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("earliest", "latest", "side"),
    [
        (-2, -1, Side.OUTSIDE),
        (-1, 0, Side.OUTSIDE),
        (-1, 1, Side.UNSURE),
        (0, 1, Side.INSIDE),
        (0, 4, Side.INSIDE),
        (3, 4, Side.INSIDE),
        (3, 5, Side.UNSURE),
        (-1, 5, Side.UNSURE),
        (4, 5, Side.OUTSIDE),
        (5, 6, Side.OUTSIDE),
    ],
)
def test_a_span_is_inside_outside_or_unsure_with_both_ends_half_open(earliest: int, latest: int, side: Side) -> None:
    assert Span(at(earliest), at(latest)).against(Window(at(0), at(4))) is side


def test_a_span_is_never_empty() -> None:
    with pytest.raises(ValueError, match="an empty span"):
        Span(START, START)


def test_two_spans_meet_in_what_both_hold() -> None:
    assert Span(at(0), at(2)).meet(Span(at(1), at(3))) == Span(at(1), at(2))
    assert Span(at(0), at(1)).meet(Span(at(1), at(2))) is None
    assert Span(at(0), at(1)).hull(Span(at(2), at(3))) == Span(at(0), at(3))


@pytest.mark.parametrize(("seconds", "is_exact"), [(1, True), (60, True), (61, False), (3600, False)])
def test_a_span_of_a_minute_is_exact(seconds: int, is_exact: bool) -> None:
    assert Span(START, START + timedelta(seconds=seconds)).is_exact is is_exact
