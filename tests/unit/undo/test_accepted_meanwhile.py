"""Who accepts after the confirm is collected, and removed only after a yes of its own."""

import msgspec

from withdrawer.journal.records import Job, Outcome
from withdrawer.undo.standing import accepted_meanwhile, standing_of

from .world import CONNECTIONS, SENT, Bench, keys


def run_while_two_accept(bench: Bench, says: bool | None = None) -> Job:
    """Ten are confirmed, two of them accept before their turn."""
    bench.people(SENT, *keys("blast", 10))
    bench.people(CONNECTIONS)
    job = bench.job()
    bench.world.accept("blast-8", "blast-9")
    runner = bench.runner(job)
    if says is not None:
        runner.wants_accepted = lambda count: says and count == 2
    return runner.run(is_continued=True)


def test_without_a_yes_they_are_collected_and_stay(bench: Bench) -> None:
    job = run_while_two_accept(bench)
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert {line.line.key for line in standing.accepted} == {"blast-8", "blast-9"}
    assert bench.outcomes(job, SENT)["blast-8"] is Outcome.ACCEPTED
    assert not bench.acted_on(CONNECTIONS)


def test_a_no_leaves_them_and_a_yes_removes_them(bench: Bench) -> None:
    job = run_while_two_accept(bench, says=False)
    assert not bench.acted_on(CONNECTIONS)
    assert len(accepted_meanwhile(bench.journal.jobs.lines(job))) == 2


def test_a_yes_removes_them(bench: Bench) -> None:
    job = run_while_two_accept(bench, says=True)
    assert set(bench.acted_on(CONNECTIONS)) == {"blast-8", "blast-9"}
    assert accepted_meanwhile(bench.journal.jobs.lines(job)) == []


def test_a_later_run_of_the_open_job_may_bring_the_yes(bench: Bench) -> None:
    bench.people(SENT, *keys("blast", 10))
    bench.people(CONNECTIONS)
    job = bench.job(per_day=4)
    bench.world.accept("blast-9")
    job = bench.run(job, is_continued=True)
    assert not bench.acted_on(CONNECTIONS)
    bench.world.now = bench.world.now.replace(day=bench.world.now.day + 5)
    later = msgspec.structs.replace(job, terms=msgspec.structs.replace(job.terms, per_day=None, also_accepted=True))
    bench.run(later, is_continued=True)
    assert bench.acted_on(CONNECTIONS) == ["blast-9"]
