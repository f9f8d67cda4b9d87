"""Whole runs in a LinkedIn in memory: what is acted on, in which order, how much, and what the journal says of it."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from withdrawer.errors import Interrupted, Wall
from withdrawer.journal.records import Job, JobState, Outcome
from withdrawer.plan.naming import read_rule
from withdrawer.plan.origins import OriginChoice
from withdrawer.undo.pacing import PaceName
from withdrawer.undo.standing import standing_of

from .world import BLAST, CONNECTIONS, NOW, SENT, Bench, Member, keys, limited

ANY = limited(BLAST, origin=OriginChoice.ANY)
DAY = timedelta(days=1)


def first(*names: str) -> tuple[object, ...]:
    return tuple(read_rule(name, "--first") for name in names)


def blast_in_both(bench: Bench, sent: int, connections: int) -> None:
    bench.people(SENT, *keys("sent", sent))
    bench.people(CONNECTIONS, *keys("friend", connections))


def tally(bench: Bench, job: Job) -> Counter[Outcome | None]:
    return Counter(outcome for half in (SENT, CONNECTIONS) for outcome in bench.outcomes(job, half).values())


# What is done


def test_both_halves_are_undone_and_proven_and_nobody_else_is_touched(bench: Bench) -> None:
    blast_in_both(bench, 25, 12)
    job = bench.run(bench.job(ANY))
    assert (len(bench.acted_on(SENT)), len(bench.acted_on(CONNECTIONS))) == (25, 12)
    assert all("old" in key for half in (SENT, CONNECTIONS) for key in bench.world.keys(half))
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert [(it.done, it.proven, it.planned) for it in standing.tallies.values()] == [(25, 25, 25), (12, 12, 12)]
    assert (job.state, standing.is_partial, standing.next_at) == (JobState.FINISHED, False, None)
    assert standing.stated == 3


def test_invitations_come_before_connections_and_the_newest_first(bench: Bench) -> None:
    blast_in_both(bench, 15, 3)
    bench.run(bench.job(ANY))
    assert bench.acted_on() == [*keys("sent", 15), *keys("friend", 3)]


def test_those_of_first_go_before_all_also_where_they_are_connections(bench: Bench) -> None:
    blast_in_both(bench, 15, 3)
    bench.run(bench.job(limited(ANY, first=first("sent-9", "friend-2"))))
    assert bench.acted_on()[:4] == ["sent-9", "friend-2", "sent-0", "sent-1"]


def test_first_connections_do_not_wait_for_days_of_invitations(bench: Bench) -> None:
    blast_in_both(bench, 30, 2)
    bench.run(bench.job(limited(ANY, first=first("friend-1")), per_day=5))
    assert "friend-1" in bench.acted_on()


def test_a_limit_is_a_limit(bench: Bench) -> None:
    blast_in_both(bench, 15, 3)
    job = bench.run(bench.job(limited(ANY, limit=4)))
    assert bench.acted_on() == keys("sent", 4)
    assert job.state is JobState.FINISHED


def test_the_last_person_of_a_list_is_reached_and_proven(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 21), old=0)
    job = bench.run(bench.job())
    assert bench.world.keys(SENT) == []
    assert (job.state, tally(bench, job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 21})


def test_a_job_of_one_person_is_done_without_asking_to_go_on(bench: Bench) -> None:
    bench.people(SENT, "ada", old=0)
    job = bench.run(bench.job())
    assert (bench.acted_on(), bench.asked, job.state) == (["ada"], [], JobState.FINISHED)


def test_invitations_sent_after_the_confirm_are_left_alone(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5))
    job = bench.job()
    bench.people(SENT, "meant", *keys("sent", 5))
    bench.run(job)
    assert bench.world.has(SENT, "meant")
    assert bench.acted_on() == keys("sent", 5)


# The trial


def test_three_acts_are_read_back_before_all_others(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    job = bench.job()
    opened: list[int] = []
    bench.world.after = {4: lambda: opened.append(len(bench.world.opened))}
    before = len(bench.world.opened)
    bench.run(job)
    assert opened == [before + 3]  # the trial's walk, its reading back, the next walk
    assert bench.asked == ["Checked on a fresh page: 3 of the first 3 took effect. Go on with the rest?"]


def test_a_trial_spans_both_halves(bench: Bench) -> None:
    blast_in_both(bench, 2, 5)
    bench.answer = False
    bench.run(bench.job(ANY))
    assert bench.acted_on() == ["sent-0", "sent-1", "friend-0"]


def test_whoever_says_no_after_the_trial_has_nobody_else_touched(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    bench.answer = False
    job = bench.run(bench.job())
    assert bench.acted_on() == keys("sent", 3)
    assert (job.state, tally(bench, job)[Outcome.WITHDRAWN]) == (JobState.OPEN, 3)


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
    assert any("None of the first acts took effect" in note for note in bench.watch.notes)


def test_a_server_that_lies_is_found_out_in_the_trial(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    bench.world.answers = {key: ["a lie"] for key in keys("sent", 20)}
    job = bench.run(bench.job())
    assert bench.acted_on() == keys("sent", 3)
    assert tally(bench, job) == {Outcome.REFUSED: 3, None: 17}


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


# E-mail invitations


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
    bench.run(replace(job, terms=replace(job.terms, per_day=1)))
    assert bench.acted_on()[-1] == "sent-4"
    assert bench.world.opened[before:] == [SENT, SENT]  # the walk and its reading back


# Much and fast


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
    blast_in_both(bench, 5, 30)
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
    assert (job.state, tally(bench, job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 6, Outcome.KEPT: 6})


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
    job = bench.run(replace(job, terms=replace(job.terms, per_day=8)))
    assert len(bench.acted_on()) == 8
    assert job.terms.per_day == 8


# What may go wrong


def test_everything_refused_is_given_up_after_three_tries(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 2))
    bench.world.answers = {key: ["refused"] * 9 for key in keys("sent", 2)}
    job = bench.run(bench.job())
    for _ in range(2):
        assert job.state is JobState.OPEN
        job = bench.go_on(job)
    assert (job.state, tally(bench, job)) == (JobState.FINISHED, {Outcome.REFUSED: 2})
    assert Counter(bench.acted_on()) == dict.fromkeys(keys("sent", 2), 3)
    assert standing_of(bench.journal, bench.account, job, bench.world.now).is_partial


def test_nobody_is_tried_twice_in_one_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-1": ["refused"], "sent-7": ["unclear"]}
    job = bench.run(bench.job())
    assert max(Counter(bench.acted_on()).values()) == 1
    assert bench.outcomes(job, SENT)["sent-7"] is Outcome.NOT_DONE
    bench.go_on(job)
    assert tally(bench, job) == {Outcome.WITHDRAWN: 12}


def test_an_unclear_act_that_took_effect_is_proven_by_the_reading_back(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-7": ["unclear, but it took effect"]}
    job = bench.run(bench.job())
    assert (job.state, tally(bench, job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})
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
    assert (job.state, tally(bench, job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})
    assert Counter(bench.acted_on())["sent-5"] == (2 if answer == "killed" else 1)


def test_an_act_that_cannot_be_looked_up_is_left_and_the_others_go_on(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12), old=0)
    bench.world.answers = {"sent-11": ["killed after it took effect"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.stall = {SENT: 0}
    job = bench.go_on(job)
    assert (job.state, tally(bench, job)) == (JobState.OPEN, {Outcome.WITHDRAWN: 11, Outcome.UNRESOLVED: 1})
    bench.world.stall = {}
    job = bench.go_on(job)
    assert (job.state, tally(bench, job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 12})


def test_a_person_not_known_yet_is_not_acted_on_though_a_later_page_shows_them(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    bench.world.answers = {"sent-25": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.stall = {SENT: 0}
    bench.world.now += DAY
    runner = bench.runner(bench.journal.jobs.get(job.id))
    runner._look_up_unresolved()
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
    assert (new.state, tally(bench, new)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 7})


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
    runner._look_up_unresolved()
    bench.world.stall = {}
    runner._do()
    assert bench.line(old, "sent-5").outcome is Outcome.UNRESOLVED
    assert tally(bench, new) == {Outcome.WITHDRAWN: 6, None: 1}


# People who accept or go meanwhile


def test_people_who_accepted_since_yesterday_are_told_from_those_who_have_gone(bench: Bench) -> None:
    blast_in_both(bench, 20, 0)
    job = bench.run(bench.job(per_day=5))
    bench.world.accept("sent-7", "sent-19")
    bench.world.drop(SENT, "sent-8")
    job = bench.go_on(job)
    job = bench.go_on(bench.go_on(job))
    assert job.state is JobState.FINISHED
    assert tally(bench, job) == {Outcome.WITHDRAWN: 17, Outcome.ACCEPTED: 2, Outcome.GONE: 1}
    assert bench.acted_on(CONNECTIONS) == []


def test_who_accepted_is_known_before_the_next_act_also_far_below_it(bench: Bench) -> None:
    blast_in_both(bench, 50, 0)
    job = bench.run(bench.job(per_day=4))
    bench.world.accept("sent-40")
    bench.go_on(job)
    assert bench.outcomes(job, SENT)["sent-40"] is Outcome.ACCEPTED


def test_those_who_accept_meanwhile_are_removed_where_the_job_said_so(bench: Bench) -> None:
    blast_in_both(bench, 20, 0)
    job = bench.run(bench.job(per_day=10, also_accepted=True))
    bench.world.accept("sent-15", "sent-19")
    job = bench.go_on(job)
    assert job.state is JobState.FINISHED
    assert sorted(bench.acted_on(CONNECTIONS)) == ["sent-15", "sent-19"]
    assert bench.outcomes(job, CONNECTIONS) == {"sent-15": Outcome.REMOVED, "sent-19": Outcome.REMOVED}


def test_several_who_accepted_are_removed(bench: Bench) -> None:
    blast_in_both(bench, 20, 0)
    job = bench.run(bench.job(per_day=10, also_accepted=True))
    bench.world.accept(*keys("sent", 20)[17:])
    job = bench.go_on(job)
    assert job.state is JobState.FINISHED
    assert sorted(bench.acted_on(CONNECTIONS)) == keys("sent", 20)[17:]


def test_those_who_accepted_wait_for_the_allowance_of_another_day(bench: Bench) -> None:
    blast_in_both(bench, 9, 0)
    job = bench.run(bench.job(per_day=4, also_accepted=True))
    bench.world.accept("sent-8")
    job = bench.go_on(job)
    assert (len(bench.acted_on(SENT)), bench.acted_on(CONNECTIONS)) == (8, [])
    job = bench.go_on(job)
    assert (job.state, bench.acted_on(CONNECTIONS)) == (JobState.FINISHED, ["sent-8"])


def test_a_row_that_goes_under_the_hand_is_settled_by_the_reading_back(bench: Bench) -> None:
    blast_in_both(bench, 8, 0)
    job = bench.job()
    bench.world.answers = {"sent-4": ["gone"], "sent-6": ["gone"]}
    bench.world.after = {2: lambda: bench.world.accept("sent-4"), 3: lambda: bench.world.drop(SENT, "sent-6")}
    job = bench.run(job)
    assert bench.outcomes(job, SENT)["sent-4"] is Outcome.ACCEPTED
    assert bench.outcomes(job, SENT)["sent-6"] is Outcome.GONE
    assert job.state is JobState.FINISHED


def test_everybody_gone_finishes_the_job_without_an_act(bench: Bench) -> None:
    blast_in_both(bench, 12, 0)
    job = bench.job()
    bench.people(SENT)
    job = bench.run(job)
    assert (job.state, bench.acted_on(), tally(bench, job)) == (JobState.FINISHED, [], {Outcome.GONE: 12})


def test_nobody_is_called_gone_where_connections_came_only_in_part(bench: Bench) -> None:
    blast_in_both(bench, 30, 15)
    job = bench.job()
    bench.world.accept("sent-20")
    bench.world.lists[CONNECTIONS].append(bench.world.lists[CONNECTIONS].pop(0))
    bench.world.stall = {CONNECTIONS: 5}
    job = bench.run(job)
    assert bench.outcomes(job, SENT)["sent-20"] is None
    bench.world.stall = {}
    assert bench.outcomes(bench.go_on(job), SENT)["sent-20"] is Outcome.ACCEPTED


def test_a_page_in_the_list_is_no_neighbour(bench: Bench) -> None:
    """Rows of pages and events have no key: one that was read says nothing of where another once stood."""
    blast_in_both(bench, 25, 0)
    sent = bench.world.lists[SENT]
    sent.insert(0, Member("", "Sent 1 hour ago"))
    sent.append(Member("", "Sent 6 days ago"))
    bench.world.answers = {"sent-22": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.stall = {SENT: 1}
    runner = bench.runner(job)
    runner._look_up_unresolved()
    assert bench.line(job, "sent-22").outcome is Outcome.UNRESOLVED


def test_a_page_in_the_list_does_not_end_a_walk(bench: Bench) -> None:
    blast_in_both(bench, 25, 0)
    bench.world.lists[SENT].insert(0, Member("", "Sent 1 hour ago"))
    bench.world.lists[SENT].append(Member("", "Sent 6 days ago"))
    job = bench.run(bench.job())
    assert (job.state, tally(bench, job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 25})


def test_an_unsorted_list_is_walked_to_its_end(bench: Bench) -> None:
    bench.people(SENT)
    bench.people(CONNECTIONS, *keys("friend", 30), old=30)
    bench.world.unsorted = {CONNECTIONS}
    job = bench.job(ANY)
    bench.world.lists[CONNECTIONS].sort(key=lambda member: member.key, reverse=True)
    for _ in range(3):
        job = bench.go_on(job)
    assert tally(bench, job) == {Outcome.REMOVED: 30}


def test_progress_counts_the_acts_of_this_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5))
    bench.run(bench.job())
    assert [(step.done, step.total) for step in bench.watch.steps] == [(1, 3), (2, 3), (3, 3), (1, 2), (2, 2)]
