"""What stands below a job's report: what to answer people while it goes on, and how to leave when it is over."""

import sys
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import msgspec
import pytest

from tests.support.command import environment_of, in_process
from tests.unit.journal.samples import TERMS, planned
from tests.unit.show.making import CONNECTIONS, NOW, SENT, standing, tally
from withdrawer.app.user import JobStands
from withdrawer.home import Kind, open_home
from withdrawer.invocation import begin
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import JobState
from withdrawer.linkedin.addresses import SIGNED_IN_PLACES
from withdrawer.show.farewell import farewell_lines, parting_lines, uninstall_words
from withdrawer.show.messages import lines_of
from withdrawer.show.output import print_lines
from withdrawer.undo.job_progress import Standing

OVER = standing(tally(SENT, 5, withdrawn=5), tally(CONNECTIONS))
GOES_ON = standing(tally(SENT, 500, withdrawn=40), left=(460, 0), used=40)


def test_a_run_that_leaves_days_to_go_names_what_to_answer_people() -> None:
    told = lines_of(JobStands(GOES_ON, is_report=True), NOW, UTC)
    assert [it for it in told if "withdrawer contacts" in it] == told[-1:]
    assert not [it for it in told if "forget" in it]


def ended(it: Standing) -> Standing:
    return replace(it, job=msgspec.structs.replace(it.job, state=JobState.ENDED))


@pytest.mark.parametrize("it", [OVER, ended(GOES_ON)])
def test_a_job_that_is_over_ends_in_how_to_leave_in_five_lines(it: Standing) -> None:
    told = lines_of(JobStands(it, is_report=True), NOW, UTC)
    place = len(told) - 1 - told[::-1].index("")
    assert len(told[place + 1 :]) == 5
    words = "\n".join(told[place:])
    assert words.index("leave it for a few weeks") < words.index("forget"), "what is deleted is gone"
    for needed in ("withdrawer forget --all", SIGNED_IN_PLACES, "uninstall withdrawer", "Downloads"):
        assert needed in words


def test_what_is_still_to_be_looked_up_is_not_to_be_deleted() -> None:
    unknown = standing(tally(SENT, 5, withdrawn=4, unresolved=1))
    assert parting_lines(unknown, is_replay=False) == []


@pytest.mark.parametrize("it", [OVER, GOES_ON])
def test_on_a_replay_there_is_nothing_to_leave_and_nobody_to_answer(it: Standing) -> None:
    assert parting_lines(it, is_replay=True) == []
    told = "\n".join(lines_of(JobStands(it, is_report=True, is_replay=True), NOW, UTC))
    assert "forget" not in told
    assert "contacts" not in told


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("uv-receipt.toml", "uv tool uninstall withdrawer"),
        ("pipx_metadata.json", "pipx uninstall withdrawer"),
        ("pyvenv.cfg", "uv tool uninstall withdrawer or pipx uninstall withdrawer"),
    ],
)
def test_it_is_taken_out_as_it_came_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, command: str
) -> None:
    (tmp_path / file).touch()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert uninstall_words() == command


def test_what_deletes_names_the_account_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    begin("run", ("--account", "work"))
    print_lines(farewell_lines())
    assert "withdrawer forget --account work --all, then " in capsys.readouterr().out


@pytest.mark.parametrize(("kind", "lines"), [("real", 5), ("replay", 0)])
def test_a_job_that_one_ends_says_it_too(tmp_path: Path, kind: Kind, lines: int) -> None:
    home = open_home(tmp_path / "home", "", kind, {})
    with Journal.open(home.journal) as journal:
        journal.jobs.begin(journal.accounts.remember("me", "Me", NOW), TERMS, [planned("ana")], NOW)
    sealed = '--host-resolver-rules="MAP * 127.0.0.1:9"' if kind == "replay" else ""
    told = in_process("end", "--yes", environment=environment_of(home.folder, sealed))
    assert told.code == 0, told.err
    assert sum(it in told.out for it in farewell_lines()) == lines


def test_a_tidy_job_is_one_of_many_and_says_no_farewell() -> None:
    it = standing(tally(SENT, 3, withdrawn=3))
    tidy = replace(it, job=msgspec.structs.replace(it.job, is_tidy=True))
    assert parting_lines(it, is_replay=False)
    assert parting_lines(tidy, is_replay=False) == []
