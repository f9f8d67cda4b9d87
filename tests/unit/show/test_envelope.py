"""The contract of `--json`: keys may be added, never changed. Whoever breaks a test here breaks somebody's script."""

import json
from typing import Any

import pytest
from hypothesis import given

from tests.unit.plan.making import WINDOW, connected, pending
from withdrawer.errors import Exit
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection
from withdrawer.show.data import plan_data, standing_data
from withdrawer.show.envelope import Shown, instant, write_document
from withdrawer.undo.allowance import Allowance

from .making import ACCOUNT, CONNECTIONS, NOW, SENT, hostile, is_harmless, standing, tally, with_terms

TOP = ["schema_version", "command", "status", "exit_code", "data", "errors"]
DATA = {"account", "job", "window", "sent", "connections", "allowance"}
HALF = {"listed", "planned", "proven", "gone", "accepted", "refused", "unresolved", "unsure", "kept"}
ALLOWANCE = {"used", "left", "days_left", "next_at"}


def written(capsys: pytest.CaptureFixture[str], command: str, shown: Shown) -> dict[str, Any]:
    write_document(command, shown)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def holds_the_contract(data: dict[str, Any]) -> None:
    assert set(data) >= DATA
    assert set(data["account"]) >= {"slug", "name"}
    assert set(data["window"]) >= {"since", "until"}
    assert set(data["sent"]) >= HALF | {"withdrawn"}
    assert set(data["connections"]) >= HALF | {"removed"}
    assert set(data["allowance"]) >= ALLOWANCE
    for half in ("sent", "connections"):
        assert all(isinstance(number, int) for key, number in data[half].items() if key != "kept")
        assert all(isinstance(number, int) for number in data[half]["kept"].values())


def test_the_document_has_its_keys_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    document = written(capsys, "status", Shown({"account": None}))
    assert list(document) == TOP
    assert document == {
        "schema_version": 1, "command": "status", "status": "success", "exit_code": 0, "data": {"account": None},
        "errors": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (Exit.DONE, "success"),
        (Exit.PARTIAL, "partial"),
        (Exit.WALL, "stopped"),
        (Exit.INTERRUPTED, "stopped"),
        (Exit.UNEXPECTED, "error"),
        (Exit.USAGE, "error"),
        (Exit.SIGNED_OUT, "error"),
        (Exit.LOCKED, "error"),
        (Exit.NOT_UNDERSTOOD, "error"),
    ],
)
def test_every_exit_code_has_its_status(code: Exit, status: str, capsys: pytest.CaptureFixture[str]) -> None:
    document = written(capsys, "run", Shown({}, exit_code=code))
    assert (document["exit_code"], document["status"]) == (int(code), status)


def test_no_exit_code_is_forgotten() -> None:
    assert sorted(Exit) == [0, 1, 2, 3, 10, 11, 12, 13, 130]


def test_a_preview_holds_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    plan = make_plan(
        [pending("ana"), pending("bob", has_note=True)], [connected("x")], (), Selection(window=WINDOW), {}
    )
    data = written(capsys, "preview", Shown(plan_data(ACCOUNT, plan, Allowance(40, [], [], NOW))))["data"]
    holds_the_contract(data)
    assert data["job"] is None
    assert data["window"] == {"since": "2026-11-21T04:20:00Z", "until": "2026-11-21T14:20:00Z"}
    assert (data["sent"]["listed"], data["sent"]["planned"], data["sent"]["withdrawn"]) == (2, 1, 0)
    assert data["sent"]["kept"] == {"note": 1}
    assert data["connections"]["kept"] == {"unknown_origin": 1}
    assert data["allowance"] == {"used": 0, "left": 40, "days_left": 0, "next_at": "2026-11-21T14:20:00Z"}


def test_a_run_holds_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    it = standing(
        tally(SENT, 60, withdrawn=40, gone=1, accepted=2, refused=3, unresolved=4, kept=5),
        tally(CONNECTIONS, 1, removed=1),
        left=(7, 0),
        used=41,
    )
    data = written(capsys, "run", Shown(standing_data(ACCOUNT, it)))["data"]
    holds_the_contract(data)
    assert data["sent"] == {
        "listed": 67, "planned": 60, "withdrawn": 40, "proven": 40, "gone": 1, "accepted": 2, "refused": 3,
        "unresolved": 4, "unchecked": 0, "unsure": 0, "unread": 0, "kept": {},
    }  # fmt: skip
    assert data["connections"]["removed"] == 1
    assert data["allowance"] == {"used": 41, "left": 0, "days_left": 1, "next_at": "2026-11-22T11:20:00Z"}
    assert data["job"]["state"] == "open"
    assert data["job"]["left"] == 7


def test_without_a_limit_the_allowance_has_no_end(capsys: pytest.CaptureFixture[str]) -> None:
    it = standing(left=(5, 0), terms=with_terms(per_day=None))
    assert standing_data(ACCOUNT, it)["allowance"] == {
        "used": 0, "left": None, "days_left": 0, "next_at": "2026-11-21T14:20:00Z",
    }  # fmt: skip


def test_open_ends_of_a_window_are_null() -> None:
    assert instant(FOREVER_AGO) is instant(FAR_AHEAD) is instant(None) is None
    it = standing(terms=with_terms(window=Window(FOREVER_AGO, FAR_AHEAD)))
    assert standing_data(ACCOUNT, it)["window"] == {"since": None, "until": None}


@given(hostile)
def test_a_hostile_name_is_only_data(name: str) -> None:
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()) as out:
        write_document("history", Shown({"name": name}))
    assert json.loads(out.getvalue())["data"]["name"] == name
    assert is_harmless(out.getvalue())
