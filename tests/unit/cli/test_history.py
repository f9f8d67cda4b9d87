"""`history` as it is typed: narrowed by time, outcome and job, shown or written as a list."""

import csv
import io
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.command import Told, environment_of, in_process
from tests.unit.journal.samples import NOW, TERMS, planned
from withdrawer.errors import Exit
from withdrawer.home import open_home
from withdrawer.invocation import begin
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Outcome, Proof

SEALED = '--host-resolver-rules="MAP * 127.0.0.1:9"'


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    """A home in which Ana was withdrawn two days ago, Bob refused yesterday, and Cem is not known."""
    opened = open_home(tmp_path / "home", "", "replay", {})
    with Journal.open(opened.journal) as journal:
        account = journal.accounts.remember("me", "Me", NOW)
        job = journal.jobs.begin(account, TERMS, [planned("ana"), planned("=bob", 1), planned("cem", 2)], NOW)
        ana, bob, cem = journal.jobs.remaining(job)
        before = [NOW - timedelta(days=2), NOW - timedelta(days=1), NOW - timedelta(hours=1)]
        journal.acts.settle(journal.acts.intend(ana, before[0]), Outcome.WITHDRAWN, Proof.ANSWER, before[0])
        journal.acts.settle(journal.acts.intend(bob, before[1]), Outcome.REFUSED, None, before[1], "LinkedIn said no")
        journal.acts.intend(cem, before[2])
    yield opened.folder
    begin()


def typed(home: Path, *words: str) -> Told:
    environment = environment_of(home, SEALED, WITHDRAWER_NOW=NOW.isoformat())
    return in_process("history", *words, environment=environment)


def keys(home: Path, *words: str) -> list[str]:
    return [act["key"] for act in typed(home, *words, "--json").data["acts"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ["cem", "=bob", "ana"]),
        (("--since", "30 hours ago"), ["cem", "=bob"]),
        (("--since", "all"), ["cem", "=bob", "ana"]),
        (("--outcome", "refused"), ["=bob"]),
        (("--outcome", "refused", "--outcome", "withdrawn"), ["=bob", "ana"]),
        (("--outcome", "unresolved"), ["cem"]),
        (("--outcome", "refused", "--since", "2 hours ago"), []),
        (("--job", "1", "--limit", "2"), ["cem", "=bob"]),
        (("--job", "2"), []),
    ],
)
def test_it_is_narrowed_as_typed(home: Path, words: tuple[str, ...], found: list[str]) -> None:
    assert keys(home, *words) == found


def test_what_is_not_shown_is_counted(home: Path) -> None:
    told = typed(home, "--limit", "1")
    assert told.out.splitlines()[-1].startswith("The latest 1 of 3.")
    assert "--limit 3" in told.out
    assert typed(home, "--limit", "1", "--json").data["total"] == 3
    assert "The latest" not in typed(home).out


def test_nothing_that_fits_is_not_nothing_done(home: Path) -> None:
    assert typed(home, "--outcome", "gone").out == "Nothing matches what you asked for.\n"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_list_has_everybody_and_runs_no_formula(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "done.csv"
    told = typed(home, "--csv", str(file))
    assert (told.code, told.out) == (Exit.DONE, "")
    assert f"3 of 3 written to {file}" in told.err
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    found = rows(file.read_text("utf-8"))
    assert [it["outcome"] for it in found] == ["unresolved", "refused", "withdrawn"]
    assert found[2]["profile"] == "https://www.linkedin.com/in/ana/"
    assert found[2]["tried_at"] == "2026-11-19 15:20:00"
    assert not [cell for row in found for cell in row.values() if cell.startswith("=")]
    assert [it["outcome"] for it in rows(typed(home, "--csv", "-", "--outcome", "refused").out)] == ["refused"]


def test_two_things_do_not_share_standard_output(home: Path) -> None:
    told = typed(home, "--csv", "-", "--json")
    assert told.code == Exit.USAGE
    assert "both write to standard output" in told.err


@pytest.mark.parametrize("words", [("--since", "someday"), ("--outcome", "done"), ("--csv", "/nowhere/x.csv")])
def test_what_cannot_be_is_refused(home: Path, words: tuple[str, ...]) -> None:
    assert typed(home, *words).code == Exit.USAGE
