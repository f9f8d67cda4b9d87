"""A command that only tells what there is leaves nothing behind where there is nothing, and says so."""

import os
from pathlib import Path

import pytest

from tests.security.conftest import Desk
from withdrawer.cli.main import run
from withdrawer.errors import Exit

TELLING = [
    (),
    ("status",),
    ("history",),
    ("summary",),
    ("summary", "--json"),
    ("keep", "list"),
    ("contacts",),
    ("resume", "--yes"),
    ("schedule", "show"),
    ("schedule", "remove"),
    ("schedule", "run"),
    ("journal", "check"),
    ("journal", "export"),
    ("forget", "--all", "--yes"),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the usual home would be."""
    for name in os.environ:
        if name.startswith("WITHDRAWER_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setattr("withdrawer.home._data_folder", lambda: tmp_path / "usual")
    return tmp_path


@pytest.mark.parametrize("command", TELLING, ids=" ".join)
@pytest.mark.parametrize("has_config", [False, True])
def test_where_there_is_nothing_nothing_is_left(
    place: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], has_config: bool
) -> None:
    config = place / "usual" / "real" / "config.toml"
    if has_config:
        config.parent.mkdir(parents=True)
        config.write_text("[run]\nper_day = 20\n")
    before = set(place.rglob("*"))
    assert run(command) in (Exit.DONE, Exit.USAGE)
    told = capsys.readouterr()
    assert told.out or told.err
    assert set(place.rglob("*")) == before


@pytest.mark.parametrize("command", [it for it in TELLING if it], ids=" ".join)
@pytest.mark.parametrize("named", ["--home", "--account"])
def test_a_place_that_was_mistyped_is_named(
    place: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], named: str
) -> None:
    run([*command, named, str(place / "typo") if named == "--home" else "typo"])
    told = capsys.readouterr().err
    assert "typo" in told
    assert any(words in told for words in ("nothing of withdrawer", "not a home of withdrawer", "no journal yet"))
    assert list(place.iterdir()) == []


def test_a_second_look_from_the_same_empty_place_is_the_same(desk: Desk) -> None:
    assert desk.run("status", "--json").document == desk.run("status", "--json").document
    assert desk.run("status", "--json").data["account"] is None


def test_doctor_looks_at_the_machine_and_leaves_nothing(desk: Desk) -> None:
    sealed = '--host-resolver-rules="MAP * 127.0.0.1:9"'
    told = desk.run("doctor", "--json", WITHDRAWER_BROWSER_ARGS=sealed, WITHDRAWER_BROWSER="/no/such/browser")
    sentences = {it["about"]: it["sentence"] for it in told.data["findings"]}
    assert "There is none yet" in sentences["home"]
    assert "zone" in sentences
    assert list(desk.home.parent.rglob("*")) == [desk.temporary]


@pytest.mark.parametrize(("home", "words"), [("", "names no folder"), ("~nobody-of-this-name/wd", "home folder of")])
def test_a_home_that_cannot_be_meant_is_refused_before_anything_is_made(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (("status",), ("keep", "add", "Ana Nueva"), ("forget", "--all", "--yes")):
        told = desk.run(*command, "--home", home)
        assert (told.code, words in told.err) == (Exit.USAGE, True), told.err
    assert list(tmp_path.iterdir()) == [desk.temporary]


def test_a_tilde_that_no_shell_expanded_is_the_home_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = desk.run("keep", "add", "Ana Nueva", "--home=~/wd", HOME=str(tmp_path), USERPROFILE=str(tmp_path))
    assert told.code == Exit.DONE, told.err
    told = desk.run("keep", "list", HOME=str(tmp_path), USERPROFILE=str(tmp_path), WITHDRAWER_HOME="~/wd")
    assert "Ana Nueva" in told.out
    assert (tmp_path / "wd" / "journal.sqlite3").exists()
    assert not (tmp_path / "~").exists()
