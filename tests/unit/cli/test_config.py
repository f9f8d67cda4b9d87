"""`config`: each setting with its value, and where the value comes from."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from withdrawer.cli.main import run
from withdrawer.config_file import line_of
from withdrawer.errors import Exit
from withdrawer.invocation import CURRENT, begin

FILE = """# mine
[run]
per_day = 60
keep = ["Ana Nueva"]
gap_seconds = [30, 60]

[output]
quiet = true
[schedule.install]
at = "9:00"
[browser]
path = "~/chrome"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in [name for name in os.environ if name.startswith("WITHDRAWER_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("WITHDRAWER_HOME", str(folder))
    yield folder
    begin()


def shown(capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], dict[str, Any]]:
    assert run(["config", "show", "--json"]) == Exit.DONE
    document = json.loads(capsys.readouterr().out)
    assert document["command"] == "config show"
    return {(it["section"], it["name"]): it for it in document["data"]["settings"]}


def test_each_setting_tells_its_value_and_where_it_comes_from(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config.toml").write_text(FILE)
    monkeypatch.setenv("WITHDRAWER_PREVIEW_LIMIT", "4")
    monkeypatch.setenv("WITHDRAWER_RUN_KEEP", "Ben")
    monkeypatch.setenv("WITHDRAWER_VERBOSE", "1")
    monkeypatch.setenv("HOME", "/me")
    found = shown(capsys)
    told = {key: (it["value"], it["origin"], it["line"]) for key, it in found.items()}
    assert told["run", "per_day"] == (60, "file", 3)
    assert told["run", "keep"] == (["Ben", "Ana Nueva"], "variable", 4)
    assert told["run", "gap_seconds"] == ([30, 60], "file", 5)
    assert told["run", "rest_every"] == ([20, 30], "default", None)
    assert told["run", "unsure"] == ("skip", "default", None)
    assert told["run", "since"] == (None, "default", None)
    assert told["preview", "limit"] == (4, "variable", None)
    assert told["preview", "per_day"] == (40, "default", None)
    assert told["output", "quiet"] == (True, "file", 8)
    assert told["output", "verbose"] == (True, "variable", None)
    assert told["schedule.install", "at"] == ("9:00", "file", 10)
    assert told["browser", "path"] == ("/me/chrome", "file", 12)
    assert found["run", "keep"]["where"] == "WITHDRAWER_RUN_KEEP"
    assert found["run", "per_day"]["where"] == str(home / "config.toml")


def test_people_read_it_by_tables(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "config.toml").write_text(FILE)
    assert run(["config", "show"]) == Exit.DONE
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == str(home / "config.toml")
    assert lines.count("[run]") == 1
    assert "per_day 60 config.toml, line 3" in lines
    assert "pace steady default" in lines
    assert "limit not set default" in lines
    assert CURRENT.command == "config show"


def test_without_a_file_all_is_default_and_none_is_made(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {it["origin"] for it in shown(capsys).values()} == {"default"}
    assert run(["config", "path"]) == Exit.DONE
    told = capsys.readouterr()
    assert told.out == f"{home / 'config.toml'}\n"
    assert "no such file yet" in told.err
    assert not [*home.iterdir()]


def test_path_is_that_of_the_account(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--account", "work", "config", "path"]) == Exit.DONE
    assert capsys.readouterr().out == f"{home / 'accounts' / 'work' / 'config.toml'}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [("[run]\nsinse = 'a'", "Did you mean since?"), ("[history]\nlimit = 'many'", "[history] limit: 'many'")],
)
def test_a_wrong_setting_of_any_command_is_named(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (home / "config.toml").write_text(text)
    assert run(["config", "show"]) == Exit.USAGE
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[run]\nlimit = 1", 2),
        ("run.limit = 1", 1),
        ("[ run ] # mine\n\n  limit=1", 3),
        ("[preview]\nlimit = 1", None),
        ("[run]\nlimits = 1", None),
        ("run = {limit = 1}", None),
        ("# [run]\n# limit = 1", None),
    ],
)
def test_the_line_of_a_key_is_found_where_it_can_be_seen(text: str, line: int | None) -> None:
    assert line_of(text, "run", "limit") == line


def test_a_variable_of_a_command_without_a_home_is_listed_while_it_is_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["config", "show"]) == Exit.DONE
    assert "[demo]" not in capsys.readouterr().out
    monkeypatch.setenv("WITHDRAWER_DEMO_YES", "1")
    assert run(["config", "show"]) == Exit.DONE
    told = capsys.readouterr().out
    assert "WITHDRAWER_DEMO_YES" in told[told.index("[demo]") :]
