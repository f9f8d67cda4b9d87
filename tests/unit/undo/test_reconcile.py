"""Acts that a run, or an earlier one, left unchecked or unknown are held against fresh pages."""

from datetime import timedelta

import pytest

from tests.unit.journal.samples import person
from withdrawer.errors import Interrupted, PageNotUnderstood
from withdrawer.journal.records import Job, JobState, Outcome, Proof
from withdrawer.plan.selection import Selection
from withdrawer.undo.job_progress import standing_of
from withdrawer.undo.list_survey import Reading
from withdrawer.undo.reconcile import SECOND_LOOK_SECONDS, mark_accepted
from withdrawer.undo.run_context import NOT_INVITED_AGAIN
from withdrawer.undo.runner import look_up_unknown
from withdrawer.undo.watcher import ANSWERED, News

from .world import ANY, CONNECTIONS, DAY, NOW, RECENT, SENT, WINDOW, Bench, Member, keys


def acted(bench: Bench, job: Job, key: str, outcome: Outcome) -> None:
    """An act in the journal alone: the lists are as they are."""
    act = bench.journal.acts.intend(bench.line(job, key), NOW)
    bench.journal.acts.settle(act, outcome, Proof.ANSWER if outcome is Outcome.WITHDRAWN else None, NOW)


def test_a_false_yes_is_contradicted_after_a_second_look(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    job = bench.job()
    acted(bench, job, "sent-2", Outcome.WITHDRAWN)
    opened = len(bench.world.opened)
    look_up_unknown(bench.context())
    assert bench.line(job, "sent-2").outcome is Outcome.REFUSED
    assert bench.world.opened[opened:] == [SENT, SENT]
    assert SECOND_LOOK_SECONDS in bench.world.waits


def test_a_page_that_shows_the_old_state_for_a_moment_contradicts_nothing(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    job = bench.job()
    acted(bench, job, "sent-2", Outcome.WITHDRAWN)

    def wait(seconds: float) -> None:
        if seconds > 1:
            bench.world.drop(SENT, "sent-2")

    bench.world.wait = wait  # type: ignore[method-assign]
    look_up_unknown(bench.context())
    assert (bench.line(job, "sent-2").outcome, bench.checked(job)) == (Outcome.WITHDRAWN, 1)


def test_a_true_yes_is_checked_and_connections_are_not_read_for_it(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    job = bench.job()
    acted(bench, job, "sent-2", Outcome.WITHDRAWN)
    assert bench.checked(job) == 0
    bench.world.drop(SENT, "sent-2")
    opened = len(bench.world.opened)
    look_up_unknown(bench.context())
    assert bench.world.opened[opened:] == [SENT]
    assert (bench.line(job, "sent-2").outcome, bench.checked(job)) == (Outcome.WITHDRAWN, 1)


def test_a_yes_that_a_list_does_not_come_to_stays_unchecked_and_is_told_so(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    job = bench.job()
    acted(bench, job, "sent-5", Outcome.WITHDRAWN)
    bench.world.drop(SENT, "sent-5")
    bench.world.stall = {SENT: 3}
    look_up_unknown(bench.context())
    assert (bench.watch.notes, bench.watch.found) == ([(News.LOOKING_UP, 1)], [{ANSWERED: 1}])


def test_reading_back_goes_no_farther_than_a_neighbour_below(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 100))
    job = bench.job()
    acted(bench, job, "sent-2", Outcome.WITHDRAWN)
    bench.world.drop(SENT, "sent-2")
    before = len(bench.journal.scans.earlier_sightings(bench.account))
    look_up_unknown(bench.context())
    assert len(bench.journal.scans.earlier_sightings(bench.account)) - before == 10


def test_nothing_unknown_opens_no_page(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    bench.job()
    opened = len(bench.world.opened)
    look_up_unknown(bench.context())
    assert len(bench.world.opened) == opened


def test_an_unknown_act_becomes_withdrawn_accepted_or_not_done(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    bench.people(CONNECTIONS)
    job = bench.job()
    for key in ("sent-1", "sent-2", "sent-3"):
        acted(bench, job, key, Outcome.UNRESOLVED)
    bench.world.drop(SENT, "sent-1")
    bench.world.accept("sent-2")
    look_up_unknown(bench.context())
    assert [bench.line(job, key).outcome for key in ("sent-1", "sent-2", "sent-3")] == [
        Outcome.WITHDRAWN,
        Outcome.ACCEPTED,
        Outcome.NOT_DONE,
    ]
    assert bench.checked(job) == 1
    assert bench.journal.acts.unresolved(bench.account) == []


def test_whoever_is_left_and_has_accepted_is_marked_unless_an_act_on_them_is_not_known_yet(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    bench.people(CONNECTIONS)
    job = bench.job()
    for key, outcome in (("sent-1", Outcome.REFUSED), ("sent-2", Outcome.NOT_DONE), ("sent-3", Outcome.UNRESOLVED)):
        acted(bench, job, key, outcome)
    bench.world.accept("sent-1", "sent-2", "sent-3", "sent-5")
    mark_accepted(bench.context(), job)
    assert [bench.line(job, f"sent-{at}").outcome for at in (1, 2, 3, 5)] == [
        *[Outcome.ACCEPTED] * 2,
        Outcome.UNRESOLVED,
        Outcome.ACCEPTED,
    ]
    assert len(bench.journal.acts.instants_since(bench.account, NOW.replace(year=2025)).acted_at) == 3


def test_whoever_was_refused_and_accepted_since_leaves_nothing_open_where_a_list_proves_nothing(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12), old=0)
    bench.people(CONNECTIONS)
    bench.world.uncounted = {SENT}
    bench.world.answers = {"sent-11": ["refused"]}
    job = bench.run(bench.job(per_day=12))
    bench.world.accept("sent-11")
    for _ in range(2):
        job = bench.go_on(job, DAY)
    assert (job.state, bench.line(job, "sent-11").outcome) == (JobState.FINISHED, Outcome.ACCEPTED)


def test_who_accepted_is_marked_also_where_connections_came_only_in_part(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    bench.people(CONNECTIONS, *keys("friend", 30))
    job = bench.job()
    bench.world.accept("sent-5")
    bench.world.stall = {CONNECTIONS: 5}
    mark_accepted(bench.context(), job)
    assert bench.line(job, "sent-5").outcome is Outcome.ACCEPTED


def test_acts_that_were_answered_and_not_checked_are_checked_first_by_the_next_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-6": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    assert bench.checked(job) == 3, "the first three were read back, the next three were not"
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert (standing.tallies[SENT].done, standing.tallies[SENT].unchecked) == (6, 3)
    checked: list[int] = []
    bench.world.after = {8: lambda: checked.append(bench.checked(job))}
    job = bench.go_on(job, timedelta(minutes=1))
    assert checked == [6]
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 12)


def test_no_job_finishes_before_all_of_it_is_checked(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 6), old=0)
    bench.world.uncounted = {SENT}
    job = bench.job()
    bench.world.after = {6: lambda: bench.world.stall.update({SENT: 0})}
    job = bench.run(job)
    assert (job.state, bench.tally(job)) == (JobState.OPEN, {Outcome.WITHDRAWN: 6})
    assert bench.checked(job) == 3
    assert standing_of(bench.journal, bench.account, job, bench.world.now).is_partial
    bench.world.uncounted, bench.world.stall = set(), {}
    job = bench.go_on(job)
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 6)


def test_a_list_that_counts_too_many_as_it_did_before_ends_all_the_same(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 40), old=0)
    bench.world.lists[SENT].insert(0, Member("noted", RECENT[SENT], "We met at the fair."))
    bench.world.overstated = {SENT: 1}
    job = bench.run(bench.job())
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 40)


def test_a_list_that_counts_more_than_it_did_before_proves_nothing_however_often_it_is_read(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 4), old=0)
    bench.world.lists[SENT].insert(0, Member("noted", RECENT[SENT], "We met at the fair."))
    job = bench.job()
    bench.world.after = {4: lambda: bench.world.overstated.update({SENT: 1})}
    job = bench.run(job)
    assert (job.state, bench.checked(job)) == (JobState.OPEN, 3)
    for _ in range(2):
        job = bench.go_on(job, timedelta(hours=2))
    assert (job.state, bench.checked(job)) == (JobState.OPEN, 3)


def test_rows_that_can_be_read_no_more_prove_nobodys_absence(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-2": ["a lie"]}
    bench.world.after = {3: lambda: bench.world.unreadable.add("sent-2")}
    job = bench.run(bench.job())
    assert bench.line(job, "sent-2").outcome is Outcome.WITHDRAWN
    assert bench.line(job, "sent-2").is_unchecked
    assert (job.state, bench.checked(job)) == (JobState.OPEN, 0)


def test_rows_that_could_not_be_read_before_hinder_no_proof(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.unreadable = {"sent-5"}
    job = bench.run(bench.job())
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 11)


@pytest.mark.parametrize("has_others", [True, False])
def test_a_row_that_could_not_be_read_before_hinders_no_proof_at_the_end_of_the_list(
    bench: Bench, *, has_others: bool
) -> None:
    bench.people(SENT, *keys("sent", 12), old=0)
    if has_others:
        bench.world.lists[SENT].insert(0, Member("noted", RECENT[SENT], "We met at the fair."))
    bench.world.unreadable = {"sent-5"}
    job = bench.run(bench.job())
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 11)


def test_a_missing_row_may_be_the_one_that_can_be_read_no_more(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12), old=0)
    bench.world.lists[SENT].insert(0, Member("noted", RECENT[SENT], "We met at the fair."))
    bench.world.unreadable = {"sent-5"}
    bench.world.answers = {"sent-11": ["a lie"]}
    bench.world.after = {11: lambda: bench.world.unreadable.add("sent-11")}
    job = bench.run(bench.job())
    assert (job.state, bench.line(job, "sent-11").is_unchecked) == (JobState.OPEN, True)


@pytest.mark.parametrize("first", [None, "refused", "unclear"])
def test_nobody_whose_row_can_be_read_no_more_is_called_gone(bench: Bench, first: str | None) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.people(CONNECTIONS)
    who = "sent-2" if first else "sent-6"
    bench.world.answers = {who: [first]} if first else {}
    job = bench.run(bench.job(per_day=4))
    before = bench.line(job, who).outcome
    bench.world.unreadable = {who}
    for _ in range(4):
        job = bench.go_on(job, DAY)
    assert (job.state, bench.line(job, who).outcome) == (JobState.OPEN, before)
    bench.world.unreadable = set()
    for _ in range(2):
        job = bench.go_on(job, DAY)
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 12)


def test_whoever_accepts_meanwhile_is_found_although_a_row_can_not_be_read(bench: Bench) -> None:
    def meanwhile() -> None:
        bench.world.accept("sent-25")
        bench.world.drop(SENT, "sent-26")

    bench.people(SENT, *keys("sent", 30))
    bench.people(CONNECTIONS)
    bench.world.unreadable = {"sent-1"}
    bench.world.after = {4: meanwhile}
    job = bench.run(bench.job())
    assert [bench.line(job, key).outcome for key in ("sent-25", "sent-26")] == [Outcome.ACCEPTED, None]


def test_an_act_without_an_answer_took_no_effect_on_a_row_that_can_be_read_no_more(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.people(CONNECTIONS)
    bench.world.answers = {"sent-6": ["unclear"]}
    bench.world.after = {7: lambda: bench.world.unreadable.update({"sent-6"})}
    job = bench.run(bench.job())
    for _ in range(2):
        job = bench.go_on(job, DAY)
    assert (job.state, bench.line(job, "sent-6").outcome) == (JobState.OPEN, Outcome.UNRESOLVED)


def test_a_connection_that_could_not_be_read_before_hinders_nobody_from_being_gone(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 6))
    bench.people(CONNECTIONS, "friend", "closed")
    bench.world.unreadable = {"closed"}
    job = bench.job(ANY, per_day=2)
    assert job.unread[CONNECTIONS].rows == 1
    bench.world.drop(SENT, "sent-5")
    job = bench.run(job)
    for _ in range(4):
        job = bench.go_on(job, DAY)
    assert (job.state, bench.line(job, "sent-5").outcome) == (JobState.FINISHED, Outcome.GONE)


def test_a_list_that_had_an_unreadable_row_is_not_believed_empty_by_its_looks(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 4), old=0)
    bench.world.unreadable, bench.world.uncounted = {"sent-1"}, {SENT}
    job = bench.run(bench.job(per_day=2))
    bench.world.lists[SENT] = []
    with pytest.raises(PageNotUnderstood):
        bench.go_on(job, DAY)


def test_rows_that_never_came_say_nothing_of_those_that_can_be_read_no_more(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 40))
    bench.world.stall = {SENT: 38}
    job = bench.job()
    assert job.unread[SENT].total == job.unread[SENT].missing > 0
    bench.world.stall = {}
    bench.world.answers = {"sent-5": ["a lie"]}
    bench.world.after = {7: lambda: bench.world.unreadable.add("sent-5")}
    job = bench.run(job)
    assert (job.state, bench.line(job, "sent-5").is_unchecked) == (JobState.OPEN, True)


def test_an_answer_without_a_word_is_remembered_as_such_by_the_next_run(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.answers = {"sent-1": ["silent, and a lie"], "sent-2": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    assert bench.line(job, "sent-1").is_silent
    look_up_unknown(bench.context())
    assert bench.line(job, "sent-1").outcome is Outcome.REFUSED


def test_whoever_was_invited_anew_since_an_act_that_was_not_checked_shows_that_it_took_effect(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 8))
    job = bench.job()
    acted(bench, job, "sent-2", Outcome.WITHDRAWN)
    bench.world.drop(SENT, "sent-2")
    bench.world.now += 30 * DAY
    bench.world.lists[SENT].insert(0, Member("sent-2", RECENT[SENT], seen_at=bench.world.now))
    look_up_unknown(bench.context())
    assert (bench.line(job, "sent-2").outcome, bench.checked(job)) == (Outcome.WITHDRAWN, 1)


def test_an_answer_without_a_word_is_settled_by_the_next_reading_back(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 20))
    bench.people(CONNECTIONS)
    bench.world.answers = {key: ["silent"] for key in keys("sent", 20)}
    job = bench.job()
    opened = len(bench.world.opened)
    job = bench.run(job)
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 20)
    assert bench.world.opened[opened:] == [SENT] * 4, "never a reload an act, and Connections is not needed"


def test_forty_acts_cost_five_openings(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 300))
    job = bench.run(bench.job(per_day=40))
    opened = len(bench.world.opened)
    bench.go_on(job)
    assert (len(bench.acted_on()), bench.checked(job)) == (80, 80)
    assert bench.world.opened[opened:] == [CONNECTIONS, *[SENT] * 5]


def test_whoever_is_listed_again_within_three_weeks_was_never_withdrawn(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 6))
    job = bench.run(bench.job())
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 6)
    bench.world.now += 5 * DAY
    bench.world.lists[SENT].insert(0, Member("sent-4", "Sent 6 days ago"))
    bench.plan()
    assert bench.line(job, "sent-4").outcome is Outcome.REFUSED
    assert bench.line(job, "sent-4").refusals == 0
    assert (News.RELISTED, 1) in bench.watch.notes


def test_whoever_is_listed_again_later_was_invited_again(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 6))
    job = bench.run(bench.job())
    bench.world.now += NOT_INVITED_AGAIN + DAY
    bench.world.lists[SENT].insert(0, Member("sent-4", "Sent 1 hour ago"))
    bench.plan()
    assert bench.line(job, "sent-4").outcome is Outcome.WITHDRAWN


def test_on_a_list_that_is_neither_sorted_nor_counted_old_neighbours_prove_a_removal(bench: Bench) -> None:
    bench.people(SENT)
    bench.people(CONNECTIONS, *keys("friend", 4), old=20)
    bench.world.unsorted = bench.world.uncounted = {CONNECTIONS}
    job = bench.run(bench.job(ANY))
    assert (job.state, bench.checked(job, CONNECTIONS)) == (JobState.FINISHED, 4)


def last_of_an_uncounted_list(bench: Bench) -> Job:
    """Everybody withdrawn from a list whose count and whose words for being empty are not known, the last unchecked."""
    bench.people(SENT, *keys("sent", 4), old=0)
    bench.world.uncounted = {SENT}
    job = bench.run(bench.job())
    assert (job.state, bench.checked(job)) == (JobState.OPEN, 3)
    assert bench.line(job, "sent-3").is_unchecked
    return job


def test_two_whole_readings_an_hour_apart_prove_an_absence_that_a_list_can_not_prove(bench: Bench) -> None:
    job = last_of_an_uncounted_list(bench)
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert standing.next_at is not None
    wait = standing.next_at - bench.world.now
    assert timedelta(minutes=59) < wait <= timedelta(hours=1)
    job = bench.go_on(job, wait - timedelta(seconds=30))
    assert (job.state, bench.checked(job)) == (JobState.OPEN, 3), "too early"
    assert standing_of(bench.journal, bench.account, job, bench.world.now).next_at == standing.next_at
    job = bench.go_on(job, timedelta(minutes=1))
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 4)


def test_whoever_is_listed_at_the_second_look_was_not_withdrawn_and_is_missed_anew(bench: Bench) -> None:
    job = last_of_an_uncounted_list(bench)
    bench.world.lists[SENT] = [Member("sent-3", RECENT[SENT])]
    job = bench.go_on(job, timedelta(hours=2))
    assert (job.state, bench.tally(job)) == (JobState.OPEN, {Outcome.WITHDRAWN: 4}), "tried once more, and done"
    assert (len(bench.acted_on()), bench.checked(job)) == (5, 3), "the first miss says nothing of the second act"
    job = bench.go_on(job, timedelta(hours=2))
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 4)


def test_a_list_cut_short_twice_proves_nothing(bench: Bench) -> None:
    job = last_of_an_uncounted_list(bench)
    bench.world.lists[SENT], bench.world.stall = [Member("old", RECENT[SENT])], {SENT: 1}
    for _ in range(2):
        job = bench.go_on(job, timedelta(hours=2))
    assert (job.state, bench.checked(job)) == (JobState.OPEN, 3)


def test_two_readings_in_vain_do_not_drop_somebody_who_was_never_tried(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 4), old=0)
    bench.world.lists[SENT].append(Member("noted", RECENT[SENT], "We met at the fair."))
    bench.people(CONNECTIONS)
    bench.world.uncounted = {SENT}
    job = bench.job(per_day=3)
    job = bench.run(job)
    bench.world.drop(SENT, "sent-3")
    bench.world.drop(SENT, "noted")
    bench.world.lists[SENT].append(Member("another", RECENT[SENT]))
    for _ in range(2):
        job = bench.go_on(job)
    assert (job.state, bench.line(job, "sent-3").outcome) == (JobState.OPEN, None)


def test_a_first_reading_that_a_clock_set_back_puts_into_the_future_counts_no_more(bench: Bench) -> None:
    job = last_of_an_uncounted_list(bench)
    assert standing_of(bench.journal, bench.account, job, bench.world.now - 2 * DAY).next_at is None, "at once"
    job = bench.go_on(job, -2 * DAY)
    assert (job.state, bench.checked(job)) == (JobState.OPEN, 3)
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert standing.next_at is not None
    assert standing.next_at - bench.world.now <= timedelta(hours=1)
    job = bench.go_on(job, timedelta(hours=1))
    assert (job.state, bench.checked(job)) == (JobState.FINISHED, 4)


def test_an_unknown_act_stays_so_where_connections_prove_nothing_however_often_they_are_read(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 2), old=0)
    bench.people(CONNECTIONS, *keys("friend", 12), old=0)
    bench.world.uncounted, bench.world.unsorted = {SENT, CONNECTIONS}, {CONNECTIONS}
    bench.world.answers = {"sent-1": ["unclear, but it took effect"]}
    job = bench.run(bench.job())
    for _ in range(2):
        job = bench.go_on(job, timedelta(hours=2))
    assert bench.line(job, "sent-1").outcome is Outcome.UNRESOLVED, "perhaps they accepted"


@pytest.mark.parametrize("older", [0, 3])
def test_a_list_that_only_looks_empty_is_an_error_if_somebody_should_still_be_there(bench: Bench, older: int) -> None:
    bench.people(SENT, *keys("sent", 4), old=older)
    bench.world.lists[SENT].insert(0, Member("noted", RECENT[SENT], "We met at the fair."))
    bench.world.uncounted = {SENT}
    job = bench.job()
    bench.world.after = {4: lambda: bench.world.lists.update({SENT: []})}
    with pytest.raises(PageNotUnderstood):
        bench.run(job)


def test_a_count_that_can_be_read_is_never_overruled_by_a_second_reading(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 2), old=0)
    bench.world.lists[SENT] = [
        *(Member(f"kept-{it}", RECENT[SENT], "A note.") for it in range(96))
    ] + bench.world.lists[SENT]
    job = bench.job()
    bench.world.now += timedelta(minutes=1)
    bench.world.after = {2: lambda: bench.world.overstated.update({SENT: 1})}
    job = bench.run(job)
    for _ in range(2):
        job = bench.go_on(job, timedelta(hours=2))
    assert (job.state, bench.checked(job)) == (JobState.OPEN, 0)


def test_a_list_that_only_looks_empty_is_an_error_while_somebody_is_left(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 4), old=0)
    bench.world.uncounted = {SENT}
    job = bench.run(bench.job(per_day=2))
    bench.world.lists[SENT] = []
    with pytest.raises(PageNotUnderstood):
        bench.go_on(job, timedelta(days=1))


def test_connections_that_are_empty_in_unknown_words_end_no_run_and_prove_nothing(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 12))
    bench.world.lists[CONNECTIONS] = []
    bench.world.uncounted = {CONNECTIONS}
    job = bench.run(bench.job(Selection(window=WINDOW, halves=(SENT,)), per_day=2))
    bench.world.drop(SENT, "sent-5")  # taken back by hand, or accepted and removed
    for _ in range(5):
        job = bench.go_on(job, DAY)
    assert (bench.checked(job), bench.line(job, "sent-5").outcome) == (11, None)


ROWS = (person("ana"),)


@pytest.mark.parametrize(
    ("reading", "is_whole"),
    [
        (Reading(SENT, ROWS, is_complete=True, has_ended=True), True),
        (Reading(SENT, ROWS, 1, is_complete=True, has_ended=True), False),
        (Reading(SENT, ROWS, is_complete=True, has_ended=True, skipped=10), False),
        (Reading(SENT, ROWS, is_complete=True, has_ended=True, unread=1), False),
        (Reading(SENT, ROWS, has_ended=True), False),
        (Reading(SENT, has_ended=True), True),
        (Reading(SENT), False),
        (Reading(SENT, stated=2, has_ended=True), False),
    ],
)
def test_a_reading_is_whole_if_nothing_speaks_against_it(reading: Reading, *, is_whole: bool) -> None:
    assert reading.has_unproven_end is is_whole
