import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.show.text import BIDI_CONTROLS, safe, shown


@given(st.text())
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    assert all(unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"} for letter in safe(text))
    assert not BIDI_CONTROLS & set(safe(text))
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("Ana\x1b[31mNueva", "Ana [31mNueva"),
        ("Ana\r\nNueva\x07", "Ana  Nueva "),
        ("Ana\u202eaveuN", "AnaaveuN"),
        ("Ana\u2028Nueva", "Ana Nueva"),
        ("Ana\x9b31m", "Ana 31m"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 4),
    ],
)
def test_hostile_text_is_disarmed(hostile: str, harmless: str) -> None:
    assert safe(hostile) == harmless


@pytest.mark.parametrize("text", ["José", "山田 太郎", "👩\u200d💻 Ana", "می\u200cخواهم", "नमस्ते", "  two  spaces"])
def test_names_of_every_script_stay(text: str) -> None:
    assert safe(text) == text


def test_long_text_is_cut() -> None:
    assert shown("  Ana \n Nueva ", 40) == "Ana Nueva"
    assert shown("x" * 50, 40) == "x" * 39 + "…"
    assert shown("x" * 40, 40) == "x" * 40
