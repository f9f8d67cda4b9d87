"""The table of faults covers every fault there is, and the page of the docs shows it."""

from collections import Counter
from collections.abc import Sequence

import pytest

from tests.long.faults.__main__ import BEGIN, END, PAGE
from tests.long.faults.play import Played, differences
from tests.long.faults.rows import Row, rows, table
from withdrawer.errors import UsageError
from withdrawer.replay.world.faults import Fault, FaultSet, parse_fault


def test_every_fault_has_a_row_and_a_description() -> None:
    assert {parse_fault(row.fault)[0] for row in rows()} == set(Fault)
    assert max(Counter(row.fault for row in rows()).values()) == 1


def test_the_docs_show_the_table_of_today() -> None:
    shown = PAGE.read_text("utf-8").split(BEGIN)[1].split(END)[0].strip().splitlines()
    assert shown == table()


@pytest.mark.parametrize("text", ["refused:0", "refused:", "refused:x", "gremlins", ""])
def test_an_unknown_fault_is_refused_with_all_names(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_fault(text)
    assert all(fault in raised.value.hint for fault in Fault)


@pytest.mark.parametrize(
    ("name", "strikes_at"),
    [
        ("refused", {1, 2, 3, 4, 5, 6}),
        ("refused:2", {2}),
        ("throttled", {4, 5, 6}),
        ("throttled:2", {2, 3, 4, 5, 6}),
        ("signed-out", {4}),
        ("dropped:2", {2, 3}),
    ],
)
def test_a_fault_strikes_at_its_number(name: str, strikes_at: set[int]) -> None:
    fault = parse_fault(name)[0]
    assert {count for count in range(1, 7) if FaultSet((name,)).strikes(fault, count)} == strikes_at


def test_a_wall_goes_before_every_other_answer() -> None:
    assert FaultSet(("refused", "nothing-done", "captcha:1")).of_an_act(1) is Fault.CAPTCHA
    assert FaultSet(("dialog-late",)).of_an_act(1) is None


def played(code: int = 0, more: Sequence[dict[str, str]] = (), **sent: int) -> Played:
    """A demo that withdrew the one person of its blast, but for what is said otherwise."""
    events = [{"event": "act", "kind": "sent", "slug": "a"}, {"event": "withdrawn", "kind": "sent", "slug": "a"}, *more]
    none = dict.fromkeys(("refused", "gone", "accepted", "unresolved", "removed", "proven", "unchecked"), 0)
    halves = {"sent": {**none, "withdrawn": 1, "proven": 1, **sent}, "connections": none}
    return Played(code, {"data": {"truth": {"blast": ["a"]}, **halves}, "status": "success"}, "", events)


def test_the_judge_of_the_rows_finds_what_differs() -> None:
    row = Row("refused", "", 0, "all")
    again = {"event": "act", "kind": "sent", "slug": "a"}
    outside = {"event": "act", "kind": "sent", "slug": "somebody"}
    wall = {"event": "wall", "wall": "captcha"}
    assert differences(row, played()) == []
    for wrong, named in (
        (played(code=3), "exit"),
        (played(proven=0), "sent proven"),
        (played(proven=0, unchecked=1), "sent unchecked"),
        (played(refused=1), "counts"),
        (played(more=[outside]), "outside"),
        (played(more=[again]), "twice"),
        (played(more=[wall, outside]), "after a wall"),
    ):
        assert any(named in found for found in differences(row, wrong)), named
    assert any("undone" in found for found in differences(Row("refused", "", 0, 0), played()))
    assert not any("unchecked" in found for found in differences(row, played(code=13, proven=0, unchecked=1)))
