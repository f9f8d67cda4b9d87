"""How a command ends whose allowance is used up: well, with what is left told, and from when it goes on."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from withdrawer.app.context import CommandContext
from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.use_case import carry_out
from withdrawer.errors import AllowanceSpent, Exit, Unforeseen
from withdrawer.show.envelope import Shown

NOW = datetime(2026, 10, 12, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WITHDRAWER_BROWSER_ARGS", '--host-resolver-rules="MAP * 127.0.0.1:9"')
    monkeypatch.setenv("WITHDRAWER_NOW", NOW.isoformat())
    monkeypatch.setenv("TZ", "UTC")


def shown(found: dict[str, object], _: CommandContext) -> Shown:
    return Shown(found)


def spent(at: CommandContext) -> dict[str, object]:
    at.interruption.so_far = lambda: {"sent": {"withdrawn": 3}}
    raise AllowanceSpent("The 5 page loads allowed in 22 hours are used up.", "Later.", NOW + timedelta(hours=2))


def everywhere(tmp_path: Path, *, json: bool) -> Everywhere:
    return Everywhere("", tmp_path / "home", "", None, json, quiet=False, verbose=False)


def test_a_spent_allowance_is_a_success_that_says_how_far_it_came_and_when_it_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert carry_out("run", everywhere(tmp_path, json=True), spent, shown) == Exit.DONE
    told = capsys.readouterr()
    document = json.loads(told.out)
    assert (document["status"], document["exit_code"], document["errors"]) == ("success", 0, [])
    assert document["data"] == {"sent": {"withdrawn": 3}, "opens_at": "2026-10-12T10:30:00Z"}
    assert "page loads" in told.err
    assert "It can continue today from 10:30." in told.err
    assert "Later." in told.err


def test_without_a_document_the_person_alone_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert carry_out("preview", everywhere(tmp_path, json=False), spent, shown) == Exit.DONE
    told = capsys.readouterr()
    assert (told.out, "It can continue" in told.err) == ("", True)


@pytest.mark.parametrize("is_json", [True, False])
def test_what_nobody_foresaw_is_kept_in_the_home_and_tells_how_far_it_came(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, is_json: bool
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def broken(at: CommandContext) -> dict[str, object]:
        at.interruption.so_far = lambda: {"sent": {"withdrawn": 3}}
        raise LookupError("nobody thought of it")

    with pytest.raises(Unforeseen, match="LookupError: nobody thought of it") as raised:
        carry_out("run", everywhere(tmp_path, json=is_json), broken, shown)
    [report] = (tmp_path / "home" / "crashes").iterdir()
    assert str(report) in raised.value.hint
    assert raised.value.data == {"sent": {"withdrawn": 3}}
    assert raised.value.exit_code == Exit.UNEXPECTED
