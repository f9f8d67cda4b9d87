"""The first acts of a job, and the first of a kind that nobody has recorded, are tried before the rest."""

import msgspec
import pytest

from withdrawer.errors import Wall
from withdrawer.journal.records import HOLD, JobState, Outcome
from withdrawer.undo.watcher import News, TrialSeen

from .world import ANY, CONNECTIONS, DAY, SENT, Bench, keys


def test_three_acts_are_read_back_before_all_others(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    job = bench.job()
    opened: list[int] = []
    bench.world.after = {4: lambda: opened.append(len(bench.world.opened))}
    before = len(bench.world.opened)
    bench.run(job)
    assert opened == [before + 2]  # the page that reads them back is the one on which it goes on
    assert bench.asked == [TrialSeen(gone=3, tried=3, left=17, is_sure=True)]


def test_where_one_list_has_fewer_the_trial_ends_before_the_other_is_touched(bench: Bench) -> None:
    bench.blast(2, 5)
    bench.answer = False
    bench.run(bench.job(ANY))
    assert bench.acted_on() == ["sent-0", "sent-1"]


def test_whoever_says_no_after_the_trial_has_nobody_else_touched(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    bench.answer = False
    job = bench.run(bench.job())
    assert bench.acted_on() == keys("sent", 3)
    assert (job.state, bench.tally(job)[Outcome.WITHDRAWN]) == (JobState.OPEN, 3)


def test_whoever_says_no_after_the_trial_keeps_those_who_accepted_too(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    bench.people(CONNECTIONS)
    bench.answer = False
    job = bench.job(also_accepted=True)
    bench.world.answers = {"sent-1": ["gone"]}
    bench.world.after = {1: lambda: bench.world.accept("sent-1")}
    bench.run(job)
    assert bench.acted_on(CONNECTIONS) == []


def test_a_trial_in_which_nothing_takes_effect_ends_the_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    bench.world.answers = {key: ["refused"] for key in keys("sent", 20)}
    job = bench.run(bench.job())
    assert (bench.acted_on(), bench.asked, job.state) == (keys("sent", 3), [], JobState.OPEN)
    assert job.trial_passed_at is None
    assert (News.NO_EFFECT, 0) in bench.watch.notes


def test_a_server_that_lies_is_found_out_in_the_trial(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    bench.world.answers = {key: ["a lie"] for key in keys("sent", 20)}
    job = bench.job()
    with pytest.raises(Wall) as stopped:
        bench.run(job)
    assert stopped.value.kind == HOLD
    assert bench.acted_on() == keys("sent", 3)
    assert bench.tally(job) == {Outcome.REFUSED: 3, None: 17}


def test_people_kept_at_the_last_moment_are_no_trial(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    job = bench.job()
    bench.keeps = dict.fromkeys(keys("sent", 5), "named by --keep")
    bench.answer = False
    bench.run(job)
    assert bench.acted_on() == ["sent-5", "sent-6", "sent-7"]
    assert len(bench.asked) == 1


def test_a_passed_trial_is_not_asked_for_again(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    job = bench.run(bench.job(per_day=10))
    bench.go_on(job)
    assert len(bench.asked) == 1
    assert len(bench.acted_on()) == 20


def test_an_email_invitation_is_tried_singly_before_its_like(bench: Bench) -> None:
    bench.people(SENT, "a@example.org", *keys("sent", 5), "b@example.org", "c@example.org")
    bench.world.answers = {"a@example.org": ["refused"]}
    job = bench.run(bench.job())
    assert bench.acted_on() == [*keys("sent", 5), "a@example.org"]
    assert bench.outcomes(job, SENT)["b@example.org"] is None
    assert job.state is JobState.OPEN


def test_once_one_email_invitation_is_withdrawn_the_others_follow(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 4), "a@example.org", "b@example.org", "c@example.org")
    job = bench.run(bench.job())
    assert bench.acted_on()[4:] == ["a@example.org", "b@example.org", "c@example.org"]
    assert job.state is JobState.FINISHED


def test_an_email_invitation_that_is_not_tried_yet_costs_no_reading(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5), "a@example.org")
    job = bench.job()
    bench.answer = False
    before = len(bench.world.opened)
    bench.run(job)
    assert bench.world.opened[before:] == [SENT, SENT]  # the trial's walk and its reading back


def test_an_email_invitation_for_which_no_act_is_left_costs_no_reading(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5), "a@example.org")
    job = bench.run(bench.job(per_day=4))
    before = len(bench.world.opened)
    bench.world.now += DAY
    bench.run(msgspec.structs.replace(job, terms=msgspec.structs.replace(job.terms, per_day=1)))
    assert bench.acted_on()[-1] == "sent-4"
    assert bench.world.opened[before:] == [SENT, SENT]  # the walk and its reading back


def test_a_phone_invitation_is_tried_singly_too_whatever_became_of_an_email(bench: Bench) -> None:
    phones = ["+1 555 010 0142", "+44 •••• ••• 123"]
    bench.people(SENT, *phones, *keys("sent", 4), "a@example.org", "b@example.org")
    bench.world.answers = {phones[0]: ["refused"]}
    job = bench.run(bench.job())
    assert bench.acted_on() == [*keys("sent", 4), "a@example.org", "b@example.org", phones[0]]
    bench.go_on(job)
    assert bench.tally(job) == {Outcome.WITHDRAWN: 8}
