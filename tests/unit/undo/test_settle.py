from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.journal.samples import person, planned
from withdrawer.journal.records import DONE, JobLine, Outcome
from withdrawer.plan.halves import Half
from withdrawer.undo.settle import OPEN, absent, find_outcomes, keys_below, passed_position
from withdrawer.undo.survey import Reading

from .world import CONNECTIONS, SENT

POSSIBLE = {
    SENT: (None, *(it for it in Outcome if it is not Outcome.REMOVED)),
    CONNECTIONS: (None, *(it for it in Outcome if it not in (Outcome.WITHDRAWN, Outcome.ACCEPTED))),
}
halves = st.sampled_from(Half)


def line(number: int, outcome: Outcome | None = None, half: Half = SENT, key: str | None = None) -> JobLine:
    return JobLine(number, planned(f"k{number}" if key is None else key, number, half), outcome, 0)


def reading(*keys: str, half: Half = SENT, complete: bool = False, reached: bool = False) -> Reading:
    return Reading(half, tuple(person(key, at, half) for at, key in enumerate(keys)), None, complete, reached)


Situation = tuple[Half, list[JobLine], Reading, Reading | None]
WHERE = ("shown", "absent", "accepted", "a page")


def situation(half: Half, people: list[tuple[int, str]], flags: tuple[bool, bool, bool, bool]) -> Situation:
    """A job's lines, some of them pages without a key; what a reading shows of them; what Connections shows."""
    is_complete, was_read, was_complete, has_reached = flags
    lines = [
        line(at, POSSIBLE[half][number % len(POSSIBLE[half])], half, "" if where == "a page" else None)
        for at, (number, where) in enumerate(people)
    ]
    found = {
        where: [it.line.key for it, (_, its) in zip(lines, people, strict=True) if its == where] for where in WHERE
    }
    connections = reading(*found["accepted"], half=CONNECTIONS, complete=was_complete, reached=has_reached)
    shown = reading("stranger", "", *found["shown"], half=half, complete=is_complete)
    return half, lines, shown, connections if was_read else None


situations = st.builds(
    situation,
    halves,
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from(WHERE)), min_size=1, max_size=8),
    st.tuples(*[st.booleans()] * 4),
)


@given(situations)
def test_nobody_present_in_a_reading_is_ever_called_done_or_gone(it: Situation) -> None:
    half, lines, seen, connections = it
    for finding in find_outcomes(half, lines, lines, seen, connections):
        if finding.line.line.key in seen.keys:
            assert finding.outcome in (Outcome.REFUSED, Outcome.NOT_DONE)
            assert not finding.is_proof


@given(situations)
def test_absence_says_nothing_where_no_neighbour_below_was_passed(it: Situation) -> None:
    half, lines, seen, connections = it
    for finding in find_outcomes(half, lines, lines, seen, connections):
        if finding.line.line.key not in seen.keys:
            below = [one for one in lines if one.line.position > finding.line.line.position]
            assert seen.is_complete or any(one.line.key and one.line.key in seen.keys for one in below)


@given(situations)
def test_what_is_done_is_only_ever_claimed_of_an_act_that_was_not_known_and_is_proven(it: Situation) -> None:
    half, lines, seen, connections = it
    for finding in find_outcomes(half, lines, lines, seen, connections):
        assert (finding.outcome is DONE[half]) == finding.is_proof
        if finding.is_proof:
            assert finding.line.outcome is Outcome.UNRESOLVED


@given(situations)
def test_accepted_means_seen_among_the_connections_and_gone_means_looked_for_there(it: Situation) -> None:
    half, lines, seen, connections = it
    for finding in find_outcomes(half, lines, lines, seen, connections):
        if finding.outcome is Outcome.ACCEPTED:
            assert half is SENT
            assert connections is not None
            assert finding.line.line.key in connections.keys
        if half is SENT and finding.outcome in (Outcome.GONE, Outcome.WITHDRAWN):
            assert connections is not None
            assert connections.is_conclusive
            assert finding.line.line.key not in connections.keys


@given(situations)
def test_what_is_settled_for_good_stays_unless_the_person_is_there_again(it: Situation) -> None:
    half, lines, seen, connections = it
    for finding in find_outcomes(half, lines, lines, seen, connections):
        if finding.line.outcome not in OPEN:
            assert (finding.line.outcome, finding.outcome) == (DONE[half], Outcome.REFUSED)
        assert finding.outcome is not finding.line.outcome


EVERYBODY = [line(number) for number in range(5)]


@pytest.mark.parametrize(
    ("shown", "passed"), [((), -1), (("stranger",), -1), (("k0",), 0), (("k3", "k1"), 3), (("k4",), 4), (("",), -1)]
)
def test_a_reading_has_come_as_far_as_the_lowest_old_neighbour_in_it(shown: tuple[str, ...], passed: int) -> None:
    assert passed_position(reading(*shown), EVERYBODY) == passed


def test_a_complete_reading_has_passed_everybody() -> None:
    assert passed_position(reading(complete=True), EVERYBODY) == inf


def test_places_in_a_list_that_is_not_newest_first_say_nothing() -> None:
    out_of_order = Reading(SENT, reading("k4").people, in_order=False)
    assert passed_position(out_of_order, EVERYBODY) == -1


def test_rows_of_pages_and_events_are_nobodys_neighbours() -> None:
    lines = [line(0), line(1), line(2, key="")]
    assert passed_position(reading("", "k0"), lines) == 0
    assert keys_below(lines, 0) == {"k1"}


def test_the_one_at_the_lowest_place_is_not_passed_by_their_own_absence() -> None:
    assert absent([line(4, Outcome.UNRESOLVED)], EVERYBODY, reading("k0", "k1", "k2", "k3")) == []


def test_those_who_were_added_on_top_are_not_passed_by_a_reading_that_shows_no_neighbour() -> None:
    added = [JobLine(at, planned(f"new{at}", -1, CONNECTIONS), None, 0) for at in range(2)]
    assert absent(added, added, reading("stranger", half=CONNECTIONS)) == []
    assert absent(added, added, reading("new1", half=CONNECTIONS)) == []


@pytest.mark.parametrize(
    ("half", "outcome", "is_present", "found"),
    [
        (SENT, None, True, None),
        (SENT, Outcome.WITHDRAWN, True, Outcome.REFUSED),
        (SENT, Outcome.UNRESOLVED, True, Outcome.NOT_DONE),
        (SENT, Outcome.REFUSED, True, None),
        (SENT, None, False, Outcome.GONE),
        (SENT, Outcome.UNRESOLVED, False, Outcome.WITHDRAWN),
        (SENT, Outcome.WITHDRAWN, False, None),
        (SENT, Outcome.REFUSED, False, Outcome.GONE),
        (SENT, Outcome.KEPT, False, None),
        (CONNECTIONS, Outcome.REMOVED, True, Outcome.REFUSED),
        (CONNECTIONS, Outcome.UNRESOLVED, True, Outcome.NOT_DONE),
        (CONNECTIONS, Outcome.UNRESOLVED, False, Outcome.REMOVED),
        (CONNECTIONS, None, False, Outcome.GONE),
    ],
)
def test_what_presence_and_absence_mean(
    half: Half, outcome: Outcome | None, is_present: bool, found: Outcome | None
) -> None:
    one = line(1, outcome, half)
    everybody = [line(0, None, half), one, line(2, None, half)]
    shown = reading("k0", *(["k1"] if is_present else []), "k2", half=half)
    findings = find_outcomes(half, [one], everybody, shown, reading(half=CONNECTIONS, complete=True))
    assert [it.outcome for it in findings] == ([found] if found else [])


def test_without_a_look_at_connections_an_absent_invitation_stays_unknown() -> None:
    assert find_outcomes(SENT, [line(1, Outcome.UNRESOLVED)], EVERYBODY, reading("k4")) == []


def test_connections_that_came_only_in_part_tell_who_accepted_and_not_who_has_gone() -> None:
    lines = [line(1, Outcome.UNRESOLVED), line(2, Outcome.UNRESOLVED)]
    found = find_outcomes(SENT, lines, EVERYBODY, reading("k4"), reading("k1", half=CONNECTIONS))
    assert [(it.line.line.key, it.outcome) for it in found] == [("k1", Outcome.ACCEPTED)]
