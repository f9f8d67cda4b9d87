"""The pieces of what people type for a moment: days, times of day, zones, ages, and how each may be written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta, timezone
from typing import Any

from withdrawer.plan.dates.moment_words import (
    DAYS_BACK,
    HALF_A_DAY,
    MONTH,
    MONTHS,
    NUMERALS,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    hour_of,
    place_among,
    refused,
    told_day,
    told_day_of_year,
    twofold,
)
from withdrawer.plan.dates.wordings import Unit

UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
LARGEST_FIRST = tuple(UNITS)
EASTERNMOST, WESTERNMOST = timedelta(hours=14), timedelta(hours=-12)
"""No clock on earth is farther from UTC."""
A_LEAP_YEAR = 2000

Age = tuple[tuple[int, Unit], ...]
"""How many of which units, the largest first and each only once."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the calendar; `year` is None where none was typed. `is_year_first` as ISO 8601 has it."""

    year: int | None
    month: int
    day: int
    is_year_first: bool = False


@dataclass(frozen=True, slots=True)
class DaysBack:
    """A day counted from today: 1 is yesterday, -1 tomorrow."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 is Monday. `is_last` where it must lie before today."""

    number: int
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as it was typed; `mark` is what parts hour and minute where that may be misread: "." or "h"."""

    time_of_day: time
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """A distance from UTC as it was typed; `dashed` is its text where that could also be the end of a span of time."""

    offset: timezone
    dashed: str = ""


def normal(text: str) -> str:
    """Lower case, single spaces, and the times of ISO 8601's basic format with their colons."""
    written = " ".join(text.split()).lower()
    return BASIC_TIME.sub(lambda it: f"{it[1]}t{it[2]}:{it[3]}" + (f":{it[4]}" if it[4] else ""), written)


def read_age(text: str) -> Age | None:
    """The age that a text like "3 weeks", "1 day 2 hours" or "an hour" names, without "ago"; None where it is none.

    "2h" is two hours here: this is for places where no time of day is meant.
    """
    written = normal(text)
    if not AGE_ALONE.fullmatch(written):
        return None
    age = tuple((_count(count), UNIT_OF[unit]) for count, unit in PART.findall(written))
    places = [LARGEST_FIRST.index(unit) for _, unit in age]
    return age if places == sorted(set(places)) else None


def needed_age(text: str, written: str) -> Age:
    """The age that is written there, in all of `text`. Raises UsageError where its units are out of order."""
    age = read_age(written)
    if age is None:
        raise refused(text, "the larger unit stands first, and each only once")
    return age


def _count(word: str) -> int:
    return int(word) if word.isdigit() else max(1, NUMERALS.index("a" if word == "an" else word))


def _ago(text: str, match: re.Match[str]) -> Age:
    return needed_age(text, match["age"])


def _year_first(_: str, match: re.Match[str]) -> CalendarDay:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return CalendarDay(day.year, day.month, day.day, is_year_first=True)


def _of_week(_: str, match: re.Match[str]) -> CalendarDay:
    day = date.fromisocalendar(int(match["year"]), int(match["week"]), int(match["day"]))
    return CalendarDay(day.year, day.month, day.day, is_year_first=True)


def _named(_: str, match: re.Match[str]) -> CalendarDay:
    year, month, day = match["year"], place_among(MONTHS, match["month"]) + 1, int(match["day"])
    date(int(year) if year else A_LEAP_YEAR, month, day)  # raises ValueError where no year has such a day
    return CalendarDay(int(year) if year else None, month, day)


def _numbers(text: str, match: re.Match[str]) -> CalendarDay:
    """A date of three numbers. With dots the day stands first; a year of two digits might stand first too.

    Who writes 20.11.26 does not mean the 26th of 2020. Who writes 26.11.20 may: the later day counts as a reading.
    """
    first, second, last = int(match["first"]), int(match["second"]), int(match["last"])
    has_century = len(match["last"]) > len("26")
    year = last if has_century else A_LEAP_YEAR + last
    days = _existing((year, second, first), *([] if match["mark"] == "." else [(year, first, second)]))
    if not has_century:
        days += [day for day in _existing((A_LEAP_YEAR + first, second, last)) if not days or day > max(days)]
    day = _only(text, days, told_day)
    return CalendarDay(day.year, day.month, day.day)


def _slashed(text: str, match: re.Match[str]) -> CalendarDay:
    """A day and a month without a year, in either order."""
    first, second = int(match["first"]), int(match["second"])
    days = _existing((A_LEAP_YEAR, second, first), (A_LEAP_YEAR, first, second))
    day = _only(text, days, lambda it: told_day_of_year(it.day, it.month))
    return CalendarDay(None, day.month, day.day)


def _existing(*parts: tuple[int, int, int]) -> list[date]:
    days = []
    for year, month, day in parts:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days


def _only(text: str, days: list[date], told: Callable[[date], str]) -> date:
    """The one day there is. Raises UsageError where there are two, ValueError where there is none."""
    if not days:
        raise ValueError(text)
    if len(set(days)) > 1:
        raise twofold(text, " or ".join(map(told, dict.fromkeys(days))), "Write the month as a word.")
    return days[0]


def _days_back(_: str, match: re.Match[str]) -> DaysBack:
    return DaysBack(DAYS_BACK[match["word"]])


def _weekday(_: str, match: re.Match[str]) -> Weekday:
    return Weekday(place_among(WEEKDAYS, match["weekday"]), is_last=match["last"] is not None)


def _time(_: str, match: re.Match[str]) -> TimeOfDay:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["second"] and match["mark"] == ".":
        raise ValueError
    at = time(hour_of(hour, match["half"]), minute, second, int((match["fraction"] or "").ljust(6, "0")))
    return TimeOfDay(at, "" if match["half"] or match["mark"] == ":" else ".")


def _time_of_half(_: str, match: re.Match[str]) -> TimeOfDay:
    return TimeOfDay(time(hour_of(int(match["hour"]), match["half"])))


def _time_with_h(_: str, match: re.Match[str]) -> TimeOfDay:
    return TimeOfDay(time(int(match["hour"]), int(match["minute"] or 0)), "h")


def _noon(_: str, __: re.Match[str]) -> TimeOfDay:
    return TimeOfDay(time(HALF_A_DAY))


def _utc(_: str, __: re.Match[str]) -> Zone:
    return Zone(UTC)


def _offset(_: str, match: re.Match[str]) -> Zone:
    digits = match["digits"]
    parts = digits.split(":") if ":" in digits else [digits[:2], digits[2:] or "0"]
    away = timedelta(hours=int(parts[0]))
    for part, unit in zip(parts[1:], (timedelta(minutes=1), timedelta(seconds=1)), strict=False):
        if int(part) > 59:
            raise ValueError
        away += int(part) * unit
    away = -away if match["sign"] == "-" else away
    if not WESTERNMOST <= away <= EASTERNMOST:
        raise ValueError
    is_dashed = match["sign"] == "-" and not match["name"]
    return Zone(timezone(away), f"-{digits}" if is_dashed else "")


END = r"(?:$|,? )"
"""Behind each piece comes another one or the end, so that no digit is left of a longer number."""
ISO_END = rf"(?:{END}|t(?=\d\d:))"
TIME_END = rf"(?:{END}|(?=z|utc|gmt|[+-]\d))"
DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
COUNT = rf"\d{{1,9}}|(?:an|{'|'.join(NUMERALS)})(?= )"
PART = re.compile(rf"({COUNT}) ?({UNIT})(?![a-z])", re.ASCII)
ONE = rf"(?:{COUNT}) ?(?:{UNIT})(?![a-z])"
AGE = rf"{ONE}(?:(?:,? and |,? )?{ONE})*"
AGE_ALONE = re.compile(AGE, re.ASCII)
BASIC_TIME = re.compile(r"^(\d{8})t(\d\d)(\d\d)(\d\d)?(?!\d)", re.ASCII)

Read = Callable[[str, re.Match[str]], Any]
PIECES: tuple[tuple[str, re.Pattern[str], Read], ...] = tuple(
    (kind, re.compile(pattern, re.ASCII), read)
    for kind, pattern, read in (
        ("age", rf"(?P<age>{AGE}) ago{END}", _ago),
        ("day", rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?){ISO_END}", _year_first),
        ("day", rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){ISO_END}", _year_first),
        ("day", rf"(?P<year>\d{{4}})(?P<mark>-?)w(?P<week>\d\d)(?P=mark)(?P<day>[1-7]){ISO_END}", _of_week),
        ("day", rf"(?P<year>\d{{4}})[ /-](?P<month>{MONTH})\.?[ /-](?P<day>\d\d?){END}", _named),
        ("day", rf"(?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<last>\d{{4}}|\d\d){END}", _numbers),
        ("day", rf"(?P<first>\d\d?)/(?P<second>\d\d?){END}", _slashed),
        ("day", rf"(?:on )?{DAY}(?: of)?[ /-]?(?P<month>{MONTH})\.?(?:(?:,? ?|[/-])(?P<year>\d{{4}}))?{END}", _named),
        ("day", rf"(?:on )?(?P<month>{MONTH})\.?[ /-]?{DAY}(?:(?:,? |[/-])(?P<year>\d{{4}}))?{END}", _named),
        ("day", rf"(?:the )?(?P<word>{'|'.join(DAYS_BACK)}){END}", _days_back),
        ("weekday", rf"(?:on )?(?P<last>last )?(?P<weekday>{WEEKDAY})\.?{END}", _weekday),
        (
            "time",
            r"(?:at )?(?P<hour>\d\d?)(?P<mark>[:.])(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,6}))?)?"
            rf"(?: ?(?P<half>[ap])(?:m|\.m\.))?{TIME_END}",
            _time,
        ),
        ("time", rf"(?:at )?(?P<hour>\d\d?) ?(?P<half>[ap])(?:m|\.m\.){TIME_END}", _time_of_half),
        ("time", rf"(?:at )?(?P<hour>\d\d?) ?h(?: ?(?P<minute>\d\d))?{TIME_END}", _time_with_h),
        ("time", rf"(?:at )?noon{END}", _noon),
        ("zone", rf"(?:z|utc|gmt){END}", _utc),
        (
            "zone",
            rf"(?:(?P<name>utc|gmt)|(?=[+-]\d\d))(?P<sign>[+-])(?P<digits>\d{{1,2}}(?::\d\d){{0,2}}|\d{{4}}){END}",
            _offset,
        ),
    )
)
