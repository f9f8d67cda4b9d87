"""What a probe says of a dialog, apart from any page."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from withdrawer.findings import Mark
from withdrawer.linkedin import doctor as probe
from withdrawer.linkedin.acting.actor import ActEvidence
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.plan.people import Half, Row

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
SAYS = {"reader => reader.words()": "Withdraw invitation to Ana?", "reader => reader.openDialogs()": 0}


class Opened:
    """An act that comes as far as the last look."""

    def __init__(self, page: ListPage, hold: Callable[[], ActEvidence]) -> None:
        self.hold = hold

    def act(self, row: Row) -> ActEvidence:
        return self.hold()


@pytest.mark.parametrize(("name", "mark"), [("Ana Nueva", Mark.OK), ("Bea Otra", Mark.LOOK), (" ", Mark.LOOK)])
def test_a_dialog_is_held_against_the_first_name_if_there_is_one(
    monkeypatch: pytest.MonkeyPatch, name: str, mark: Mark
) -> None:
    monkeypatch.setattr(probe, "Actor", Opened)
    page = cast("ListPage", SimpleNamespace(script=SimpleNamespace(call=lambda expression: SAYS[expression])))
    row = Row(Half.SENT, "ana-nueva", "", name, "", "Sent 3 weeks ago", "", 0, NOW)
    assert probe._of(page, row).mark is mark
