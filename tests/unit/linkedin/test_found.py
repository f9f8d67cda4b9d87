import re

import pytest

from withdrawer.linkedin.labels import ENGLISH, TABLES, UNKNOWN
from withdrawer.linkedin.labels.shape_search import Candidate, confirmed_entry, find_control
from withdrawer.plan.half import Half

WITHDRAW = Candidate(("{name}さんへの招待を取り下げる", "取り下げる"))
MESSAGE = Candidate(("メッセージ",))
MENU = Candidate(("{name}さんのその他のアクション",), opens=True)


@pytest.mark.parametrize(
    "text",
    [
        "取り下げる",
        " 取り下げる ",
        "さんへの招待を取り下げる",
        "…さんへの招待を取り下げる",
        "林檎さんへの招待を取り下げる",
    ],
)
def test_a_person_may_name_a_control_as_it_is_seen_or_heard(text: str) -> None:
    assert WITHDRAW.is_said_by(text)


@pytest.mark.parametrize("text", ["", "…", "取り", "メッセージ", "{name}"])
def test_another_text_names_no_control(text: str) -> None:
    assert not WITHDRAW.is_said_by(text)


def test_the_word_is_what_is_seen() -> None:
    assert WITHDRAW.word == "取り下げる"
    assert MENU.word == "…さんのその他のアクション"


def test_the_only_control_of_every_row_is_the_one_but_waits_for_a_yes() -> None:
    found = find_control(Half.SENT, [WITHDRAW], ())
    assert found is not None
    assert not found.is_confirmed
    assert re.match(found.labels(TABLES["ja"]).withdraw, "林檎さんへの招待を取り下げる")


def test_of_two_controls_none_is_taken_without_a_word() -> None:
    assert find_control(Half.SENT, [WITHDRAW, MESSAGE], ()) is None
    found = find_control(Half.SENT, [WITHDRAW, MESSAGE], ["取り下げる"])
    assert found is not None
    assert found.candidate is WITHDRAW
    assert found.is_confirmed


def test_on_connections_it_is_what_opens_a_menu() -> None:
    found = find_control(Half.CONNECTIONS, [MESSAGE, MENU], ())
    assert found is not None
    assert found.candidate is MENU


def test_a_confirmed_entry_may_be_shorter_in_the_dialog_but_never_another() -> None:
    labels = confirmed_entry(TABLES["ja"], ["つながりを削除"])
    assert re.match(labels.remove_item, "つながりを削除")
    assert not re.match(labels.remove_item, "削除")
    for text in ("つながりを削除", "削除"):
        assert re.match(labels.remove_confirm, text)
    for text in ("キャンセル", "除", "閉じる", ""):
        assert not re.match(labels.remove_confirm, text)


def test_known_labels_are_never_replaced_by_words() -> None:
    assert confirmed_entry(ENGLISH, ["Cancel"]) == ENGLISH
    assert confirmed_entry(TABLES["ja"], []).remove_item == UNKNOWN
