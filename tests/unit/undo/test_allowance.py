from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.plan.forecast import REMOVALS_A_DAY
from withdrawer.plan.half import Half
from withdrawer.undo.allowance import PERIOD, Allowance

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
SECOND = timedelta(seconds=1)

instants = st.integers(-30 * 3600, 6 * 3600).map(lambda seconds: NOW + seconds * SECOND)
histories = st.lists(instants, max_size=60)


def test_a_fresh_account_has_the_whole_allowance() -> None:
    allowance = Allowance(40, [], [], NOW)
    assert (allowance.used, allowance.left, allowance.removals_left, allowance.next_at) == (0, 40, 25, NOW)


def test_an_act_counts_for_22_hours_and_no_longer() -> None:
    assert Allowance(40, [NOW - PERIOD + SECOND], [], NOW).used == 1
    assert Allowance(40, [NOW - PERIOD], [], NOW).used == 0


def test_acts_in_the_future_count_as_used() -> None:
    allowance = Allowance(2, [NOW + timedelta(hours=3)] * 2, [], NOW)
    assert (allowance.left, allowance.next_at) == (0, NOW + timedelta(hours=25))


def test_removals_are_at_most_25_of_the_allowance() -> None:
    acts = [NOW - timedelta(hours=1)] * 25
    allowance = Allowance(40, acts, acts, NOW)
    assert (allowance.left, allowance.removals_left) == (15, 0)
    assert allowance.admits(Half.SENT)
    assert not allowance.admits(Half.CONNECTIONS)
    assert allowance.next_for(Half.CONNECTIONS) == NOW + timedelta(hours=21)


def test_no_limit_admits_everything() -> None:
    acts = [NOW] * 1000
    allowance = Allowance(None, acts, acts, NOW)
    assert (allowance.used, allowance.left, allowance.removals_left, allowance.next_at) == (1000, None, None, NOW)
    assert all(allowance.admits(half) for half in Half)
    assert allowance.days_left(5000, 5000) == 0


def test_an_allowance_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="nobody may be undone a day: 0"):
        Allowance(0, [], [], NOW)


@given(st.integers(1, 50), histories, st.data())
def test_left_and_next_agree(per_day: int, history: list[datetime], data: st.DataObject) -> None:
    removals = data.draw(st.lists(st.sampled_from(history), unique=True)) if history else []
    allowance = Allowance(per_day, history, removals, NOW)
    assert allowance.left is not None
    assert allowance.removals_left is not None
    assert allowance.admits(Half.SENT) == (allowance.left > 0)
    assert allowance.admits(Half.CONNECTIONS) == (allowance.removals_left > 0)
    for half in Half:
        next_at = allowance.next_for(half)
        assert Allowance(per_day, history, removals, next_at).admits(half)
        if next_at > NOW:
            assert not Allowance(per_day, history, removals, next_at - timedelta(microseconds=1)).admits(half)


@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 20 * 3600), st.sampled_from(Half)), max_size=120))
def test_whoever_obeys_never_exceeds_it_in_any_22_hours(per_day: int, asked: list[tuple[int, Half]]) -> None:
    acted: list[datetime] = []
    removed: list[datetime] = []
    now = NOW
    for seconds, half in asked:
        now += timedelta(seconds=seconds)
        if Allowance(per_day, acted, removed, now).admits(half):
            acted.append(now)
            if half is Half.CONNECTIONS:
                removed.append(now)
    for done, limit in ((acted, per_day), (removed, REMOVALS_A_DAY)):
        assert all(sum(start <= at < start + PERIOD for at in done) <= limit for start in done)


def test_one_act_too_many_is_seen_of_either_limit() -> None:
    done = [NOW - number * SECOND for number in range(REMOVALS_A_DAY + 1)]
    assert Allowance(3, done[:4], (), NOW).is_exceeded(Half.SENT)
    assert not Allowance(3, done[:3], (), NOW).is_exceeded(Half.SENT)
    assert Allowance(40, done, done, NOW).is_exceeded(Half.CONNECTIONS)
    assert not Allowance(40, done, done[1:], NOW).is_exceeded(Half.CONNECTIONS)
    assert not Allowance(40, done, done, NOW).is_exceeded(Half.SENT), "a withdrawal is not what was too much"
    assert not Allowance(None, done, done, NOW).is_exceeded(Half.CONNECTIONS)


@given(st.integers(1, 40), st.lists(instants.filter(lambda at: at <= NOW), max_size=40), st.data())
def test_days_left_are_those_of_a_run_a_day(per_day: int, history: list[datetime], data: st.DataObject) -> None:
    withdrawals, removals = data.draw(st.integers(0, 60)), data.draw(st.integers(0, 60))
    told = Allowance(per_day, history, [], NOW).days_left(withdrawals, removals)
    acted, removed, days = list(history), list[datetime](), 0
    while withdrawals or removals:
        now = NOW + timedelta(days=days)
        half = Half.SENT if withdrawals else Half.CONNECTIONS
        if not Allowance(per_day, acted, removed, now).admits(half):
            days += 1
            continue
        acted.append(now)
        if half is Half.SENT:
            withdrawals -= 1
        else:
            removals -= 1
            removed.append(now)
    assert told == days


@pytest.mark.parametrize(
    ("withdrawals", "removals", "days"),
    [(0, 0, 0), (40, 0, 0), (41, 0, 1), (0, 25, 0), (0, 26, 1), (30, 10, 0), (30, 11, 1), (1000, 0, 24), (80, 50, 3)],
)
def test_days_left_at_forty_a_day(withdrawals: int, removals: int, days: int) -> None:
    assert Allowance(40, [], [], NOW).days_left(withdrawals, removals) == days
