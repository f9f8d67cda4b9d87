"""Who accepts after the confirm is collected, and removed only after a yes of its own."""

from dataclasses import replace
from datetime import UTC

import msgspec
import pytest

from tests.support.answers import Answering
from withdrawer.app.consent import Consent, accepted_since
from withdrawer.app.kept_now import KeptNow
from withdrawer.journal.records import Job, Outcome, PlanLine, Terms
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.decisions import Sign
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.selection import Selection
from withdrawer.undo.job_progress import accepted_meanwhile, standing_of

from .world import BLAST, CONNECTIONS, DAY, RECENT, SENT, WINDOW, Bench, Member, keys


def run_while_two_accept(bench: Bench, says: bool | None = None) -> Job:
    """Ten are confirmed, two of them accept before their turn."""
    bench.people(SENT, *keys("blast", 10))
    bench.people(CONNECTIONS)
    job = bench.job()
    bench.world.accept("blast-8", "blast-9")
    runner = bench.runner(job)
    if says is not None:
        runner.wants_accepted = lambda people: bool(says) and len(people) == 2
    return runner.run(is_continued=True)


def test_without_a_yes_they_are_collected_and_stay(bench: Bench) -> None:
    job = run_while_two_accept(bench)
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert {line.key for line in standing.accepted} == {"blast-8", "blast-9"}
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


def test_a_job_for_invitations_alone_hears_the_yes_at_once(bench: Bench) -> None:
    job = only_sent(bench)
    runner = bench.runner(job)
    runner.is_kept = runner.walker.is_kept = kept_now(bench, job)
    runner.wants_accepted = lambda _: True
    runner.run(is_continued=True)
    assert set(bench.acted_on(CONNECTIONS)) == {"blast-8", "blast-9"}


def test_the_yes_can_be_given_after_a_no_and_after_another_job(bench: Bench) -> None:
    """As `run --also-accepted` does it, after a job for invitations alone."""
    job = only_sent(bench)
    runner = bench.runner(job)
    runner.wants_accepted = lambda _: False
    runner.run(is_continued=True)
    assert bench.acted_on(CONNECTIONS) == []
    assert say(bench, yes=False) is None
    bench.world.lists[SENT].insert(0, Member("another", RECENT[SENT]))
    bench.run(bench.job(replace(BLAST, halves=(SENT,))), is_continued=True)
    later = say(bench, yes=True)
    assert later is not None
    runner = bench.runner(later)
    runner.is_kept = runner.walker.is_kept = kept_now(bench, later)
    runner.run(is_continued=True)
    assert set(bench.acted_on(CONNECTIONS)) == {"blast-8", "blast-9"}
    assert accepted_since(bench.journal, bench.account) is None, "they are settled"


@pytest.mark.parametrize("window", [WINDOW, Window(FOREVER_AGO, FAR_AHEAD)])
def test_removing_two_of_two_thousand_reads_as_far_as_needed(bench: Bench, window: Window) -> None:
    bench.people(SENT, *keys("blast", 5))
    bench.people(CONNECTIONS, old=2000)
    job = bench.job(replace(BLAST, window=window))
    bench.world.accept("blast-3", "blast-4")
    bench.run(job, is_continued=True)
    before = loads_of_connections(bench)
    later = say(bench, yes=True)
    assert later is not None
    bench.run(later, is_continued=True)
    assert set(bench.acted_on(CONNECTIONS)) == {"blast-3", "blast-4"}
    assert bench.checked(later, CONNECTIONS) == 2
    assert loads_of_connections(bench) - before <= 4


def test_a_plan_made_again_spares_who_connected_when_their_invitation_was_withdrawn(bench: Bench) -> None:
    bench.people(SENT, "ana", *keys("blast", 4))
    bench.people(CONNECTIONS)
    bench.run(bench.job())
    assert not bench.world.lists[SENT][:-3]
    bench.world.now += 40 * DAY
    bench.world.lists[CONNECTIONS].insert(0, Member("ana", "Connected on December 28, 2026"))
    [ana] = [it for it in bench.plan().connections.decisions if it.person.key == "ana"]
    assert ana.reason_code.value == "unknown_origin"
    assert ana.sign is Sign.ENDED


def only_sent(bench: Bench) -> Job:
    """Ten invitations are confirmed and no connections; two of them accept before their turn."""
    bench.people(SENT, *keys("blast", 10))
    bench.people(CONNECTIONS)
    selection = replace(BLAST, halves=(SENT,))
    plan = bench.plan(selection)
    terms = Terms(msgspec.to_builtins(selection.frozen(plan.window)), WINDOW, None, "none", (SENT,), False)
    lines = [PlanLine.of(it) for it in (*plan.sent.decisions, *plan.connections.decisions)]
    job = bench.journal.jobs.begin(bench.account, terms, lines, bench.world.now)
    bench.world.accept("blast-8", "blast-9")
    return job


def kept_now(bench: Bench, job: Job) -> KeptNow:
    return KeptNow(msgspec.convert(job.terms.selection, Selection), KeepRules(), bench.journal)


def say(bench: Bench, *, yes: bool) -> Job | None:
    """What `run --also-accepted` asks, answered."""
    consent = Consent(Answering(yes), bench.journal, lambda: bench.world.now, UTC, says_yes=False)
    left = accepted_since(bench.journal, bench.account)
    assert left is not None
    return consent.accepted(*left, bench.account)


def loads_of_connections(bench: Bench) -> int:
    [row] = bench.journal.database.rows("SELECT SUM(loads) AS loads FROM scans WHERE half = 'connections'")
    return int(row["loads"])
