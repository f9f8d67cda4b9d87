"""A plan as a list for a spreadsheet, and a list of people as it comes back from one."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawer.errors import UsageError
from withdrawer.escape import safe
from withdrawer.plan.csv_rows import RUNS, defused, restored
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import OriginChoice, Verdict
from withdrawer.plan.evidence.export import Direction, Export, ExportedInvitation
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.plan_file import ListedPerson, PlanFile, read_plan_file
from withdrawer.plan.selection import Selection
from withdrawer.show.messages import remark_lines
from withdrawer.show.plan_rows import HEADER, list_text, profile_of

from .making import ASTRIDE, BEFORE, HOUR, INSIDE, NOW, WINDOW, connected, pending, seen

SENT = [
    pending("ana", name="=cmd|' /C calc'!A1", headline="24/7"),
    pending("bea", name='Bea "B" Otra', headline="@home; a, b"),
    pending("josé-9", name="'José"),
    pending("old", BEFORE),
    pending("x@example.org", name=""),
    pending("+1 555 010 0142", name="+1 555 010 0142"),
    pending("ana", name="Ana, listed twice"),
]
CONNECTED = [connected("c"), connected("stranger")]
SEEN = [seen("c")]
PLAN = make_plan(SENT, CONNECTED, SEEN, Selection(window=WINDOW), {})


def rows_of(plan: Plan = PLAN) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(list_text(plan).removeprefix("\ufeff"), newline="")))


def written(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def back(change: Callable[[list[dict[str, str]]], object] = lambda _: None, delimiter: str = ",") -> PlanFile:
    """The list as a spreadsheet saves it again after a change."""
    rows = rows_of()
    change(rows)
    return read_plan_file(written(rows, delimiter), "blast.csv")


def planned(file: PlanFile, **changes: object) -> list[str]:
    return [line.person.key for line in plan_of(file, None, **changes).planned]


def plan_of(file: PlanFile, export: Export | None = None, **changes: object) -> Plan:
    selection: Selection = replace(Selection(plan_file=file), **changes)  # type: ignore[arg-type]
    return make_plan(SENT, CONNECTED, SEEN, selection, {}, export)


def listing(*keys: str, half: Half = Half.SENT) -> PlanFile:
    return PlanFile("x.csv", tuple(ListedPerson(half, key, "", line) for line, key in enumerate(keys, start=2)))


ALL = [line.person.key for line in PLAN.planned]


@settings(deadline=None)
@given(st.text() | st.text(RUNS + "＝＋“' a\"\u00a0").map(lambda text: text[:5]))
def test_no_cell_is_run_and_every_one_comes_back_unharmed(text: str) -> None:
    cell = defused(text)
    assert not unicodedata.normalize("NFKC", cell).lstrip(' "“”`‘’�').startswith(tuple(RUNS))
    assert restored(cell) == safe(text), "nothing is lost but what nobody sees"


def test_the_names_of_the_columns_stay() -> None:
    assert HEADER == (
        "action", "name", "profile", "headline", "list", "age", "reason", "origin", "evidence", "address_book"
    )  # fmt: skip
    assert [row["profile"] for row in rows_of()].count("https://www.linkedin.com/in/ana/") == 1, "everybody once"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_that_was_not_changed_plans_the_same_people(delimiter: str) -> None:
    assert planned(back(delimiter=delimiter)) == ALL
    assert planned(read_plan_file(list_text(PLAN), "blast.csv")) == ALL
    assert list(remark_lines(back(delimiter=delimiter))) == []


def test_rows_that_are_deleted_or_say_keep_are_not_undone() -> None:
    plan = plan_of(back(lambda rows: (rows[0].update(action="Keep "), rows.pop(1))))
    assert [line.person.key for line in plan.planned] == [key for key in ALL if key not in ("ana", "bea")]
    assert {line.reason_code.value for line in plan.sent.decisions[:2]} == {"not_listed"}


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("headline", "24-Jul"), ("headline", ""), ("name", "#NAME?"), ("name", "Somebody Else"), ("age", "44890"),
        ("reason", "x\ny"), ("origin", "FALSE"), ("evidence", "1E+20"), ("address_book", "TRUE"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_makes_of_other_cells_is_no_matter(column: str, text: str) -> None:
    assert planned(back(lambda rows: [row.update({column: text}) for row in rows])) == ALL


def test_columns_may_be_moved_added_and_left_out() -> None:
    rows = rows_of()
    kept = [{"my notes": "?", "list": it["list"], "PROFILE ": it["profile"], "Action": it["action"]} for it in rows]
    assert planned(read_plan_file(written(kept[::-1]), "blast.csv")) == ALL


def test_a_list_of_before_works_with_its_numbers() -> None:
    rows = [{**row, "plan": "7", "row": str(at)} for at, row in enumerate(rows_of())]
    rows[0]["row"] = "9" * 400
    assert planned(read_plan_file(written(rows), "blast.csv")) == ALL


def test_one_whom_two_rows_judge_differently_is_kept_and_told() -> None:
    file = back(lambda rows: rows.append({**rows[0], "action": "keep"}))
    assert planned(file) == [key for key in ALL if key != "ana"]
    [remark] = remark_lines(file)
    assert "line 2" in remark


def test_where_every_row_to_undo_is_kept_by_another_the_lines_are_told() -> None:
    with pytest.raises(UsageError, match="another row keeps those that line 2 would undo") as raised:
        read_plan_file("action,profile\nundo,ana-1\nkeep,ana-1\nx,bea-1\n", "x.csv")
    assert "no row says undo" not in raised.value.message
    assert "line 4" in raised.value.message
    assert "nobody would be undone" in raised.value.message


@pytest.mark.parametrize("action", ["keep", "", "unod"])
@pytest.mark.parametrize("half", ["sent", "connections"])
def test_a_row_that_keeps_on_a_list_of_another_name_keeps_on_both_and_is_told(action: str, half: str) -> None:
    text = f"action,profile,list\nundo,ana-1,{half}\nundo,bea-1,{half}\n{action},ana-1,snet\n"
    file = read_plan_file(text, "x.csv")
    assert [it.key for it in file.people] == ["bea-1"]
    assert any("neither sent nor connections" in it and "line 4" in it for it in remark_lines(file))
    assert any("whom line 2 would undo" in it for it in remark_lines(file))
    assert any("neither undo nor keep" in it for it in remark_lines(file)) == (action == "unod")


@pytest.mark.parametrize("between", [";", ",", "|", " ", "/", "", "?", "+", "%3B", "&"])
@pytest.mark.parametrize("second", ["https://www.linkedin.com/in/bea-1", "/in/bea-1/", "linkedin.com/in/bea-1"])
def test_a_cell_with_two_profiles_names_nobody(between: str, second: str) -> None:
    with pytest.raises(UsageError, match="line 2: this row names nobody"):
        read_plan_file(f'action,profile\nundo,"https://www.linkedin.com/in/ana-1{between}{second}"\n', "x.csv")


def test_another_word_than_undo_is_not_undone_and_told() -> None:
    file = back(lambda rows: (rows[0].update(action="unod"), rows[1].update(action="")))
    assert planned(file) == [key for key in ALL if key not in ("ana", "bea")]
    [remark] = remark_lines(file)
    assert "line 2" in remark
    assert planned(back(lambda rows: [it.update(action=f" {it['action'].upper()}") for it in rows])) == ALL


@pytest.mark.parametrize(
    "cell",
    [
        "https://www.linkedin.com/in/jos%C3%A9-9/", "http://de.linkedin.com/in/José-9?trk=x",
        "linkedin.com/in/jos%C3%A9-9",
        "/in/josé-9/", "josé-9", "jose\u0301-9", " https://www.linkedin.com/in/JOSÉ-9/recent-activity/ ",
    ],
)  # fmt: skip
def test_a_profile_is_known_in_each_of_its_spellings(cell: str) -> None:
    assert planned(back(lambda rows: rows[2].update(profile=cell))) == ALL


@pytest.mark.parametrize("cell", ["X@Example.org", "mailto:x@example.org", " x@example.org "])
def test_an_address_is_known_in_each_of_its_spellings(cell: str) -> None:
    assert planned(back(lambda rows: rows[4].update(profile=cell))) == ALL


@pytest.mark.parametrize(
    "cell", ["+1 555 010 0142", "'+1 555 010 0142", "15550100142", "+1 (555) 010-0142", "tel:+15550100142"]
)
def test_a_phone_number_is_known_by_its_digits(cell: str) -> None:
    assert planned(back(lambda rows: rows[5].update(profile=cell))) == ALL


def test_people_may_stand_in_columns_of_their_own() -> None:
    text = "Action,E-mail,Phone number\nundo,x@example.org,\nundo,,+15550100142\n"
    assert planned(read_plan_file(text, "x.csv")) == ["x@example.org", "+1 555 010 0142"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: rows[1].update(profile="Bea Otra"), "line 3: this row names nobody"),
        (lambda rows: rows[1].update(profile="Bea"), "line 3: this row names nobody"),
        (lambda rows: rows[1].update(profile=""), "line 3: this row names nobody"),
        (lambda rows: rows[5].update(profile="1.555E+10"), "line 7: this row names nobody"),
        (lambda rows: rows[1].update(profile="https://example.org/in/bea"), "line 3: this row names nobody"),
        (lambda rows: rows[1].update(profile="linkedin.com/in/bea /in/ana"), "line 3: this row names nobody"),
        (lambda rows: rows[1].update(list="both"), "line 3: list is 'both'"),
        (lambda rows: [row.update(action="keep") for row in rows], "no row says undo"),
        (lambda rows: rows.clear() or rows.append(dict.fromkeys(HEADER, "")), "no row says undo"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_followed_is_refused_by_line(
    change: Callable[[list[dict[str, str]]], object], told: str
) -> None:
    with pytest.raises(UsageError) as raised:
        back(change)
    assert told in raised.value.message


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "name,profile\nAna,x\n", "undo,https://www.linkedin.com/in/ana/\n", "\0", '"']
)
def test_a_file_without_actions_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no column called action"):
        read_plan_file(text, "blast.csv")


@pytest.mark.parametrize("text", ["", "\ufeff", "\r\n \n"])
def test_an_empty_file_is_refused_as_such(text: str) -> None:
    with pytest.raises(UsageError, match="it is empty"):
        read_plan_file(text, "blast.csv")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("action,profile,action\nundo,ana,keep\n", "several columns are called action"),
        ("action,name,profile\nundo,Nueva, Ana,ana\n", "line 2: it has more cells"),
        ('action,profile\nundo,ana\n\nundo,"bea\nundo,c\n', "line 5|line 6"),
    ],
)
def test_a_table_that_has_slipped_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_plan_file(text, "x.csv")
    assert re.search(told, raised.value.message)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    with pytest.raises(UsageError, match="line 6: this row names nobody"):
        read_plan_file('sep=;\n\naction;profile;x\nundo;ana;"a\nb"\nundo;?;\n', "x.csv")


def test_a_connection_needs_its_list_cell() -> None:
    assert planned(back(lambda rows: [row.update(list="") for row in rows])) == [key for key in ALL if key != "c"]
    plan = plan_of(listing("c"))
    assert plan.planned == ()
    assert plan.found is not None
    assert [it.key for it in plan.found.accepted] == ["c"], "they were an invitation, and are told"


def test_who_accepted_since_or_is_not_listed_any_more_is_told() -> None:
    file = listing("ana", "c", "nobody")
    plan = plan_of(file)
    assert [line.person.key for line in plan.planned] == ["ana"]
    assert plan.found is not None
    assert [it.key for it in plan.found.accepted] == ["c"]
    assert [it.key for it in plan.found.missing] == ["nobody"]
    connections = plan_of(listing("c", half=Half.CONNECTIONS), halves=(Half.SENT,))
    assert connections.found is not None
    assert connections.found.missing == (), "that list was not asked for"


def test_the_rules_hold_as_for_everybody() -> None:
    file = listing("ana", "bea", "josé-9")
    keep = KeepRules((read_rule("/in/bea", "--keep"),))
    assert planned(file, keep=keep) == ["ana", "josé-9"]
    assert planned(file, match=("josé",)) == ["josé-9"]
    assert planned(file, limit=1) == ["ana"]
    noted = Export((ExportedInvitation("ana", "", BEFORE, Direction.OUTGOING, has_note=True),))
    assert [it.person.key for it in plan_of(file, noted).planned] == ["bea", "josé-9"]
    written_to = Export(messaged_at={"bea": NOW})
    assert [it.person.key for it in plan_of(file, written_to).planned] == ["ana", "josé-9"]
    both = listing("c", "stranger", half=Half.CONNECTIONS)
    assert planned(both) == ["c"]
    assert planned(both, origin=OriginChoice.ANY) == ["c", "stranger"]


def test_dates_are_not_asked_and_the_window_is_the_hull_of_the_listed() -> None:
    plan = plan_of(listing("ana", "old"))
    assert [line.person.key for line in plan.planned] == ["ana", "old"]
    assert plan.window == Window(BEFORE.earliest, INSIDE.latest)
    people = [pending("a", None), pending("b", ASTRIDE)]
    plan = make_plan(people, [], [], Selection(plan_file=listing("a")), {})
    assert (len(plan.planned), plan.window) == (1, None)
    later = Span(NOW + timedelta(days=3), NOW + timedelta(days=4))
    plan = make_plan([], [connected("c", later)], SEEN, Selection(plan_file=listing("c", half=Half.CONNECTIONS)), {})
    assert plan.window == Window(INSIDE.earliest, later.latest), "as far back as they were invited"
    assert [line.person.key for line in plan.planned] == ["c"]


def test_one_known_by_the_export_alone_is_known() -> None:
    minute = Span(NOW - 9 * HOUR, NOW - 9 * HOUR + HOUR / 60)
    export = Export((ExportedInvitation("stranger", "", minute, Direction.OUTGOING),))
    plan = plan_of(listing("stranger", half=Half.CONNECTIONS), export)
    assert [line.person.key for line in plan.planned] == ["stranger"]


def test_of_several_who_are_alike_only_the_one_written_the_same_is_meant() -> None:
    people = [pending("strauß-1"), pending("strauss-1"), pending("+1 555 010 0199"), pending("+15550100199")]

    def plan(key: str) -> Plan:
        return make_plan(people, [], [], Selection(plan_file=listing(key)), {})

    assert [line.person.key for line in plan("strauss-1").planned] == ["strauss-1"]
    assert [line.person.key for line in plan("strauß-1").planned] == ["strauß-1"]
    assert [line.person.key for line in plan("STRAUSS-1").planned] == ["strauss-1"]
    unclear = plan("15550100199")
    assert unclear.planned == ()
    assert unclear.found is not None
    assert len(unclear.found.ambiguous) == 1


keys = st.sampled_from(["ana", "bea", "josé-9", "old", "x@example.org", "+1 555 010 0142", "c", "stranger", "nobody"])
actions = st.sampled_from(["undo", " Undo", "keep", "", "unod", "x"])
lists = st.sampled_from(["", "sent", "connections", "Connections "])
cells = st.text(st.characters(exclude_characters="\0"), max_size=8)


@settings(deadline=None)
@given(st.lists(st.tuples(actions, keys, lists, cells), max_size=12), st.sampled_from(",;\t"))
def test_nobody_is_planned_but_whom_a_row_says_to_undo(rows: list[tuple[str, str, str, str]], delimiter: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows(
        [("action", "profile", "list", "note"), *(map(defused, (a, profile_of(b), c, d)) for a, b, c, d in rows)]
    )
    undo = {(half_of(at), key) for action, key, at, _ in rows if action.strip().casefold() == "undo"}
    keep = {(half_of(at), key) for action, key, at, _ in rows if action.strip().casefold() != "undo"}
    try:
        file = read_plan_file(text.getvalue(), "x.csv")
    except UsageError:
        assert not undo - keep
        return
    plan = plan_of(file, origin=OriginChoice.ANY)
    met = {(it.person.half, it.person.key) for it in plan.planned}
    assert met <= undo - keep
    on_the_lists: list[Person] = [*SENT, *CONNECTED]
    assert met == {
        (half, key) for half, key in undo - keep if any((it.half, it.key) == (half, key) for it in on_the_lists)
    }
    others = [it for it in plan.sent.decisions if (it.person.half, it.person.key) not in undo]
    assert all(it.verdict is Verdict.OUTSIDE for it in others)


def half_of(text: str) -> Half:
    return Half.CONNECTIONS if text.strip().casefold() == "connections" else Half.SENT
