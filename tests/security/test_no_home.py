"""A command that only tells what there is leaves nothing behind where there is nothing, and says so."""

from pathlib import Path

import pytest

from tests.security.conftest import Desk
from withdrawer.errors import Exit

TELLING = [
    (),
    ("status",),
    ("history",),
    ("keep", "list"),
    ("resume", "--yes"),
    ("schedule", "show"),
    ("schedule", "remove"),
    ("schedule", "run"),
    ("journal", "check"),
    ("journal", "export"),
    ("forget", "--all", "--yes"),
]


@pytest.mark.parametrize("command", TELLING, ids=" ".join)
@pytest.mark.parametrize("has_config", [False, True])
def test_where_there_is_nothing_nothing_is_left(desk: Desk, command: tuple[str, ...], has_config: bool) -> None:
    if has_config:
        desk.home.mkdir()
        (desk.home / "config.toml").write_text("[run]\nper_day = 20\n")
    told = desk.run(*command)
    assert told.code in (Exit.DONE, Exit.USAGE), told.err
    assert told.out or told.err
    assert "withdrawer" in told.out + told.err or command[:1] in (("history",), ("keep",), ("schedule",))
    before = {desk.temporary} | ({desk.home, desk.home / "config.toml"} if has_config else set())
    assert set(desk.home.parent.rglob("*")) == before


@pytest.mark.parametrize("command", TELLING, ids=" ".join)
@pytest.mark.parametrize("named", ["--home", "--account"])
def test_a_place_that_was_mistyped_is_named(desk: Desk, tmp_path: Path, command: tuple[str, ...], named: str) -> None:
    if not command:
        return
    told = desk.run(*command, named, str(tmp_path / "typo") if named == "--home" else "typo")
    assert "typo" in told.err
    assert any(words in told.err for words in ("nothing of withdrawer", "no home of withdrawer", "no journal yet"))
    assert list(tmp_path.iterdir()) == [desk.temporary]


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
