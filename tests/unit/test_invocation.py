"""Each command that is suggested works on the same account and home as the one that suggests it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.journal.samples import NOW, TERMS, planned
from withdrawer.cli.main import run
from withdrawer.command_list import COMMANDS, SUBCOMMANDS, WITHOUT_ACCOUNT
from withdrawer.home import open_home
from withdrawer.invocation import CURRENT, Invocation, begin
from withdrawer.journal.journal import Journal

WORK = Invocation("status", ("--account", "work", "--home", '"x y"'))


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    begin()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("To continue, type: withdrawer run", 'To continue, type: withdrawer run --account work --home "x y"'),
        ("Type `withdrawer resume`: it", 'Type `withdrawer resume --account work --home "x y"`: it'),
        ("withdrawer run --also-accepted", 'withdrawer run --account work --home "x y" --also-accepted'),
        ("withdrawer keep add Ana", 'withdrawer keep add --account work --home "x y" Ana'),
        ('withdrawer run --account work --home "x y"', 'withdrawer run --account work --home "x y"'),
        ("withdrawer run, or withdrawer end", 'withdrawer run --account work --home "x y", or withdrawer end '
         '--account work --home "x y"'),
        ("try it first: withdrawer demo", "try it first: withdrawer demo"),
        ("withdrawer runs", "withdrawer runs"),
        ("withdrawer is no LinkedIn product", "withdrawer is no LinkedIn product"),
    ],
)  # fmt: skip
def test_a_suggested_command_carries_what_this_one_was_given(text: str, told: str) -> None:
    assert WORK.complete(text) == told
    assert WORK.complete(told) == told
    assert Invocation().complete(text) == text


def test_every_command_of_an_account_is_known() -> None:
    for name in COMMANDS:
        for second in SUBCOMMANDS.get(name, ("",)):
            words = f"{name} {second}".rstrip()
            assert (WORK.complete(f"withdrawer {words}") != f"withdrawer {words}") is (name not in WITHOUT_ACCOUNT)
            assert WORK.complete(f"withdrawer {name}s") == f"withdrawer {name}s"


def suggested(text: str) -> list[str]:
    """Every command of withdrawer's in a text, with the rest of its line."""
    return re.findall(r"withdrawer (?:run|resume|login|preview|keep|end|schedule|history)\b[^\n`]*", text)


@pytest.mark.parametrize("words", [["status"], ["run", "-n"], ["run", "--limit", "3"], ["run", "--yes", "--sent", "x"]])
def test_every_command_that_is_told_names_the_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    monkeypatch.delenv("WITHDRAWER_HOME", raising=False)
    home = open_home(tmp_path / "home", "work", "real", {})
    with Journal.open(home.journal) as journal:
        journal.jobs.begin(journal.accounts.remember("me", "Me", NOW), TERMS, [planned("ana")], NOW)
    given = ["--account", "work", "--home", str(tmp_path / "home")]
    run([*words, *given])
    written = capsys.readouterr()
    found = suggested(written.out + written.err)
    assert found
    assert all("--account work" in it and f"--home {tmp_path / 'home'}" in it for it in found), found
    run([*words, *given, "--json"])
    found = suggested(json.dumps(json.loads(capsys.readouterr().out)))
    assert all("--account work" in it for it in found), found
    assert CURRENT.words
