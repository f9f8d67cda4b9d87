"""What people type for a moment, by a small grammar: every token of it is understood, or the whole is refused.

`read_when` says what a text names and knows no clock; `window` makes instants of that. Nothing is guessed: what could
mean two things is refused with both of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta, timezone
from typing import Any

from withdrawer.plan.whenwords import (
    CLOCK_UNITS,
    DAYS_BACK,
    MONTH,
    MONTHS,
    NUMERALS,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    YEAR_FIRST,
    ZONE_LETTERS,
    refused,
    told_day,
    told_day_of_year,
    twofold,
)
from withdrawer.plan.wordings import Unit

UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
LARGEST_FIRST = tuple(UNITS)
EASTERNMOST, WESTERNMOST = timedelta(hours=14), timedelta(hours=-12)
"""No clock on earth is farther from UTC."""
A_LEAP_YEAR = 2000
HOURS = 24
HALF_A_DAY = 12

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
class When:
    """What a text names. `age` is counted back from now and stands alone or, in days and more, with a time of day.

    A `zone` never stands without a time. A weekday may stand beside a calendar day, which must then be one.
    """

    text: str
    age: Age = ()
    day: CalendarDay | DaysBack | None = None
    weekday: Weekday | None = None
    time_of_day: time | None = None
    zone: timezone | None = None


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day as it was typed; `mark` is what parts hour and minute where that may be misread: "." or "h"."""

    time_of_day: time
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Zone:
    """A distance from UTC as it was typed; `dashed` is its text where that could also be the end of a span of time."""

    offset: timezone
    dashed: str = ""


def read_when(text: str) -> When:
    """What a text names. Raises UsageError where a token is left over, or the text could mean two things."""
    written = _normal(text)
    if written == "now":
        return When(text, age=((0, Unit.SECOND),))
    if AGE_ALONE.fullmatch(written):
        return When(text, age=_age_alone(text, written))
    found = _pieces(text, written)
    age, day, weekday = found.get("age", ()), found.get("day"), found.get("weekday")
    clock: _Clock | None = found.get("time")
    zone: _Zone | None = found.get("zone")
    if age and (day or weekday or (clock and (clock.mark == "h" or age[-1][1] in CLOCK_UNITS))):
        raise refused(text, "a time that is counted back from now does not go together with the rest")
    if zone and not clock:
        raise refused(text, "a zone needs a time of day")
    if clock:
        _refuse_twofold_clock(text, clock, day, weekday)
    if day and weekday and (weekday.is_last or not isinstance(day, CalendarDay)):
        raise refused(text, "it names two days")
    if zone and zone.dashed and not (isinstance(day, CalendarDay) and day.is_year_first):
        raise twofold(
            text,
            f"a zone or a time until {zone.dashed[1:]}",
            f"Write UTC{zone.dashed} for a zone; the end of a window goes after --until.",
        )
    return When(text, age, day, weekday, clock.time_of_day if clock else None, zone.offset if zone else None)


def read_age(text: str) -> Age | None:
    """The age that a text like "3 weeks", "1 day 2 hours" or "an hour" names, without "ago"; None where it is none.

    "2h" is two hours here: this is for places where no time of day is meant.
    """
    written = _normal(text)
    if not AGE_ALONE.fullmatch(written):
        return None
    age = tuple((_count(count), UNIT_OF[unit]) for count, unit in PART.findall(written))
    places = [LARGEST_FIRST.index(unit) for _, unit in age]
    return age if places == sorted(set(places)) else None


def _normal(text: str) -> str:
    """Lower case, single spaces, and the times of ISO 8601's basic format with their colons."""
    written = " ".join(text.split()).lower()
    return BASIC_TIME.sub(lambda it: f"{it[1]}t{it[2]}:{it[3]}" + (f":{it[4]}" if it[4] else ""), written)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else max(1, NUMERALS.index("a" if word == "an" else word))


def _age(text: str, written: str) -> Age:
    age = read_age(written)
    if age is None:
        raise refused(text, "the larger unit stands first, and each only once")
    return age


def _age_alone(text: str, written: str) -> Age:
    """An age without "ago". Hours that are written "h" could then be a time of day."""
    age = _age(text, written)
    if len(age) == 1 and written.endswith("h") and age[0][0] < HOURS:
        raise _hour_alone(text, age[0][0])
    return age


def _hour_alone(text: str, hour: int) -> Exception:
    return twofold(text, f"{hour:02}:00 or {hour} hours ago", f"Write '{hour:02}:00' or '{hour} hours ago'.")


def _pieces(text: str, written: str) -> dict[str, Any]:
    """The pieces of a text by their kind, until nothing is left of it."""
    found: dict[str, Any] = {}
    at = 0
    while at < len(written) or not found:
        kind, match, read = _piece(text, written, at)
        if kind in found:
            raise refused(text, f"it names two {kind}s")
        try:
            found[kind] = read(text, match)
        except (ValueError, OverflowError) as error:
            raise refused(text, f"there is no such {kind} as {match[0].strip(' ,')!r}") from error
        at = match.end()
    return found


def _piece(text: str, written: str, at: int) -> "tuple[str, re.Match[str], Read]":
    for kind, pattern, read in PIECES:
        if match := pattern.match(written, at):
            return kind, match, read
    raise _left_over(text, written, at)


def _left_over(text: str, written: str, at: int) -> Exception:
    """What to say of a token with which no piece of the grammar begins."""
    rest = written[at:]
    token = rest.partition(" ")[0].strip(",")
    if token in ZONE_LETTERS:
        readings = f"{ZONE_LETTERS[token]}, by {token.upper()}"
        return twofold(text, readings, "Write the distance from UTC, like '14:00 +01:00', or Z for UTC.")
    if rest.startswith("midnight"):
        return twofold(text, "the start or the end of a day", "Write '00:00' with the day that begins then.")
    if MINUTES_OR_MONTHS.match(rest):
        return twofold(text, "minutes or months", "Write 'min' or 'months'.")
    if number := BARE_NUMBER.match(rest):
        return _bare_number(text, number, is_alone=number[0] == written)
    return refused(text, f"{rest!r} is not understood" if rest else "")


def _bare_number(text: str, number: re.Match[str], *, is_alone: bool) -> Exception:
    hour = int(number[1])
    if is_alone and hour < HOURS:
        return _hour_alone(text, hour)
    if hour <= HALF_A_DAY:
        return twofold(
            text, f"{hour:02}:00 or {(hour + HALF_A_DAY) % HOURS:02}:00", f"Write it like {hour:02}:00 or {hour}pm."
        )
    how = f"A time has its minutes, like 14:00, and a year four digits. {YEAR_FIRST}"
    return refused(text, f"{number[1]!r} alone is no time, no day and no year", how)


def _refuse_twofold_clock(text: str, clock: _Clock, day: Any, weekday: Any) -> None:
    """Raise UsageError where what was read as a time of day could be hours that went by, or a day and a month."""
    told = f"{clock.time_of_day:%H:%M}"
    hour, minute = clock.time_of_day.hour, clock.time_of_day.minute
    if clock.mark == "h" and not (day or weekday):
        ago = f"{hour} hours ago" if minute == 0 else f"{hour} hours {minute} minutes ago"
        raise twofold(text, f"{told} or {ago}", f"Write '{told}' or '{ago}'.")
    if clock.mark == "." and hour and 1 <= minute <= len(MONTHS) and not isinstance(day, CalendarDay):
        other = told_day_of_year(hour, minute)
        raise twofold(text, f"{told} or {other}", f"Write '{told}' or '{other}'.")


def _ago(text: str, match: re.Match[str]) -> Age:
    return _age(text, match["age"])


def _year_first(_: str, match: re.Match[str]) -> CalendarDay:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    return CalendarDay(day.year, day.month, day.day, is_year_first=True)


def _of_week(_: str, match: re.Match[str]) -> CalendarDay:
    day = date.fromisocalendar(int(match["year"]), int(match["week"]), int(match["day"]))
    return CalendarDay(day.year, day.month, day.day, is_year_first=True)


def _named(_: str, match: re.Match[str]) -> CalendarDay:
    year, month, day = match["year"], _place(MONTHS, match["month"]) + 1, int(match["day"])
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
    return Weekday(_place(WEEKDAYS, match["weekday"]), is_last=match["last"] is not None)


def _place(names: tuple[str, ...], written: str) -> int:
    """Where a month or a weekday stands: its first three letters tell."""
    return next(place for place, name in enumerate(names) if name[:3].lower() == written[:3])


def _time(_: str, match: re.Match[str]) -> _Clock:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["second"] and match["mark"] == ".":
        raise ValueError
    at = time(_of_half(hour, match["half"]), minute, second, int((match["fraction"] or "").ljust(6, "0")))
    return _Clock(at, "" if match["half"] or match["mark"] == ":" else ".")


def _time_of_half(_: str, match: re.Match[str]) -> _Clock:
    return _Clock(time(_of_half(int(match["hour"]), match["half"])))


def _of_half(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= HALF_A_DAY:
        raise ValueError
    return hour % HALF_A_DAY + (HALF_A_DAY if half == "p" else 0)


def _time_with_h(_: str, match: re.Match[str]) -> _Clock:
    return _Clock(time(int(match["hour"]), int(match["minute"] or 0)), "h")


def _noon(_: str, __: re.Match[str]) -> _Clock:
    return _Clock(time(HALF_A_DAY))


def _utc(_: str, __: re.Match[str]) -> _Zone:
    return _Zone(UTC)


def _offset(_: str, match: re.Match[str]) -> _Zone:
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
    return _Zone(timezone(away), f"-{digits}" if is_dashed else "")


END = r"(?:$|,? )"
"""Behind each piece comes another one or the end, so that no digit is left of a longer number."""
ISO_END = rf"(?:{END}|t(?=\d\d:))"
TIME_END = rf"(?:{END}|(?=z|utc|gmt|[+-]\d))"
DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
COUNT = rf"\d{{1,9}}|(?:an|{'|'.join(NUMERALS)})(?= )"
PART = re.compile(rf"({COUNT}) ?({UNIT})(?![a-z])", re.ASCII)
ONE = rf"(?:{COUNT}) ?(?:{UNIT})(?![a-z])"
AGE = rf"{ONE}(?:(?:,? and |,? )?{ONE})*"
AGE_ALONE = re.compile(AGE, re.ASCII)
BASIC_TIME = re.compile(r"^(\d{8})t(\d\d)(\d\d)(\d\d)?(?!\d)", re.ASCII)
BARE_NUMBER = re.compile(r"(?:at )?(\d+)(?![\w:/.-])", re.ASCII)
MINUTES_OR_MONTHS = re.compile(r"\d+ ?m\b", re.ASCII)

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
