"""What the data export decides: origins, invitations that came in, address books, messages."""

from dataclasses import replace

import pytest

from withdrawer.plan.dates.spans import Span
from withdrawer.plan.decisions import Code, OriginChoice, Reason, Sign
from withdrawer.plan.evidence.export import SOMEWHEN, Direction, Export, ExportedInvitation
from withdrawer.plan.people import Person
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection

from .making import BEFORE, HOUR, INSIDE, NOW, WINDOW, connected, pending, seen

BLAST = Selection(window=WINDOW)
LIKELY, ANY = (replace(BLAST, origin=choice) for choice in (OriginChoice.LIKELY, OriginChoice.ANY))
AT = Span(NOW - 9 * HOUR, NOW - 9 * HOUR + HOUR / 60)


def out(slug: str, sent: Span = AT, name: str = "", *, has_note: bool = False) -> ExportedInvitation:
    return ExportedInvitation(slug, name, sent, Direction.OUTGOING, has_note)


def incoming(slug: str, name: str = "") -> ExportedInvitation:
    return ExportedInvitation(slug, name, AT, Direction.INCOMING)


def plan_for(*connections: Person, export: Export, selection: Selection = BLAST) -> Plan:
    return make_plan([], connections, [], selection, {}, export)


def told(plan: Plan) -> dict[str, tuple[str, str, str]]:
    return {
        line.person.key: (line.reason_code.value, str(line.origin), str(line.sign))
        for line in plan.connections.decisions
    }


def test_outgoing_in_the_window_is_known() -> None:
    export = Export(invitations=(out("in"), out("before", BEFORE), out("", name="Name Only")))
    plan = plan_for(connected("in"), connected("before"), connected("x", name="Name Only"), export=export)
    assert told(plan) == {
        "in": ("selected", "known", Sign.EXPORTED),
        "before": ("sent_outside", "unknown", Sign.NOTHING),
        "x": ("likely_origin", "likely", Sign.EXPORTED_NAME),
    }
    assert plan.connections.decisions[0].reason == Reason(Code.SELECTED, Sign.EXPORTED)


def test_a_name_that_two_bear_proves_nothing() -> None:
    export = Export(invitations=(out("", name="Ana Nueva"),))
    plan = plan_for(connected("a", name="Ana Nueva"), connected("b", name="Ana Nueva"), export=export)
    assert {line[0] for line in told(plan).values()} == {"unknown_origin"}


def test_a_span_that_is_not_settled_is_known_only_where_all_of_it_is_inside() -> None:
    export = Export(invitations=(out("a", Span(WINDOW.since - HOUR, WINDOW.since + HOUR)),))
    assert told(plan_for(connected("a"), export=export))["a"][0] == "unknown_origin"


def test_the_last_invitation_before_they_accepted_counts() -> None:
    late = Span(NOW - HOUR, NOW - HOUR / 2)
    export = Export(invitations=(out("a", BEFORE), out("a", late)))
    assert told(plan_for(connected("a", INSIDE), export=export))["a"][0] == "sent_outside"


@pytest.mark.parametrize("selection", [BLAST, LIKELY])
def test_who_invited_the_member_is_never_removed_by_default(selection: Selection) -> None:
    export = Export(invitations=(incoming("a"), out("a"), incoming("", "Bea Otra")), imported_names=frozenset({"a"}))
    plan = plan_for(connected("a"), connected("b", name="Bea Otra"), export=export, selection=selection)
    assert told(plan) == {"a": ("incoming", "unknown", Sign.INCOMING), "b": ("incoming", "unknown", Sign.INCOMING)}
    assert plan.planned == ()


def test_who_stands_in_the_imported_address_book_is_likely() -> None:
    export = Export(imported_names=frozenset({"ana nueva"}))
    ana = connected("ana", name="Ana Nueva 🚀, MBA")
    assert told(plan_for(ana, export=export))["ana"] == ("likely_origin", "likely", Sign.IMPORTED)
    plan = plan_for(ana, connected("other"), export=export, selection=LIKELY)
    assert [line.person.key for line in plan.planned] == ["ana"]
    assert plan.planned[0].is_imported


def test_an_imported_name_that_two_bear_marks_neither() -> None:
    export = Export(imported_names=frozenset({"ana nueva"}))
    plan = plan_for(connected("a", name="Ana Nueva"), connected("b", name="Ana Nueva"), export=export, selection=LIKELY)
    assert plan.planned == ()


def test_an_invitation_by_mail_is_imported_by_its_address() -> None:
    export = Export(imported_addresses=frozenset({"ana@example.org"}))
    plan = make_plan([pending("Ana@Example.org"), pending("b@example.org")], [], [], BLAST, {}, export)
    assert [line.is_imported for line in plan.sent.decisions] == [True, False]


def test_who_was_written_to_since_the_blast_is_kept() -> None:
    export = Export(
        invitations=tuple(map(out, "abc")),
        messaged_at={"a": NOW - HOUR, "b": WINDOW.since - HOUR, "p": NOW},
        messaged_names_at={"cees example": NOW},
    )
    people = connected("a"), connected("b"), connected("c", name="Cees Example")
    plan = make_plan([pending("p"), pending("q")], people, [], BLAST, {}, export)
    assert [line.person.key for line in plan.planned] == ["q", "b"]
    assert plan.connections.counts.kept == {"messaged": 2}
    assert plan.sent.decisions[0].reason_code is Code.MESSAGED
    plan = make_plan([pending("p")], people, [], replace(BLAST, with_messages=True), {}, export)
    assert len(plan.planned) == 4


def test_a_note_in_the_export_keeps_a_connection() -> None:
    export = Export(invitations=(out("a", has_note=True),))
    assert told(plan_for(connected("a"), export=export))["a"][0] == "note"


def test_what_a_scan_saw_is_shown_as_such() -> None:
    plan = make_plan([], [connected("a")], [seen("a")], BLAST, {}, Export(invitations=(out("a"),)))
    assert told(plan)["a"][2] == Sign.SEEN_PENDING
    nothing = plan_for(connected("a"), export=Export(), selection=ANY)
    assert told(nothing)["a"] == ("selected", "unknown", Sign.NOTHING)


def test_with_the_export_exactly_the_blast_is_planned() -> None:
    """Day wordings alone leave all of that day open; the minutes settle it."""
    yesterday = Span(NOW - 48 * HOUR, NOW - 15 * HOUR)
    blast_at = NOW - 24 * HOUR
    people = [pending(f"later-{n}", yesterday, "yesterday") for n in range(3)]
    people += [pending(f"blast-{n}", yesterday, "yesterday") for n in range(20)]
    people += [pending(f"earlier-{n}", yesterday, "yesterday") for n in range(3)]
    sent = {"later": blast_at + 2 * HOUR, "blast": blast_at, "earlier": blast_at - 2 * HOUR}
    export = Export(
        invitations=tuple(
            out(it.key, Span(sent[it.key.split("-")[0]], sent[it.key.split("-")[0]] + HOUR / 60)) for it in people
        )
    )
    window = Selection(window=replace(WINDOW, since=blast_at - HOUR / 2, until=blast_at + HOUR / 2))
    assert make_plan(people, [], [], window, {}).planned == ()
    plan = make_plan(people, [], [], window, {}, export)
    assert [line.person.key for line in plan.planned] == [f"blast-{n}" for n in range(20)]


def test_a_slug_is_one_person_in_every_spelling() -> None:
    export = Export(
        invitations=(out("Ana-Nueva-1B2C"), out("zoe\N{COMBINING DIAERESIS}-b"), incoming("Bert-OTRO")),
        messaged_at={"Ana-Nueva-1B2C": NOW, "ana-NUEVA-1b2c": WINDOW.since - HOUR},
        imported_addresses=frozenset({"Cy@Example.org"}),
    )
    plan = plan_for(connected("ana-nueva-1b2c"), connected("zoë-b"), connected("bert-otro"), export=export)
    assert {key: line[0] for key, line in told(plan).items()} == {
        "ana-nueva-1b2c": "messaged",
        "zoë-b": "selected",
        "bert-otro": "incoming",
    }
    mailed = make_plan([pending("CY@example.org")], [], [], BLAST, {}, export)
    assert mailed.sent.decisions[0].is_imported
    written = make_plan([pending("ANA-nueva-1b2c")], [], [], BLAST, {}, export)
    assert written.sent.decisions[0].reason_code == "messaged"


def test_a_message_of_unreadable_date_keeps() -> None:
    [line] = make_plan([pending("ana")], [], [], BLAST, {}, Export(messaged_at={"ana": SOMEWHEN})).sent.decisions
    assert line.reason_code == "messaged"
    assert line.reason.detail == ""
