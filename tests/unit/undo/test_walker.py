from datetime import timedelta

import pytest

from withdrawer.errors import UsageError
from withdrawer.journal.records import Outcome, Proof
from withdrawer.linkedin.acting.actor import ActEvidence, Seen
from withdrawer.plan.half import Half
from withdrawer.undo.pacing import PaceName
from withdrawer.undo.walker import ListWalker, judged
from withdrawer.undo.watcher import ANSWERED

from .world import CONNECTIONS, NOW, SENT, Bench, keys


def acting(bench: Bench, per_day: int | None = None) -> ListWalker:
    job = bench.job(per_day=per_day)
    return ListWalker(bench.context(), job, lambda person: bench.keeps.get(person.key))


def walk(it: ListWalker, bench: Bench, *wanted: str, most: int | None = None) -> None:
    it.walk(SENT, [bench.line(it.job, key) for key in wanted], most)


@pytest.mark.parametrize(("half", "done"), [(SENT, Outcome.WITHDRAWN), (CONNECTIONS, Outcome.REMOVED)])
def test_only_what_was_seen_done_is_proven(half: Half, done: Outcome) -> None:
    assert judged(half, ActEvidence(Seen.DONE)) == (done, Proof.ANSWER)
    others = {seen: judged(half, ActEvidence(seen)) for seen in Seen if seen is not Seen.DONE}
    assert others == {
        Seen.SILENT: (Outcome.UNRESOLVED, None),
        Seen.REFUSED: (Outcome.REFUSED, None),
        Seen.NOT_CONFIRMED: (Outcome.REFUSED, None),
        Seen.ANOTHER: (Outcome.REFUSED, None),
        Seen.UNCLEAR: (Outcome.UNRESOLVED, None),
        Seen.GONE: (Outcome.NOT_DONE, None),
        Seen.KEPT: (Outcome.KEPT, None),
        Seen.SPENT: (Outcome.NOT_DONE, None),
    }


def test_a_walk_acts_on_those_it_was_given_and_stops_below_the_last(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 50))
    it = acting(bench)
    loads = len(bench.journal.scans.earlier_sightings(bench.account))
    walk(it, bench, "sent-3", "sent-12")
    assert bench.acted_on() == ["sent-3", "sent-12"]
    assert len(bench.journal.scans.earlier_sightings(bench.account)) - loads == 20
    assert (len(it.met), len(it.touched), it.reconciler.absent[SENT]) == (2, 2, set())


def test_the_intent_is_written_before_the_click(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5))
    it = acting(bench)
    found: list[str] = []
    bench.world.after = {1: lambda: found.extend(act.key for act in bench.journal.acts.unresolved(bench.account))}
    walk(it, bench, "sent-2")
    assert found == ["sent-2"]
    assert bench.journal.acts.unresolved(bench.account) == []


def test_who_was_not_met_though_their_place_was_passed_is_missed(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    it = acting(bench)
    bench.world.drop(SENT, "sent-4")
    walk(it, bench, "sent-4", "sent-8", "sent-15")
    assert it.reconciler.absent[SENT] == {bench.line(it.job, "sent-4").id}
    assert bench.acted_on() == ["sent-8", "sent-15"]


def test_who_stands_below_where_the_walk_ended_is_not_missed(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 40))
    it = acting(bench)
    walk(it, bench, *keys("sent", 40), most=2)
    assert bench.acted_on() == keys("sent", 2)
    assert it.reconciler.absent[SENT] == set()


@pytest.mark.parametrize(("most", "per_day", "acts"), [(None, None, 6), (4, None, 4), (4, 2, 2), (None, 5, 5)])
def test_a_walk_does_no_more_than_is_admitted(bench: Bench, most: int | None, per_day: int | None, acts: int) -> None:
    bench.people(SENT, *keys("sent", 6))
    it = acting(bench, per_day)
    walk(it, bench, *keys("sent", 6), most=most)
    assert len(bench.acted_on()) == acts


def test_where_nothing_is_admitted_no_page_is_opened(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 6))
    it = acting(bench, per_day=2)
    walk(it, bench, "sent-0", "sent-1")
    opened = len(bench.world.opened)
    walk(it, bench, "sent-2")
    assert len(bench.world.opened) == opened
    bench.world.now += timedelta(hours=22)
    walk(it, bench, "sent-2")
    assert bench.acted_on() == keys("sent", 3)


def test_after_somebody_who_is_kept_nothing_is_waited_for_and_no_further_load_is_asked_for(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    it = ListWalker(bench.context(PaceName.STEADY), bench.job(), lambda person: bench.keeps.get(person.key))
    bench.keeps = {"sent-0": "named by --keep", "sent-9": "named by --keep"}
    bench.world.waits.clear()
    before = len(bench.journal.scans.earlier_sightings(bench.account))
    walk(it, bench, "sent-0", "sent-5", "sent-9")
    assert (bench.acted_on(), bench.world.waits) == (["sent-5"], [])
    assert len(bench.journal.scans.earlier_sightings(bench.account)) - before == 10


def test_no_more_removals_are_promised_than_an_allowance_holds(bench: Bench) -> None:
    bench.people(SENT, "ada")
    it = acting(bench, per_day=40)
    assert (it.admitted(CONNECTIONS, 30), it.admitted(SENT, 30), it.admitted(SENT, 50, 3)) == (25, 30, 3)


def test_a_keep_rule_that_comes_up_under_the_click_holds_it(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 6))
    it = acting(bench)
    asked: list[str] = []

    def is_kept(person: object) -> str | None:
        asked.append("asked")
        return "named by --keep" if len(asked) == 2 else None

    it.is_kept = is_kept
    walk(it, bench, "sent-1")
    line = bench.line(it.job, "sent-1")
    assert (line.outcome, bench.acted_on()) == (Outcome.KEPT, [])
    assert bench.world.has(SENT, "sent-1")


def test_who_is_acted_on_is_told_as_it_goes(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 3))
    bench.world.answers = {"sent-1": ["refused"]}
    walk(acting(bench), bench, *keys("sent", 3))
    assert [(step.name, step.outcome, step.done, step.total) for step in bench.watch.steps] == [
        ("Name of sent-0", ANSWERED, 1, 3),
        ("Name of sent-1", Outcome.REFUSED, 2, 3),
        ("Name of sent-2", ANSWERED, 3, 3),
    ]
    assert bench.world.now == NOW


def test_nobody_is_acted_on_where_the_control_is_known_by_its_shape_alone(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 4))
    job = bench.job()
    bench.world.unconfirmed = {SENT}
    with pytest.raises(UsageError):
        bench.run(job)
    assert bench.acted_on() == []
    assert bench.journal.acts.history(bench.account, 99) == []
