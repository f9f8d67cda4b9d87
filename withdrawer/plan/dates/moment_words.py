"""The words of the grammar of moments, and how a text is refused that is not in it."""

import re
from datetime import date
from functools import cache
from types import MappingProxyType

from withdrawer.errors import UsageError
from withdrawer.plan.dates.wordings import Unit

EXAMPLES = '2026-11-20, "2026-11-20 14:00", "yesterday 14:00", "saturday 14:00", "3 days ago"'
YEAR_FIRST = 'With the year first it is always clear, like 2026-11-20 or "2026-11-20 14:00".'

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_BACK = MappingProxyType({"tomorrow": -1, "today": 0, "yesterday": 1, "day before yesterday": 2})
HALF_A_DAY = 12
NUMERALS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNITS = MappingProxyType(
    {
        Unit.YEAR: ("year", "years", "yr", "yrs", "y"),
        Unit.MONTH: ("month", "months", "mo", "mos"),
        Unit.WEEK: ("week", "weeks", "wk", "wks", "w"),
        Unit.DAY: ("day", "days", "d"),
        Unit.HOUR: ("hour", "hours", "hr", "hrs", "h"),
        Unit.MINUTE: ("minute", "minutes", "min", "mins"),
        Unit.SECOND: ("second", "seconds", "sec", "secs", "s"),
    }
)
"""The largest first. A lone "m" is a minute to some and a month to others, so it is none."""
CLOCK_UNITS = frozenset({Unit.HOUR, Unit.MINUTE, Unit.SECOND})
"""Units that go by in the same time whatever the clocks on the wall do."""
ZONE_LETTERS = MappingProxyType(
    {
        "bst": "+01:00 or +06:00",
        "cdt": "-05:00 or -04:00",
        "cest": "+02:00, or the time of central Europe all year",
        "cet": "+01:00, or the time of central Europe all year",
        "cst": "-06:00, +08:00 or -05:00",
        "edt": "-04:00, or the time of New York all year",
        "eest": "+03:00, or the time of eastern Europe all year",
        "eet": "+02:00, or the time of eastern Europe all year",
        "est": "-05:00, or the time of New York all year",
        "ist": "+05:30, +02:00 or +01:00",
        "mdt": "-06:00, or the time of Denver all year",
        "met": "+01:00, or the time of central Europe all year",
        "mst": "-07:00, +08:00, or the time of Denver all year",
        "pdt": "-07:00, or the time of Los Angeles all year",
        "pst": "-08:00, +08:00, or the time of Los Angeles all year",
    }
)
"""What letters may mean that are not one and the same distance from UTC to all who write them."""


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted((re.escape(word.lower()) for word in words), key=len, reverse=True))


MONTH = _any_of((*MONTHS, *(name[:3] for name in MONTHS), "sept"))
WEEKDAY = _any_of((*WEEKDAYS, *(name[:3] for name in WEEKDAYS), "tues", "weds", "thur", "thurs"))
UNIT = _any_of(tuple(word for words in UNITS.values() for word in words))

NEAR = tuple(
    (re.compile(pattern, re.ASCII), examples)
    for pattern, examples in (
        (rf"(?<![a-z])(?:{MONTH})(?![a-z])", "'20 November 2026', 'Nov 20 2026 14:05'"),
        (rf"\b(?:{WEEKDAY})\b", "'saturday 14:00', 'last friday 9:30'"),
        (r"day\b|night\b|morning|evening|noon", "'today 9:00', 'yesterday 14:00'"),
        (rf"\bago\b|(?:\d|\blast) ?(?:{UNIT})\b", "'3 hours ago', '2 weeks ago'"),
        (r":|\d ?[ap]\.?m\b", "'14:00', 'yesterday 2pm'"),
    )
)


@cache
def place_among(names: tuple[str, ...], written: str) -> int:
    """Where a month or a weekday, in lower case, stands among their names: its first three letters tell."""
    return next(place for place, name in enumerate(names) if name[:3].lower() == written[:3])


def hour_of(hour: int, half: str | None) -> int:
    """The hour of a clock with twelve of them and its half of the day, "a" or "p"; without one the hour itself.

    Raises ValueError where no such clock shows it.
    """
    if half is None:
        return hour
    if not 1 <= hour <= HALF_A_DAY:
        raise ValueError(hour)
    return hour % HALF_A_DAY + (HALF_A_DAY if half == "p" else 0)


def refused(text: str, why: str = "", how: str = "") -> UsageError:
    """The error for a text that is not read; `how` says what to write instead, by itself what comes near to it."""
    return UsageError(f"{text!r} can't be read as a moment{f': {why}' if why else ''}.", how or _near(text))


def twofold(text: str, readings: str, how: str = "") -> UsageError:
    """The error for a text that could mean two things, with both of them."""
    return UsageError(f"{text!r} could mean {readings}.", f"{how} {YEAR_FIRST}".strip())


def told_day(day: date) -> str:
    """A day with its month as a word, which nobody can misread."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def told_day_of_year(day: int, month: int) -> str:
    """A day without its year."""
    return f"{day} {MONTHS[month - 1]}"


def _near(text: str) -> str:
    near = [examples for pattern, examples in NEAR if pattern.search(text.lower())]
    if not near:
        return f"Write it like {EXAMPLES}."
    return f'Write it like {", ".join(near)}, 2026-11-20 or "2026-11-20 14:00".'
