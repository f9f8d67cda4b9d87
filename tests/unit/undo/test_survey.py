from datetime import timedelta

import msgspec
import pytest

from withdrawer.errors import WithdrawerError
from withdrawer.journal.documents import selection_of
from withdrawer.journal.records import PlanLine, Terms
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.half import Half
from withdrawer.plan.plan_file import ListedPerson, PlanFile
from withdrawer.plan.selection import Selection
from withdrawer.undo.list_survey import is_past, read_list, start_of, survey

from .world import BLAST, CONNECTIONS, NOW, OLD, SENT, WINDOW, Bench, Member, keys, limited


def group(prefix: str, count: int, age: str) -> list[Member]:
    return [Member(key, f"Sent {age}") for key in keys(prefix, count)]


def worded(*wordings: str) -> Selection:
    return Selection(wordings=wordings)


def test_reading_stops_once_the_window_is_passed(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 15), old=500)
    bench.people(CONNECTIONS, *keys("friend", 5), old=500)
    sent, connections = survey(bench.context(), BLAST)
    assert (len(sent.people), len(connections.people)) == (20, 10)
    assert not sent.is_complete
    assert sent.is_conclusive
    assert sent.stated == 515


def test_everything_means_the_whole_of_both_lists(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 15), old=30)
    bench.people(CONNECTIONS, old=30)
    sent, connections = survey(bench.context(), Selection(window=Window(FOREVER_AGO, FAR_AHEAD)))
    assert (len(sent.people), len(connections.people)) == (45, 30)
    assert sent.is_complete
    assert connections.is_complete


def test_nothing_selected_reads_all_invitations_and_no_connection(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 15), old=30)
    sent, connections = survey(bench.context(), Selection())
    assert (len(sent.people), connections.people) == (45, ())
    assert bench.world.opened == [SENT]


def test_one_half_alone_is_read_where_only_it_is_asked_for(bench: Bench) -> None:
    bench.people(CONNECTIONS, "friend")
    survey(bench.context(), limited(BLAST, halves=(CONNECTIONS,)))
    survey(bench.context(), limited(BLAST, halves=(SENT,)))
    assert bench.world.opened == [CONNECTIONS, SENT]


def test_reading_stops_once_a_wording_is_passed(bench: Bench) -> None:
    bench.world.lists[SENT] = [
        *group("a", 5, "1 hour ago"),
        *group("b", 15, "2 days ago"),
        *group("c", 50, "1 week ago"),
    ]
    sent, _ = survey(bench.context(), worded("2 days ago"))
    assert len(sent.people) == 30


def test_two_wordings_with_another_group_between_them_are_both_read(bench: Bench) -> None:
    bench.world.lists[SENT] = [
        *group("a", 5, "1 hour ago"),
        *group("b", 25, "2 days ago"),
        *group("c", 5, "1 week ago"),
    ]
    sent, _ = survey(bench.context(), worded("1 hour ago", "Sent 1 week ago"))
    assert {person.key for person in sent.people} >= set(keys("c", 5))


def test_a_wording_that_nobody_bears_is_looked_for_to_the_end(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 15), old=30)
    sent, connections = survey(bench.context(), worded("3 weeks ago"))
    assert (len(sent.people), connections.people) == (45, ())


def test_connections_are_read_back_to_where_the_wordings_begin(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5))
    bench.people(CONNECTIONS, *keys("friend", 5), old=100)
    sent, connections = survey(bench.context(), worded("1 hour ago"))
    assert start_of(worded("1 hour ago"), sent) == NOW - timedelta(hours=2)
    assert len(connections.people) == 10


def test_connections_that_are_not_newest_first_are_read_to_their_end(bench: Bench) -> None:
    bench.people(CONNECTIONS, "friend", old=100)
    bench.world.unsorted = {CONNECTIONS}
    _, connections = survey(bench.context(), BLAST)
    assert len(connections.people) == 101
    assert not connections.in_order


def test_a_list_that_gives_no_more_is_neither_complete_nor_conclusive(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    bench.world.stall = {SENT: 10}
    sent, _ = survey(bench.context(), BLAST)
    assert (len(sent.people), sent.is_complete, sent.is_conclusive) == (10, False, False)


def test_two_old_people_are_no_proof_that_the_window_is_passed(bench: Bench) -> None:
    bench.world.lists[SENT] = [*group("a", 1, "1 hour ago"), *group("b", 2, "5 days ago"), *group("c", 9, "1 hour ago")]
    sent, _ = survey(bench.context(), BLAST)
    assert not is_past(list(sent.people[:3]), WINDOW.since)
    assert sent.is_complete


def test_people_whose_time_lies_only_partly_before_the_window_do_not_pass_it(bench: Bench) -> None:
    bench.world.lists[SENT] = [
        *group("a", 1, "1 hour ago"),
        *group("b", 19, "3 hours ago"),
        *group("c", 20, "5 days ago"),
    ]
    sent, _ = survey(bench.context(), limited(BLAST, window=Window(NOW - timedelta(hours=3, minutes=30), FAR_AHEAD)))
    assert len(sent.people) == 30


def test_an_age_that_cannot_be_read_passes_nothing(bench: Bench) -> None:
    bench.world.lists[SENT] = [*group("a", 1, "1 hour ago"), *group("b", 9, "eons ago"), *group("c", 5, "1 hour ago")]
    sent, _ = survey(bench.context(), BLAST)
    assert len(sent.people) == 15


def test_pages_and_events_are_nobody_of_a_reading(bench: Bench) -> None:
    bench.world.lists[SENT] = [Member("", OLD[SENT]), Member("ada", OLD[SENT])]
    assert read_list(bench.context(), SENT, lambda _: False).keys == {"ada"}


def test_what_is_read_is_written_down_also_where_reading_breaks_off(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))

    def break_off(people: object) -> bool:
        raise WithdrawerError("the network is gone")

    with pytest.raises(WithdrawerError, match="the network"):
        read_list(bench.context(), SENT, break_off)
    assert len(bench.journal.scans.earlier_sightings(bench.account)) == 10
    assert not any(row["complete"] for row in bench.journal.database.rows("SELECT complete FROM scans"))


def test_loads_of_a_day_have_an_end(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 100))
    with pytest.raises(WithdrawerError, match="page loads"):
        read_list(bench.context(loads_per_day=5), SENT, lambda _: False)
    assert len(bench.journal.scans.earlier_sightings(bench.account)) == 50
    with pytest.raises(WithdrawerError, match="page loads"):
        read_list(bench.context(loads_per_day=5), SENT, lambda _: True)
    bench.world.now += timedelta(hours=22, seconds=1)
    assert read_list(bench.context(loads_per_day=5), SENT, lambda _: True).people


def listed(*keys: str, half: Half = SENT) -> Selection:
    return Selection(plan_file=PlanFile("x.csv", tuple(ListedPerson(half, key, "", 2) for key in keys)))


def test_the_people_of_a_file_are_looked_for_as_far_as_needed(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25), old=500)
    bench.people(CONNECTIONS, *keys("friend", 5), old=500)
    sent, connections = survey(bench.context(), listed("sent-3", "SENT-12"))
    assert (len(sent.people), len(connections.people)) == (20, 0)
    assert sent.is_conclusive
    sent, _ = survey(bench.context(), listed("sent-19"))
    assert len(sent.people) == 30, "a few below, by whom it is seen later that they are gone"
    sent, connections = survey(bench.context(), listed("friend-2", half=CONNECTIONS))
    assert (len(sent.people), len(connections.people)) == (0, 10)


def test_who_accepted_is_found_and_who_is_gone_is_looked_for_no_farther_than_they_can_be(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25), old=500)
    bench.people(CONNECTIONS, old=500)
    bench.plan()
    bench.world.accept("sent-3")
    bench.world.drop(SENT, "sent-4")
    plan = bench.plan(listed("sent-2", "sent-3", "sent-4"))
    assert [it.person.key for it in plan.planned] == ["sent-2"]
    assert plan.found is not None
    assert [it.key for it in plan.found.accepted] == ["sent-3"]
    assert [it.key for it in plan.found.missing] == ["sent-4"]
    assert (plan.sent.counts.listed, plan.connections.counts.listed) == (30, 10)


def test_nobody_of_whom_nothing_is_known_is_given_up_before_the_end(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 5), old=50)
    bench.people(CONNECTIONS, *keys("friend", 5), old=50)
    sent, connections = survey(bench.context(), listed("nobody"))
    assert (len(sent.people), len(connections.people)) == (55, 55)


def test_a_job_of_a_file_acts_on_its_people_alone_and_removes_nobody_who_accepted_before(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25), old=500)
    bench.people(CONNECTIONS, old=500)
    bench.plan()
    bench.world.accept("sent-3")
    plan = bench.plan(listed("sent-2", "sent-3", "sent-7", "old-sent-4"))
    terms = Terms(
        msgspec.to_builtins(plan.selection.frozen(plan.window)), plan.window or WINDOW, None, "none", (SENT,), True
    )
    lines = [PlanLine.of(it) for it in (*plan.sent.decisions, *plan.connections.decisions)]
    job = bench.run(bench.journal.jobs.begin(bench.account, terms, lines, bench.world.now))
    assert set(bench.acted_on()) == {"sent-2", "sent-7", "old-sent-4"}
    assert bench.checked(job) == 3
    assert job.state == "finished"
    assert selection_of(job.terms.selection).plan_file is None


def test_a_page_that_was_led_elsewhere_is_searched_from_its_top(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 25), old=500)
    bench.world.leaves = 1
    sent, _ = survey(bench.context(), listed("sent-3"))
    assert "sent-3" in sent.keys
