from datetime import timedelta
from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.undo.pacing import Pace, PaceName, Wait

randoms = st.integers(0, 2**32).map(Random)


def runs_between_rests(waits: list[Wait]) -> list[int]:
    rests = [number for number, wait in enumerate(waits) if wait.is_rest]
    return [second - first for first, second in zip([-1, *rests], rests, strict=False)]


@given(randoms)
def test_steady_gaps_and_rests_stay_within_their_ends(random: Random) -> None:
    waits = list(islice(Pace().named("steady").waits(random), 300))
    assert all(10 <= wait.length.total_seconds() <= 25 for wait in waits if not wait.is_rest)
    assert all(60 <= wait.length.total_seconds() <= 180 for wait in waits if wait.is_rest)
    assert all(20 <= acts <= 30 for acts in runs_between_rests(waits))
    assert len(runs_between_rests(waits)) >= 9


@given(st.integers(0, 2**32))
def test_gentle_doubles_every_wait(seed: int) -> None:
    steady, gentle = (list(islice(Pace().named(name).waits(Random(seed)), 50)) for name in ("steady", "gentle"))
    assert [wait.is_rest for wait in gentle] == [wait.is_rest for wait in steady]
    for slow, usual in zip(gentle, steady, strict=True):
        assert slow.length.total_seconds() == pytest.approx(2 * usual.length.total_seconds(), abs=1e-5)
    reading = [Pace().named(name).reading_wait(Random(seed)).total_seconds() for name in ("steady", "gentle")]
    assert reading[1] == pytest.approx(2 * reading[0], abs=1e-5)


@given(randoms)
def test_none_never_waits(random: Random) -> None:
    pace = Pace().named(PaceName.NONE)
    assert {wait.length for wait in islice(pace.waits(random), 100)} == {timedelta()}
    assert pace.reading_wait(random) == timedelta()
    assert pace.expected(1000) == timedelta()


@given(randoms)
def test_reading_waits_a_second_to_three(random: Random) -> None:
    assert 1 <= Pace().reading_wait(random).total_seconds() <= 3


def test_waits_differ_from_one_another() -> None:
    assert len({wait.length for wait in islice(Pace().waits(Random(1)), 30)}) == 30


@pytest.mark.parametrize("name", ["steady", "gentle"])
def test_what_is_expected_is_what_comes_on_average(name: str) -> None:
    pace, acts = Pace().named(name), 20_001
    waited = sum((wait.length for wait in islice(pace.waits(Random(7)), acts - 1)), timedelta())
    assert pace.expected(acts) / waited == pytest.approx(1, abs=0.02)


def test_one_act_needs_no_wait() -> None:
    assert Pace().expected(0) == Pace().expected(1) == timedelta()


def test_an_unknown_pace_is_an_error() -> None:
    with pytest.raises(ValueError, match="fast"):
        Pace().named("fast")
