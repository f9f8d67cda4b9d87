"""Bursts, and who of them may be planned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from withdrawer.errors import UsageError
from withdrawer.plan.bursts.blasts import Sureness
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import Code, Detail, OriginChoice, Verdict
from withdrawer.plan.evidence.export import Direction, Export, ExportedInvitation
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection, Unsure

from .making import NOW, connected, pending, seen

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BLAST_AT = datetime(2026, 11, 20, 13, 5, tzinfo=UTC)
YESTERDAY = Span(datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC))


def at_minutes(*offsets: float) -> tuple[list[Person], Export]:
    """People whom the page tells by the day and the export by the minute, newest first."""
    people, lines = [], []
    for number, offset in enumerate(sorted(offsets, reverse=True)):
        at = (BLAST_AT + offset * MINUTE).replace(second=0)
        people.append(pending(f"p{number}", YESTERDAY, "yesterday"))
        lines.append(ExportedInvitation(f"p{number}", "", Span(at, at + MINUTE), Direction.OUTGOING))
    return people, Export(tuple(lines))


def plan_of(
    people: Sequence[Person],
    export: Export | None = None,
    selection: Selection | None = None,
    connections: Sequence[Person] = (),
    before: Sequence[EarlierSighting] = (),
) -> Plan:
    return make_plan(people, connections, before, selection or Selection(blast=1), {}, export)


def by_day(count: int, days: float, wording: str) -> list[Person]:
    latest = NOW - days * DAY
    return [pending(f"{wording} {number}", Span(latest - DAY, latest), wording) for number in range(count)]


def account(blast: int) -> list[Person]:
    """Two invitations a day, and on one day so many more."""
    people = []
    for days in range(20):
        wording = f"{days} days ago"
        people += by_day(2 + blast * (days == 3), days, wording)
    return people


def test_with_exact_times_exactly_the_burst_is_planned() -> None:
    people, export = at_minutes(*([0, 1] * 20), -90, -240, 55, 300)
    plan = plan_of(people, export)
    assert plan.window == Window(BLAST_AT, BLAST_AT + 2 * MINUTE)
    assert plan.sent.counts.planned == 40
    assert plan.sent.counts.outside == 4
    [blast] = plan.blasts
    assert blast.sureness is Sureness.SURE


def test_minutes_that_only_the_page_tells_leave_everybody_unsure() -> None:
    people = [pending(f"p{number}", Span(BLAST_AT, BLAST_AT + MINUTE), "3 minutes ago") for number in range(40)]
    plan = plan_of([*people, *by_day(1, 9, "1 week ago"), *by_day(1, 20, "2 weeks ago")])
    assert plan.planned == ()
    assert plan.sent.counts.unsure == 40


def test_whoever_is_alone_at_the_edge_of_a_burst_is_unsure() -> None:
    people, export = at_minutes(*[0] * 40, *[1] * 40, -1, 2)
    plan = plan_of(people, export)
    assert plan.sent.counts.planned == 80
    unsure = [line for line in plan.sent.decisions if line.verdict is Verdict.UNSURE]
    assert [line.reason_code for line in unsure] == [Code.BLAST_UNCLEAR] * 2
    assert all(line.reason.detail is Detail.AT_THE_EDGE for line in unsure)


def test_a_blast_goes_to_the_address_book_and_whoever_is_not_in_it_is_unsure() -> None:
    people, export = at_minutes(*[0] * 20, *[1] * 20)
    named = [replace(it, name=f"Person {it.key}") for it in people]
    book = frozenset(it.name.casefold() for it in named[1:])
    plan = plan_of(named, Export(export.invitations, imported_names=book))
    assert plan.sent.decisions[0].verdict is Verdict.UNSURE
    assert plan.sent.decisions[0].reason.detail is Detail.NOT_IMPORTED
    assert plan.sent.counts.planned == 39
    [blast] = plan.blasts
    assert blast.is_imported


def test_a_busy_hour_by_hand_is_no_burst() -> None:
    people, export = at_minutes(*(number * 0.5 for number in range(60)))
    assert plan_of(people, export, Selection()).blasts == ()


def test_many_more_of_one_day_than_usual_are_a_likely_burst_and_all_of_them_unsure() -> None:
    plan = plan_of(account(60))
    [blast] = plan.blasts
    assert (blast.count, blast.sureness, blast.wordings) == (62, Sureness.LIKELY, ("3 days ago",))
    assert blast.usual_per_day == pytest.approx(2, abs=0.7)
    assert plan.planned == ()
    assert {line.verdict for line in plan.sent.decisions if line.person.wording == "3 days ago"} == {Verdict.UNSURE}
    assert plan.sent.counts.unsure == 62


def test_the_unsure_of_a_burst_are_planned_only_where_included_and_stay_marked() -> None:
    plan = plan_of(account(60), selection=Selection(blast=1, unsure=Unsure.INCLUDE))
    assert {line.reason_code for line in plan.planned} == {Code.UNSURE_INCLUDED}
    assert len(plan.planned) == 62


def test_a_connection_of_a_burst_that_only_wordings_show_is_unsure_too() -> None:
    people = account(60)
    accepted = next(it for it in people if it.wording == "3 days ago")
    before = [seen(accepted.key, accepted.span, accepted.wording)]
    plan = plan_of([it for it in people if it is not accepted], None, None, [connected(accepted.key)], before)
    assert plan.connections.counts.planned == 0
    assert plan.connections.counts.unsure == 1


DAY_AFTER = Span(BLAST_AT + DAY, BLAST_AT + 2 * DAY)


@pytest.mark.parametrize(("offset", "verdict"), [(0.5, Verdict.PLANNED), (-90, Verdict.OUTSIDE)])
def test_a_connection_of_a_burst_is_held_to_when_it_was_invited_not_to_when_it_accepted(
    offset: float, verdict: Verdict
) -> None:
    people, export = at_minutes(*[0] * 40, *[1] * 40, offset)
    [accepted] = [it for it in people if it.key == f"p{len(people) - 1}"] if offset < 0 else [people[45]]
    left, made = [it for it in people if it is not accepted], [connected(accepted.key, DAY_AFTER)]
    for before in ([], [seen(accepted.key, YESTERDAY, "yesterday")]):
        plan = plan_of(left, export, None, made, before)
        assert [line.verdict for line in plan.connections.decisions] == [verdict]


def test_a_connection_of_which_no_invitation_is_known_is_let_in_by_its_origin_alone() -> None:
    people, export = at_minutes(*[0] * 40, *[1] * 40)
    stranger = connected("stranger", DAY_AFTER)
    assert plan_of(people, export, None, [stranger]).connections.counts.planned == 0
    asked = Selection(blast=1, origin=OriginChoice.ANY)
    assert plan_of(people, export, asked, [stranger]).connections.counts.planned == 1


def test_the_usual_pace_counts_nobody_of_the_burst_itself() -> None:
    burst = [
        pending(f"b{minute}-{at}", Span(NOW - (minute + 1) * MINUTE, NOW - minute * MINUTE), f"{minute} minutes ago")
        for minute in range(20, 32)
        for at in range(15)
    ]
    before = [pending(f"o{at}", Span(NOW - (at + 1) * 9 * DAY, NOW - at * 9 * DAY), f"{at} spans ago")
              for at in range(1, 40)]  # fmt: skip
    [blast] = plan_of([*burst, *before]).blasts
    assert blast.count == 180
    assert blast.usual_per_day == pytest.approx(1 / 9, abs=0.05)


def test_a_burst_across_two_wordings_is_one() -> None:
    people = by_day(2, 0, "today") + by_day(30, 1, "yesterday") + by_day(25, 2, "2 days ago") + by_day(1, 9, "1 week")
    [blast] = plan_of(people, selection=Selection()).blasts
    assert (blast.count, blast.wordings) == (55, ("yesterday", "2 days ago"))


def test_with_nothing_to_compare_with_the_same_wording_is_the_weakest_sign() -> None:
    [blast] = plan_of(by_day(30, 1, "yesterday"), selection=Selection()).blasts
    assert (blast.sureness, blast.usual_per_day) == (Sureness.WEAK, None)
    unread = [pending(f"p{number}", None, "gestern") for number in range(30)]
    [blast] = plan_of(unread, selection=Selection()).blasts
    assert (blast.sureness, blast.window) == (Sureness.WEAK, None)
    plan = plan_of(unread)
    assert plan.planned == ()
    assert plan.sent.counts.unsure == 30


def test_the_usual_is_no_burst() -> None:
    assert plan_of(account(4), selection=Selection()).blasts == ()
    assert plan_of([], selection=Selection()).blasts == ()


def test_the_largest_recent_burst_comes_first() -> None:
    people = by_day(40, 1, "yesterday") + by_day(1, 4, "4 days ago") + by_day(60, 6, "6 days ago")
    people += by_day(1, 20, "2 weeks ago") + by_day(300, 90, "3 months ago")
    people += by_day(2, 300, "10 months ago")
    blasts = plan_of(people, selection=Selection()).blasts
    assert [blast.count for blast in blasts] == [60, 40, 300]
    assert plan_of(people, selection=Selection(blast=2)).sent.counts.unsure == 40


@pytest.mark.parametrize(("blast", "words"), [(0, "no burst"), (60, "are only 1")])
def test_a_burst_that_is_not_there_is_refused(blast: int, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        plan_of(account(blast), selection=Selection(blast=2))
