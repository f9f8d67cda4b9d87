"""People who accept or go while a job goes on, and lists that change under the hand."""

import pytest

from withdrawer.errors import Interrupted
from withdrawer.journal.records import JobState, Outcome
from withdrawer.undo.runner import look_up_unknown

from .world import ANY, CONNECTIONS, SENT, Bench, Member, keys


def test_people_who_accepted_since_yesterday_are_told_from_those_who_have_gone(bench: Bench) -> None:
    bench.blast(20, 0)
    job = bench.run(bench.job(per_day=5))
    bench.world.accept("sent-7", "sent-19")
    bench.world.drop(SENT, "sent-8")
    job = bench.go_on(job)
    job = bench.go_on(bench.go_on(job))
    assert job.state is JobState.FINISHED
    assert bench.tally(job) == {Outcome.WITHDRAWN: 17, Outcome.ACCEPTED: 2, Outcome.GONE: 1}
    assert bench.acted_on(CONNECTIONS) == []


def test_who_accepted_is_known_before_the_next_act_also_far_below_it(bench: Bench) -> None:
    bench.blast(50, 0)
    job = bench.run(bench.job(per_day=4))
    bench.world.accept("sent-40")
    bench.go_on(job)
    assert bench.outcomes(job, SENT)["sent-40"] is Outcome.ACCEPTED


def test_those_who_accept_meanwhile_are_removed_where_the_job_said_so(bench: Bench) -> None:
    bench.blast(20, 0)
    job = bench.run(bench.job(per_day=10, also_accepted=True))
    bench.world.accept("sent-15", "sent-19")
    job = bench.go_on(job)
    assert job.state is JobState.FINISHED
    assert sorted(bench.acted_on(CONNECTIONS)) == ["sent-15", "sent-19"]
    assert bench.outcomes(job, CONNECTIONS) == {"sent-15": Outcome.REMOVED, "sent-19": Outcome.REMOVED}


def test_several_who_accepted_are_removed(bench: Bench) -> None:
    bench.blast(20, 0)
    job = bench.run(bench.job(per_day=10, also_accepted=True))
    bench.world.accept(*keys("sent", 20)[17:])
    job = bench.go_on(job)
    assert job.state is JobState.FINISHED
    assert sorted(bench.acted_on(CONNECTIONS)) == keys("sent", 20)[17:]


def test_those_who_accepted_wait_for_the_allowance_of_another_day(bench: Bench) -> None:
    bench.blast(9, 0)
    job = bench.run(bench.job(per_day=4, also_accepted=True))
    bench.world.accept("sent-8")
    job = bench.go_on(job)
    assert (len(bench.acted_on(SENT)), bench.acted_on(CONNECTIONS)) == (8, [])
    job = bench.go_on(job)
    assert (job.state, bench.acted_on(CONNECTIONS)) == (JobState.FINISHED, ["sent-8"])


def test_a_row_that_goes_under_the_hand_is_settled_by_the_reading_back(bench: Bench) -> None:
    bench.blast(8, 0)
    job = bench.job()
    bench.world.answers = {"sent-4": ["gone"], "sent-6": ["gone"]}
    bench.world.after = {2: lambda: bench.world.accept("sent-4"), 3: lambda: bench.world.drop(SENT, "sent-6")}
    job = bench.run(job)
    assert bench.outcomes(job, SENT)["sent-4"] is Outcome.ACCEPTED
    assert bench.outcomes(job, SENT)["sent-6"] is Outcome.GONE
    assert job.state is JobState.FINISHED


def test_everybody_gone_finishes_the_job_without_an_act(bench: Bench) -> None:
    bench.blast(12, 0)
    job = bench.job()
    bench.people(SENT)
    job = bench.run(job)
    assert (job.state, bench.acted_on(), bench.tally(job)) == (JobState.FINISHED, [], {Outcome.GONE: 12})


def test_nobody_is_called_gone_where_connections_came_only_in_part(bench: Bench) -> None:
    bench.blast(30, 15)
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
    bench.blast(25, 0)
    sent = bench.world.lists[SENT]
    sent.insert(0, Member("", "Sent 1 hour ago"))
    sent.append(Member("", "Sent 6 days ago"))
    bench.world.answers = {"sent-22": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.stall = {SENT: 1}
    runner = bench.runner(job)
    look_up_unknown(runner.context)
    assert bench.line(job, "sent-22").outcome is Outcome.UNRESOLVED


def test_a_page_in_the_list_does_not_end_a_walk(bench: Bench) -> None:
    bench.blast(25, 0)
    bench.world.lists[SENT].insert(0, Member("", "Sent 1 hour ago"))
    bench.world.lists[SENT].append(Member("", "Sent 6 days ago"))
    job = bench.run(bench.job())
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 25})


def test_an_unsorted_list_is_walked_to_its_end(bench: Bench) -> None:
    bench.people(SENT)
    bench.people(CONNECTIONS, *keys("friend", 30), old=30)
    bench.world.unsorted = {CONNECTIONS}
    job = bench.job(ANY)
    bench.world.lists[CONNECTIONS].sort(key=lambda member: member.key, reverse=True)
    for _ in range(3):
        job = bench.go_on(job)
    assert bench.tally(job) == {Outcome.REMOVED: 30}


def test_progress_counts_the_acts_of_this_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5))
    bench.run(bench.job())
    assert [(step.done, step.total) for step in bench.watch.steps] == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
