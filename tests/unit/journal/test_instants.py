from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.journal.columns import restored, stored
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO


@given(st.datetimes(timezones=st.timezones() | st.just(UTC)).filter(lambda at: at.fold == 0))
def test_an_instant_comes_back_to_the_microsecond(instant: datetime) -> None:
    try:
        in_utc = instant.astimezone(UTC)
    except OverflowError:
        return
    back = restored(stored(instant))
    assert back == in_utc
    assert back.tzinfo is UTC


def test_open_ends_are_instants_too() -> None:
    assert [restored(stored(end)) for end in (FOREVER_AGO, FAR_AHEAD)] == [FOREVER_AGO, FAR_AHEAD]


def test_order_is_kept_across_zones() -> None:
    east = datetime(2026, 11, 21, 15, tzinfo=timezone(timedelta(hours=5)))
    assert stored(east) < stored(datetime(2026, 11, 21, 11, tzinfo=UTC))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        stored(datetime(2026, 11, 21))  # noqa: DTZ001
