"""Text that strangers wrote, with all that would be obeyed or hidden made visible: one rule for every output."""

import re
import unicodedata
from functools import cache

REPLACEMENT = "\ufffd"
"""Stands where something can't be shown, or would be hidden or obeyed: the reader sees that something was there."""
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_ENDS = "\t\n\v\f\r\x85\u2028\u2029"
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]")
"""Ignorable or blank letters and marks, beside those whose category says so (Unicode's Default_Ignorable_Code_Point,
and the blank Braille pattern)."""
SEEN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs that enclose or precede numbers: of the category of formats, but with a shape of their own."""
OF_NO_SHAPE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
JOINERS = "\u200c\u200d"
JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af]")
"""Letters of scripts that are written with joiners: Arabic, Syriac, the Indic ones, Tibetan, Khmer, Mongolian."""
VIRAMA = 9
"""The combining class of the sign that takes a vowel away: after it a joiner is a matter of spelling (as in domain
names, RFC 5892 A.1)."""
SELECTORS = "\ufe0e\ufe0f"
MOST_MARKS = 4
"""More combining marks than this on one letter are a drawing over the neighbouring lines, in no script a word."""


def safe(text: str) -> str:
    """The text on one line, without anything that a terminal obeys, that turns the reading around or that hides.

    Line ends and tabs become spaces, everything else of that sort one REPLACEMENT a run. Joiners stay where emoji and
    scripts need them. It is not escaped for rich markup: put it into a `rich.text.Text`.
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
    """The same for lines of one's own: their ends stay. Nothing that others wrote may stand in it with its own ends."""
    return "\n".join(map(safe, text.split("\n")))


def escaped(json: str, *, is_ascii: bool = False) -> str:
    r"""The JSON document with `\uXXXX` for all that is hidden, or not ASCII: the data stay as they are."""
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
    """As JSON writes it: beyond the first plane two halves."""
    code = ord(letter)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


@cache
def is_hidden(letter: str) -> bool:
    """Whether a letter is one that a reader does not see, or that a terminal obeys."""
    is_format = unicodedata.category(letter) in OF_NO_SHAPE and letter not in SEEN_FORMATS
    return is_format or UNSEEN.match(letter) is not None


def _is_needed(text: str, place: int) -> bool:
    """Whether a joiner or selector does its own work here, as it does in words of some scripts and within emoji."""
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
    """The text made safe, with single spaces, and cut where it is longer than so many letters."""
    line = " ".join(text.split())
    enough = longest * (MOST_MARKS + 2)
    told = " ".join(safe(line[:enough]).split())
    return told if len(told) <= longest and len(line) <= enough else f"{told[: longest - 1]}…"
