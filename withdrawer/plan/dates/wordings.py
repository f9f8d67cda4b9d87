"""How a language words ages and dates: the texts in its `data/` file, and the meaning of a line.

Independent of instants: `ages` turns what is read here into spans.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import msgspec

from withdrawer.plan.half import Half
from withdrawer.plan.text_forms import plain

DIGITS = "0-9٠-٩۰-۹०-९০-৯੦-੯౦-౯๐-๙０-９"
"""The digits of every script in LinkedIn's interface, and full-width ones."""
SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|/]")
AROUND = f"[^{DIGITS}|@<>•·]"
"""The characters allowed in words around an age: a digit or a separator belongs to something else."""
WITHOUT_SPACES = {"ja", "ko", "th", "zh-Hans", "zh-Hant"}
"""Languages in which a space between a number, its unit and the words around them is optional."""
NUMBER = re.compile(r"\d+")
PART = re.compile(r"(\{\w*\})")
BUDDHIST_YEARS = 543
FIRST_BUDDHIST_YEAR = 2400


class Unit(StrEnum):
    """The unit of an age."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of one language, as a page spells them.

    `fixed` are ages without a number ("yesterday"), `counted` those with one ("{} days ago"), `numerals` numbers
    written as words. `dates` consist of {day}, {month} or its {number}, and {year}; `months` has every spelling of a
    month. `frames` has the words around an age on each list ("sent {}"), longest first; it is empty if they are not
    published.
    """

    fixed: dict[str, tuple[int, Unit]]
    counted: dict[str, Unit]
    months: dict[str, int]
    dates: tuple[str, ...]
    numerals: dict[str, int] = {}
    frames: dict[Half, tuple[str, ...]] = {}


@dataclass(frozen=True, eq=False)
class Wordings:
    """The meaning of age lines in one language, given by its tag."""

    language: str
    texts: Texts

    def bare(self, age_line: str, half: Half) -> str:
        """Return the age without the words around it: "Sent  Yesterday" becomes "yesterday".

        If no age is found, return the whole line, folded.
        """
        text = folded(age_line)
        for frame in self.texts.frames.get(half, ()):
            before, _, after = frame.partition("{}")
            if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after):
                return text[len(before) : len(text) - len(after)]
        found = None if self.texts.frames else self._line.fullmatch(text)
        return next(filter(None, found.groups())) if found else text

    def frame(self, line: str) -> tuple[str, str] | None:
        """Return the text before and after the age; None if there is no age, or the language's frames are known."""
        text = folded(line)
        found = None if self.texts.frames else self._line.fullmatch(text)
        if found is None:
            return None
        start, end = next(found.span(group) for group in range(1, 4) if found[group])
        return text[:start].strip(), text[end:].strip()

    def age(self, wording: str) -> tuple[int, Unit] | None:
        """Return the count and unit of a bare wording, or None if it is not in the tables."""
        text = self._key(wording)
        if text in self._fixed:
            return self._fixed[text]
        count: int | None
        if number := NUMBER.search(text):
            count, form = int(number[0]), f"{text[: number.start()]}{{}}{text[number.end() :]}"
        else:
            first, _, rest = text.partition(" ")
            count, form = self.texts.numerals.get(first), f"{{}} {rest}"
        unit = self._counted.get(form)
        return (count, unit) if unit and count is not None else None

    def date(self, wording: str) -> tuple[int, int, int] | None:
        """Return the year, month and day of a bare wording, not yet checked against the calendar, or None.

        Buddhist calendar years, as in Thai dates, are converted.
        """
        text = self._key(wording)
        for pattern in self._date_patterns:
            if found := pattern.fullmatch(text):
                parts = found.groupdict()
                month = self._months[parts["month"]] if "month" in parts else int(parts["number"])
                year = int(parts["year"])
                is_buddhist = self.language == "th" and year >= FIRST_BUDDHIST_YEAR
                return year - BUDDHIST_YEARS if is_buddhist else year, month, int(parts["day"])
        return None

    @cached_property
    def page_line(self) -> str:
        """The pattern of a whole age line as a page spells it, in syntax valid in both JavaScript and Python."""
        return self._line_pattern(str)

    @cached_property
    def _line(self) -> re.Pattern[str]:
        return re.compile(self._line_pattern(folded))

    def _line_pattern(self, fold: Callable[[str], str]) -> str:
        texts, is_apart = self.texts, self.language not in WITHOUT_SPACES
        two, four = f"[{DIGITS}]{{1,2}}", f"[{DIGITS}]{{4}}"
        month = f"(?:{_any_of(map(fold, texts.months), {}, is_apart)})" + r"\.?"
        parts = {"{}": f"[{DIGITS}]{{1,3}}", "{day}": two, "{number}": two, "{year}": four, "{month}": month}
        numbered = _any_of(map(fold, (*texts.counted, *texts.dates)), parts, is_apart)
        named = _any_of(map(fold, (it for it in texts.fixed if len(it) > 1)), parts, is_apart)
        if is_apart:
            before, after = rf"(?:{AROUND}{{0,40}}[\s:：])?", rf"(?:[\s,.;:)'’–-]{AROUND}{{0,40}})?"
            return f"^(?:{before}({numbered}){after}|{before}({named})|({named}){after})$"
        around = f"{AROUND}{{0,24}}"
        return f"^(?:{around}({numbered}){around}|{AROUND}{{0,6}}({named})|({named}){AROUND}{{0,8}})$"

    def _key(self, text: str) -> str:
        """Return the form under which wordings are looked up."""
        text = folded(text)
        return "".join(text.split()) if self.language in WITHOUT_SPACES else text

    @cached_property
    def _fixed(self) -> dict[str, tuple[int, Unit]]:
        return {self._key(text): meaning for text, meaning in self.texts.fixed.items()}

    @cached_property
    def _counted(self) -> dict[str, Unit]:
        return {self._key(text): unit for text, unit in self.texts.counted.items()}

    @cached_property
    def _months(self) -> dict[str, int]:
        return {self._key(text): number for text, number in self.texts.months.items()}

    @cached_property
    def _date_patterns(self) -> tuple[re.Pattern[str], ...]:
        month = "|".join(re.escape(name) for name in sorted(self._months, key=len, reverse=True))
        parts = {
            "{day}": r"(?P<day>\d{1,2})",
            "{number}": r"(?P<number>\d{1,2})",
            "{year}": r"(?P<year>\d{4})",
            "{month}": rf"(?P<month>{month})\.?",
        }
        forms = [PART.split(self._key(form)) for form in self.texts.dates]
        return tuple(re.compile("".join(parts.get(piece, re.escape(piece)) for piece in form)) for form in forms)


def folded(text: str) -> str:
    """Return `plain` text with digits of any script as 0 to 9, and straight apostrophes."""
    text = plain(text)
    if text.isascii():  # the common case, and lists are long
        return text
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text).replace("’", "'")


def _any_of(texts: Iterable[str], parts: dict[str, str], is_apart: bool) -> str:
    """Return a pattern matching any of these texts, longest first, with a pattern for each of their `parts`."""
    longest_first = sorted(texts, key=len, reverse=True)
    pieces = [[parts.get(it) or _literal(it, is_apart) for it in PART.split(text)] for text in longest_first]
    return "|".join(dict.fromkeys("".join(it) for it in pieces))


def _literal(text: str, is_apart: bool) -> str:
    """Return a pattern for the text; white space may be of any width, an apostrophe straight or curly."""
    space = r"\s+" if is_apart else r"\s*"
    words = [SYNTAX.sub(r"\\\g<0>", word) for word in re.split(r"\s+", text)]
    return re.sub("['’]", "['’]", space.join(words))
