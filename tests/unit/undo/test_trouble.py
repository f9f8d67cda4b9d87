"""What may go wrong in a run: refusals, walls, kills, and acts whose outcome is not known."""

from collections import Counter
from datetime import timedelta

import pytest

from withdrawer.errors import Interrupted, Wall
from withdrawer.journal.records import JobState, Outcome
from withdrawer.undo.readback import look_up_unresolved
from withdrawer.undo.standing import standing_of

from .world import DAY, SENT, Bench, keys


def test_everything_refused_is_given_up_after_three_tries(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 2))
    bench.world.answers = {key: ["refused"] * 9 for key in keys("sent", 2)}
    job = bench.run(bench.job())
    for _ in range(2):
        assert job.state is JobState.OPEN
        job = bench.go_on(job)
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.REFUSED: 2})
    assert Counter(bench.acted_on()) == dict.fromkeys(keys("sent", 2), 3)
    assert standing_of(bench.journal, bench.account, job, bench.world.now).is_partial


def test_nobody_is_tried_twice_in_one_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-1": ["refused"], "sent-7": ["unclear"]}
    job = bench.run(bench.job())
    assert max(Counter(bench.acted_on()).values()) == 1
    assert bench.outcomes(job, SENT)["sent-7"] is Outcome.NOT_DONE
    bench.go_on(job)
    assert bench.tally(job) == {Outcome.WITHDRAWN: 12}


def test_an_unclear_act_that_took_effect_is_proven_by_the_reading_back(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-7": ["unclear, but it took effect"]}
    job = bench.run(bench.job())
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})
    assert bench.journal.acts.proven(job)[SENT] == 12


def test_a_wall_ends_the_run_and_leaves_its_act_unresolved(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": ["wall"]}
    job = bench.job()
    with pytest.raises(Wall):
        bench.run(job)
    assert bench.line(job, "sent-5").outcome is Outcome.UNRESOLVED
    assert bench.acted_on() == keys("sent", 6)


@pytest.mark.parametrize("answer", ["killed", "killed after it took effect"])
def test_an_act_cut_short_is_looked_up_first_and_never_repeated_blindly(bench: Bench, answer: str) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": [answer]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    job = bench.go_on(job, timedelta(minutes=1))
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})
    assert Counter(bench.acted_on())["sent-5"] == (2 if answer == "killed" else 1)


def test_an_act_that_cannot_be_looked_up_is_left_and_the_others_go_on(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12), old=0)
    bench.world.answers = {"sent-11": ["killed after it took effect"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.stall = {SENT: 0}
    job = bench.go_on(job)
    assert (job.state, bench.tally(job)) == (JobState.OPEN, {Outcome.WITHDRAWN: 11, Outcome.UNRESOLVED: 1})
    bench.world.stall = {}
    job = bench.go_on(job)
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})


def test_a_person_not_known_yet_is_not_acted_on_though_a_later_page_shows_them(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    bench.world.answers = {"sent-25": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.stall = {SENT: 0}
    bench.world.now += DAY
    runner = bench.runner(bench.journal.jobs.get(job.id))
    look_up_unresolved(runner.shop)
    bench.world.stall = {}
    runner._do()
    assert Counter(bench.acted_on())["sent-25"] == 1
    assert bench.line(job, "sent-26").outcome is Outcome.WITHDRAWN


def test_an_unresolved_act_of_a_replaced_job_is_looked_up_before_the_new_one_acts(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": ["killed"], "sent-6": []}
    old = bench.job()
    with pytest.raises(Interrupted):
        bench.run(old)
    new = bench.run(bench.job())
    assert bench.line(old, "sent-5").outcome is Outcome.NOT_DONE
    assert (new.state, bench.tally(new)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 7})


def test_whom_a_replaced_job_left_unknown_for_good_the_new_one_leaves_alone(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-5": ["killed"]}
    old = bench.job()
    with pytest.raises(Interrupted):
        bench.run(old)
    new = bench.job()
    bench.world.stall = {SENT: 0}
    bench.world.after = {}
    runner = bench.runner(new)
    look_up_unresolved(runner.shop)
    bench.world.stall = {}
    runner._do()
    assert bench.line(old, "sent-5").outcome is Outcome.UNRESOLVED
    assert bench.tally(new) == {Outcome.WITHDRAWN: 6, None: 1}
