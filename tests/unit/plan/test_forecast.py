from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.plan.forecast import Forecast, forecast

TODAY = date(2026, 11, 21)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("invitations", "removals", "per_day", "expected"),
    [
        (0, 0, 40, Forecast(0, TODAY)),
        (40, 0, 40, Forecast(1, TODAY)),
        (41, 0, 40, Forecast(2, after(1))),
        (1000, 0, 40, Forecast(25, after(24))),
        (1000, 0, 80, Forecast(13, after(12))),
        (0, 50, 80, Forecast(2, after(1))),
        (0, 51, 80, Forecast(3, after(2))),
        (60, 25, 80, Forecast(2, after(1))),
        (30, 25, 40, Forecast(2, after(1))),
    ],
)
def test_a_job_takes_as_many_days_as_its_acts_need(
    invitations: int, removals: int, per_day: int, expected: Forecast
) -> None:
    assert forecast(invitations, removals, per_day, TODAY) == expected


def test_what_was_used_today_is_gone() -> None:
    assert forecast(40, 0, 40, TODAY, used_today=40) == Forecast(1, after(1))
    assert forecast(40, 0, 40, TODAY, used_today=30) == Forecast(2, after(1))
    assert forecast(40, 0, 40, TODAY, used_today=99) == Forecast(1, after(1))
    assert forecast(0, 10, 80, TODAY, used_today=20, removed_today=20) == Forecast(2, after(1))


def test_no_acts_a_day_never_end() -> None:
    with pytest.raises(ValueError, match="0 people a day"):
        forecast(1, 0, 0, TODAY)


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(1, 200), st.integers(0, 50))
def test_more_a_day_is_never_later(invitations: int, removals: int, per_day: int, used: int) -> None:
    slow = forecast(invitations, removals, per_day, TODAY, used_today=used)
    fast = forecast(invitations, removals, per_day + 10, TODAY, used_today=used)
    assert fast.finishes_on <= slow.finishes_on
    assert slow.days * per_day >= invitations + removals
