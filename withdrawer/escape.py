"""Makes control and invisible characters in strangers' text visible: one rule for every output."""

import re
import unicodedata
from functools import cache

REPLACEMENT = "\ufffd"
"""Replaces characters that would be hidden or obeyed, so that the reader sees that something was there."""
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_ENDS = "\t\n\v\f\r\x85\u2028\u2029"
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")
"""Ignorable or blank characters not covered by their category (Default_Ignorable_Code_Point, blank Braille)."""
SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs that enclose or precede numbers: in the format category (Cf), but visible."""
OF_NO_SHAPE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
JOINERS = "\u200c\u200d"
JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af]")
"""Letters of scripts that use joiners: Arabic, Syriac, Indic scripts, Tibetan, Burmese, Khmer, Mongolian."""
VIRAMA = 9
"""The combining class of viramas, after which a joiner is part of the spelling (as in RFC 5892 A.1)."""
SELECTORS = "\ufe0e\ufe0f"
MOST_MARKS = 4
"""More combining marks than this on one letter draw over adjacent lines and occur in no script."""


def safe(text: str) -> str:
    """Return the text on one line, without control, bidirectional or hidden characters.

    Line ends and tabs become spaces; each run of other such characters becomes one REPLACEMENT. Joiners stay where
    emoji and scripts need them. The result is not escaped for rich markup: put it into a `rich.text.Text`.
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for place, letter in enumerate(text):
        if letter not in JOINERS and letter not in SELECTORS:
            marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if letter in LINE_ENDS:
            kept.append(" ")
        elif marks <= MOST_MARKS and (not is_hidden(letter) or _is_needed(text, place)):
            kept.append(letter)
        elif kept[-1:] != [REPLACEMENT]:
            kept.append(REPLACEMENT)
    return "".join(kept)


def safe_lines(text: str) -> str:
    """Return `safe` text line by line, keeping line ends. Strangers' text must be made `safe` before it is inserted."""
    return "\n".join(map(safe, text.split("\n")))


def escaped(json: str, *, is_ascii: bool = False) -> str:
    r"""Return the JSON document with `\uXXXX` for hidden (with `is_ascii`, non-ASCII) characters; same data."""
    if json.isascii():
        return json.replace("\x7f", "\\u007f")
    told: list[str] = []
    marks = 0
    for letter in json:
        marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        is_plain = letter == "\n" or not (marks > MOST_MARKS or is_hidden(letter) or letter in LINE_ENDS)
        told.append(letter if is_plain and not (is_ascii and letter > "\x7e") else _escape(letter))
    return "".join(told)


def _escape(letter: str) -> str:
    """Return a JSON escape; characters outside the BMP become a surrogate pair."""
    code = ord(letter)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


@cache
def is_hidden(letter: str) -> bool:
    """Return whether a character is invisible, or obeyed by a terminal."""
    is_format = unicodedata.category(letter) in OF_NO_SHAPE and letter not in SEEN_FORMATS
    return is_format or UNSEEN.match(letter) is not None


def _is_needed(text: str, place: int) -> bool:
    """Return whether a joiner or selector is needed here, as in words of some scripts and within emoji."""
    before, letter, after = text[place - 1 : place], text[place], text[place + 1 : place + 2]
    if not before:
        return False
    if letter in SELECTORS:
        return _is_symbol(before)
    if letter not in JOINERS:
        return False
    is_word = JOINED.match(before) and (unicodedata.combining(before) == VIRAMA or (after and JOINED.match(after)))
    is_emoji = letter == "\u200d" and (before == "\ufe0f" or _is_picture(before)) and _is_picture(after)
    return bool(is_word) or is_emoji


def _is_picture(letter: str) -> bool:
    return not letter.isascii() and _is_symbol(letter) and unicodedata.category(letter) in {"So", "Sk"}


def _is_symbol(letter: str) -> bool:
    is_one = bool(letter) and unicodedata.category(letter) in {"So", "Sk", "Sm", "Nd", "Po"}
    return is_one and letter != REPLACEMENT and not is_hidden(letter)


def shown(text: str, longest: int) -> str:
    """Return the text made safe, with single spaces, truncated to `longest` characters."""
    line = " ".join(text.split())
    enough = longest * (MOST_MARKS + 2)
    told = " ".join(safe(line[:enough]).split())
    return told if len(told) <= longest and len(line) <= enough else f"{told[: longest - 1]}…"
