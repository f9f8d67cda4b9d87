from withdrawer.journal.records import Job, Outcome, Proof
from withdrawer.undo.readback import ReadBack

from .world import CONNECTIONS, NOW, SENT, Bench, keys


def readback(bench: Bench, job: Job) -> ReadBack:
    return ReadBack(bench.shop(), job)


def acted(bench: Bench, job: Job, key: str, outcome: Outcome) -> int:
    """An act in the journal alone: the lists are as they are."""
    line = bench.line(job, key)
    act = bench.journal.acts.intend(line, NOW)
    bench.journal.acts.settle(act, outcome, Proof.ANSWER if outcome is Outcome.WITHDRAWN else None, NOW)
    return line.id


def test_a_false_yes_is_contradicted(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    job = bench.job()
    number = acted(bench, job, "sent-2", Outcome.WITHDRAWN)
    assert readback(bench, job).settle(SENT, frozenset({number})) == 1
    assert bench.line(job, "sent-2").outcome is Outcome.REFUSED
    assert bench.journal.acts.proven(job)[SENT] == 0


def test_a_true_yes_stays_and_connections_are_not_read_for_it(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    job = bench.job()
    number = acted(bench, job, "sent-2", Outcome.WITHDRAWN)
    bench.world.drop(SENT, "sent-2")
    opened = len(bench.world.opened)
    assert readback(bench, job).settle(SENT, frozenset({number})) == 0
    assert bench.world.opened[opened:] == [SENT]
    assert bench.line(job, "sent-2").outcome is Outcome.WITHDRAWN


def test_reading_back_goes_no_farther_than_a_neighbour_below(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 100))
    job = bench.job()
    number = acted(bench, job, "sent-2", Outcome.WITHDRAWN)
    before = len(bench.journal.scans.earlier_sightings(bench.account))
    readback(bench, job).settle(SENT, frozenset({number}))
    assert len(bench.journal.scans.earlier_sightings(bench.account)) - before == 10


def test_nothing_to_settle_opens_no_page(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    job = bench.job()
    opened = len(bench.world.opened)
    assert readback(bench, job).settle(CONNECTIONS, frozenset({1, 2})) == 0
    assert len(bench.world.opened) == opened


def test_an_unknown_act_becomes_withdrawn_accepted_or_not_done(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    bench.people(CONNECTIONS)
    job = bench.job()
    numbers = frozenset(acted(bench, job, key, Outcome.UNRESOLVED) for key in ("sent-1", "sent-2", "sent-3"))
    bench.world.drop(SENT, "sent-1")
    bench.world.accept("sent-2")
    assert readback(bench, job).settle(SENT, numbers) == 3
    assert [bench.line(job, key).outcome for key in ("sent-1", "sent-2", "sent-3")] == [
        Outcome.WITHDRAWN,
        Outcome.ACCEPTED,
        Outcome.NOT_DONE,
    ]
    assert bench.journal.acts.proven(job)[SENT] == 1
    assert bench.journal.acts.unresolved(bench.account) == []


def test_only_people_who_were_not_tried_are_marked_accepted(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    bench.people(CONNECTIONS)
    job = bench.job()
    acted(bench, job, "sent-1", Outcome.REFUSED)
    bench.world.accept("sent-1", "sent-5")
    readback(bench, job).mark_accepted()
    assert bench.line(job, "sent-5").outcome is Outcome.ACCEPTED
    assert bench.line(job, "sent-1").outcome is Outcome.REFUSED
    assert bench.journal.acts.instants_since(bench.account, NOW.replace(year=2025)).acted_at == [NOW]


def test_who_accepted_is_marked_also_where_connections_came_only_in_part(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    bench.people(CONNECTIONS, *keys("friend", 30))
    job = bench.job()
    bench.world.accept("sent-5")
    bench.world.stall = {CONNECTIONS: 5}
    readback(bench, job).mark_accepted()
    assert bench.line(job, "sent-5").outcome is Outcome.ACCEPTED
