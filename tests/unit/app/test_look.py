"""What was typed for a run is read once, whoever asks for it."""

import io
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.answers import Answering
from tests.unit.plan.making import NOW
from withdrawer.app.context import CommandContext
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.plan_lists import Lists
from withdrawer.undo.pacing import PaceName

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
