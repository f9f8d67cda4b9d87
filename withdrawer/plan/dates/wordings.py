"""How a language tells an age, as tables that know nothing of instants."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from withdrawer.plan.half import Half
from withdrawer.plan.text_forms import plain

NUMBER = re.compile(r"\d+")
DATE_PARTS = {
    "day": r"(?P<day>\d{1,2})",
    "year": r"(?P<year>\d{4})",
    "number": r"(?P<number>\d{1,2})",
}


class Unit(StrEnum):
    """What an age is counted in."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, eq=False)
class Wordings:
    """The age wordings of one language, by its tag; every text is written as `plain` gives it.

    `frames` holds what stands around an age on each list ("sent {}"), the longest first. `fixed` are ages without a
    number ("yesterday"), `counted` those with one ("{} days ago"), `numerals` are numbers written as words. `dates`
    are built of {day}, {month} (or its {number}) and {year}, `months` has every spelling of a month.
    """

    language: str
    frames: Mapping[Half, tuple[str, ...]]
    fixed: Mapping[str, tuple[int, Unit]]
    counted: Mapping[str, Unit]
    numerals: Mapping[str, int]
    months: Mapping[str, int]
    dates: tuple[str, ...]

    def bare(self, age_line: str, half: Half) -> str:
        """The age line without its frame: "Sent  Yesterday" becomes "yesterday"."""
        text = plain(age_line)
        for frame in self.frames[half]:
            before, _, after = frame.partition("{}")
            if text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after):
                return text[len(before) : len(text) - len(after)]
        return text

    def age(self, wording: str) -> tuple[int, Unit] | None:
        """How many of which unit a bare wording tells, None where it is not in the tables."""
        if wording in self.fixed:
            return self.fixed[wording]
        number = NUMBER.search(wording)
        if number:
            unit = self.counted.get(f"{wording[: number.start()]}{{}}{wording[number.end() :]}")
            return (int(number[0]), unit) if unit else None
        first, _, rest = wording.partition(" ")
        unit = self.counted.get(f"{{}} {rest}") if first in self.numerals else None
        return (self.numerals[first], unit) if unit else None

    def is_named(self, wording: str) -> bool:
        """Whether a bare wording tells its age without a number, as "yesterday" does."""
        return wording in self.fixed

    def date(self, wording: str) -> tuple[int, int, int] | None:
        """Year, month and day that a bare wording names, not yet checked against the calendar."""
        for pattern in self._date_patterns:
            if found := pattern.fullmatch(wording):
                parts = found.groupdict()
                month = self.months[parts["month"]] if "month" in parts else int(parts["number"])
                return int(parts["year"]), month, int(parts["day"])
        return None

    @cached_property
    def _date_patterns(self) -> tuple[re.Pattern[str], ...]:
        month = "|".join(re.escape(name) for name in sorted(self.months, key=len, reverse=True))
        parts = {**DATE_PARTS, "month": rf"(?P<month>{month})\.?"}
        return tuple(
            re.compile("".join(parts.get(piece, re.escape(piece)) for piece in re.split(r"[{}]", template)))
            for template in self.dates
        )


ENGLISH_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)

ENGLISH = Wordings(
    language="en",
    frames={
        Half.SENT: ("sent on {}", "sent {}", "{}"),
        Half.CONNECTIONS: ("connected on {}", "connected {}", "{}"),
    },
    fixed={
        "just now": (0, Unit.MINUTE),
        "now": (0, Unit.MINUTE),
        "today": (0, Unit.DAY),
        "yesterday": (1, Unit.DAY),
    },
    counted={f"{{}} {unit}{plural} ago": unit for unit in Unit for plural in ("", "s")},
    numerals={"a": 1, "an": 1, "one": 1},
    months={name: number for number, names in enumerate(ENGLISH_MONTHS, start=1) for name in names},
    dates=("{month} {day}, {year}", "{month} {day} {year}", "{day} {month} {year}"),
)
