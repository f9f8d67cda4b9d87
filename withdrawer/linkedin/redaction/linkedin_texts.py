"""LinkedIn's own texts on a page: its labels and its ages. All others belong to somebody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache

from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.labels import ENGLISH, UNKNOWN, Labels, labels_for
from withdrawer.plan.dates.languages import wordings_for
from withdrawer.plan.dates.wordings import Wordings
from withdrawer.plan.half import Half

AGES = ("sent_age", "connected_age")
NEEDED = {
    Half.SENT: ("withdraw", "dismiss", "sent_count"),
    Half.CONNECTIONS: ("menu", "remove_item", "remove_confirm", "dismiss", "connection_count", "newest_first"),
}


class TextKind(Enum):
    """The kinds of parts of a text."""

    LABEL = "label"
    COUNT = "count"
    """The number within a label, as in "People (1,412)"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text that is LinkedIn's own."""

    start: int
    end: int
    kind: TextKind


@dataclass(frozen=True)
class AgeLines:
    """Lines with an age in one language. A group matches the age within its line; without one the age is all of it.

    The pattern alone is too wide to be trusted ("Connected on Walter 10, 2024"): the wording must be known too.
    """

    pattern: re.Pattern[str]
    wordings: Wordings

    def part(self, text: str) -> Part | None:
        """The position of the age in the text; the words around it may be anybody's."""
        found = self.pattern.match(text)
        if found is None or not any(self._tells(self.wordings.bare(text, half)) for half in Half):
            return None
        group = next((number for number, told in enumerate(found.groups(), start=1) if told), 0)
        return Part(found.start(group), found.end(group), TextKind.LABEL)

    def _tells(self, wording: str) -> bool:
        return bool(self.wordings.age(wording) or self.wordings.date(wording))


@dataclass(frozen=True)
class KnownTexts:
    """Labels and ages. What a group of a label matches is a name or a number, and is not known."""

    labels: tuple[re.Pattern[str], ...]
    ages: tuple[AgeLines, ...]

    def parts(self, text: str) -> Iterator[Part]:
        """Yield the known parts of a text with folded white space."""
        age = next(filter(None, (lines.part(text) for lines in self.ages)), None)
        if age is not None:
            yield age
            return
        for label in self.labels:
            for found in label.finditer(text):
                yield from self._parts_of(found)

    def _parts_of(self, found: re.Match[str]) -> Iterator[Part]:
        groups = [(start, end) for start, end in found.regs[1:] if start >= 0]
        at = found.start()
        for start, end in sorted(groups):
            yield Part(at, start, TextKind.LABEL)
            yield from self._in_group(found.string, start, end)
            at = max(at, end)
        yield Part(at, found.end(), TextKind.LABEL)

    def _in_group(self, text: str, start: int, end: int) -> Iterator[Part]:
        """A number, or a name, which may itself contain a label; that is treated as anywhere else."""
        inner = text[start:end]
        if not any(letter.isalpha() for letter in inner):
            yield Part(start, end, TextKind.COUNT)
            return
        for part in self.parts(inner):
            yield Part(start + part.start, start + part.end, part.kind)


@cache
def known_texts(language: str, confirmed: tuple[str, ...] = ()) -> KnownTexts:
    """The known texts of a language (`<html lang>`), and of English, which occurs among other languages' labels.

    `confirmed` are patterns of control names that the user has confirmed.
    """
    tables = {table.language: table for table in (_table(language), ENGLISH)}.values()
    names = [field.name for field in fields(Labels) if field.name not in ("language", *AGES)]
    labels = dict.fromkeys((*(getattr(table, name) for table in tables for name in names), *confirmed))
    ages = dict.fromkeys((getattr(table, name), table.language) for table in tables for name in AGES)
    return KnownTexts(
        tuple(re.compile(label, re.IGNORECASE) for label in labels if label),
        tuple(AgeLines(re.compile(age, re.IGNORECASE), wordings_for(spoken)) for age, spoken in ages),
    )


def _table(language: str) -> Labels:
    try:
        return labels_for(language)
    except PageNotUnderstood:
        return ENGLISH


def missing_labels(labels: Labels, half: Half) -> list[str]:
    """The labels that a list needs and a language's table lacks, in words."""
    return [name.replace("_", " ") for name in NEEDED[half] if getattr(labels, name) in ("", UNKNOWN)]
