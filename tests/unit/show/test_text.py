import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawer.escape import BIDI_CONTROLS, escaped, is_hidden, safe, shown


@given(st.text())
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    assert all(unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"} for letter in safe(text))
    assert not BIDI_CONTROLS & set(safe(text))
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("Ana\x1b[31mNueva", "Ana�[31mNueva"),
        ("Ana\r\nNueva\x07", "Ana  Nueva�"),
        ("Ana\u202eaveuN", "Ana�aveuN"),
        ("Ana\u2028Nueva", "Ana Nueva"),
        ("Ana\x9b31m", "Ana�31m"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 4 + "�"),
        ("Ana\u200b\u200d\u2060Nueva", "Ana�Nueva"),
        ("Ana\u200dNueva\ufe0f", "Ana�Nueva�"),
        ("?\u200d%", "?�%"),
        ("\u3164\u2800", "�"),
        ("Ana\U000e0041\U000e007f", "Ana�"),
        ("Ana\ud83d\udca9", "Ana�"),
        ("A\0n\xada\ue000", "A�n�a�"),
    ],
)
def test_hostile_text_is_disarmed(hostile: str, harmless: str) -> None:
    assert safe(hostile) == harmless


@pytest.mark.parametrize(
    "text",
    [
        "José",
        "山田 太郎",
        "👩\u200d💻 Ana",
        "می\u200cخواهم",
        "नमस्ते",
        "  two  spaces",
        "❤\ufe0f 1\ufe0f",
        "ക\u0d4d\u200d",
    ],
)
def test_names_of_every_script_stay(text: str) -> None:
    assert safe(text) == text


def test_long_text_is_cut() -> None:
    assert shown("  Ana \n Nueva ", 40) == "Ana Nueva"
    assert shown("x" * 50, 40) == "x" * 39 + "…"
    assert shown("x" * 40, 40) == "x" * 40


def test_a_hundred_thousand_letters_are_cut_at_once() -> None:
    for letter in ("x", "\u200b", "\u0301", "(", " "):
        assert len(shown("A" + letter * 100_000 + "B", 40)) <= 40
    assert shown("\u200b" * 100_000 + "Eve", 40).endswith("…")


@given(st.text())
def test_json_keeps_every_letter_and_hides_none(text: str) -> None:
    document = escaped(json.dumps({"name": text}, ensure_ascii=False))
    assert json.loads(document)["name"] == text
    assert not any(is_hidden(letter) for letter in document)
    assert escaped(document, is_ascii=True).isascii()
