"""What one source knows of a person is heard by every rule, for both lists, however the source spells the key."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from withdrawer.plan.dates.spans import Span
from withdrawer.plan.decisions import OriginChoice, Sign
from withdrawer.plan.evidence.export import Direction, Export, ExportedInvitation
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection

from .making import ASTRIDE, HOUR, INSIDE, NOW, WINDOW, connected, pending, seen

BLAST = Selection(window=WINDOW)
ANY = replace(BLAST, origin=OriginChoice.ANY)
MINUTE = Span(NOW - 9.5 * HOUR, NOW - 9.5 * HOUR + HOUR / 60)
SPELLINGS = [
    ("ana-nueva-1b2c", "Ana-Nueva-1B2C"),
    ("Ana-Nueva-1B2C", "ana-nueva-1b2c"),
    ("zoë-b", "zoe\u0308-b"),
    ("zoe\u0308-b", "ZOË-b"),
    ("ben", "ben"),
]


def line(
    slug: str, name: str = "", *, direction: Direction = Direction.OUTGOING, has_note: bool = False, sent: Span = MINUTE
) -> ExportedInvitation:
    return ExportedInvitation(slug, name, sent, direction, has_note)


def plan_for(
    *people: Person,
    export: Export | None = None,
    seen_before: tuple[EarlierSighting, ...] = (),
    selection: Selection = BLAST,
    ended: dict[str, datetime] | None = None,
) -> Plan:
    sent = [it for it in people if it.half == "sent"]
    connections = [it for it in people if it.half == "connections"]
    return make_plan(sent, connections, seen_before, selection, ended or {}, export)


def code_of(plan: Plan) -> str:
    [decision] = [*plan.sent.decisions, *plan.connections.decisions]
    return decision.reason_code.value


def both(key: str, name: str = "Somebody") -> list[Person]:
    return [pending(key, name=name), connected(key, name=name)]


@pytest.mark.parametrize(("listed", "told"), SPELLINGS)
def test_a_note_keeps_both_whoever_saw_it(listed: str, told: str) -> None:
    for person in both(listed):
        assert code_of(plan_for(person, export=Export((line(told, has_note=True),)), selection=ANY)) == "note"
        assert code_of(plan_for(person, seen_before=(seen(told, has_note=True),), selection=ANY)) == "note"
        with_note = replace(ANY, with_note=True)
        assert code_of(plan_for(person, export=Export((line(told, has_note=True),)), selection=with_note)) == "selected"


def test_a_note_that_the_page_contradicts_in_its_date_still_keeps() -> None:
    long_ago = Span(NOW - 9000 * HOUR, NOW - 9000 * HOUR + HOUR / 60)
    for person in both("ben"):
        export = Export((line("ben", has_note=True, sent=long_ago), line("ben")))
        assert code_of(plan_for(person, export=export, selection=ANY)) == "note"


def test_a_note_by_name_alone_keeps_everybody_who_bears_it() -> None:
    export = Export((line("", "Ben Otro", has_note=True),))
    people = [*both("ben-1", "Ben Otro"), *both("ben-2", "Ben Otro")]
    for person in people:
        assert code_of(plan_for(person, export=export, selection=ANY)) == "note"


@pytest.mark.parametrize(("listed", "told"), SPELLINGS)
def test_messages_keep_both(listed: str, told: str) -> None:
    for person in both(listed):
        export = Export(messaged_at={told: NOW - HOUR, told.swapcase(): NOW - 900 * HOUR})
        assert code_of(plan_for(person, export=export, selection=ANY)) == "messaged"


UNDER_ANOTHER_ADDRESS = {
    "messaged": Export(messaged_at={"ana-nueva": NOW - HOUR}, messaged_names={"ana-nueva": "ana nueva"}),
    "note": Export((line("ana-nueva", "Ana Nueva", has_note=True),)),
    "incoming": Export((line("ana-nueva", "Ana Nueva", direction=Direction.INCOMING),)),
}


@pytest.mark.parametrize("code", UNDER_ANOTHER_ADDRESS)
def test_who_is_listed_under_another_address_than_the_exports_is_kept_by_name(code: str) -> None:
    sent, connection = both("ACoAAB1c", "Ana Nueva, MBA")
    selection = BLAST if code == "incoming" else ANY
    for person in [connection] if code == "incoming" else [sent, connection]:
        assert code_of(plan_for(person, export=UNDER_ANOTHER_ADDRESS[code], selection=selection)) == code


@pytest.mark.parametrize("code", UNDER_ANOTHER_ADDRESS)
def test_what_is_known_of_a_profile_on_either_list_keeps_no_namesake(code: str) -> None:
    for known in both("Ana-Nueva", "Ana Nueva"):
        for person in both("ana-otra", "Ana Nueva"):
            plan = plan_for(known, person, export=UNDER_ANOTHER_ADDRESS[code], selection=ANY)
            decisions = [*plan.sent.decisions, *plan.connections.decisions]
            assert [it.verdict.value for it in decisions if it.person.key == "ana-otra"] == ["planned"]


def test_a_name_never_chooses_anybody_whose_address_the_export_does_not_have() -> None:
    plan = plan_for(connected("ACoAAB1c", name="Ana Nueva"), export=Export((line("ana-nueva", "Ana Nueva"),)))
    assert plan.planned == ()


def test_messages_are_heard_where_no_window_can_be_told() -> None:
    person = pending("ana", None, wording="hace mucho")
    export = Export(messaged_at={"Ana": NOW - HOUR})
    assert code_of(plan_for(person, export=export, selection=Selection(wordings=("hace mucho",)))) == "messaged"


@pytest.mark.parametrize(("listed", "told"), SPELLINGS)
def test_who_invited_the_member_is_kept_on_both_lists_unless_any_origin_is_let_in(listed: str, told: str) -> None:
    export = Export((line(told, direction=Direction.INCOMING),))
    for person in both(listed):
        assert code_of(plan_for(person, export=export)) == "incoming"
        assert code_of(plan_for(person, export=export, selection=ANY)) == "selected"


@pytest.mark.parametrize(("listed", "told"), SPELLINGS)
def test_dates_and_origins_are_found_in_any_spelling(listed: str, told: str) -> None:
    plan = plan_for(pending(listed, ASTRIDE), export=Export((line(told),)))
    assert code_of(plan) == "selected"
    assert plan.narrowing.dated
    assert code_of(plan_for(pending(listed, ASTRIDE), seen_before=(seen(told, MINUTE),))) == "selected"
    plan = plan_for(connected(listed), seen_before=(seen(told),))
    assert str(plan.connections.decisions[0].origin) == "known"
    plan = plan_for(connected(listed), export=Export((line(told),)))
    assert str(plan.connections.decisions[0].origin) == "known"


@pytest.mark.parametrize(("listed", "told"), SPELLINGS)
def test_who_accepted_while_we_looked_is_one_person_in_any_spelling(listed: str, told: str) -> None:
    plan = plan_for(pending(listed), connected(told))
    assert [it.reason_code.value for it in plan.sent.decisions] == ["accepted_meanwhile"]
    assert [str(it.origin) for it in plan.connections.decisions] == ["known"]


def test_a_date_that_only_a_name_gives_makes_nobody_known() -> None:
    export = Export((line("", "Jo Smith"),))
    for people in ([connected("other", name="Jo Smith")], [pending("a", ASTRIDE, name="Jo Smith"), connected("a")]):
        plan = plan_for(*people, export=export)
        assert [str(it.origin) for it in plan.connections.decisions] == ["likely"]
        assert plan.planned == ()
        likely = replace(BLAST, origin=OriginChoice.LIKELY)
        assert len(plan_for(*people, export=export, selection=likely).planned) == 1


def test_what_the_page_shows_by_itself_stays_known_though_a_name_agrees() -> None:
    hour = Span(NOW - 10 * HOUR, NOW - 9 * HOUR)
    plan = plan_for(pending("a", hour, name="Jo Smith"), connected("a"), export=Export((line("", "Jo Smith"),)))
    assert [str(it.origin) for it in plan.connections.decisions] == ["known"]


def later(days: int) -> Span:
    return Span(NOW + timedelta(days=days), NOW + timedelta(days=days + 1))


@pytest.mark.parametrize("key", ["ana", "Ana"])
def test_who_connected_after_their_invitation_had_ended_is_nobody_s_blast(key: str) -> None:
    ended = {key: NOW + timedelta(days=9)}
    exported = Export((line("ana"),))
    for sources in ({"seen_before": (seen("ana"),)}, {"export": exported}):
        plan = plan_for(connected("ana", later(40)), ended=ended, **sources)
        assert code_of(plan) == "unknown_origin"
        assert plan.connections.decisions[0].reason.detail is Sign.ENDED
        undated = plan_for(connected("ana", None), ended=ended, **sources)
        assert undated.planned == ()
    book = Export((line("ana", "Ana"),), imported_names=frozenset({"ana"}))
    likely = replace(BLAST, origin=OriginChoice.LIKELY)
    assert (
        code_of(plan_for(connected("ana", later(40)), ended=ended, export=book, selection=likely)) == "unknown_origin"
    )


def test_who_connected_before_or_was_invited_again_is_traced_as_ever() -> None:
    ended = {"ana": NOW + timedelta(days=9)}
    assert code_of(plan_for(connected("ana", later(2)), seen_before=(seen("ana"),), ended=ended)) == "selected"
    again = replace(BLAST, window=replace(WINDOW, since=NOW + timedelta(days=30), until=NOW + timedelta(days=31)))
    plan = plan_for(connected("ana", later(40)), seen_before=(seen("ana", later(30)),), ended=ended, selection=again)
    assert code_of(plan) == "selected"
    plan = plan_for(connected("bea", later(40)), seen_before=(seen("bea", INSIDE),), ended=ended)
    assert code_of(plan) == "selected"
