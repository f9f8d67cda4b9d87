"""What the order of a list tells of who stands in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.support.growth import LINEAR, growth
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.evidence.export import Direction, Export, ExportedInvitation
from withdrawer.plan.evidence.narrowed_spans import ExportContradicted, ListOutOfOrder, narrowed_by_order
from withdrawer.plan.people import EarlierSighting
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection

from .making import ASTRIDE, BEFORE, HOUR, INSIDE, NOW, WINDOW, pending, seen


def span(earliest: float, latest: float) -> Span:
    return Span(NOW + earliest * HOUR, NOW + latest * HOUR)


def test_nobody_is_later_than_their_upper_neighbour_nor_earlier_than_their_lower_one() -> None:
    day = span(-24, 0)
    assert narrowed_by_order([day, span(-6, -5), day, span(-12, -11), day]) == [
        span(-6, 0),
        span(-6, -5),
        span(-12, -5),
        span(-12, -11),
        span(-24, -11),
    ]


def test_a_date_that_can_not_be_read_stays_so_and_is_no_neighbour() -> None:
    assert narrowed_by_order([None, span(-6, -5), None, span(-9, 0)]) == [None, span(-6, -5), None, span(-9, -5)]
    assert narrowed_by_order([]) == []


def test_a_list_that_contradicts_itself_names_the_two() -> None:
    assert narrowed_by_order([span(-2, -1), span(-9, -8), span(-9, 0), span(-4, -3)]) == (1, 3)


def test_a_contradiction_reaches_the_plan_as_a_warning_and_nobody_is_narrowed() -> None:
    people = [pending("old", BEFORE), pending("astride", ASTRIDE), pending("new", INSIDE)]
    plan = make_plan(people, (), (), Selection(window=WINDOW), {})
    assert [line.person.span for line in plan.sent.decisions] == [BEFORE, ASTRIDE, INSIDE]
    assert plan.sent.counts.unsure == 1
    [warning] = plan.narrowing.warnings
    assert warning == ListOutOfOrder("old", "astride", is_earlier_scan=False)


def test_a_neighbour_settles_who_was_unsure() -> None:
    """The one above was sent before the window, so everybody below was too."""
    people = [pending("above", Span(ASTRIDE.earliest, WINDOW.since)), pending("astride", ASTRIDE)]
    plan = make_plan(people, (), (), Selection(window=WINDOW), {})
    assert [line.verdict for line in plan.sent.decisions] == [Verdict.OUTSIDE, Verdict.OUTSIDE]


def test_somebody_who_stands_in_the_list_twice_is_where_they_stood_first() -> None:
    people = [pending("a", span(-1, 0)), pending("b", span(-9, 0)), pending("a", span(-1, 0))]
    plan = make_plan(people, (), (), Selection(window=WINDOW), {})
    assert plan.sent.decisions[1].person.span == span(-9, 0)
    assert plan.narrowing.warnings == ()


def test_the_order_of_an_earlier_scan_counts_for_who_has_gone_since() -> None:
    before = [
        seen("above", span(-3, -2)),
        seen("gone", span(-24, 0)),
        seen("below", span(-5, -4)),
    ]
    placed = [type(it)(it.key, it.wording, it.span, it.has_note, it.scan_id, place) for place, it in enumerate(before)]
    plan = make_plan((), (), placed, Selection(window=WINDOW), {})
    assert plan.narrowing.evidence["gone"].span == span(-5, -2)
    unplaced = make_plan((), (), before, Selection(window=WINDOW), {})
    assert unplaced.narrowing.evidence["gone"].span == span(-24, 0)


@pytest.mark.parametrize("minutes", [0, 90])
def test_an_export_that_contradicts_the_page_is_dropped_with_a_warning(minutes: int) -> None:
    at = INSIDE.earliest + timedelta(minutes=minutes)
    line = ExportedInvitation("a", "A", Span(at, at + timedelta(minutes=1)), Direction.OUTGOING, has_note=True)
    plan = make_plan([pending("a", INSIDE)], (), (), Selection(window=WINDOW), {}, Export((line,)))
    [decision] = plan.sent.decisions
    if minutes:
        assert decision.person.span == INSIDE
        assert plan.narrowing.warnings == (ExportContradicted(1),)
    else:
        assert decision.person.span == line.sent
        assert plan.narrowing.dated == {"a"}


def test_a_name_counts_only_where_one_person_and_one_line_bear_it() -> None:
    at = INSIDE.earliest
    lines = tuple(
        ExportedInvitation("", name, Span(at, at + timedelta(minutes=1)), Direction.OUTGOING)
        for name in ("Ana Nueva", "Ben Beta", "Cem Gama", "Cem Gama")
    )
    people = [
        pending("a", name="Ana Nueva"),
        pending("b1", name="Ben Beta"),
        pending("b2", name="Ben Beta"),
        pending("c", name="Cem Gama"),
    ]
    plan = make_plan(people, (), (), Selection(window=WINDOW), {}, Export(lines))
    assert plan.narrowing.dated_by_name == {"a"}


def test_somebody_invited_again_has_no_place_in_the_list_of_their_first_invitation() -> None:
    placed = [
        EarlierSighting(key, "x", at, False, 1, place)
        for place, (key, at) in enumerate([("a", span(-30, -20)), ("b", span(-40, -10)), ("again", span(-50, -49))])
    ]
    plan = make_plan([pending("again", span(-2, -1))], (), placed, Selection(window=WINDOW), {})
    assert plan.narrowing.warnings == ()
    assert plan.narrowing.evidence["b"].span == span(-40, -20)


def test_the_time_grows_with_the_people_in_three_lists_not_faster() -> None:
    def planning(count: int) -> Callable[[], object]:
        people = [
            pending(f"p{number}", Span(NOW - (number + 9) * HOUR, NOW - number * HOUR)) for number in range(count)
        ]
        placed = [
            EarlierSighting(it.key, it.wording, it.span, False, scan, place)
            for scan in (1, 2)
            for place, it in enumerate(people)
        ]
        return lambda: make_plan(people, (), placed, Selection(), {})

    assert growth(planning, 1000) < LINEAR


def test_of_two_invitations_in_the_export_the_later_one_is_that_which_is_pending() -> None:
    def line(hours: int) -> ExportedInvitation:
        return ExportedInvitation("ana", "Ana", span(hours, hours + 1), Direction.OUTGOING)

    for lines in ((line(-20), line(-2)), (line(-2), line(-20))):
        plan = make_plan([pending("ana", span(-24, 0))], (), (), Selection(window=WINDOW), {}, Export(lines))
        assert plan.sent.decisions[0].person.span == span(-2, -1)
