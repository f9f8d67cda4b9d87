"""Text from LinkedIn, made harmless for a terminal."""

import unicodedata

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSHOWABLE = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
MOST_MARKS = 4
"""More combining marks than this on one letter are a drawing over the neighbouring lines, in no script a word."""


def safe(text: str) -> str:
    """The text on one line, without anything that a terminal obeys or that turns the reading direction around.

    What is taken out leaves a space, but for marks that nobody sees. Joiners stay: emoji and several scripts need
    them. It is not escaped for rich markup: put it into a `rich.text.Text`.
    """
    kept: list[str] = []
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if letter not in BIDI_CONTROLS and marks <= MOST_MARKS:
            kept.append(" " if category in UNSHOWABLE else letter)
    return "".join(kept)


def shown(text: str, longest: int) -> str:
    """The text made safe, with single spaces, and cut where it is longer than so many letters."""
    line = " ".join(safe(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
