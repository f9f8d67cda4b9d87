import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.journal.samples import person, planned
from withdrawer.journal.records import DONE, ActDetail, Outcome, PlanLine, Proof
from withdrawer.plan.half import Half
from withdrawer.undo.list_survey import Reading
from withdrawer.undo.proof import (
    LEAST_ALIKE,
    OPEN,
    find_absent,
    find_done,
    find_present,
    namesakes_in,
    order_of,
    outcome_of,
    passed_by,
)

from .world import CONNECTIONS, SENT

POSSIBLE = {
    SENT: (None, *(it for it in Outcome if it is not Outcome.REMOVED)),
    CONNECTIONS: (None, *(it for it in Outcome if it not in (Outcome.WITHDRAWN, Outcome.ACCEPTED))),
}


def line(
    number: int, outcome: Outcome | None = None, half: Half = SENT, key: str | None = None,
    proof: Proof | None = None, *, is_silent: bool = False,
) -> PlanLine:  # fmt: skip
    who = planned(f"k{number}" if key is None else key, number, half)
    return msgspec.structs.replace(who, id=number, outcome=outcome, proof=proof, is_silent=is_silent)


def reading(
    *keys: str, half: Half = SENT, stated: int | None = None, complete: bool = False, **more: object
) -> Reading:
    more.setdefault("has_ended", complete)
    people = tuple(person(key, at, half) for at, key in enumerate(keys))
    return Reading(half, people, stated, complete, **more)  # type: ignore[arg-type]


ORDER = [f"k{number}" for number in range(5)]


@pytest.mark.parametrize(
    ("shown", "passed"),
    [((), 0), (("stranger",), 0), (("k0",), 0), (("k1", "k3"), 3), (("new", "k4"), 4), (("",), 0)],
)
def test_a_reading_has_come_past_whoever_stood_above_its_lowest_old_neighbour(
    shown: tuple[str, ...], passed: int
) -> None:
    seen = passed_by(reading(*shown), [ORDER])
    assert [key for key in ORDER if key in seen] == ORDER[:passed]


def test_any_earlier_reading_may_show_who_stood_below() -> None:
    seen = passed_by(reading("k7"), [ORDER, ["k4", "k6", "k7", "k8"]])
    assert ("k4" in seen, "k6" in seen, "k8" in seen, "k0" in seen) == (True, True, False, False)


def test_the_order_of_a_list_that_was_sorted_otherwise_proves_nothing() -> None:
    by_name = ["ada", "ben", "cem", "dan"]
    assert "ada" not in passed_by(reading("dan", "ben"), [by_name])


def test_where_a_page_does_not_say_how_it_is_sorted_it_takes_several_people_in_the_same_order() -> None:
    order = [f"k{at}" for at in range(9)]
    assert "k0" not in passed_by(reading("k4", in_order=False), [order])
    assert "k0" not in passed_by(reading(*order[4:], in_order=False), [order])
    assert "k0" in passed_by(reading(*order[3:], in_order=False), [order])
    assert "k0" not in passed_by(reading(*reversed(order[3:]), in_order=False), [order])


@pytest.mark.parametrize(
    ("stated", "complete", "unread", "before", "undone", "usual", "is_proven"),
    [
        (3, True, 0, 0, 0, None, True),
        (3, False, 0, 0, 0, None, False),  # it stopped early
        (4, True, 0, 0, 0, None, False),  # nearly all
        (4, True, 0, 0, 0, 1, True),  # the page counts one more than it lists, as it did the last time
        (5, True, 0, 0, 0, 1, False),
        (4, False, 0, 0, 0, 1, False),
        (2, True, 0, 0, 1, None, True),
        (3, True, 1, 0, 0, None, False),
        (4, True, 1, 0, 0, None, False),
        (4, True, 1, 1, 0, None, True),  # a row that could not be read before, either, is one of those counted
        (5, True, 1, 1, 0, None, False),
        (5, True, 1, 1, 0, 1, True),
        (5, True, 2, 1, 0, None, False),
        (None, True, 0, 0, 0, None, False),  # the count is not understood
    ],
)
def test_only_a_count_that_agrees_to_the_person_proves_that_a_list_has_ended(
    stated: int | None, complete: bool, unread: int, before: int, undone: int, usual: int | None, is_proven: bool
) -> None:
    unreadable: dict[str, Any] = {"unread": unread, "unread_before": before}
    seen = reading("a", "b", "c", stated=stated, complete=complete, undone=undone, usual_shortfall=usual, **unreadable)
    assert seen.has_proven_end is is_proven
    assert ("k4" in passed_by(seen, [ORDER])) is is_proven


def test_a_part_that_was_looked_for_proves_nothing_if_a_row_in_it_can_be_read_no_more() -> None:
    assert reading("a", has_reached=True).proves_absence
    assert reading("a", has_reached=True, unread=1, unread_before=1).proves_absence
    assert not reading("a", has_reached=True, unread=1).proves_absence


def test_further_down_is_nobody_where_the_end_was_seen() -> None:
    assert reading("a", stated=9).further == 8
    assert reading("a", stated=2, complete=True).further == 0


def test_a_page_that_says_that_it_is_empty_is_empty() -> None:
    assert reading(complete=True).has_proven_end
    assert not reading(complete=False, stated=0).has_proven_end
    assert reading(has_ended=True, stated=1, unread=1, unread_before=1).has_proven_end


def test_a_list_that_stalled_at_971_of_1000_proves_nothing_below_it() -> None:
    keys = [f"k{at}" for at in range(1000)]
    seen = passed_by(reading(*keys[:971], stated=1000, complete=True), [keys])
    assert "k500" in seen
    assert "k990" not in seen


def test_rows_of_pages_and_events_are_nobodys_neighbours() -> None:
    lines = [line(0), line(1), line(2, key="")]
    assert order_of(lines) == ["k0", "k1"]
    assert "k0" not in passed_by(reading("", "k0"), [order_of(lines)])


def test_whoever_was_added_on_top_has_no_place_in_the_order() -> None:
    added = [planned(f"new{at}", -1, CONNECTIONS) for at in range(2)]
    assert order_of([*added, line(0, half=CONNECTIONS)]) == ["k0"]


def test_the_order_is_worked_out_in_proportion_to_its_length() -> None:
    keys = [f"k{at}" for at in range(20_000)]
    seen = reading(*keys[10_000:])
    began = time.perf_counter()
    assert len(dict.fromkeys(keys, seen)) == len(keys)
    once = time.perf_counter() - began
    passed = passed_by(seen, [keys])
    assert all(key in passed for key in keys[:10_000])
    assert time.perf_counter() - began < 500 * once, "a list of keys for each key would take 10,000 times as long"


@given(st.permutations(ORDER), st.lists(st.sampled_from([*ORDER, "x", "y"]), unique=True), st.booleans())
def test_nobody_is_passed_without_somebody_below_them_in_sight(
    order: list[str], shown: list[str], in_order: bool
) -> None:
    seen = passed_by(reading(*shown, in_order=in_order), [order])
    for at, key in enumerate(order):
        if key in seen:
            assert set(order[at + 1 :]) & set(shown)
            assert in_order or len(set(order) & set(shown)) >= LEAST_ALIKE


PRESENT = [
    (SENT, None, False, None),
    (SENT, Outcome.WITHDRAWN, False, Outcome.REFUSED),
    (SENT, Outcome.UNRESOLVED, False, Outcome.NOT_DONE),
    (SENT, Outcome.UNRESOLVED, True, Outcome.REFUSED),
    (SENT, Outcome.REFUSED, False, None),
    (CONNECTIONS, Outcome.REMOVED, False, Outcome.REFUSED),
    (CONNECTIONS, Outcome.UNRESOLVED, False, Outcome.NOT_DONE),
]


def known(found: ActDetail | None, half: Half) -> Outcome | None:
    """What became of somebody, by what a reading shows; None where that is nothing new."""
    return outcome_of(found, half) if found else None


@pytest.mark.parametrize(("half", "outcome", "is_silent", "found"), PRESENT)
def test_whoever_is_listed_was_not_undone(
    half: Half, outcome: Outcome | None, is_silent: bool, found: Outcome | None
) -> None:
    assert known(find_present(line(1, outcome, half, is_silent=is_silent)), half) is found


@pytest.mark.parametrize(
    ("outcome", "proof", "is_silent", "is_found"),
    [
        (Outcome.WITHDRAWN, Proof.ANSWER, False, True),
        (Outcome.WITHDRAWN, Proof.READING, False, False),
        (Outcome.UNRESOLVED, None, True, True),
        (Outcome.UNRESOLVED, None, False, False),
        (None, None, False, False),
    ],
)
def test_absence_alone_proves_an_act_of_which_there_was_one_sign(
    outcome: Outcome | None, proof: Proof | None, is_silent: bool, is_found: bool
) -> None:
    found = find_done(line(1, outcome, proof=proof, is_silent=is_silent))
    assert known(found, SENT) is (Outcome.WITHDRAWN if is_found else None)


@pytest.mark.parametrize(
    ("half", "outcome", "found"),
    [
        (SENT, None, Outcome.GONE),
        (SENT, Outcome.UNRESOLVED, Outcome.WITHDRAWN),
        (SENT, Outcome.WITHDRAWN, None),
        (SENT, Outcome.REFUSED, Outcome.GONE),
        (SENT, Outcome.KEPT, None),
        (CONNECTIONS, Outcome.UNRESOLVED, Outcome.REMOVED),
        (CONNECTIONS, None, Outcome.GONE),
    ],
)
def test_what_absence_means_of_the_others(half: Half, outcome: Outcome | None, found: Outcome | None) -> None:
    connections = reading(half=CONNECTIONS, complete=True)
    assert known(find_absent(line(1, outcome, half), (), connections), half) is found


def test_without_a_look_at_connections_an_absent_invitation_stays_unknown() -> None:
    assert find_absent(line(1, Outcome.UNRESOLVED), ()) is None


@pytest.mark.parametrize("complete", [False, True])
def test_connections_that_came_only_in_part_tell_who_accepted_and_not_who_has_gone(complete: bool) -> None:
    connections = reading("k1", half=CONNECTIONS, stated=40, complete=complete)
    assert find_absent(line(1, Outcome.UNRESOLVED), (), connections) is ActDetail.ACCEPTED
    assert find_absent(line(2, Outcome.UNRESOLVED), (), connections) is None


def test_somebody_new_of_the_same_name_may_be_the_same_person() -> None:
    lines = [line(0), line(1)]
    namesakes = namesakes_in(reading("k0", "k1-renamed"), lines)
    assert set(namesakes.values()) == {"k1-renamed"}
    found = find_absent(line(1), {lines[1].name}, reading(half=CONNECTIONS, complete=True))
    assert (found, known(found, SENT)) == (ActDetail.NAMESAKE_LISTED, Outcome.REFUSED)
    unknown = line(1, Outcome.UNRESOLVED)
    assert find_absent(unknown, {lines[1].name}, reading(half=CONNECTIONS, complete=True)) is None, "not known still"


@given(
    st.sampled_from(Half),
    st.integers(0, 7),
    st.sampled_from([*Proof, None]),
    st.booleans(),
    st.booleans(),
    st.sampled_from([(), ("k1",)]),
)
def test_what_is_done_is_only_ever_claimed_with_a_proof_and_what_is_settled_stays(
    half: Half, number: int, proof: Proof | None, is_silent: bool, was_read: bool, connected: tuple[str, ...]
) -> None:
    outcome = POSSIBLE[half][number % len(POSSIBLE[half])]
    one = line(1, outcome, half, proof=proof, is_silent=is_silent and outcome is Outcome.UNRESOLVED)
    connections = reading(*connected, half=CONNECTIONS, has_reached=True)
    for found in filter(None, (find_done(one), find_absent(one, (), connections if was_read else None))):
        assert (outcome_of(found, half) is DONE[half]) == (found is ActDetail.NO_LONGER_LISTED)
        assert one.outcome in OPEN or one.is_unchecked
        if found is ActDetail.ACCEPTED:
            assert was_read
            assert connected
