"""The age wordings of every language of LinkedIn's interface, each made when a page in it is met."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from withdrawer.plan.dates.cldr import WITHOUT_SPACES, Spelled, age_line, language_of, spelled
from withdrawer.plan.dates.wordings import ENGLISH, Unit, Wordings
from withdrawer.plan.half import Half
from withdrawer.plan.text_forms import plain

Meaning = TypeVar("Meaning")

BUDDHIST_YEARS = 543
FIRST_BUDDHIST_YEAR = 2400


@dataclass(frozen=True, eq=False)
class CldrWordings(Wordings):
    """The wordings of a language by CLDR data. Which words stand around an age is not known: see `agelines`.

    `line` is the pattern of an age line written as `plain` gives it, `page_line` as a page has it.
    """

    line: str
    page_line: str

    def bare(self, age_line: str, half: Half) -> str:  # noqa: ARG002  (both lists tell ages and dates alike)
        """The age within its line."""
        text = _plain(age_line)
        found = self._line.fullmatch(text)
        return next(filter(None, found.groups())) if found else text

    def frame(self, line: str) -> tuple[str, str] | None:
        """What stands before and after the age, None where the line tells none."""
        text = _plain(line)
        found = self._line.fullmatch(text)
        if found is None:
            return None
        start, end = next(found.span(group) for group in range(1, 4) if found[group])
        return text[:start].strip(), text[end:].strip()

    def age(self, wording: str) -> tuple[int, Unit] | None:
        """How many of which unit a bare wording tells, None where it is not in the tables."""
        return super().age(_key(wording, self.language))

    def is_named(self, wording: str) -> bool:
        """Whether a bare wording tells its age without a number."""
        return super().is_named(_key(wording, self.language))

    def date(self, wording: str) -> tuple[int, int, int] | None:
        """Year, month and day that a bare wording names; a year of the Thai calendar is taken for what it is."""
        date = super().date(_key(wording, self.language))
        if date and self.language == "th" and date[0] >= FIRST_BUDDHIST_YEAR:
            return date[0] - BUDDHIST_YEARS, date[1], date[2]
        return date

    @cached_property
    def _line(self) -> re.Pattern[str]:
        return re.compile(self.line)


def wordings_for(tag: str) -> Wordings:
    """The wordings of a page's language; English where LinkedIn is not shown in it."""
    language = language_of(tag) or ENGLISH.language
    return ENGLISH if language == ENGLISH.language else _made(language)


@cache
def _made(language: str) -> CldrWordings:
    texts = spelled(language)
    return CldrWordings(
        language=language,
        frames=dict.fromkeys(Half, ("{}",)),
        fixed=_keyed(texts.fixed, language),
        counted=_keyed(texts.counted, language),
        numerals={},
        months=_keyed(texts.months, language),
        dates=tuple(_key(form, language) for form in texts.dates),
        line=age_line(_in_plain(texts), language),
        page_line=age_line(texts, language),
    )


def _keyed(texts: Mapping[str, Meaning], language: str) -> dict[str, Meaning]:
    return {_key(text, language): meaning for text, meaning in texts.items()}


def _in_plain(texts: Spelled) -> Spelled:
    return Spelled(
        fixed={_plain(text): meaning for text, meaning in texts.fixed.items()},
        counted={_plain(text): unit for text, unit in texts.counted.items()},
        months={_plain(text): number for text, number in texts.months.items()},
        dates=tuple(map(_plain, texts.dates)),
    )


def _key(text: str, language: str) -> str:
    text = _plain(text)
    return "".join(text.split()) if language in WITHOUT_SPACES else text


def _plain(text: str) -> str:
    """As `plain`, with digits of any script as 0 to 9 and straight apostrophes."""
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in plain(text))
    return digits.replace("’", "'")
