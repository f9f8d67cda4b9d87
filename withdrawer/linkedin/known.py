"""The texts of a page that are LinkedIn's own: its labels and its ages. All others belong to somebody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from itertools import product

from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.labels import ENGLISH, Labels, labels_for
from withdrawer.plan import wordings
from withdrawer.plan.halves import Half
from withdrawer.plan.wordings import Wordings

AGES = ("sent_age", "connected_age")


class Kind(Enum):
    """What a part of a text is."""

    LABEL = "label"
    COUNT = "count"
    """The number within a label, as in "People (1,412)"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text that is LinkedIn's own."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class KnownTexts:
    """Labels and ages as patterns. What a group of a label matches is a name or a number, and not known itself.

    A pattern of an age is too wide to be believed alone ("Connected on Walter 10, 2024"): its wording must be known.
    """

    labels: tuple[re.Pattern[str], ...]
    ages: tuple[re.Pattern[str], ...]
    wordings: tuple[Wordings, ...]

    def parts(self, text: str) -> Iterator[Part]:
        """The known parts of a text with white space folded."""
        if self.is_age(text):
            yield Part(0, len(text), Kind.LABEL)
            return
        for label in self.labels:
            for found in label.finditer(text):
                yield from self._parts_of(found)

    def is_age(self, text: str) -> bool:
        """Whether the whole text is an age line."""
        return any(age.match(text) for age in self.ages) and any(
            table.age(table.bare(text, half)) or table.date(table.bare(text, half))
            for table, half in product(self.wordings, Half)
        )

    def _parts_of(self, found: re.Match[str]) -> Iterator[Part]:
        groups = [(start, end) for start, end in found.regs[1:] if start >= 0]
        at = found.start()
        for start, end in sorted(groups):
            yield Part(at, start, Kind.LABEL)
            yield from self._in_group(found.string, start, end)
            at = max(at, end)
        yield Part(at, found.end(), Kind.LABEL)

    def _in_group(self, text: str, start: int, end: int) -> Iterator[Part]:
        """A number, or somebody whose name may be a label itself; then it is treated here as it is anywhere."""
        inner = text[start:end]
        if not any(letter.isalpha() for letter in inner):
            yield Part(start, end, Kind.COUNT)
            return
        for part in self.parts(inner):
            yield Part(start + part.start, start + part.end, part.kind)


@cache
def known_texts(language: str) -> KnownTexts:
    """What is known in a language (`<html lang>`), and in English, which stands among the others' labels too."""
    tables = {table.language: table for table in (_table(language), ENGLISH)}.values()
    names = [field.name for field in fields(Labels) if field.name not in ("language", *AGES)]

    def patterns(wanted: list[str]) -> tuple[re.Pattern[str], ...]:
        sources = dict.fromkeys(getattr(table, name) for table in tables for name in wanted)
        return tuple(re.compile(source, re.IGNORECASE) for source in sources if source)

    return KnownTexts(patterns(names), patterns(list(AGES)), (wordings.ENGLISH,))


def _table(language: str) -> Labels:
    try:
        return labels_for(language)
    except PageNotUnderstood:
        return ENGLISH


def missing_labels(labels: Labels) -> list[str]:
    """What a language's table does not say, in words."""
    return [field.name.replace("_", " ") for field in fields(labels) if not getattr(labels, field.name)]
