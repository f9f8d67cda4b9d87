"""Every reason has its words, and what journals hold is worded too."""

import pytest

from withdrawer.plan.decisions import Code, Detail, Reason, Sign, Verdict
from withdrawer.show.reasons import SIGNS, WORDS, reason_words, stored_words


def test_every_code_and_every_sign_has_words() -> None:
    assert set(WORDS) == set(Code)
    assert set(SIGNS) == set(Sign)


@pytest.mark.parametrize("detail", list(Detail))
def test_no_detail_is_told_as_its_code(detail: Detail) -> None:
    codes = {Detail.SHARED_NUMBER: Code.LISTED_TWICE, Detail.CONNECTED: Code.BEFORE_WINDOW}
    words = reason_words(Reason(codes.get(detail, Code.BLAST_UNCLEAR), detail))
    assert words != detail
    assert words not in ("", WORDS[codes.get(detail, Code.BLAST_UNCLEAR)])


def test_who_is_let_in_though_unsure_keeps_the_doubt() -> None:
    assert reason_words(Reason(Code.UNSURE_INCLUDED, Code.NO_DATE)) == WORDS[Code.NO_DATE]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Code.NAMED, "your keep list 'Ana: {detail}'"), "named by your keep list 'Ana: {detail}'"),
        (Reason(Code.SELECTED, Sign.EXPORTED), "selected: your data export has the invitation"),
        (
            Reason(Code.MESSAGED, "2026-05-01"),
            "you exchanged messages since then, last on 2026-05-01 (--with-messages would include them)",
        ),
        (Reason(Code.OTHER_HALF, "sent"), "only sent asked for"),
    ],
)
def test_a_reason_comes_back_from_the_journal_in_words(reason: Reason, words: str) -> None:
    assert reason_words(reason) == stored_words(str(reason)) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "named by your keep list 'Ana Nueva'",
        "selected: it was seen pending earlier",
        "the row went: 200",
        "note to",
    ],
)
def test_a_sentence_of_an_older_journal_stays_as_it_is(text: str) -> None:
    assert stored_words(text) == text


def test_a_reason_that_nobody_thought_of_keeps() -> None:
    verdicts = {Reason(code).verdict for code in Code}
    assert verdicts == set(Verdict)
    assert Reason(Code.SELECTED).verdict is Reason(Code.UNSURE_INCLUDED).verdict is Verdict.PLANNED
    assert [code for code in Code if Reason(code).verdict is Verdict.PLANNED] == [Code.SELECTED, Code.UNSURE_INCLUDED]
