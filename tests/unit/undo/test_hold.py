"""LinkedIn says yes and does nothing, to everybody, until the next day."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.errors import Interrupted, Wall
from withdrawer.journal.records import HOLD, ActDetail, JobState, Outcome
from withdrawer.undo.job_progress import standing_of
from withdrawer.undo.trial import FIRST, HELD, MOST, SHORTEST_HOLD, Trial, hold_ends_at

from .world import ANY, CONNECTIONS, DAY, RECENT, SENT, Bench, Member, keys

AS_A_SENTENCE = "LinkedIn did not say no, but a fresh page still shows this person"
GOOD, BAD = False, True  # whether an act's person is still listed


def after(*readings: list[bool]) -> Trial:
    """A trial that has read back so many acts in turn; they are numbered from 1."""
    trial, number = Trial(), 0
    for reading in readings:
        acts = []
        for is_listed in reading:
            number += 1
            trial.note_act()
            acts.append((number, is_listed))
        trial.note_reading(acts)
    return trial


@pytest.mark.parametrize(
    ("readings", "room", "suspects"),
    [
        ([], FIRST, ()),
        ([[GOOD] * 3], MOST, ()),
        ([[GOOD, GOOD, BAD]], FIRST, (3,)),
        ([[GOOD, BAD, BAD]], FIRST, (2, 3)),
        ([[BAD, GOOD, GOOD]], MOST, ()),
        ([[BAD] * 3], FIRST, (1, 2, 3)),
        ([[GOOD, GOOD, BAD], [GOOD] * 3], MOST, ()),
        ([[GOOD, GOOD, BAD], [BAD, BAD, BAD]], FIRST, (3, 4, 5, 6)),
        ([[GOOD, BAD, BAD], [GOOD, GOOD, BAD]], FIRST, (6,)),
        ([[GOOD, BAD, BAD], [BAD]], FIRST, (2, 3, 4)),
        ([[GOOD] * 3, [GOOD] * 12 + [BAD] * 3], FIRST, (16, 17, 18)),
        ([[]], FIRST, ()),
    ],
)
def test_how_many_acts_may_go_by_and_which_of_the_newest_had_no_effect(
    readings: list[list[bool]], room: int, suspects: tuple[int, ...]
) -> None:
    trial = after(*readings)
    assert (trial.room, trial.suspects, trial.is_holding) == (room, suspects, len(suspects) >= HELD)


def test_what_an_earlier_run_left_unchecked_is_no_trial_of_this_one() -> None:
    trial = Trial()
    trial.note_reading([(1, GOOD), (2, GOOD)])
    assert trial.room == FIRST


@given(st.lists(st.booleans(), max_size=40))
def test_a_hold_is_seen_within_eighteen_acts_and_never_without_three_in_a_row(fates: list[bool]) -> None:
    trial, unread = Trial(), []
    for number, is_listed in enumerate(fates):
        trial.note_act()
        unread.append((number, is_listed))
        if trial.is_due:
            trial.note_reading(unread)
            unread = []
        if trial.is_holding:
            assert all(fates[number - HELD + 1 : number + 1])
            return
        held = next((at for at in range(number, -1, -1) if not fates[at]), -1)
        assert number - held < MOST + HELD


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-11-21T14:20+00:00", "2026-11-22T00:00-05:00"),
        ("2026-11-22T03:00+00:00", "2026-11-22T11:00+00:00"),  # 22:00 there: eight hours at least
        ("2026-11-22T06:00+00:00", "2026-11-23T00:00-05:00"),
    ],
)
def test_a_hold_ends_on_the_next_local_day_eight_hours_later_at_least(now: str, ends: str) -> None:
    seen = datetime.fromisoformat(now)
    assert hold_ends_at(seen, ZoneInfo("America/New_York")) == datetime.fromisoformat(ends)
    assert hold_ends_at(seen, UTC) - seen >= SHORTEST_HOLD


def stopped(bench: Bench, *, later: timedelta = timedelta()) -> Wall:
    job = bench.journal.jobs.open_job(bench.account)
    assert job is not None
    with pytest.raises(Wall) as wall:
        bench.go_on(job, later) if later else bench.run(job)
    return wall.value


def test_a_hold_stops_the_run_and_what_was_held_counts_as_refused(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 60))
    bench.world.holds_from = 6
    job = bench.job()
    wall = stopped(bench)
    assert (wall.kind, wall.opens_at) == (HOLD, datetime(2026, 11, 22, 0, 0, tzinfo=UTC))
    assert len(bench.acted_on()) == 18
    assert bench.tally(job) == {Outcome.WITHDRAWN: 5, Outcome.REFUSED: 13, None: 42}
    assert bench.checked(job) == 5
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert (standing.tallies[SENT].outcomes[Outcome.REFUSED], standing.left[SENT]) == (13, 55)


def test_what_was_held_keeps_its_place_and_its_three_tries_and_uses_allowance(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    job = bench.job(per_day=40)
    bench.world.holds_from = 1
    stopped(bench)
    for _ in range(4):
        bench.world.holds_from = len(bench.world.acts) + 1
        stopped(bench, later=DAY)
    assert {bench.line(job, key).refusals for key in keys("sent", 3)} == {0}
    assert standing_of(bench.journal, bench.account, job, bench.world.now).allowance.used == 3
    bench.world.holds_from = 10**9
    before = len(bench.acted_on())
    job = bench.go_on(job)
    assert bench.acted_on()[before : before + 3] == keys("sent", 3)
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 30})


def test_a_hold_that_begins_with_the_last_of_the_first_three_is_seen_three_acts_later(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 60))
    bench.world.holds_from = 3
    job = bench.job()
    assert stopped(bench).kind == HOLD
    assert len(bench.acted_on()) == 6
    assert bench.tally(job) == {Outcome.WITHDRAWN: 2, Outcome.REFUSED: 4, None: 54}
    assert {bench.line(job, key).refusals for key in keys("sent", 6)} == {0}


@pytest.mark.parametrize("detail", [ActDetail.STILL_LISTED, AS_A_SENTENCE])
def test_two_runs_of_a_day_see_a_hold_as_one_would(bench: Bench, detail: str) -> None:
    """Also where the earlier one was that of a version which wrote a sentence into the journal."""
    bench.people(SENT, *keys("sent", 30))
    bench.world.holds_from = 1
    job = bench.run(bench.job(per_day=2))
    assert bench.tally(job) == {Outcome.REFUSED: 2, None: 28}
    with bench.journal.database.writing():
        bench.journal.database.write("UPDATE acts SET detail = ?", (detail,))
    again = msgspec.structs.replace(job, terms=msgspec.structs.replace(job.terms, per_day=3))
    with pytest.raises(Wall) as wall:
        bench.run(again, is_continued=True)
    assert wall.value.kind == HOLD
    assert {bench.line(job, key).refusals for key in keys("sent", 3)} == {0}


def test_a_hold_that_is_over_by_now_stops_nobody(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    bench.world.holds_from = 4
    bench.world.answers = {"sent-9": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    bench.world.holds_from = 10**9
    job = bench.go_on(job)
    assert (job.state, bench.tally(job)) == (JobState.FINISHED, {Outcome.WITHDRAWN: 30})
    assert {bench.line(job, key).refusals for key in keys("sent", 9)} == {0}


def test_several_of_today_who_are_listed_again_are_a_hold(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 40))
    job = bench.run(bench.job(per_day=10))
    back = [Member(key, RECENT[SENT]) for key in keys("sent", 3)]
    bench.world.lists[SENT] = [*back, *bench.world.lists[SENT]]
    again = msgspec.structs.replace(job, terms=msgspec.structs.replace(job.terms, per_day=None))
    with pytest.raises(Wall) as wall:
        bench.run(again, is_continued=True)
    assert (wall.value.kind, len(bench.acted_on())) == (HOLD, 10)


def test_one_act_that_did_not_take_effect_is_no_hold_and_costs_a_try(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    bench.world.answers = {"sent-4": ["a lie"], "sent-17": ["a lie"]}
    job = bench.run(bench.job())
    assert bench.tally(job) == {Outcome.WITHDRAWN: 28, Outcome.REFUSED: 2}
    assert bench.line(job, "sent-4").refusals == 1
    assert Counter(bench.acted_on()).most_common(1)[0][1] == 1


def test_an_answer_without_a_word_may_be_held_too(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    bench.world.answers = {key: ["silent, and a lie"] for key in keys("sent", 30)}
    job = bench.job()
    assert stopped(bench).kind == HOLD
    assert bench.tally(job) == {Outcome.REFUSED: 3, None: 27}
    assert {bench.line(job, key).refusals for key in keys("sent", 3)} == {0}


def test_removals_can_be_held_too(bench: Bench) -> None:
    bench.people(SENT)
    bench.people(CONNECTIONS, *keys("friend", 12))
    job = bench.job(ANY)
    bench.world.holds_from = 2
    assert stopped(bench).kind == HOLD
    assert bench.tally(job)[Outcome.REMOVED] == 1


def test_a_hold_that_an_interrupted_run_ran_into_stops_the_next_before_it_acts(bench: Bench) -> None:
    bench.people(SENT, *keys("sent", 30))
    bench.world.holds_from = 4
    bench.world.answers = {"sent-9": ["killed"]}
    job = bench.job()
    with pytest.raises(Interrupted):
        bench.run(job)
    acts = len(bench.acted_on())
    assert stopped(bench, later=timedelta(minutes=5)).kind == HOLD
    assert len(bench.acted_on()) == acts
