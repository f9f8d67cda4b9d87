"""What is decided about connections, which show when they were accepted and not when they were invited."""

from dataclasses import replace

import pytest

from withdrawer.plan.dates.spans import Span
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.half import Half
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection, Unsure

from .making import ASTRIDE, BEFORE, HOUR, INSIDE, NOW, WINDOW, connected, pending, seen

BLAST = Selection(window=WINDOW)
ANY = replace(BLAST, origin=OriginChoice.ANY)
YESTERDAY = Selection(wordings=("yesterday",))


def plan_for(
    *connections: Person,
    sent: tuple[Person, ...] = (),
    seen_before: tuple[EarlierSighting, ...] = (),
    selection: Selection = BLAST,
) -> Plan:
    return make_plan(sent, connections, seen_before, selection, {})


def verdicts(plan: Plan) -> dict[str, tuple[str, str, str | None]]:
    return {
        line.person.key: (line.verdict.value, line.reason_code.value, line.origin and line.origin.value)
        for line in plan.connections.decisions
    }


def test_only_who_was_seen_pending_in_the_window_is_planned() -> None:
    plan = plan_for(
        connected("known"), connected("unknown"), connected("old", BEFORE), seen_before=(seen("known"), seen("old"))
    )
    assert verdicts(plan) == {
        "known": ("planned", "selected", "known"),
        "unknown": ("kept", "unknown_origin", "unknown"),
        "old": ("outside", "before_window", "known"),
    }
    assert [line.person.key for line in plan.planned] == ["known"]


def test_the_end_of_the_window_excludes_nobody_who_accepted_later() -> None:
    later = Span(WINDOW.until + 5 * HOUR, WINDOW.until + 6 * HOUR)
    assert verdicts(plan_for(connected("a", later), seen_before=(seen("a"),)))["a"][0] == "planned"


def test_a_day_of_accepting_that_began_before_the_window_still_makes_a_candidate() -> None:
    assert verdicts(plan_for(connected("a", ASTRIDE), seen_before=(seen("a"),)))["a"][0] == "planned"


def test_nobody_seen_pending_outside_the_window_is_touched_whatever_is_let_in() -> None:
    plan = plan_for(connected("a"), seen_before=(seen("a", BEFORE),), selection=ANY)
    assert verdicts(plan)["a"][:2] == ("outside", "sent_outside")


def test_seen_pending_at_an_unclear_date_proves_nothing() -> None:
    plan = plan_for(connected("a"), connected("b"), seen_before=(seen("a", ASTRIDE), seen("b", None)))
    assert {line[1] for line in verdicts(plan).values()} == {"unknown_origin"}


def test_two_scans_together_may_prove_what_neither_does() -> None:
    coarse = Span(NOW - 20 * HOUR, NOW - 8 * HOUR), Span(NOW - 9 * HOUR, NOW + 3 * HOUR)
    sightings = tuple(seen("a", span, scan_id=number) for number, span in enumerate(coarse))
    assert verdicts(plan_for(connected("a"), seen_before=sightings))["a"][0] == "planned"


def test_who_accepted_while_we_looked_changes_halves() -> None:
    plan = plan_for(connected("a"), sent=(pending("a"), pending("b")))
    assert [line.reason_code.value for line in plan.sent.decisions] == ["accepted_meanwhile", "selected"]
    assert plan.sent.counts.kept == {"accepted_meanwhile": 1}
    assert verdicts(plan)["a"] == ("planned", "selected", "known")
    assert [(line.person.half, line.person.key) for line in plan.planned] == [
        (Half.SENT, "b"),
        (Half.CONNECTIONS, "a"),
    ]


def test_who_accepted_while_we_looked_at_an_unclear_date_is_not_removed() -> None:
    plan = plan_for(connected("a"), sent=(pending("a", ASTRIDE),))
    assert plan.sent.decisions[0].reason_code.value == "accepted_meanwhile"
    assert verdicts(plan)["a"][1] == "unknown_origin"


def test_who_is_pending_outside_the_window_is_no_candidate() -> None:
    plan = plan_for(connected("a"), sent=(pending("a", BEFORE),), selection=ANY)
    assert plan.sent.decisions[0].reason_code.value == "before_window"
    assert verdicts(plan)["a"][:2] == ("outside", "sent_outside")


def test_a_note_still_keeps_when_the_invitation_is_accepted() -> None:
    plan = plan_for(connected("a"), seen_before=(seen("a", has_note=True),))
    assert verdicts(plan)["a"][:2] == ("kept", "note")
    plan = plan_for(connected("a"), sent=(pending("a", has_note=True),))
    assert verdicts(plan)["a"][:2] == ("kept", "note")
    plan = plan_for(connected("a"), seen_before=(seen("a", has_note=True),), selection=replace(BLAST, with_note=True))
    assert verdicts(plan)["a"][0] == "planned"


def test_a_note_once_seen_is_never_forgotten() -> None:
    sightings = seen("a", has_note=True, scan_id=1), seen("a", scan_id=2)
    assert verdicts(plan_for(connected("a"), seen_before=sightings))["a"][:2] == ("kept", "note")


def test_the_unknown_need_to_have_accepted_wholly_since_the_window_began() -> None:
    plan = plan_for(
        connected("a"), connected("b", ASTRIDE), connected("c", BEFORE), connected("d", None), selection=ANY
    )
    assert verdicts(plan) == {
        "a": ("planned", "selected", "unknown"),
        "b": ("unsure", "date_unclear", "unknown"),
        "c": ("outside", "before_window", "unknown"),
        "d": ("unsure", "no_date", "unknown"),
    }


def test_a_known_one_without_a_date_is_unsure() -> None:
    assert verdicts(plan_for(connected("a", None), seen_before=(seen("a"),)))["a"][0] == "unsure"
    included = replace(BLAST, unsure=Unsure.INCLUDE)
    plan = plan_for(connected("a", None), seen_before=(seen("a"),), selection=included)
    assert verdicts(plan)["a"][:2] == ("planned", "unsure_included")


def test_nothing_selected_takes_no_connection() -> None:
    plan = plan_for(connected("a"), sent=(pending("a"),), seen_before=(seen("a"),), selection=replace(ANY, window=None))
    assert plan.planned == ()
    assert verdicts(plan)["a"][:2] == ("outside", "nothing_selected")


def test_only_connections_may_be_asked_for() -> None:
    plan = plan_for(connected("a"), sent=(pending("a"),), selection=replace(BLAST, halves=(Half.CONNECTIONS,)))
    assert [line.person.half for line in plan.planned] == [Half.CONNECTIONS]


@pytest.mark.parametrize(
    ("still_pending", "origin"),
    [
        ((("b", "yesterday"), ("c", "yesterday")), "planned"),
        ((("b", "yesterday"), ("c", "2 days ago")), "kept"),
        ((("x", "yesterday"),), "kept"),
    ],
)
def test_under_a_wording_those_it_stood_with_say_where_a_connection_comes_from(
    still_pending: tuple[tuple[str, str], ...], origin: str
) -> None:
    plan = plan_for(
        connected("a"),
        sent=tuple(pending(key, wording=wording) for key, wording in still_pending),
        seen_before=(seen("a"), seen("b"), seen("c"), seen("x", wording="3 weeks ago")),
        selection=YESTERDAY,
    )
    assert verdicts(plan)["a"][0] == origin


def test_the_same_wording_in_another_scan_is_another_group() -> None:
    plan = plan_for(
        connected("a"),
        sent=(pending("b", wording="yesterday"),),
        seen_before=(seen("a", scan_id=1), seen("b", scan_id=2)),
        selection=YESTERDAY,
    )
    assert verdicts(plan)["a"][1] == "unknown_origin"


def test_under_a_wording_a_connection_seen_pending_long_before_is_outside() -> None:
    plan = plan_for(
        connected("a"),
        sent=(pending("b", wording="yesterday"),),
        seen_before=(seen("a", BEFORE),),
        selection=replace(YESTERDAY, origin=OriginChoice.ANY),
    )
    assert verdicts(plan)["a"][1] == "sent_outside"


def test_a_first_connection_goes_before_every_other_act() -> None:
    selection = replace(BLAST, first=(read_rule("c", "--first"),))
    plan = plan_for(connected("c"), sent=(pending("a"),), seen_before=(seen("c"),), selection=selection)
    assert [line.person.key for line in plan.planned] == ["c", "a"]


def test_the_limit_counts_both_halves() -> None:
    plan = plan_for(
        connected("c", INSIDE), sent=(pending("a"),), seen_before=(seen("c"),), selection=replace(BLAST, limit=1)
    )
    assert [line.person.key for line in plan.planned] == ["a"]
    assert plan.connections.counts.kept == {"beyond_limit": 1}
