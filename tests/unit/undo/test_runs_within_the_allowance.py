"""Much and fast: how many acts a run does, and how a job goes on over days."""

from datetime import timedelta

import msgspec

from withdrawer.journal.records import JobState, Outcome
from withdrawer.undo.job_progress import standing_of
from withdrawer.undo.pacing import PaceName

from .world import ANY, CONNECTIONS, NOW, SENT, Bench, keys


def test_the_allowance_is_used_up_to_the_last_act_and_no_further(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25))
    job = bench.run(bench.job(per_day=10))
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert (len(bench.acted_on()), standing.allowance.left, standing.left[SENT]) == (10, 0, 15)
    assert (standing.days_left, standing.next_at) == (2, NOW + timedelta(hours=22))


def test_a_job_goes_on_over_days_until_it_is_finished(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25))
    job = bench.run(bench.job(per_day=10))
    days = 1
    while job.state is JobState.OPEN:
        job, days = bench.go_on(job), days + 1
    assert (days, bench.acted_on()) == (3, keys("sent", 25))


def test_on_the_same_day_nothing_more_is_done(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25))
    job = bench.run(bench.job(per_day=10))
    opened = len(bench.world.opened)
    bench.go_on(job, timedelta(hours=5))
    assert len(bench.acted_on()) == 10
    assert len(bench.world.opened) == opened


def test_a_last_act_that_uses_up_the_allowance_finishes_the_job(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 10))
    assert bench.run(bench.job(per_day=10)).state is JobState.FINISHED


def test_an_allowance_smaller_than_a_trial_gets_there_too(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5))
    job = bench.run(bench.job(per_day=2))
    assert len(bench.acted_on()) == 2
    job = bench.go_on(bench.go_on(job))
    assert (bench.acted_on(), job.state) == (keys("sent", 5), JobState.FINISHED)


def test_at_most_25_removals_belong_to_an_allowance(bench: Bench) -> None:
    bench.blast(5, 30)
    job = bench.run(bench.job(ANY, per_day=40))
    assert (len(bench.acted_on(SENT)), len(bench.acted_on(CONNECTIONS))) == (5, 25)
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert (standing.allowance.left, standing.left[CONNECTIONS]) == (10, 5)
    assert standing.next_at == NOW + timedelta(hours=22)
    assert bench.go_on(job).state is JobState.FINISHED


def test_people_kept_at_the_last_moment_use_no_allowance_and_no_wait(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    job = bench.job(per_day=6)
    bench.keeps = dict.fromkeys(keys("sent", 6), "named by --keep")
    job = bench.run(job)
    assert bench.acted_on() == keys("sent", 12)[6:]
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 6, Outcome.KEPT: 6})


def test_between_any_two_acts_there_is_a_gap_or_a_rest(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 40))
    job = bench.job()
    bench.world.waits.clear()
    bench.run(job, PaceName.STEADY)
    waits = [seconds for seconds in bench.world.waits if seconds >= 10]
    assert len(waits) == 39
    assert any(60 <= seconds <= 180 for seconds in waits)


def test_an_allowance_typed_for_today_is_the_one_that_is_told(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    job = bench.job(per_day=2)
    job = bench.run(msgspec.structs.replace(job, terms=msgspec.structs.replace(job.terms, per_day=8)))
    assert len(bench.acted_on()) == 8
    assert job.terms.per_day == 8
