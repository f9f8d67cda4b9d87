"""What is decided about pending invitations."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from tests.support.growth import LINEAR, growth
from withdrawer.errors import UsageError
from withdrawer.plan.dates.ages import read_age
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.dates.window import window_older_than
from withdrawer.plan.decisions import Code, Reason, Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.plan.selection_rules import still_allowed

from .making import ASTRIDE, BEFORE, HOUR, INSIDE, NOW, WINDOW, connected, pending, seen

BLAST = Selection(window=WINDOW)


def plan_for(
    *sent: Person,
    selection: Selection = BLAST,
    seen_before: tuple[EarlierSighting, ...] = (),
) -> Plan:
    return make_plan(sent, (), seen_before, selection, {})


def verdicts(plan: Plan) -> dict[str, tuple[str, str]]:
    return {line.person.key: (line.verdict.value, line.reason_code.value) for line in plan.sent.decisions}


def planned(plan: Plan) -> list[str]:
    return [line.person.key for line in plan.planned]


def test_nothing_selected_plans_nothing() -> None:
    plan = plan_for(pending("a"), pending("b", None), selection=Selection())
    assert set(verdicts(plan).values()) == {("outside", "nothing_selected")}
    assert {line.reason for line in plan.sent.decisions} == {Reason(Code.NOTHING_SELECTED)}
    assert plan.planned == ()
    assert plan.window is None
    assert plan.groups


def test_the_window_decides_who_is_inside_outside_or_unsure() -> None:
    after = Span(WINDOW.until, WINDOW.until + HOUR)
    plan = plan_for(pending("new", after), pending("in"), pending("astride", ASTRIDE), pending("old", BEFORE))
    assert verdicts(plan) == {
        "new": ("outside", "after_window"),
        "in": ("planned", "selected"),
        "astride": ("unsure", "date_unclear"),
        "old": ("outside", "before_window"),
    }
    assert planned(plan) == ["in"]


def test_a_date_that_can_not_be_read_is_unsure_and_never_planned_by_default() -> None:
    assert verdicts(plan_for(pending("a", None))) == {"a": ("unsure", "no_date")}


def test_the_unsure_are_planned_only_where_included_and_stay_marked() -> None:
    included = replace(BLAST, unsure=Unsure.INCLUDE)
    plan = plan_for(pending("a"), pending("b", ASTRIDE), pending("c", None), pending("d", BEFORE), selection=included)
    assert planned(plan) == ["a", "b", "c"]
    assert [line.reason_code.value for line in plan.planned] == ["selected", "unsure_included", "unsure_included"]


def test_a_row_that_is_no_person_is_kept() -> None:
    plan = plan_for(pending(""), pending("", BEFORE))
    assert [line.reason_code.value for line in plan.sent.decisions] == ["not_a_person", "not_a_person"]
    assert plan.sent.counts.kept == {"not_a_person": 2}


def test_a_member_whose_profile_is_not_shown_is_kept_and_called_that() -> None:
    plan = plan_for(pending("", name="LinkedIn Member", is_hidden=True), pending("", is_hidden=True))
    assert plan.sent.counts.kept == {"not_shown": 2}
    assert plan.sent.decisions[0].reason_code is Code.NOT_SHOWN


def test_a_note_keeps_unless_said_otherwise() -> None:
    person = pending("a", has_note=True)
    assert verdicts(plan_for(person)) == {"a": ("kept", "note")}
    assert planned(plan_for(person, selection=replace(BLAST, with_note=True))) == ["a"]
    assert verdicts(plan_for(pending("b", ASTRIDE, has_note=True))) == {"b": ("kept", "note")}


def test_a_note_that_an_earlier_scan_saw_does_not_hide_in_the_plan_of_today() -> None:
    assert verdicts(plan_for(pending("a", BEFORE, has_note=True))) == {"a": ("outside", "before_window")}


def test_keep_rules_keep() -> None:
    selection = replace(BLAST, keep=KeepRules((read_rule("Ana Nueva", "--keep"),)))
    plan = plan_for(pending("ana-nueva"), pending("ana-2", name="Ana Nueva"), pending("b"), selection=selection)
    assert planned(plan) == ["b"]
    assert plan.sent.decisions[0].reason == Reason(Code.NAMED, "--keep 'Ana Nueva'")
    assert plan.sent.counts.kept == {"named": 2}


def test_only_who_matches_is_planned() -> None:
    selection = replace(BLAST, match=("recruit", "^bert"))
    people = pending("a", headline="Recruiter"), pending("bert"), pending("c", headline="Not bert")
    assert verdicts(plan_for(*people, selection=selection)) == {
        "a": ("planned", "selected"),
        "bert": ("planned", "selected"),
        "c": ("outside", "not_matched"),
    }
    with pytest.raises(UsageError):
        plan_for(*people, selection=replace(BLAST, match=("(",)))


def test_the_other_half_is_left_alone() -> None:
    plan = plan_for(pending("a"), selection=replace(BLAST, halves=(Half.CONNECTIONS,)))
    assert verdicts(plan) == {"a": ("outside", "other_half")}


def test_a_person_listed_twice_is_planned_once() -> None:
    plan = plan_for(pending("a"), pending("a"))
    assert [line.reason_code.value for line in plan.sent.decisions] == ["selected", "listed_twice"]
    assert planned(plan) == ["a"]


def test_of_two_rows_with_the_same_number_hidden_in_part_neither_is_planned() -> None:
    masked, whole = "+44 20 7946 0•••", "+44 20 7946 0958"
    plan = plan_for(pending(masked), pending("a"), pending(masked), pending(whole), pending(whole))
    assert planned(plan) == ["a", whole]
    assert plan.sent.counts.kept == {"listed_twice": 3}


def test_a_wording_takes_exactly_its_group() -> None:
    people = [
        pending("a", wording="yesterday"),
        pending("b", ASTRIDE, wording="yesterday"),
        pending("c", wording="2 days ago"),
    ]
    plan = plan_for(*people, selection=Selection(wordings=("Sent  Yesterday",)))
    assert planned(plan) == ["a", "b"]
    assert verdicts(plan)["c"] == ("outside", "other_wording")
    assert plan.window == Window(ASTRIDE.earliest, INSIDE.latest)


def test_a_wording_that_nobody_bears_is_refused_with_a_window_too() -> None:
    for window in (None, WINDOW):
        with pytest.raises(UsageError, match="--sent 'today'"):
            plan_for(pending("a"), selection=Selection(window=window, wordings=("today",)))


def test_wording_and_window_together_take_who_is_in_both() -> None:
    people = [pending("a", wording="x"), pending("b", BEFORE, wording="x"), pending("c", wording="y")]
    plan = plan_for(*people, selection=Selection(window=WINDOW, wordings=("x",)))
    assert planned(plan) == ["a"]
    assert plan.window == WINDOW


def test_first_goes_first_then_newest_first() -> None:
    selection = replace(BLAST, first=(read_rule("c", "--first"), read_rule("D", "--first")))
    plan = plan_for(*(pending(key) for key in "abcd"), selection=selection)
    assert planned(plan) == ["c", "d", "a", "b"]
    assert [line.first for line in plan.planned] == [True, True, False, False]


def test_the_limit_cuts_the_tail_of_the_order() -> None:
    selection = replace(BLAST, first=(read_rule("c", "--first"),), limit=2)
    plan = plan_for(*(pending(key) for key in "abc"), selection=selection)
    assert planned(plan) == ["c", "a"]
    assert verdicts(plan)["b"] == ("kept", "beyond_limit")
    assert plan.sent.counts.planned == 2


def test_an_earlier_scan_makes_the_date_of_today_sharper() -> None:
    """A job goes on for days, while LinkedIn's wording gets coarser."""
    coarse = Span(NOW - 48 * HOUR, NOW)
    assert verdicts(plan_for(pending("a", coarse))) == {"a": ("unsure", "date_unclear")}
    assert planned(plan_for(pending("a", coarse), seen_before=(seen("a", INSIDE),))) == ["a"]
    assert verdicts(plan_for(pending("a", coarse), seen_before=(seen("a", BEFORE),))) == {
        "a": ("outside", "before_window")
    }


def test_somebody_invited_again_is_judged_by_the_new_invitation() -> None:
    assert planned(plan_for(pending("a", INSIDE), seen_before=(seen("a", BEFORE),))) == ["a"]


def test_the_numbers_add_up() -> None:
    plan = plan_for(pending("a"), pending("b", ASTRIDE), pending("c", BEFORE), pending("d", has_note=True), pending(""))
    counts = plan.sent.counts
    assert counts.listed == 5
    assert counts.listed == counts.planned + counts.unsure + counts.outside + sum(counts.kept.values())


def test_a_rule_added_during_a_run_holds_at_the_act() -> None:
    person = pending("ana-nueva")
    assert still_allowed(person, BLAST) is None
    late = still_allowed(person, replace(BLAST, keep=KeepRules((read_rule("/in/ana-nueva", "--keep"),))))
    assert late is not None
    assert (late.verdict, late.code.value) == (Verdict.KEPT, "named")
    noted = still_allowed(replace(person, has_note=True), BLAST)
    assert noted is not None
    assert noted.code.value == "note"
    assert still_allowed(replace(person, has_note=True), replace(BLAST, with_note=True)) is None
    assert still_allowed(pending(""), BLAST) is not None
    assert still_allowed(person, replace(BLAST, match=("berta",))) is not None


def test_an_act_is_judged_neither_by_time_again_nor_by_its_list() -> None:
    assert still_allowed(pending("a", BEFORE), BLAST) is None
    assert still_allowed(connected("a"), replace(BLAST, halves=(Half.SENT,))) is None


def test_the_time_grows_with_the_people_on_each_list_not_faster() -> None:
    def planning(count: int) -> Callable[[], object]:
        rules = tuple(read_rule(f"/in/keep-{number}", "--keep") for number in range(count // 10))
        people = [pending(f"person-{number}") for number in range(count)]
        connections = [connected(f"friend-{number}") for number in range(count)]
        earlier = [seen(f"person-{number}") for number in range(count)]
        selection = replace(BLAST, keep=KeepRules(rules), first=rules[:5])
        return lambda: make_plan(people, connections, earlier, selection, {})

    assert growth(planning, 1000) < LINEAR


def test_of_an_age_is_whoever_linkedin_itself_says_is_so_old() -> None:
    """By the spans alone a row of "3 weeks ago" could be some hours younger; one that is known to be younger is not."""
    now = NOW
    selection = Selection(window=window_older_than("3 weeks", now, UTC), older_than="3 weeks")
    people = {
        wording: pending(wording, read_age(f"Sent {wording}", now, UTC, Half.SENT).span, wording)
        for wording in ("2 weeks ago", "3 weeks ago", "1 month ago", "20 days ago")
    }
    younger = pending("younger", Span(now - timedelta(days=20), now - timedelta(days=19)), "3 weeks ago")
    assert planned(plan_for(*people.values(), younger, selection=selection)) == ["3 weeks ago", "1 month ago"]
    at_first = replace(selection, older_than="")
    assert planned(plan_for(*people.values(), selection=at_first)) == ["1 month ago"]
    coarse = Selection(window=window_older_than("45 days", now, UTC), older_than="45 days")
    assert planned(plan_for(*people.values(), selection=coarse)) == [], "1 month may be less than 45 days"
