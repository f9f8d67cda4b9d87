"""What `history` shows of an act's detail: words, never the code that the journal keeps."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from withdrawer.app.context import CommandContext
from withdrawer.app.history import History
from withdrawer.journal.records import Act, ActDetail, Outcome
from withdrawer.plan.decisions import Code
from withdrawer.plan.half import Half
from withdrawer.show.history import history_shown

AT = cast("CommandContext", SimpleNamespace(zone=UTC))
NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        (ActDetail.NO_LONGER_LISTED.value, "a fresh page no longer shows this person"),
        (Code.NOTE.value, "invited with a personal note (--with-note would include them)"),
        ("LinkedIn answered 500", "LinkedIn answered 500"),
    ],
)
def test_a_detail_is_told_in_words_to_people_and_to_scripts(detail: str, words: str) -> None:
    act = Act(1, 1, 1, Half.SENT, "ana-nueva", "Ana Nueva", True, NOW, Outcome.REFUSED, NOW, None, detail)
    told = history_shown(History([act], 1), AT)
    assert told.data["acts"][0]["detail"] == words
    [line] = told.lines
    assert line.endswith(f"Ana Nueva (ana-nueva): {words}")
