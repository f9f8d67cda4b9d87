"""What `history` shows of an act's detail: words, never the code that the journal keeps."""

import csv
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.strings import ROOT
from withdrawer.app.context import CommandContext
from withdrawer.app.history import History
from withdrawer.journal.records import Act, ActDetail, Outcome, Proof
from withdrawer.plan.decisions import Code
from withdrawer.plan.half import Half
from withdrawer.show.history import history_shown, history_text

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


@pytest.mark.parametrize(
    ("outcome", "proof", "words", "checked"),
    [
        (Outcome.WITHDRAWN, Proof.READING, "withdrawn", "yes"),
        (Outcome.WITHDRAWN, Proof.ANSWER, "answered by LinkedIn, not checked yet", ""),
        (Outcome.UNRESOLVED, None, "not known yet", ""),
        (Outcome.NOT_DONE, Proof.READING, "not reached", ""),
        (Outcome.ACCEPTED, Proof.READING, "accepted meanwhile", ""),
        (Outcome.REFUSED, None, "refused", ""),
    ],
)
def test_an_outcome_is_told_in_the_words_of_the_docs_and_filtered_by_its_name(
    outcome: Outcome, proof: Proof | None, words: str, checked: str
) -> None:
    act = Act(1, 1, 1, Half.SENT, "ana-nueva", "Ana Nueva", True, NOW, outcome, NOW, proof, "")
    told = history_shown(History([act], 1), AT)
    assert told.lines[0] == f"2026-11-21 14:20:00  {words}  Ana Nueva (ana-nueva)"
    assert told.data["acts"][0]["outcome"] == outcome.value
    [row] = csv.DictReader(history_text([act], UTC).removeprefix("\ufeff").splitlines())
    assert (row["outcome"], row["checked"]) == (outcome.value, checked)
    assert f"| {words}" in (ROOT / "docs/outcomes.md").read_text("utf-8")


def test_an_address_that_stands_for_a_name_is_told_once() -> None:
    mail = "ana@example.org"
    act = Act(1, 1, 1, Half.SENT, mail, mail, True, NOW, Outcome.WITHDRAWN, NOW, Proof.READING, "")
    assert history_shown(History([act], 1), AT).lines[0].count(mail) == 1
