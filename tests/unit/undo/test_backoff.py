import pytest

from withdrawer.errors import Exit, Wall
from withdrawer.journal.records import Outcome
from withdrawer.undo.backoff import LATEST_ACTS, REFUSALS, SLOWED, USUAL_ACTS, Backoff
from withdrawer.undo.pacing import PaceName
from withdrawer.undo.watcher import News

from .world import SENT, Bench, keys

LONGEST_READING_WAIT = 3


def usual(seconds: float = 2.0) -> Backoff:
    backoff = Backoff()
    for _ in range(USUAL_ACTS):
        backoff.note_success(seconds)
    return backoff


def test_refusals_in_a_row_slow_the_pace_and_then_stop() -> None:
    backoff = Backoff()
    for _ in range(REFUSALS):
        assert backoff.factor == 1
        backoff.note_failure()
    assert (backoff.factor, backoff.reason) == (SLOWED, "")
    for _ in range(REFUSALS):
        assert backoff.reason == ""
        backoff.note_failure()
    assert backoff.reason == "refused"


def test_refusals_with_successes_between_them_are_nothing() -> None:
    backoff = usual()
    for _ in range(20):
        backoff.note_failure()
        backoff.note_failure()
        backoff.note_success(2.0)
    assert (backoff.factor, backoff.reason) == (1, "")


def test_acts_that_take_ever_longer_slow_the_pace_and_then_stop() -> None:
    backoff = usual()
    for _ in range(LATEST_ACTS):
        backoff.note_success(12.0)
    assert (backoff.factor, backoff.reason) == (SLOWED, "")
    for _ in range(LATEST_ACTS):
        backoff.note_success(12.0)
    assert backoff.reason == "slow"


@pytest.mark.parametrize(("before", "after"), [(2.0, 5.9), (0.2, 4.0), (4.0, 11.9)])
def test_a_small_rise_is_nothing(before: float, after: float) -> None:
    backoff = usual(before)
    for _ in range(30):
        backoff.note_success(after)
    assert (backoff.factor, backoff.reason) == (1, "")


def test_a_single_act_that_takes_long_is_nothing() -> None:
    backoff = usual()
    for seconds in (2.0, 2.0, 3_600.0, 2.0, 2.0, 2.0, 2.0, 2.0):
        backoff.note_success(seconds)
    assert backoff.factor == 1


def test_a_run_that_is_refused_after_its_trial_slows_down_and_then_stops(bench: Bench) -> None:
    bench.blast(14, 0)
    job = bench.job()
    for key in keys("sent", 14)[3:]:
        bench.world.answers[key] = ["refused"]
    with pytest.raises(Wall) as error:
        bench.run(job, PaceName.STEADY)
    assert error.value.kind == "refused"
    assert error.value.exit_code is Exit.WALL
    assert len(bench.acted_on()) == 3 + 2 * REFUSALS
    assert bench.watch.notes.count((News.SLOWER, 0)) == 1
    between_acts = [wait for wait in bench.world.waits if wait > LONGEST_READING_WAIT]
    assert min(between_acts[-2:]) >= 10 * SLOWED
    assert bench.journal.jobs.get(job.id).state == "open"


def test_whom_an_earlier_run_was_refused_comes_last_and_is_left_after_three_tries(bench: Bench) -> None:
    bench.blast(8, 0)
    job = bench.job(per_day=5)
    bench.world.answers["sent-1"] = ["refused"] * 9
    bench.run(job)
    assert bench.outcomes(job, SENT)["sent-1"] is Outcome.REFUSED
    bench.go_on(job)
    assert bench.acted_on()[5:] == ["sent-5", "sent-6", "sent-7", "sent-1"]
    for _ in range(3):
        bench.go_on(job)
    assert bench.acted_on().count("sent-1") == 3
    assert bench.journal.jobs.get(job.id).state == "finished"
    assert bench.outcomes(job, SENT)["sent-1"] is Outcome.REFUSED
