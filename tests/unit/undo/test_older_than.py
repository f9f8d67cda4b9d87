"""A selection at the bottom of a long list: only the pages that are needed, and proof only by what was read."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta, timezone
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Job, Outcome, Proof
from withdrawer.plan.dates.ages import read_age
from withdrawer.plan.dates.spans import FOREVER_AGO, Window
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.selection import Selection
from withdrawer.undo.allowance import LoadsSpent
from withdrawer.undo.list_survey import Reading, is_past, survey
from withdrawer.undo.proof import passed_by
from withdrawer.undo.reconcile import A_DAY
from withdrawer.undo.runner import Runner

from .world import CONNECTIONS, DAY, NOW, SENT, Bench, Member, World, keys

SIZE = 100
OLD = Window(FOREVER_AGO, NOW - 40 * DAY)
OLDER = Selection(window=OLD, halves=(SENT,))


def worded(days: int) -> str:
    """What LinkedIn says of an invitation sent so many days ago."""
    if days < 7:
        return f"Sent {days} days ago"
    return f"Sent {days // 7} weeks ago" if days < 28 else f"Sent {max(days // 30, 1)} months ago"


def long_list(bench: Bench, young: int, old: int, size: int = SIZE) -> None:
    """So many who were invited in the last four weeks, and below them so many of two to four months ago."""
    people = [Member(f"young-{at}", worded(1 + 26 * at // young)) for at in range(young)]
    people += [Member(f"old-{at}", worded(75 + 60 * at // old)) for at in range(old)]
    bench.world.lists[SENT] = people
    bench.world.page_size[SENT] = size


def read(bench: Bench) -> Reading:
    bench.world.pages.clear()
    return survey(bench.context(), OLDER)[0]


def test_only_the_pages_that_are_needed_are_read(bench: Bench) -> None:
    long_list(bench, 2430, 570)
    reading = read(bench)
    pages = bench.world.pages
    assert reading.skipped == 2400
    assert [person.key for person in reading.people] == bench.world.keys(SENT)[2400:]
    assert [person.position for person in reading.people] == list(range(2400, 3000))
    assert (reading.shortfall, reading.unreached.total, reading.has_proven_end, reading.is_complete) == (
        0,
        0,
        True,
        True,
    )
    assert set(range(25, 31)) <= set(pages)
    assert len(pages) <= 6 + 1 + 5 + 1, "those of the selection, the first one, and the search"


def test_the_next_look_knows_about_where_to_begin(bench: Bench) -> None:
    long_list(bench, 2430, 570)
    read(bench)
    bench.world.lists[SENT] = [Member(f"new-{at}", worded(1)) for at in range(120)] + bench.world.lists[SENT]
    assert read(bench).skipped == 2500
    assert Counter(bench.world.pages) == Counter([1, *range(26, 33)])


def test_a_selection_that_begins_on_the_first_page_is_read_from_there(bench: Bench) -> None:
    for young in (0, 1, 97, 99):
        long_list(bench, young, 250)
        reading = read(bench)
        assert (reading.skipped, len(reading.people)) == (0, young + 250)
        assert bench.world.pages == list(range(1, 2 + (young + 249) // SIZE))


@pytest.mark.parametrize("young", [1, 40, 97, 98, 99, 100, 101, 103, 150, 399, 400, 401, 540, 599])
def test_nobody_selected_is_missed_wherever_it_begins(bench: Bench, young: int) -> None:
    long_list(bench, young, 600 - young)
    read_keys = [person.key for person in read(bench).people]
    assert read_keys == bench.world.keys(SENT)[-len(read_keys) :]
    assert len([key for key in read_keys if key.startswith("old")]) == 600 - young
    neighbours = [key for key in read_keys if key.startswith("young")]
    assert len(neighbours) >= min(young, 3)


def test_without_numbered_pages_it_is_read_from_the_top(bench: Bench) -> None:
    long_list(bench, 300, 60, size=0)
    reading = read(bench)
    assert (reading.skipped, len(reading.people)) == (0, 360)


def test_if_nobody_is_that_old_only_the_last_pages_are_read(bench: Bench) -> None:
    long_list(bench, 800, 1)
    bench.world.lists[SENT].pop()
    reading = read(bench)
    assert len(reading.people) <= 2 * SIZE
    assert (reading.skipped + len(reading.people), reading.unreached.total) == (800, 0)


# Acting on them


def confirmed(bench: Bench, per_day: int | None = None) -> Job:
    job = bench.job(OLDER, per_day)
    bench.world.pages.clear()
    bench.world.opened.clear()
    return job


def test_forty_of_three_thousand_take_few_pages(bench: Bench) -> None:
    """The newest of the selection stand on page 25, and each opening reads only theirs."""
    long_list(bench, 2430, 570)
    job = bench.run(confirmed(bench, per_day=40))
    assert bench.acted_on() == keys("old", 40)
    assert bench.checked(job) == 40
    openings = bench.world.opened.count(SENT)
    assert openings <= 5
    assert set(bench.world.pages) <= {1, 24, 25, 26}
    assert len(bench.world.pages) <= 4 * openings


def test_day_after_day_the_whole_selection_goes_newest_first(bench: Bench) -> None:
    """The rows above are withdrawn day by day, and others are invited: people stand on other pages than they did."""
    long_list(bench, 610, 120)
    job = bench.run(confirmed(bench, per_day=40))
    loads = []
    for day in range(3):
        invited = [Member(f"new-{day}-{at}", worded(1), seen_at=bench.world.now) for at in range(30)]
        bench.world.lists[SENT] = invited + bench.world.lists[SENT]
        bench.world.pages.clear()
        job = bench.go_on(job)
        loads.append(len(bench.world.pages))
    assert bench.acted_on() == keys("old", 120)
    assert bench.checked(job) == 120
    assert bench.world.keys(SENT)[-610:] == keys("young", 610)
    assert job.state == "finished"
    assert max(loads) <= 16


def test_who_accepted_or_was_withdrawn_by_hand_is_told_apart_from_who_is_not_found(bench: Bench) -> None:
    long_list(bench, 730, 70)
    job = confirmed(bench)
    bench.world.accept("old-3", "old-30")
    bench.world.drop(SENT, "old-5")
    job = bench.run(job)
    outcomes = bench.outcomes(job, SENT)
    assert {key: it for key, it in outcomes.items() if it is not Outcome.WITHDRAWN} == {
        "old-3": Outcome.ACCEPTED,
        "old-30": Outcome.ACCEPTED,
        "old-5": Outcome.GONE,
    }
    assert bench.checked(job) == 67


def test_the_last_of_the_list_is_proven_by_the_count(bench: Bench) -> None:
    long_list(bench, 730, 2)
    job = bench.run(confirmed(bench))
    assert bench.acted_on() == ["old-0", "old-1"]
    assert bench.checked(job) == 2
    assert 1 in bench.world.pages
    assert 2 not in bench.world.pages


def test_with_everybody_above_gone_it_is_read_from_the_top(bench: Bench) -> None:
    """Nobody who stood above the selection is left, so that what was skipped might hide somebody."""
    long_list(bench, 600, 40)
    job = confirmed(bench)
    for number in range(400, 600):
        bench.world.drop(SENT, f"young-{number}")
    bench.world.drop(SENT, "old-0")
    job = bench.run(job)
    assert bench.outcomes(job, SENT)["old-0"] is Outcome.GONE
    assert set(bench.acted_on()) == set(keys("old", 40)) - {"old-0"}


def test_somebody_moved_to_a_skipped_page_is_not_called_gone(bench: Bench) -> None:
    """Out of order, at the top: nothing on the pages read shows where this invitation is."""
    long_list(bench, 730, 70)
    job = confirmed(bench)
    [first] = [it for it in bench.world.lists[SENT] if it.key == "old-0"]
    bench.world.drop(SENT, "old-0")
    young = [it for it in bench.world.lists[SENT] if it.key.startswith("young")]
    bench.world.lists[SENT] = [first, *bench.world.lists[SENT]]
    for it in young[-200:]:
        bench.world.drop(SENT, it.key)
    job = bench.run(job)
    assert bench.outcomes(job, SENT)["old-0"] in (Outcome.WITHDRAWN, None)


def test_a_run_killed_after_an_act_looks_it_up_on_its_page(bench: Bench) -> None:
    long_list(bench, 1430, 70)
    job = confirmed(bench)
    bench.world.answers["old-5"] = ["killed after it took effect"]
    with pytest.raises(Exception, match="Stopped"):
        bench.run(job)
    bench.world.pages.clear()
    job = bench.go_on(job)
    assert bench.line(job, "old-5").proof is Proof.READING
    assert Counter(bench.acted_on())["old-5"] == 1
    assert min(set(bench.world.pages) - {1}) >= 13


@given(data=st.data(), size=st.integers(1, 30), skipped=st.integers(0, 30), new=st.integers(0, 5))
def test_nobody_who_is_still_listed_is_ever_passed(data: st.DataObject, size: int, skipped: int, new: int) -> None:
    """Whoever has left or come, and wherever the reading began and ended."""
    before = keys("person", size)
    left = data.draw(st.sets(st.sampled_from(before)))
    listed = [*keys("new", new), *(key for key in before if key not in left)]
    skipped = min(skipped, len(listed))
    end = data.draw(st.integers(skipped, len(listed)))
    shown = tuple(
        Person(SENT, key, "", "", "", None, False, place, NOW) for place, key in enumerate(listed) if place >= skipped
    )[: end - skipped]
    began = data.draw(st.integers(0, size))
    reading = Reading(SENT, shown, stated=len(listed), has_ended=end == len(listed), skipped=skipped)
    passed = passed_by(reading, [before, before[began:]])
    assert all(key not in passed for key in listed if key not in reading.keys)


EVENTS = st.lists(st.tuples(st.integers(1, 40), st.sampled_from(["accept", "drop", "invite"]), st.integers(0, 159)))


def happen(world: World, events: list[tuple[str, int]]) -> None:
    for kind, place in events:
        there = world.lists[SENT][place % len(world.lists[SENT])].key if world.lists[SENT] else ""
        if kind == "invite":
            world.lists[SENT].insert(0, Member(f"new-{place}-{len(world.acts)}", worded(1)))
        elif there and kind == "accept":
            world.accept(there)
        elif there:
            world.drop(SENT, there)


@settings(max_examples=20)
@given(events=EVENTS, young=st.integers(0, 120))
def test_whatever_happens_meanwhile_what_is_told_is_true(events: list[tuple[int, str, int]], young: int) -> None:
    """People accept, are withdrawn by hand and invited between the acts, on any page."""
    with TemporaryDirectory() as folder, Journal.open(Path(folder) / "journal.sqlite3") as journal:
        journal.database.rows("PRAGMA synchronous = OFF")
        world = World()
        bench = Bench(world, journal, journal.accounts.remember("max-example", "Max Example", NOW))
        long_list(bench, young, 40, size=10)
        job = confirmed(bench)
        for act in {act for act, _, _ in events}:
            world.after[act] = partial(happen, world, [(kind, at) for when, kind, at in events if when == act])
        job = bench.run(job)
        for _ in range(3):
            job = bench.go_on(job) if job.state == "open" else job
        accepted = set(world.keys(CONNECTIONS))
        for key, outcome in bench.outcomes(job, SENT).items():
            assert not world.has(SENT, key)
            assert outcome in (Outcome.WITHDRAWN, Outcome.GONE, Outcome.ACCEPTED)
            assert (outcome is Outcome.ACCEPTED) <= (key in accepted)
            if outcome is Outcome.WITHDRAWN:
                assert key in bench.acted_on()
        assert set(bench.acted_on()) <= set(keys("old", 40))
        assert max(Counter(bench.acted_on()).values(), default=1) == 1
        assert job.state == "finished"


# Within the loads of a day


def test_what_the_days_loads_reach_counts_and_the_rest_is_told(bench: Bench) -> None:
    long_list(bench, 300, 200, size=0)
    context = bench.context(loads_per_day=40)
    sent, connections = survey(context, replace(OLDER, halves=tuple(Half)))
    assert (len(sent.people), sent.is_cut, sent.unreached.total, sent.missing) == (400, True, 0, 100)
    assert (connections.people, connections.is_cut) == ((), True)
    assert bench.world.opened == [SENT]


def test_loads_that_earlier_readings_used_come_back_the_next_day(bench: Bench) -> None:
    long_list(bench, 300, 200, size=0)
    survey(bench.context(), OLDER)
    with pytest.raises(LoadsSpent, match="newest first") as spent:
        survey(bench.context(loads_per_day=60), OLDER)
    assert "10 of them went into this reading" in spent.value.hint
    assert spent.value.opens_at == NOW + timedelta(hours=22)
    bench.world.now = spent.value.opens_at + timedelta(minutes=1)
    assert not survey(bench.context(loads_per_day=60), OLDER)[0].is_cut


def test_if_a_whole_days_loads_are_not_enough_it_is_said_what_to_set(bench: Bench) -> None:
    long_list(bench, 300, 200, size=0)
    with pytest.raises(LoadsSpent) as spent:
        survey(bench.context(loads_per_day=20), OLDER)
    assert "higher than 20" in spent.value.hint


def test_a_list_longer_than_a_days_loads_is_worked_off_from_the_newest_down(bench: Bench) -> None:
    long_list(bench, 100, 120, size=0)
    withdrawn = 0
    for _ in range(6):
        bench.world.now += 2 * DAY
        if not any(key.startswith("old") for key in bench.world.keys(SENT)):
            break
        sent, _connections = survey(bench.context(loads_per_day=16), OLDER)
        selected = [person.key for person in sent.people if person.key.startswith("old")]
        assert selected == keys("old", 120)[withdrawn : withdrawn + len(selected)]
        for key in selected:
            bench.world.drop(SENT, key)
        withdrawn += len(selected)
    assert withdrawn == 120


def test_by_scrolling_a_job_goes_on_day_after_day_within_the_loads(bench: Bench) -> None:
    """Each opening costs twenty loads before it comes to anybody selected."""
    long_list(bench, 200, 60, size=0)
    job = confirmed(bench, per_day=20)
    days = 0
    while job.state == "open" and days < 10:
        runner = Runner(bench.context(loads_per_day=90), job, lambda _: None, lambda _: True)
        with suppress(LoadsSpent):
            runner.run(is_continued=days > 0)
        job, days = bench.journal.jobs.get(job.id), days + 1
        bench.world.now += DAY
    assert bench.acted_on() == keys("old", 60)
    assert bench.checked(job) == 60
    assert days <= 6


# Who accepted: Connections are read only as far back as that can have been


def test_connections_are_read_only_to_the_confirm(bench: Bench) -> None:
    bench.world.lists[CONNECTIONS] = [
        Member(f"friend-{at}", f"Connected on {NOW - (3 + at) * DAY:%B %d, %Y}") for at in range(400)
    ]
    long_list(bench, 230, 70)
    job = confirmed(bench, per_day=10)
    bench.world.accept("old-40", "old-3")
    bench.go_on(job)
    job = bench.go_on(job)
    assert {key for key, it in bench.outcomes(job, SENT).items() if it is Outcome.ACCEPTED} == {"old-40", "old-3"}
    reads = bench.world.opened.count(CONNECTIONS)
    loads = bench.journal.database.rows("SELECT SUM(loads) AS loads FROM scans WHERE half = 'connections'")[0]["loads"]
    assert reads
    assert loads <= 2 * reads


@given(
    accepts_after=st.floats(0, 20),
    read_after=st.floats(0, 6),
    others=st.lists(st.floats(-60, 20), max_size=40),
    zone_hours=st.integers(-12, 14),
)
def test_nobody_who_accepted_lies_below_where_the_reading_of_connections_ends(
    accepts_after: float, read_after: float, others: list[float], zone_hours: int
) -> None:
    """Whenever somebody seen pending accepts, and in whichever zone LinkedIn tells the day."""
    site = timezone(timedelta(hours=zone_hours))
    accepted = NOW + accepts_after * DAY
    now = accepted + read_after * DAY
    instants = sorted([accepted, *(NOW + other * DAY for other in others if NOW + other * DAY <= now)], reverse=True)
    read_people = []
    for instant in instants:
        said = f"Connected on {instant.astimezone(site):%B %d, %Y}"
        span = read_age(said, now, site, CONNECTIONS).span
        key = "accepted" if instant == accepted else ""
        read_people.append(Person(CONNECTIONS, key, "", "", said, span, False, 0, now))
        if is_past(read_people, NOW - A_DAY):
            break
    assert any(person.key == "accepted" for person in read_people)
