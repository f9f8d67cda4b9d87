import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.linkedin.labels import ENGLISH
from withdrawer.linkedin.names import is_called, names_another
from withdrawer.plan.halves import Half

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
