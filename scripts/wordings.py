#!/usr/bin/env python3
"""Write withdrawer/plan/dates/data/<language>.toml: how each language tells ages and dates, by the CLDR.

Babel has the CLDR's relative-time patterns, months and date forms; dateparser adds what Babel leaves out ("yesterday",
spellings without diacritics, Arabic dual and singular without digits). Both are read through tables that are private to
them, so this runs by hand, and what it writes is looked at and committed. `tests/unit/plan/test_language_data.py`
compares. English is not written here: its file holds what was measured on LinkedIn.

    .venv/bin/python scripts/wordings.py
"""

import importlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from babel import Locale  # noqa: E402

from withdrawer.plan.dates.languages import LANGUAGES  # noqa: E402
from withdrawer.plan.dates.wordings import Texts, Unit  # noqa: E402

Meaning = TypeVar("Meaning")

FOLDER = ROOT / "withdrawer" / "plan" / "dates" / "data"
OTHERS = [language for language in LANGUAGES if language != "en"]
PLACE = "{}"
COUNTED = re.compile(r"\(\\d\+\+?\[\.,\]\?\\d\*\+?\)")
"""How dateparser writes the place of a number."""
FIXED = re.compile(r"(\d) (\w+) ago")
RECENT = {(0, Unit.DAY), (1, Unit.DAY), (2, Unit.DAY), (0, Unit.SECOND)}
"""Of the ages without a number only these: "last week" is a week of the calendar, not an age."""
DATE_FIELD = re.compile(r"'([^']*)'|(G+)|(y+|Y+)|(M+|L+)|(d+)")
ERA = "{era}"
ERAS = {"th": ("พ.ศ.", "พุทธศักราช", "ค.ศ.", "คริสต์ศักราช")}
"""The eras that may stand by a year in a language whose date form has one: Buddhist and common."""
LEAST_LETTERS = 3
"""Shorter units are ambiguous: "m" is a minute in one language and a month in another."""
ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

NOT_AN_AGE = {"tr": ("geçen gün",)}
"""dateparser has it for yesterday, but it is "the other day"."""
MISSING: dict[str, tuple[tuple[str, int, Unit], ...]] = {
    "fil": (("ngayong araw", 0, Unit.DAY), ("kahapon", 1, Unit.DAY)),
    "he": (("לפני שתי דקות", 2, Unit.MINUTE),),  # in CLDR 47, no longer in 48
}
SPELLED_ALSO: dict[str, tuple[tuple[str, Unit], ...]] = {
    "ja": tuple((f"{{}}{letter}月前", Unit.MONTH) for letter in "ヶヵカケ"),
    "nb": (("for {} dag siden", Unit.DAY), ("for {} dager siden", Unit.DAY)),
}


def texts_in_cldr(language: str) -> Texts:
    """The texts of one language. A text that stands for two meanings is left out."""
    locale = Locale.parse(language, sep="-")
    parsing = _dateparser_table(language)
    fixed = list(_fixed(parsing, language))
    counted: list[tuple[str, Unit]] = list(SPELLED_ALSO.get(language, ()))
    fields: Any = locale._data["date_fields"]
    for unit in Unit:
        for category, text in dict(fields[unit]["past"]).items():
            # CLDR 48 adds the number in brackets to a dual that already implies it; LinkedIn's pages may not have it.
            bare, has_brackets = re.subn(r"\s*\(\{0\}\)", "", text)
            if has_brackets and (count := _only_number(locale, category)):
                fixed.append((bare, (count, unit)))
            if "{0}" in text:
                counted.append((text.replace("{0}", PLACE), unit))
            elif count := _only_number(locale, category):
                fixed.append((text, (count, unit)))
    certain = _unambiguous(counted)
    others = _unambiguous(_counted(parsing))
    return Texts(
        fixed=_unambiguous(fixed),
        counted={text: unit for text, unit in others.items() if certain.get(text, unit) is unit} | certain,
        months=_months(locale, parsing),
        dates=tuple(dict.fromkeys(_dates(locale, ERAS.get(language, ())))),
    )


def written(language: str) -> str:
    """The file of one language. Its first line names the libraries whose tables it comes from."""
    texts = texts_in_cldr(language)
    name = Locale.parse(language, sep="-").get_display_name("en")
    units = list(Unit)
    fixed = sorted(texts.fixed.items(), key=lambda it: (units.index(it[1][1]), it[1][0], it[0]))
    counted = sorted(texts.counted.items(), key=lambda it: (units.index(it[1]), it[0]))
    months = sorted(texts.months.items(), key=lambda it: (it[1], it[0]))
    return "\n".join(
        [
            f"# {name}. Made by scripts/wordings.py from Babel {version('babel')}, dateparser {version('dateparser')}.",
            "dates = [",
            *(f"  {_quoted(form)}," for form in texts.dates),
            "]",
            "",
            "[fixed]",
            *(f'{_quoted(text)} = [{count}, "{unit}"]' for text, (count, unit) in fixed),
            "",
            "[counted]",
            *(f'{_quoted(text)} = "{unit}"' for text, unit in counted),
            "",
            "[months]",
            *(f"{_quoted(text)} = {number}" for text, number in months),
            "",
        ]
    )


def _quoted(text: str) -> str:
    """A TOML string: the escapes of JSON are among those of TOML."""
    return json.dumps(text, ensure_ascii=False)


def _dateparser_table(language: str) -> Mapping[str, Any]:
    name = "dateparser.data.date_translation_data"
    table: Mapping[str, Any] = importlib.import_module(f"{name}.{language}").info
    return table


def _only_number(locale: Any, category: str) -> int | None:
    """The one number that a plural form without a number stands for, such as the Arabic dual."""
    meant = [number for number in range(400) if locale.plural_form(number) == category]
    return meant[0] if len(meant) == 1 else None


def _fixed(parsing: Mapping[str, Any], language: str) -> Iterator[tuple[str, tuple[int, Unit]]]:
    for said, texts in parsing.get("relative-type", {}).items():
        found = FIXED.fullmatch(said)
        if not found or (int(found[1]), found[2]) not in RECENT:
            continue
        count, unit = int(found[1]), Unit(found[2])
        meaning = (count, Unit.MINUTE if unit is Unit.SECOND else unit)
        yield from ((text, meaning) for text in texts if text not in NOT_AN_AGE.get(language, ()))
    yield from ((text, (count, unit)) for text, count, unit in MISSING.get(language, ()))


def _counted(parsing: Mapping[str, Any]) -> Iterator[tuple[str, Unit]]:
    for said, patterns in parsing.get("relative-type-regex", {}).items():
        if not said.endswith(" ago") or said.split()[1] not in set(Unit):
            continue
        for pattern in patterns:
            text = COUNTED.sub(PLACE, pattern)
            words = text.replace(PLACE, " ").split()
            if text.count(PLACE) == 1 and not re.search(r"^[-–−]|[\\()\[\]?*+|]", text) and _is_long(words):
                yield text, Unit(said.split()[1])


def _is_long(words: Iterable[str]) -> bool:
    return all(len(word) >= LEAST_LETTERS or not word.isascii() for word in words)


def _unambiguous(pairs: Iterable[tuple[str, Meaning]]) -> dict[str, Meaning]:
    """The texts that have one meaning only."""
    meanings: dict[str, set[Meaning]] = {}
    for text, meaning in pairs:
        meanings.setdefault(" ".join(text.split()), set()).add(meaning)
    return {text: next(iter(meant)) for text, meant in meanings.items() if len(meant) == 1}


def _months(locale: Any, parsing: Mapping[str, Any]) -> dict[str, int]:
    formats = [locale.months["format"][width] for width in ("wide", "abbreviated")]
    names = [(form[number], number) for form in formats for number in range(1, 13)]
    names += [(name, number) for number, key in enumerate(ENGLISH_MONTHS, 1) for name in parsing.get(key, ())]
    return _unambiguous((name.rstrip("."), number) for name, number in names)


def _dates(locale: Any, eras: Iterable[str]) -> Iterator[str]:
    """Date forms with a four-digit year: the language's own, with and without comma and era, and common ones."""
    for width in ("long", "medium"):
        form = _form(locale.date_formats[width].pattern)
        if "{month}" in form or "{number}" in form:
            for era in ("", *eras) if ERA in form else ("",):
                told = " ".join(form.replace(ERA, era).split())
                yield told
                yield told.replace(",", "")
    yield from ("{day} {month} {year}", "{day}. {month} {year}", "{day}. {number}. {year}")
    yield from ("{year}年{number}月{day}日", "{year}년 {number}월 {day}일")


def _form(pattern: str) -> str:
    def part(found: re.Match[str]) -> str:
        quoted, era, year, month, _ = found.groups()
        if quoted is not None or era:
            return quoted or ERA
        if year:
            return "{year}"
        return ("{month}" if len(month) > 2 else "{number}") if month else "{day}"

    return DATE_FIELD.sub(part, pattern).replace("\u200f", "")


if __name__ == "__main__":
    for spoken in OTHERS:
        (FOLDER / f"{spoken}.toml").write_text(written(spoken), "utf-8")
