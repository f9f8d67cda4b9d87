"""A plan as a list for a spreadsheet, and what may come back."""

import csv
import io
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawer.errors import UsageError
from withdrawer.plan.comeback import plan_of_list
from withdrawer.plan.listing import list_text
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection
from withdrawer.plan.spreadsheet import RUNS, defused, is_same, restored
from withdrawer.visible import safe

from .making import BEFORE, WINDOW, connected, pending, seen

PLAN = make_plan(
    [
        pending("ana", name="=cmd|' /C calc'!A1", headline="@home; a, b"),
        pending("bea", name='Bea "B" Otra'),
        pending("josé-9", name="'José"),
        pending("old", BEFORE),
    ],
    [connected("c"), connected("stranger")],
    [seen("c")],
    Selection(window=WINDOW),
    {},
)


def find(number: int) -> Plan | None:
    return PLAN if number == 7 else None


def back(change: Callable[[list[dict[str, str]]], object] = lambda _: None, delimiter: str = ",") -> Plan:
    """The list as a spreadsheet saves it again after a change."""
    rows = list(csv.DictReader(io.StringIO(list_text(PLAN, 7).removeprefix("\ufeff"), newline="")))
    change(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return plan_of_list(text.getvalue(), "blast.csv", find)


def planned(plan: Plan) -> list[str]:
    return [line.person.key for line in plan.planned]


@settings(deadline=None)
@given(st.text() | st.text(RUNS + "＝＋“' a\"\u00a0").map(lambda text: text[:5]))
def test_no_cell_is_run_and_every_one_comes_back_unharmed(text: str) -> None:
    cell = defused(text)
    assert not unicodedata.normalize("NFKC", cell).lstrip(' "“”`‘’�').startswith(tuple(RUNS))
    assert restored(cell) == safe(text), "nothing is lost but what nobody sees"
    assert is_same(cell, text)
    assert is_same(restored(cell), text), "a spreadsheet may swallow the shield"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_list_that_was_not_changed_is_the_plan(delimiter: str) -> None:
    assert back(delimiter=delimiter) == PLAN
    assert plan_of_list(list_text(PLAN, 7), "blast.csv", find) == PLAN


def test_rows_deleted_or_marked_keep_are_kept() -> None:
    plan = back(lambda rows: (rows[0].update(action="Keep "), rows.pop(1)))
    assert planned(plan) == ["josé-9", "c"]
    assert [(line.reason_code.value, line.reason) for line in plan.sent.decisions[:2]] == [
        ("kept_in_list", "marked keep in the list"),
        ("kept_in_list", "deleted from the list"),
    ]


def test_rows_may_be_sorted_and_columns_added() -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows.reverse()
        for row in rows:
            row["my notes"] = "?"

    assert back(change) == PLAN


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: rows[1].update(name="Somebody Else"), "line 3: name was"),
        (lambda rows: rows[1].update(profile="https://www.linkedin.com/in/else/"), "line 3: profile was"),
        (lambda rows: rows[4].update(list="sent"), "line 6: list was"),
        (lambda rows: rows[1].update(action="undo!"), "line 3: action is 'undo!'"),
        (lambda rows: rows[1].update(action=""), "line 3: action is ''"),
        (lambda rows: rows[3].update(action="undo"), "line 5: 'Old' was not planned"),
        (lambda rows: rows[5].update(action="undo"), "line 7: 'Stranger' was not planned"),
        (lambda rows: rows.append(dict(rows[0])), "line 8: this row stands there twice"),
        (lambda rows: rows.append({**rows[0], "row": "99"}), "line 8: this row was not in the list"),
        (lambda rows: rows.append({**rows[0], "row": ""}), "line 8: this row was not in the list"),
        (lambda rows: rows[2].update(plan="8"), "line 4: this row was not in the list"),
        (lambda rows: rows[0].update(plan="8"), "line 2: no preview of this account"),
    ],
)
def test_an_unknown_altered_or_added_row_is_refused_by_line(
    change: Callable[[list[dict[str, str]]], object], told: str
) -> None:
    with pytest.raises(UsageError) as raised:
        back(change)
    assert told in raised.value.message


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "name,profile\nAna,x\n"])
def test_another_file_is_no_list(text: str) -> None:
    with pytest.raises(UsageError, match="columns of a list"):
        plan_of_list(text, "blast.csv", find)


def test_a_list_without_rows_is_refused() -> None:
    with pytest.raises(UsageError, match="no rows"):
        plan_of_list(list_text(PLAN, 7).splitlines()[0], "blast.csv", find)
