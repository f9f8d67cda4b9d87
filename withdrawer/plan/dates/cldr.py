"""How a language tells ages and dates, as the CLDR has it: Babel's tables, and dateparser's for what Babel leaves out.

Texts stand as a page spells them. `{}` is the number of an age, `{day}`, `{month}` and `{year}` the parts of a date.
Where two units share a spelling it tells neither, and is left out.
"""

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from withdrawer.plan.dates.wordings import Unit

Meaning = TypeVar("Meaning")

PLACE = "{}"
COUNTED = re.compile(r"\(\\d\+\+?\[\.,\]\?\\d\*\+?\)")
"""How dateparser writes the place of a number."""
FIXED = re.compile(r"(\d) (\w+) ago")
RECENT = {(0, Unit.DAY), (1, Unit.DAY), (2, Unit.DAY), (0, Unit.SECOND)}
"""Of the ages without a number only these: "last week" counts weeks of the calendar, which an age does not."""
DATE_FIELD = re.compile(r"'([^']*)'|(G+)|(y+|Y+)|(M+|L+)|(d+)")
ERA = "{era}"
ERAS = {"th": ("พ.ศ.", "พุทธศักราช", "ค.ศ.", "คริสต์ศักราช")}
"""What may stand by a year where the language's own date has an era: the Buddhist calendar's, and the common one's."""
LEAST_LETTERS = 3
"""Shorter units ("m", "j") mean a minute here and a month there."""

ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
LINKEDIN_TAGS = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "no": "nb",
    "tl": "fil",
    "in": "id",
    "iw": "he",
}
LANGUAGES = (
    "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fil", "fr", "he", "hi", "hu", "id", "it", "ja", "ko",
    "mr", "ms", "nb", "nl", "pa", "pl", "pt", "ro", "ru", "sv", "te", "th", "tr", "uk", "vi", "zh-Hans", "zh-Hant",
)  # fmt: skip
"""Those of LinkedIn's interface."""

SPOKEN_OTHERWISE = {"tr": ("geçen gün",)}
"""dateparser's, but not that day: "the other day"."""
NOT_IN_THE_TABLES: dict[str, tuple[tuple[str, int, Unit], ...]] = {
    "fil": (("ngayong araw", 0, Unit.DAY), ("kahapon", 1, Unit.DAY)),
    "he": (("לפני שתי דקות", 2, Unit.MINUTE),),  # of CLDR 47; 48 has it no more
}
SPELLED_ALSO: dict[str, tuple[tuple[str, Unit], ...]] = {
    "ja": tuple((f"{{}}{letter}月前", Unit.MONTH) for letter in "ヶヵカケ"),
    "nb": (("for {} dag siden", Unit.DAY), ("for {} dager siden", Unit.DAY)),
}


@dataclass(frozen=True)
class Spelled:
    """The texts of one language: ages without and with a number, months by every name, and the forms of a date."""

    fixed: Mapping[str, tuple[int, Unit]]
    counted: Mapping[str, Unit]
    months: Mapping[str, int]
    dates: tuple[str, ...]


@cache
def language_of(tag: str) -> str | None:
    """The language that a page's `lang` means ("pt-BR", "zh_TW"), None where LinkedIn is not shown in it."""
    tag = tag.strip().replace("_", "-").casefold()
    known = {name.casefold(): name for name in LANGUAGES}
    first = tag.split("-")[0]
    for name in (tag, LINKEDIN_TAGS.get(tag, ""), LINKEDIN_TAGS.get(first, ""), first):
        if name.casefold() in known:
            return known[name.casefold()]
    return None


@cache
def spelled(language: str) -> Spelled:
    """The texts of one of LANGUAGES."""
    from babel import Locale

    locale = Locale.parse(language, sep="-")
    parsing = _dateparser_table(language)
    fixed = list(_fixed(parsing, language))
    counted: list[tuple[str, Unit]] = list(SPELLED_ALSO.get(language, ()))
    fields: Any = locale._data["date_fields"]
    for unit in Unit:
        for category, text in dict(fields[unit]["past"]).items():
            # CLDR 48 puts the number in brackets behind a dual that already says it; LinkedIn's pages may not.
            bare, has_brackets = re.subn(r"\s*\(\{0\}\)", "", text)
            if has_brackets and (count := _only_number(locale, category)):
                fixed.append((bare, (count, unit)))
            if "{0}" in text:
                counted.append((text.replace("{0}", PLACE), unit))
            elif count := _only_number(locale, category):
                fixed.append((text, (count, unit)))
    certain = _unambiguous(counted)
    others = _unambiguous(_counted(parsing))
    return Spelled(
        fixed=_unambiguous(fixed),
        counted={text: unit for text, unit in others.items() if certain.get(text, unit) is unit} | certain,
        months=_months(locale, parsing),
        dates=tuple(dict.fromkeys(_dates(locale, ERAS.get(language, ())))),
    )


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
        yield from ((text, meaning) for text in texts if text not in SPOKEN_OTHERWISE.get(language, ()))
    yield from ((text, (count, unit)) for text, count, unit in NOT_IN_THE_TABLES.get(language, ()))


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
    """The forms of a date with a year of four digits: the language's own, with and without its comma and era."""
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


DIGITS = "0-9٠-٩۰-۹०-९০-৯੦-੯౦-౯๐-๙０-９"
"""Of every script in which LinkedIn's interface is shown, and of full width."""
SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|/]")
AROUND = f"[^{DIGITS}|@<>•·]"
WITHOUT_SPACES = {"ja", "ko", "th", "zh-Hans", "zh-Hant"}
"""Languages that write a number and its unit, or an age and the words around it, together or apart."""
PARTS = {
    "{}": f"[{DIGITS}]{{1,3}}",
    "{day}": f"[{DIGITS}]{{1,2}}",
    "{number}": f"[{DIGITS}]{{1,2}}",
    "{year}": f"[{DIGITS}]{{4}}",
}


def age_line(texts: Spelled, language: str) -> str:
    """The pattern of a whole age line that is spelled as the texts are."""
    is_apart = language not in WITHOUT_SPACES
    parts = {**PARTS, "{month}": _either(texts.months, is_apart) + r"\.?"}
    numbered = "|".join(_sources((*texts.counted, *texts.dates), parts, is_apart))
    named = "|".join(_sources((it for it in texts.fixed if len(it) > 1), parts, is_apart))
    if is_apart:
        before, after = rf"(?:{AROUND}{{0,40}}[\s:：])?", rf"(?:[\s,.;:)'’–-]{AROUND}{{0,40}})?"
        return f"^(?:{before}({numbered}){after}|{before}({named})|({named}){after})$"
    before, after = f"{AROUND}{{0,24}}", f"{AROUND}{{0,24}}"
    return f"^(?:{before}({numbered}){after}|{AROUND}{{0,6}}({named})|({named}){AROUND}{{0,8}})$"


def _sources(texts: Iterable[str], parts: dict[str, str], is_apart: bool) -> list[str]:
    longest_first = sorted(texts, key=len, reverse=True)
    return list(dict.fromkeys(_source(text, parts, is_apart) for text in longest_first))


def _source(text: str, parts: dict[str, str], is_apart: bool) -> str:
    pieces = re.split(r"(\{\w*\})", text)
    return "".join(parts[piece] if piece in parts else _literal(piece, is_apart) for piece in pieces)


def _either(texts: Iterable[str], is_apart: bool) -> str:
    names = sorted(texts, key=len, reverse=True)
    return "(?:" + "|".join(_literal(name, is_apart) for name in names) + ")"


def _literal(text: str, is_apart: bool) -> str:
    """The text itself; white space may be of any width, an apostrophe straight or curly."""
    space = r"\s+" if is_apart else r"\s*"
    words = [SYNTAX.sub(r"\\\g<0>", word) for word in re.split(r"\s+", text)]
    return re.sub("['’]", "['’]", space.join(words))
