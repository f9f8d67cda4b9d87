"""What was typed for a run is read once, whoever asks for it."""

import io
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.answers import Answering
from tests.unit.journal.samples import TERMS, planned
from tests.unit.plan.making import NOW
from withdrawer.app.context import CommandContext
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.plan_lists import Lists
from withdrawer.journal.journal import Journal
from withdrawer.plan.half import Half
from withdrawer.plan.selection import Selection
from withdrawer.undo.list_survey import Reading
from withdrawer.undo.pacing import PaceName
from withdrawer.undo.run_context import RunContext

LIST = "action,list,name,profile\nundo,sent,Ana Nueva,https://www.linkedin.com/in/ana-nueva\n"


def test_a_list_on_standard_input_is_the_same_for_the_run_and_its_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LIST.encode())))
    at = SimpleNamespace(
        now=NOW, zone=UTC, user=Answering(), pace_name=lambda _: PaceName.STEADY,
        everywhere=SimpleNamespace(json=False),
        journal=SimpleNamespace(exports=SimpleNamespace(all=lambda: None)),
    )  # fmt: skip
    options = RunOptions(lists=Lists(plan=Path("-")))
    look = Look(cast("CommandContext", at), options)
    first, _ = look.read_typed()
    again, _ = look.read_typed()
    assert first.plan_file is not None
    assert [it.name for it in first.plan_file.people] == ["Ana Nueva"]
    assert again.plan_file == first.plan_file


@pytest.mark.parametrize(
    ("before", "now", "is_told"), [(40, 36, True), (40, 40, False), (36, 40, False), (40, None, False)]
)
def test_a_count_that_has_fallen_since_the_last_look_is_explained(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, before: int, now: int | None, is_told: bool
) -> None:
    read = (Reading(Half.SENT, stated=now, is_complete=True), Reading(Half.CONNECTIONS))
    monkeypatch.setattr("withdrawer.app.look.survey", lambda *_: read)
    with Journal.open(tmp_path / "journal.sqlite3") as journal:
        account = journal.accounts.remember("robin", "Robin", NOW)
        scan = journal.scans.begin(account, Half.SENT, NOW, UTC)
        journal.scans.end(scan, NOW, 1, before, complete=True)
        for has_job in (False, True):
            user = Answering()
            at = SimpleNamespace(
                now=NOW, zone=UTC, user=user, journal=journal, everywhere=SimpleNamespace(json=False)
            )  # fmt: skip
            look = Look(cast("CommandContext", at), RunOptions())
            look.read(cast("RunContext", SimpleNamespace(account=account)), Selection())
            told = "".join(user.told)
            assert ("36 pending invitations now, and 40 when" in told) is (is_told and not has_job), told
            assert ("The other 4 were probably accepted" in told) is (is_told and not has_job)
            journal.jobs.begin(account, TERMS, [planned("ana")], NOW)
