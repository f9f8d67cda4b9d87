"""What an act's evidence amounts to, apart from any page."""

from types import SimpleNamespace
from typing import cast

import pytest

from withdrawer.linkedin.acting.act_requests import AnswerKind
from withdrawer.linkedin.acting.actor import Actor, Seen
from withdrawer.linkedin.labels import ENGLISH
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.lists.row_memory import number

ACTOR = Actor(cast("ListPage", SimpleNamespace(labels=ENGLISH)), lambda: None)
TOAST = "Invitation to Ana Nueva withdrawn"


def judged(word: AnswerKind, said: str = "", *, has_gone: bool = True) -> Seen:
    return ACTOR._judge(word, "", said, has_gone=has_gone).seen


def test_two_signs_make_an_act_done() -> None:
    assert judged(AnswerKind.YES) is Seen.DONE
    assert judged(AnswerKind.YES, TOAST) is Seen.DONE


def test_one_sign_alone_is_unclear() -> None:
    assert judged(AnswerKind.UNCLEAR) is Seen.UNCLEAR
    assert judged(AnswerKind.UNCLEAR, TOAST) is Seen.UNCLEAR
    assert judged(AnswerKind.YES, has_gone=False) is Seen.UNCLEAR
    assert judged(AnswerKind.YES, TOAST, has_gone=False) is Seen.UNCLEAR


def test_a_no_is_a_refusal_though_the_row_has_gone() -> None:
    assert judged(AnswerKind.NO) is Seen.REFUSED
    assert judged(AnswerKind.NO, TOAST) is Seen.REFUSED


def test_a_page_that_says_it_failed_is_believed() -> None:
    assert judged(AnswerKind.YES, "Something went wrong. Please try again.") is Seen.REFUSED


@pytest.mark.parametrize(
    ("text", "count"),
    [("1,412", 1412), ("1.412", 1412), ("1\u202f412", 1412), ("0", 0), ("", 0), ("٣", 3), ("9" * 30, 0)],
)
def test_counts_are_read_whatever_parts_their_thousands(text: str, count: int) -> None:
    assert number(text) == count
