"""Invented words in place of a page's own: the same for the same, of about the same length, in the same script.

They are drawn by chance, so that nobody can work out the words they stand for by trying names.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from random import Random

OF_ADDRESS = r"[^\s@<>()\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]+"
"""Letters of scripts without spaces stand behind an address rather than in it."""
ADDRESS = re.compile(rf"({OF_ADDRESS}@{OF_ADDRESS}\.{OF_ADDRESS})")
ALPHABETS = {
    "CYRILLIC": "абвгдежзиклмнопрстуфхшя",
    "GREEK": "αβγδεζηθικλμνξοπρστυφχω",
    "ARABIC": "ابتثجحدرسشعفقكلمنهوي",
    "HEBREW": "אבגדהוזחטיכלמנספצקרשת",
    "DEVANAGARI": "कखगघचजटडतदनपबमयरलवसह",
    "BENGALI": "কখগঘচজটডতদনপবমযরলশসহ",
    "TELUGU": "కఖగఘచజటడతదనపబమయరలవసహ",
    "GURMUKHI": "ਕਖਗਘਚਜਟਡਤਦਨਪਬਮਯਰਲਵਸਹ",
    "THAI": "กขคงจชตทนบปพมยรลวสหอ",
    "HANGUL": "가나다라마바사아자차카타파하고노도로모보",
    "HIRAGANA": "あいうえおかきくけこさしすせそたちつてと",
    "KATAKANA": "アイウエオカキクケコサシスセソタチツテト",
    "CJK": "山川水木火土金石田光明春夏秋冬東西南北青",
}
SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "HANGUL")
"""Scripts that set no space between a name and what is said of it, so that it is a part of a longer run."""
CONSONANTS, VOWELS, ACCENTED = "bdfgklmnprstvz", "aeiou", "áéíöü"
HARMLESS_MARKS = frozenset(
    "\t\n\r\f\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
UNSHOWN = "•"
"""In place of symbols and of whatever else is neither letter, digit nor punctuation."""
SHORT = 2
DIGITS = "0123456789"
Make = Callable[[int], str]
"""Draws a word of about so many letters."""


@dataclass
class Inventor:
    """Invents words, and remembers them. `taken` are words that must not come up, such as the page's own."""

    random: Random
    taken: set[str] = field(default_factory=set)
    _own: set[str] = field(default_factory=set)
    _known: dict[str, str] = field(default_factory=dict)
    _runs: list[str] = field(default_factory=list)
    _digits: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        turn = self.random.randrange(1, 10)
        self._digits = {digit: DIGITS[(number + turn) % 10] for number, digit in enumerate(DIGITS)}

    def learn(self, texts: Iterable[str]) -> None:
        """Hear all of the page's texts before the first word is invented: none of their words may come up."""
        for text in texts:
            self._own |= {_key(run) for run, is_word in _runs(text) if is_word}
        self.taken |= self._own
        spaceless = (run for run in self._own if len(run) >= SHORT and _script(run) in SPACELESS)
        self._runs = sorted(spaceless, key=len, reverse=True)

    def text(self, original: str) -> str:
        """The text with every word, number and mail address invented; punctuation and spaces stay."""
        pieces = ADDRESS.split(original)
        return "".join(self._address(piece) if at % 2 else self._words(piece) for at, piece in enumerate(pieces))

    def _words(self, text: str) -> str:
        return "".join(self._word(run) if is_word else _plain(run) for run, is_word in _runs(text))

    def _address(self, address: str) -> str:
        key = f"{_key(address)}@"
        if key not in self._known:
            self._known[key] = f"{self._new(8, self._latin)}@example.org"
        return self._known[key]

    def _word(self, word: str) -> str:
        key = _key(word)
        if key not in self._known:
            self._known[key] = self._invented(key)
        return _cased(self._known[key], word)

    def _invented(self, key: str) -> str:
        if all(unicodedata.category(letter).startswith("N") for letter in key):
            return self._number(key)
        if any(letter.isdigit() for letter in key):
            return self._new(len(key), self._code)
        if len(key) > SHORT and key.endswith("s") and key[:-1] in self._own:  # a genitive, as in "Annas Profilbild"
            return self._word(key[:-1]) + "s"
        script = _script(key)
        if script in SPACELESS and len(parts := self._parts(key)) > 1:
            return "".join(map(self._word, parts))
        if script in ALPHABETS:
            return self._new(len(key), lambda size: "".join(self.random.choices(ALPHABETS[script], k=size)))
        return self._new(len(key), self._latin if key.isascii() else self._accented)

    def _parts(self, key: str) -> list[str]:
        """A run without spaces, cut at the page's own runs that it holds, until none holds another."""
        parts: list[str] = []
        ahead = [key]
        while ahead:
            piece = ahead.pop()
            if name := next((it for it in self._runs if it in piece and it != piece), ""):
                before, _, after = piece.partition(name)
                ahead += [it for it in (after, name, before) if it]
            else:
                parts.append(piece)
        return parts

    def _new(self, size: int, make: Make) -> str:
        """A word of about this size that nothing else stands for."""
        size = max(SHORT, size + self.random.choice((-1, 0, 0, 1)))
        for tries in range(1_000):
            word = make(size + tries // 10)
            if word not in self.taken:
                self.taken.add(word)
                return word
        raise AssertionError("a thousand words in a row were taken")

    def _latin(self, size: int) -> str:
        start = self.random.randrange(2)
        return "".join(self.random.choice((CONSONANTS, VOWELS)[(start + at) % 2]) for at in range(size))

    def _accented(self, size: int) -> str:
        return self._latin(size - 1) + self.random.choice(ACCENTED)

    def _code(self, size: int) -> str:
        return self.random.choice(DIGITS) + "".join(self.random.choices("abcdef" + DIGITS, k=max(size - 1, 1)))

    def _number(self, key: str) -> str:
        """Short numbers are turned digit by digit, as there are too few to draw from."""
        if len(key) <= SHORT:
            return "".join(_digit_like(letter, self._digits) for letter in key)

        def drawn(size: int) -> str:
            fresh = {digit: self.random.choice(DIGITS[1:]) for digit in DIGITS}
            digits = "".join(_digit_like(letter, {**fresh, "0": self.random.choice(DIGITS)}) for letter in key)
            return digits + "".join(self.random.choices(DIGITS, k=max(0, size - len(key) - 1)))

        return self._new(len(key), drawn)


def _digit_like(letter: str, digits: dict[str, str]) -> str:
    """Another digit of the same script."""
    if not letter.isdecimal():
        return digits["7"]
    value = int(letter)
    return chr(ord(letter) - value + int(digits[str(value)]))


def _runs(text: str) -> list[tuple[str, bool]]:
    """The text in runs: words and numbers (with their marks) as against all between them.

    Words of scripts without spaces and others that stand together are parted: "Annaさん" is a name and an honorific.
    """
    return [("".join(run), kind is not None) for kind, run in groupby(text, _kind)]


def _kind(letter: str) -> bool | None:
    """Whether a letter of a word is of a script without spaces; None for what is of no word."""
    if unicodedata.category(letter)[0] not in "LMN":
        return None
    return not letter.isascii() and _script(letter) in SPACELESS


def _plain(between: str) -> str:
    return "".join(
        it if it in HARMLESS_MARKS or " " <= it <= "~" or unicodedata.category(it)[0] in "PZ" else UNSHOWN
        for it in between
    )


def _key(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _script(word: str) -> str:
    letter = next((it for it in word if it.isalpha()), word[0])
    return unicodedata.name(letter, "LATIN").split()[0]


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word
