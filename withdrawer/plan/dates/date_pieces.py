"""A lexer for dates and times as people and programs write them: days, weekdays, times of day, zones, ages.

`moments` uses it for typed text, `linkedin/export/export_dates` for the cells of a data export. A token (a "piece") is
interpreted here as far as it is unambiguous; ambiguous days are left to these two.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Any

from withdrawer.plan.dates.wordings import Unit


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted((re.escape(word.lower()) for word in words), key=len, reverse=True))


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_BACK = {"tomorrow": -1, "today": 0, "yesterday": 1, "day before yesterday": 2}
HALF_A_DAY = 12
NUMERALS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNITS: Mapping[Unit, tuple[str, ...]] = {
    Unit.YEAR: ("year", "years", "yr", "yrs", "y"),
    Unit.MONTH: ("month", "months", "mo", "mos"),
    Unit.WEEK: ("week", "weeks", "wk", "wks", "w"),
    Unit.DAY: ("day", "days", "d"),
    Unit.HOUR: ("hour", "hours", "hr", "hrs", "h"),
    Unit.MINUTE: ("minute", "minutes", "min", "mins"),
    Unit.SECOND: ("second", "seconds", "sec", "secs", "s"),
}
"""Largest first. A lone "m" is ambiguous between minutes and months, so it is not a unit."""
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
MONTH = _any_of((*MONTHS, *(name[:3] for name in MONTHS), "sept"))
WEEKDAY = _any_of((*WEEKDAYS, *(name[:3] for name in WEEKDAYS), "tues", "weds", "thur", "thurs"))
UNIT = _any_of(tuple(UNIT_OF))

EASTERNMOST, WESTERNMOST = timedelta(hours=14), timedelta(hours=-12)
"""The UTC offsets in use are between these."""
A_LEAP_YEAR = 2000

END = r"(?:$|,? )"
"""A piece ends at a space, a comma or the end of the text, never within a longer number."""
ISO_END = rf"(?:{END}|t(?=\d\d:))"
TIME_END = rf"(?:{END}|(?=z|utc|gmt|[+-]\d))"
DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
HALF = r" ?(?P<half>[ap])(?:m|\.m\.)"
COUNT = rf"\d{{1,9}}|(?:an|{'|'.join(NUMERALS)})(?= )"
PART = re.compile(rf"({COUNT}) ?({UNIT})(?![a-z])", re.ASCII)
ONE = rf"(?:{COUNT}) ?(?:{UNIT})(?![a-z])"
AGE = re.compile(rf"{ONE}(?:(?:,? and |,? )?{ONE})*", re.ASCII)
BASIC_TIME = re.compile(r"^(\d{8})t(\d\d)(\d\d)(\d\d)?(?!\d)", re.ASCII)
PIECES = tuple(
    (kind, re.compile(pattern, re.ASCII))
    for kind, pattern in (
        ("age", rf"(?P<age>{AGE.pattern}) ago{END}"),
        ("day", rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?){ISO_END}"),
        ("day", rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){ISO_END}"),
        ("day", rf"(?P<year>\d{{4}})(?P<mark>-?)w(?P<week>\d\d)(?P=mark)(?P<day>[1-7]){ISO_END}"),
        ("day", rf"(?P<year>\d{{4}})[ /-](?P<month>{MONTH})\.?[ /-](?P<day>\d\d?){END}"),
        ("day", rf"(?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<last>\d{{4}}|\d\d){END}"),
        ("day", rf"(?P<first>\d\d?)(?P<mark>/)(?P<second>\d\d?)(?P<last>){END}"),
        ("day", rf"(?:on )?{DAY}(?: of)?[ /-]?(?P<month>{MONTH})\.?(?:(?:,? ?|[/-])(?P<year>\d{{4}}))?{END}"),
        ("day", rf"(?:on )?(?P<month>{MONTH})\.?[ /-]?{DAY}(?:(?:,? |[/-])(?P<year>\d{{4}}))?{END}"),
        ("day", rf"(?:the )?(?P<word>{'|'.join(DAYS_BACK)}){END}"),
        ("weekday", rf"(?:on )?(?P<last>last )?(?P<weekday>{WEEKDAY})\.?{END}"),
        (
            "time",
            r"(?:at )?(?P<hour>\d\d?)(?P<mark>[:.])(?P<minute>\d\d)(?:(?<=:\d\d):(?P<second>\d\d)"
            rf"(?:[.,](?P<fraction>\d{{1,9}}))?)?(?:{HALF})?{TIME_END}",
        ),
        ("time", rf"(?:at )?(?P<hour>\d\d?){HALF}{TIME_END}"),
        ("time", rf"(?:at )?(?P<hour>\d\d?) ?(?P<mark>h)(?: ?(?P<minute>\d\d))?{TIME_END}"),
        ("time", rf"(?:at )?noon{END}"),
        ("zone", rf"(?:z|utc|gmt){END}"),
        (
            "zone",
            rf"(?:(?P<name>utc|gmt)|(?=[+-]\d\d))(?P<sign>[+-])(?P<digits>\d{{1,2}}(?::\d\d){{0,2}}|\d{{4}}){END}",
        ),
    )
)


def normal(text: str) -> str:
    """Return the text in lower case, with single spaces, and with colons in ISO 8601 basic-format times."""
    written = " ".join(text.split()).lower()
    return BASIC_TIME.sub(lambda it: f"{it[1]}t{it[2]}:{it[3]}" + (f":{it[4]}" if it[4] else ""), written)


def piece_at(written: str, at: int) -> tuple[str, re.Match[str]] | None:
    """Return the piece that begins at `at`, with its kind, or None."""
    for kind, pattern in PIECES:
        if match := pattern.match(written, at):
            return kind, match
    return None


def pieces_in(written: str) -> tuple[dict[str, re.Match[str]], str]:
    """Return the pieces of a text by kind, and the rest: text without a piece, or a piece of a kind found before."""
    found: dict[str, re.Match[str]] = {}
    at = 0
    while (piece := piece_at(written, at)) and piece[0] not in found:
        found[piece[0]] = piece[1]
        at = piece[1].end()
    return found, written[at:]


def age_in(piece: re.Match[str]) -> dict[Unit, int]:
    """Return the count of each unit of an age; "2h" means two hours here.

    Raises ValueError unless the units go from the largest to the smallest, each only once.
    """
    counts = {UNIT_OF[unit]: _count(count) for count, unit in PART.findall(piece[0])}
    if [UNIT_OF[unit] for _, unit in PART.findall(piece[0])] != [unit for unit in UNITS if unit in counts]:
        raise ValueError(piece[0])
    return counts


def _count(word: str) -> int:
    return int(word) if word.isdigit() else max(1, NUMERALS.index("a" if word == "an" else word))


def weekday_in(piece: re.Match[str]) -> int:
    """Return the day of the week; 0 is Monday."""
    return place_among(WEEKDAYS, piece["weekday"])


def day_in(piece: re.Match[str]) -> tuple[int | None, int, int]:
    """Return the year (None if omitted), month and day of a piece without `first` and `word`.

    Raises ValueError if there is no such day.
    """
    parts = piece.groupdict()
    year, day = int(parts["year"]) if parts["year"] else None, int(parts["day"])
    if "week" in parts:
        found = date.fromisocalendar(year or 0, int(parts["week"]), day)
        return found.year, found.month, found.day
    month = parts["month"]
    number = int(month) if month.isdecimal() else place_among(MONTHS, month) + 1
    date(A_LEAP_YEAR if year is None else year, number, day)
    return year, number, day


def time_in(piece: re.Match[str]) -> time:
    """Return the time of day of a piece. Raises ValueError if it is invalid."""
    parts = piece.groupdict()
    if "hour" not in parts:  # noon
        return time(HALF_A_DAY)
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    fraction = (parts.get("fraction") or "")[:6].ljust(6, "0")
    return time(hour_of(int(parts["hour"]), parts.get("half")), minute, second, int(fraction))


def zone_in(piece: re.Match[str]) -> tzinfo:
    """Return the zone of a piece. Raises ValueError if there is no such UTC offset."""
    if "digits" not in piece.groupdict():
        return UTC
    hours, _, others = piece["digits"].partition(":")
    if not others:
        hours, others = hours[:2], hours[2:] or "00"
    offset = datetime.strptime(f"{piece['sign']}{hours:0>2}:{others}", "%z").utcoffset()
    if offset is None or not WESTERNMOST <= offset <= EASTERNMOST:
        raise ValueError(piece["digits"])
    return timezone(offset)


READERS: Mapping[str, Callable[[re.Match[str]], Any]] = {
    "age": age_in,
    "weekday": weekday_in,
    "time": time_in,
    "zone": zone_in,
}
"""The parser for each kind of piece; a day may be ambiguous, see `day_in`."""


@cache
def place_among(names: tuple[str, ...], written: str) -> int:
    """Return the index of a lower-case month or weekday among these names, matched by its first three letters."""
    return next(place for place, name in enumerate(names) if name[:3].lower() == written[:3])


def hour_of(hour: int, half: str | None) -> int:
    """Return the 24-hour form of an hour with its half of the day, "a" or "p"; without one, the hour itself.

    Raises ValueError if it is not on a twelve-hour clock.
    """
    if half is None:
        return hour
    if not 1 <= hour <= HALF_A_DAY:
        raise ValueError(hour)
    return hour % HALF_A_DAY + (HALF_A_DAY if half == "p" else 0)
