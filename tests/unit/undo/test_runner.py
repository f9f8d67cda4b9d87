"""Whole runs in a LinkedIn in memory: who is acted on, in which order, and what the journal says of it."""

from withdrawer.journal.records import JobState, Outcome
from withdrawer.undo.job_progress import standing_of

from .world import ANY, CONNECTIONS, SENT, Bench, first, keys, limited


def test_both_halves_are_undone_and_proven_and_nobody_else_is_touched(bench: Bench) -> None:
    bench.blast(25, 12)
    job = bench.run(bench.job(ANY))
    assert (len(bench.acted_on(SENT)), len(bench.acted_on(CONNECTIONS))) == (25, 12)
    assert all("old" in key for half in (SENT, CONNECTIONS) for key in bench.world.keys(half))
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert [(it.done, it.proven, it.planned) for it in standing.tallies.values()] == [(25, 25, 25), (12, 12, 12)]
    assert (job.state, standing.is_partial, standing.next_at) == (JobState.FINISHED, False, None)
    assert standing.stated == 3


def test_invitations_come_before_connections_and_the_newest_first(bench: Bench) -> None:
    bench.blast(15, 3)
    bench.run(bench.job(ANY))
    assert bench.acted_on() == [*keys("sent", 15), *keys("friend", 3)]


def test_those_of_first_go_before_all_also_where_they_are_connections(bench: Bench) -> None:
    bench.blast(15, 3)
    bench.run(bench.job(limited(ANY, first=first("sent-9", "friend-2"))))
    assert bench.acted_on()[:4] == ["sent-9", "friend-2", "sent-0", "sent-1"]


def test_first_connections_do_not_wait_for_days_of_invitations(bench: Bench) -> None:
    bench.blast(30, 2)
    bench.run(bench.job(limited(ANY, first=first("friend-1")), per_day=5))
    assert "friend-1" in bench.acted_on()


def test_a_limit_is_a_limit(bench: Bench) -> None:
    bench.blast(15, 3)
    job = bench.run(bench.job(limited(ANY, limit=4)))
    assert bench.acted_on() == keys("sent", 4)
    assert job.state is JobState.FINISHED


def test_the_last_person_of_a_list_is_reached_and_proven(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 21), old=0)
    job = bench.run(bench.job())
    assert bench.world.keys(SENT) == []
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 21})


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
