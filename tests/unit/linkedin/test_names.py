import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.linkedin.acting.dialog_names import is_called, names_another
from withdrawer.linkedin.labels import ENGLISH, labels_for
from withdrawer.plan.half import Half

words = st.lists(st.text("abcджα한文é-'", min_size=1, max_size=6), min_size=1, max_size=4)


def removal(named: str) -> str:
    return f"Remove connection Are you sure you want to remove {named} as a connection? Don't worry. Cancel Remove"


@given(words, st.data())
def test_a_person_is_called_by_all_of_the_name_or_its_first_words(name: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(name)))
    assert is_called("  ".join(name), " ".join(name[:first]).upper().lower())


@given(words, words)
def test_nobody_is_called_by_what_their_name_does_not_begin_with(name: list[str], other: list[str]) -> None:
    if [word.casefold() for word in name[: len(other)]] != [word.casefold() for word in other]:
        assert not is_called(" ".join(name), " ".join(other))


@pytest.mark.parametrize(
    ("name", "named", "is_theirs"),
    [
        ("Ana Nueva", "Ana", True),
        ("Ana Nueva", "ANA NUEVA", True),
        ("José Núñez", "Jose\u0301", True),
        ("Ana\u00a0Nueva", "Ana Nueva", True),
        ("Anabel Nueva", "Ana", False),
        ("Ana Nueva", "Nueva", False),
        ("Ana", "Ana Nueva", False),
        ("", "Ana", False),
    ],
)
def test_a_first_name_is_a_whole_word(name: str, named: str, is_theirs: bool) -> None:
    assert is_called(name, named) == is_theirs


@pytest.mark.parametrize("named", ["Ana", "Ana Nueva"])
def test_a_dialog_that_names_the_person_names_nobody_else(named: str) -> None:
    confirm = (f"Withdraw invitation sent to {named}", "Withdraw")
    assert names_another(Half.SENT, "", confirm, "Ana Nueva", ENGLISH) == ""
    assert names_another(Half.CONNECTIONS, removal(named), ("Remove",), "Ana Nueva", ENGLISH) == ""


@pytest.mark.parametrize("named", ["Bob", "Nueva", "Anabel", "Ana Vieja"])
def test_a_dialog_that_names_another_is_found_out(named: str) -> None:
    confirm = ("Withdraw", f"Withdraw invitation sent to {named}")
    assert names_another(Half.SENT, "", confirm, "Ana Nueva", ENGLISH) == named
    assert names_another(Half.CONNECTIONS, removal(named), ("Remove",), "Ana Nueva", ENGLISH) == named


def test_a_dialog_that_names_nobody_is_no_objection() -> None:
    assert names_another(Half.SENT, "Are you sure?", ("Withdraw",), "Ana Nueva", ENGLISH) == ""
    assert names_another(Half.CONNECTIONS, "Are you sure?", ("Remove",), "Ana Nueva", ENGLISH) == ""


LISTED = ("Ana Nueva", "Ana Vieja", "Bob Marchetti", "Don Will", "山田 太郎", "鈴木 花子", "Cher")
GERMAN = "Möchten Sie {} wirklich aus Ihren Kontakten entfernen? {} wird nicht von LinkedIn benachrichtigt."
JAPANESE = "{}さんとのつながりを削除しますか？"


@pytest.mark.parametrize(
    ("language", "text", "named", "another"),
    [
        ("de", GERMAN, "Ana Nueva", ""),
        ("de", GERMAN, "Ana", ""),
        ("de", GERMAN, "Ana Vieja", "Ana Vieja"),
        ("de", GERMAN, "Bob Marchetti", "Bob Marchetti"),
        ("de", GERMAN, "Bob", "Bob Marchetti"),
        ("de", GERMAN, "Cher", "Cher"),
        ("de", GERMAN, "Bobby", ""),  # somebody who was never listed can't be told from a word
        ("de", "Möchten Sie diesen Kontakt wirklich entfernen?", "", ""),
        ("ja", JAPANESE, "鈴木 花子", "鈴木 花子"),
        ("ja", JAPANESE, "Bob", "Bob Marchetti"),
        ("ja", JAPANESE, "Ana", ""),
        ("tr", "{}’i bağlantılarınızdan kaldırmak istiyor musunuz?", "Bob", "Bob Marchetti"),
    ],
)
def test_where_no_label_tells_the_name_somebody_else_who_is_listed_is_found_out(
    language: str, text: str, named: str, another: str
) -> None:
    labels = labels_for(language)
    for half in Half:
        assert names_another(half, text.replace("{}", named), ("Ja",), "Ana Nueva", labels, LISTED) == another


def test_an_english_dialog_of_other_words_names_by_whole_names_only() -> None:
    text = "Remove your connection? Don’t worry, they Will not be told."
    assert names_another(Half.CONNECTIONS, text, ("Remove",), "Ana Nueva", ENGLISH, LISTED) == ""
    named = "Take Bob Marchetti off your list?"
    assert names_another(Half.CONNECTIONS, named, ("Remove",), "Ana Nueva", ENGLISH, LISTED) == "Bob Marchetti"
