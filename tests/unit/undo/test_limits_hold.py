from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from withdrawer.journal.records import Outcome, Proof
from withdrawer.plan.people import Person
from withdrawer.undo.allowance import PERIOD
from withdrawer.undo.job_progress import allowance_of
from withdrawer.undo.pacing import PaceName
from withdrawer.undo.walker import TicketRefused

from .world import BLAST, NOW, SENT, Bench, keys, limited

HOUR = timedelta(hours=1)
PER_DAY = 5


def most_in_a_period(instants: Sequence[datetime]) -> int:
    return max(sum(first <= it < first + PERIOD for it in instants) for first in instants)


def test_a_run_across_midnight_and_the_days_after_it_keep_to_the_allowance(bench: Bench) -> None:
    bench.blast(20, 0)
    bench.world.now = NOW.replace(hour=23, minute=59, second=20)
    job = bench.job(per_day=PER_DAY)
    bench.run(job, PaceName.STEADY)
    assert bench.world.now.date() > NOW.date(), "it went on past midnight"
    for _ in range(100):
        bench.go_on(job, 2 * HOUR)
    done = bench.journal.acts.instants_since(bench.account, NOW - PERIOD).acted_at
    assert len(done) == 20
    assert most_in_a_period(done) == PER_DAY


@pytest.mark.parametrize("back", [HOUR, 12 * HOUR, 24 * HOUR, 400 * HOUR])
def test_a_clock_that_is_set_back_opens_nothing(bench: Bench, back: timedelta) -> None:
    bench.blast(20, 0)
    job = bench.job(per_day=PER_DAY)
    bench.run(job)
    bench.go_on(job, -back)
    bench.go_on(job, HOUR / 2)
    assert len(bench.acted_on()) == PER_DAY


@pytest.mark.parametrize("back", [HOUR, 24 * HOUR, 400 * HOUR])
def test_acts_of_a_time_when_the_clock_was_wrong_count_when_it_is_right_again(bench: Bench, back: timedelta) -> None:
    bench.blast(20, 0)
    first, rest = bench.job(per_day=2), PER_DAY
    bench.run(first)
    bench.world.now -= back
    job = bench.job(per_day=rest)
    bench.run(job)
    bench.go_on(job, back + HOUR)
    assert len(bench.acted_on()) == PER_DAY, "they were done within an hour"
    bench.go_on(job, PERIOD)
    assert len(bench.acted_on()) == 2 * PER_DAY


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(jumps=st.lists(st.tuples(st.integers(0, 30), st.integers(-72, 0)), min_size=1, max_size=5))
def test_whatever_the_clock_does_backwards_no_22_hours_hold_more(bench: Bench, jumps: list[tuple[int, int]]) -> None:
    """`true` is the time that really passed; the clock is set back now and then, and never forward again."""
    bench.world.now, bench.world.acts, bench.world.after = NOW, [], {}
    with bench.journal.database.writing():
        bench.journal.database.write("DELETE FROM acts")
    bench.blast(60, 0)
    job = bench.job(per_day=PER_DAY)
    true, instants = NOW, []
    for passed, back in jumps:
        before = len(bench.world.acts)
        bench.go_on(job, timedelta(hours=passed + back))
        true += timedelta(hours=passed)
        instants += [true] * (len(bench.world.acts) - before)
    assert not instants or most_in_a_period(instants) <= PER_DAY


def test_the_last_ticket_is_given_once_though_two_had_seen_it_free(bench: Bench) -> None:
    bench.blast(6, 0)
    job = bench.job(per_day=3)

    def another_process() -> None:
        line = bench.line(job, "sent-5")
        act = bench.journal.acts.intend(line, bench.world.now)
        bench.journal.acts.settle(act, Outcome.WITHDRAWN, Proof.ANSWER, bench.world.now)

    runner = bench.runner(job)
    await_turn = runner.walker._await_turn

    def slipped_in(half: object) -> bool:
        is_free = await_turn(SENT)
        if len(bench.world.acts) == 2:
            another_process()
        return is_free

    runner.walker._await_turn = slipped_in  # type: ignore[method-assign]
    with pytest.raises(TicketRefused):
        runner.run(is_continued=False)
    assert bench.acted_on() == ["sent-0", "sent-1"], "nothing was clicked without a ticket"
    assert allowance_of(bench.journal, bench.account, 3, bench.world.now).used == 3


def test_limit_holds_in_the_last_step_though_the_plan_has_grown(bench: Bench) -> None:
    bench.blast(6, 0)
    job = bench.job(limited(BLAST, limit=2))
    assert [key for key, _ in bench.outcomes(job, SENT).items()] == keys("sent", 2)
    terms = {"selection": '{"limit": 2}'}
    with bench.journal.database.writing():
        bench.journal.database.write("UPDATE jobs SET selection = :selection", terms)
        bench.journal.database.write("UPDATE plan_lines SET verdict = 'planned' WHERE reason_code = 'beyond_limit'")
    with pytest.raises(TicketRefused):
        bench.run(bench.journal.jobs.get(job.id))
    assert bench.acted_on() == keys("sent", 2)


@pytest.mark.parametrize("held_by", ["the allowance", "--limit"])
def test_both_are_asked_again_in_the_last_step_before_the_click(bench: Bench, held_by: str) -> None:
    bench.blast(6, 0)
    job = bench.job(per_day=3 if held_by == "the allowance" else None)
    if held_by == "--limit":
        with bench.journal.database.writing():
            bench.journal.database.write("UPDATE jobs SET selection = '{\"limit\": 3}'")
    asked: list[str] = []

    def slipped_in(person: Person) -> None:
        asked.append(person.key)
        if asked.count("sent-2") == 2:  # its intent is written, and its dialog is open
            bench.journal.acts.intend(bench.line(job, "sent-5"), bench.world.now)
            asked.clear()

    runner = bench.runner(bench.journal.jobs.get(job.id))
    runner.walker.is_kept = slipped_in
    with nullcontext() if held_by == "the allowance" else pytest.raises(TicketRefused):
        runner.run(is_continued=False)
    assert bench.acted_on() == ["sent-0", "sent-1"]
    assert bench.line(job, "sent-2").outcome is Outcome.NOT_DONE
