from datetime import UTC, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.errors import UsageError
from withdrawer.schedule.times import Times, is_missed, moved, next_start, nth_start, read_times, starts

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")]
EVERY_DAY = frozenset(range(7))

zones = st.sampled_from(ZONES)
instants = st.floats(0, 4000).map(lambda days: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=days))
schedules = st.builds(
    Times, st.times().map(lambda it: it.replace(second=0, microsecond=0)), st.frozensets(st.integers(0, 6), min_size=1)
)


@given(schedules, instants, zones)
def test_starts_come_later_and_later_and_on_the_wanted_days_only(times: Times, after: datetime, zone: ZoneInfo) -> None:
    coming = list(islice(starts(times, after, zone), 9))
    assert after < coming[0]
    assert all(one < two for one, two in pairwise(coming))
    assert {it.astimezone(zone).weekday() for it in coming} <= times.days
    assert len({it.astimezone(zone).date() for it in coming}) == len(coming)


@given(schedules, instants, zones)
def test_a_daily_start_is_never_left_out(times: Times, after: datetime, zone: ZoneInfo) -> None:
    first, second = islice(starts(Times(times.at, EVERY_DAY), after, zone), 2)
    assert first - after <= timedelta(hours=26)
    assert timedelta(hours=22) <= second - first <= timedelta(hours=26)


@given(schedules, instants, zones, zones)
def test_the_machine_s_clock_shows_the_same_next_start(
    times: Times, now: datetime, zone: ZoneInfo, machine: ZoneInfo
) -> None:
    there = moved(times, zone, machine, now)
    assert len(there.days) == len(times.days)
    start = next_start(times, now, zone)
    local = start.astimezone(machine)
    assert (local.hour, local.minute) == (there.at.hour, there.at.minute)
    assert local.weekday() in there.days


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-03-28T12:00", "2026-03-29T01:30"),  # 02:30 is skipped: 03:30 summer time
        ("2026-03-29T01:30", "2026-03-30T00:30"),
        ("2026-10-24T12:00", "2026-10-25T00:30"),  # 02:30 comes twice: the first of them
        ("2026-10-25T00:30", "2026-10-26T01:30"),
    ],
)
def test_a_clock_change_skips_and_repeats_no_start(now: str, start: str) -> None:
    after = datetime.fromisoformat(now).replace(tzinfo=UTC)
    times = read_times("2:30", "daily")
    assert next_start(times, after, BERLIN) == datetime.fromisoformat(start).replace(tzinfo=UTC)


def test_the_wall_clock_stays_the_same_over_a_clock_change() -> None:
    coming = islice(starts(read_times("10:30", "daily"), datetime(2026, 10, 23, 12, tzinfo=UTC), BERLIN), 4)
    assert [it.astimezone(BERLIN).strftime("%d %H:%M") for it in coming] == [
        "24 10:30", "25 10:30", "26 10:30", "27 10:30",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("daily", {0, 1, 2, 3, 4, 5, 6}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Sat, Sun", {5, 6}),
        ("fri-mon", {4, 5, 6, 0}),
        ("wednesday", {2}),
        ("mon,wed-thu", {0, 2, 3}),
    ],
)
def test_days_are_read(typed: str, days: set[int]) -> None:
    assert read_times("9:05", typed) == Times(time(9, 5), frozenset(days))


@pytest.mark.parametrize(("at", "days"), [("24:00", "daily"), ("10", "daily"), ("10:60", "daily"), ("noon", "daily")])
def test_what_is_no_time_is_refused(at: str, days: str) -> None:
    with pytest.raises(UsageError, match="--at"):
        read_times(at, days)


@pytest.mark.parametrize("days", ["", "mo", "mon-", "tomorrow", "mon;tue", "mondayy", "mon-fri-sat"])
def test_what_are_no_days_is_refused(days: str) -> None:
    with pytest.raises(UsageError, match="--days"):
        read_times("10:30", days)


def test_a_start_is_missed_once_it_has_gone_by() -> None:
    times, since = read_times("10:30", "daily"), datetime(2026, 11, 22, 9, 31, tzinfo=UTC)
    assert not is_missed(times, since, datetime(2026, 11, 23, 9, 29, tzinfo=UTC), BERLIN)
    assert is_missed(times, since, datetime(2026, 11, 23, 9, 30, tzinfo=UTC), BERLIN)


def test_the_nth_start_skips_the_days_between() -> None:
    times = read_times("10:30", "mon-fri")
    friday = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert nth_start(times, friday, BERLIN, 6).astimezone(BERLIN).date().isoformat() == "2026-11-30"
