"""Placeholders for a page's own texts, "TextAA", "TextAB" …: equal texts get equal ones within one page.

A placeholder is one word without digits, as the readers of names and ages need: a dialog may name somebody by the first
word of their name, and an age line may have no number but its own. All have the same length, so that none is part of
another. They are numbered in page order and reveal nothing about the original.
"""

import re
import unicodedata
from collections.abc import Iterable
from string import ascii_uppercase

from withdrawer.plan.phones import folded, is_masked, is_phone

OF_ADDRESS = r"[^\s@<>()\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]+"
"""Excludes letters of scripts without spaces: they come next to an address rather than in it."""
ADDRESS = re.compile(rf"({OF_ADDRESS}@{OF_ADDRESS}\.{OF_ADDRESS})")
SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "HANGUL")
"""Scripts without spaces between a name and the words around it."""
HARMLESS_MARKS = frozenset(
    "\t\n\r\f\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
UNSHOWN = "•"
"""Replaces symbols and any other character that is neither a letter, a digit nor punctuation."""
LEAST, MOST = 2, 100
"""Lengths of texts that are searched for within others: names are neither shorter nor longer."""
FEW = 300
"""Up to this many texts, including those within others, short placeholders suffice."""
SHORT, LONG = 2, 4
"""Number of letters that distinguish placeholders."""
LONGEST = 300
"""Maximum length of a text in which others are searched for."""


class Placeholders:
    """Gives each distinct text of a page its placeholder.

    If one of `texts`, which stand alone on the page, is part of another text, like a name in “Ana Nueva’s profile
    picture”, it keeps its own placeholder there.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        alone = {_key(text) for text in texts}
        self._parts = {it for it in alone if LEAST <= len(it) <= MOST and any(map(str.isalpha, it))}
        self._sizes = sorted({len(part) for part in self._parts}, reverse=True)
        self._width = SHORT if len(alone) <= FEW else LONG
        self._known: dict[str, str] = {}
        self._tokens: dict[str, str] = {}

    def text(self, original: str) -> str:
        """The text with its words and numbers replaced; keeps the spaces and punctuation around them."""
        if is_phone(original):
            hidden = "••• •••" if is_masked(original) else "555 555"
            return self._known.setdefault(folded(original), f"+1 {hidden} {1_000 + len(self._known)}")
        pieces = ADDRESS.split(_folded(original))
        return "".join(self._address(piece) if at % 2 else self._in_parts(piece) for at, piece in enumerate(pieces))

    def token(self, original: str) -> str:
        """The placeholder of a whole id or path segment."""
        return self._tokens.setdefault(original, f"id{len(self._tokens) + 1}") if original else ""

    def _address(self, address: str) -> str:
        return self._known.setdefault(address, f"mail{len(self._known)}@example.org")

    def _word(self, text: str) -> str:
        number = len(self._known)
        letters = (ascii_uppercase[number // 26**place % 26] for place in reversed(range(self._width)))
        return self._known.setdefault(text, f"Text{''.join(letters)}")

    def _in_parts(self, text: str) -> str:
        """The text split at other texts within it, the longest first, until no part contains another."""
        made: list[str] = []
        ahead = [text]
        while ahead:
            before, core, after = _trimmed(ahead.pop())
            made.append(_plain(before))
            start, end = self._part_in(core)
            if end:
                ahead += [f"{core[end:]}{after}", core[start:end], core[:start]]
                continue
            made += [self._word(core) if core else "", _plain(after)]
        return "".join(made)

    def _part_in(self, text: str) -> tuple[int, int]:
        """The position of the longest other text within this one, as whole words; (0, 0) if there is none."""
        if len(text) > LONGEST:
            return 0, 0
        edges = [at for at in range(len(text) + 1) if _is_edge(text[at - 1 : at], text[at : at + 1])]
        ends = set(edges)
        for size in self._sizes:
            for start in edges if size < len(text) else ():
                end = start + size
                # A genitive may follow, as in "Annas Profilbild".
                is_whole = end in ends or (text[end : end + 1] == "s" and end + 1 in ends)
                if is_whole and text[start:end] in self._parts:
                    return start, end
        return 0, 0


def _key(text: str) -> str:
    """The text in the form for comparison, without what surrounds its words."""
    return _trimmed(_folded(text))[1]


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).casefold())


def _trimmed(text: str) -> tuple[str, str, str]:
    """What comes before the first letter or digit of a text, everything up to the last one, and what follows."""
    places = [at for at, letter in enumerate(text) if _is_wordy(letter)]
    start, end = (places[0], places[-1] + 1) if places else (len(text), len(text))
    return text[:start], text[start:end], text[end:]


def _plain(between: str) -> str:
    return "".join(
        it if it in HARMLESS_MARKS or " " <= it <= "~" or unicodedata.category(it)[0] in "PZ" else UNSHOWN
        for it in between
    )


def _is_edge(before: str, after: str) -> bool:
    """Whether a word may end or begin between two characters; in scripts without spaces it always may."""
    return not (_is_wordy(before) and _is_wordy(after)) or _is_spaceless(before) or _is_spaceless(after)


def _is_wordy(letter: str) -> bool:
    """Whether it is a letter, a combining mark, or a digit."""
    return letter != "" and unicodedata.category(letter)[0] in "LMN"


def _is_spaceless(letter: str) -> bool:
    return not letter.isascii() and unicodedata.name(letter, "").split(" ")[0] in SPACELESS
