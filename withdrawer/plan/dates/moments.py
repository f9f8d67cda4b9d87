"""The grammar of typed moments: every token is understood, or the whole text is refused.

`read_when` parses a text without knowing the time; `window` resolves the result against a clock. Nothing is guessed: an
ambiguous text is refused with both readings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, tzinfo
from typing import Any, NamedTuple

from withdrawer.errors import UsageError
from withdrawer.plan.dates.date_pieces import (
    A_LEAP_YEAR,
    AGE,
    DAYS_BACK,
    HALF_A_DAY,
    MONTH,
    MONTHS,
    READERS,
    UNIT,
    WEEKDAY,
    day_in,
    normal,
    piece_at,
    pieces_in,
)
from withdrawer.plan.dates.wordings import Unit

EXAMPLES = '2026-11-20, "2026-11-20 14:00", "yesterday 14:00", "saturday 14:00", "3 days ago"'
YEAR_FIRST = 'With the year first it is always clear, like 2026-11-20 or "2026-11-20 14:00".'

HOURS = 24
HOURS_AS_H = re.compile(r"(?:\d+|[a-z]+ ) ?h", re.ASCII)
BARE_NUMBER = re.compile(r"(?:at )?(\d{1,9})(?![\w:/.-]|,\d)", re.ASCII)
OF_A_MACHINE = re.compile(r"\dt\d|:\d\d:\d\d", re.ASCII)
"""ISO 8601's T, or seconds: people do not write a span of time like this."""
MINUTES_OR_MONTHS = re.compile(r"\d+ ?m\b", re.ASCII)
YEAR_IS_FIRST = re.compile(r"\d{4}", re.ASCII)
CLOCK_UNITS = frozenset({Unit.HOUR, Unit.MINUTE, Unit.SECOND})
"""Units whose length does not depend on clock changes."""
ZONE_LETTERS = {
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
"""Zone abbreviations without a single agreed offset, and what they may mean."""
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


class CalendarDay(NamedTuple):
    """A calendar day; `year` is None if it was not typed."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class When:
    """What a text names.

    `age` has the count of each unit, back from now; it stands alone or, for days and longer units, with a time of day.
    `day` is a calendar day, or the number of days back from today (-1 is tomorrow). A `weekday` (0 is Monday), which
    must be before today if `is_last`, may accompany a calendar day, which must then fall on it. A `zone` requires a
    time.
    """

    text: str
    age: Mapping[Unit, int]
    day: CalendarDay | int | None = None
    weekday: int | None = None
    is_last: bool = False
    time_of_day: time | None = None
    zone: tzinfo | None = None


def read_when(text: str) -> When:
    """Return what a text names. Raises UsageError if a token is left over, or the text is ambiguous."""
    written = normal(text)
    if written == "now":
        return When(text, {Unit.SECOND: 0})
    if alone := AGE.fullmatch(written):  # without "ago": then "14h" could be a time of day
        age = _value(text, "age", alone)
        if HOURS_AS_H.fullmatch(written) and age[Unit.HOUR] < HOURS:
            raise _hour_alone(text, age[Unit.HOUR])
        return When(text, age)
    pieces, rest = pieces_in(written)
    if rest or not pieces:
        again = piece_at(rest, 0)
        raise refused(text, f"it names two {again[0]}s") if again else _left_over(text, rest, written)
    values = {kind: _value(text, kind, piece) for kind, piece in pieces.items()}
    age, day, weekday, clock, zone = (values.get(kind) for kind in ("age", "day", "weekday", "time", "zone"))
    is_last = weekday is not None and pieces["weekday"]["last"] is not None
    mark = _mark(pieces.get("time"))
    if age and (day is not None or weekday is not None or (clock and (mark == "h" or CLOCK_UNITS & age.keys()))):
        raise refused(text, "a time that is counted back from now does not go together with the rest")
    if zone and not clock:
        raise refused(text, "a zone needs a time of day")
    if day is not None and weekday is not None and (is_last or not isinstance(day, CalendarDay)):
        raise refused(text, "it names two days")
    when = When(text, age or {}, day, weekday, is_last, clock, zone)
    if clock:
        _refuse_twofold_clock(when, mark, clock)
        _refuse_twofold_dash(when, written, pieces, clock)
    return when


def _value(text: str, kind: str, piece: re.Match[str]) -> Any:
    """Return the meaning of a piece."""
    try:
        return _day(text, piece) if kind == "day" else READERS[kind](piece)
    except (ValueError, OverflowError) as error:
        why = f"there is no such {kind} as {piece[0].strip(' ,')!r}"
        raise refused(text, "the larger unit stands first, and each only once" if kind == "age" else why) from error


def _day(text: str, piece: re.Match[str]) -> CalendarDay | int:
    """Return the day. Raises UsageError if three numbers are ambiguous, ValueError if there is no such day.

    With dots the day comes first; a two-digit year might come first too. 20.11.26 does not mean the 26th of 2020, but
    26.11.20 may mean 2026: such a reading counts only if it is later than the others.
    """
    parts = piece.groupdict()
    if "word" in parts:
        return DAYS_BACK[parts["word"]]
    if "first" not in parts:
        return CalendarDay(*day_in(piece))
    first, second, last = int(parts["first"]), int(parts["second"]), parts["last"]
    year = int(last) if len(last) > len("26") else A_LEAP_YEAR + int(last or 0)
    days = _existing((year, second, first), *([] if parts["mark"] == "." else [(year, first, second)]))
    if len(last) == len("26"):
        days += [day for day in _existing((A_LEAP_YEAR + first, second, int(last))) if not days or day > max(days)]
    if not days:
        raise ValueError(piece[0])
    if len(set(days)) > 1:
        told = [told_day(it) if last else told_day_of_year(it.day, it.month) for it in dict.fromkeys(days)]
        raise twofold(text, " or ".join(told), "Write the month as a word.")
    return CalendarDay(days[0].year if last else None, days[0].month, days[0].day)


def _existing(*parts: tuple[int, int, int]) -> list[date]:
    days = []
    for year, month, day in parts:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days


def _left_over(text: str, rest: str, written: str) -> Exception:
    """Return the error for a token at which no piece begins."""
    token = rest.partition(" ")[0].strip(",")
    if token in ZONE_LETTERS:
        readings = f"{ZONE_LETTERS[token]}, by {token.upper()}"
        return twofold(text, readings, "Write the distance from UTC, like '14:00 +01:00', or Z for UTC.")
    if rest.startswith("midnight"):
        return twofold(text, "the start or the end of a day", "Write '00:00' with the day that begins then.")
    if MINUTES_OR_MONTHS.match(rest):
        return twofold(text, "minutes or months", "Write 'min' or 'months'.")
    number = BARE_NUMBER.match(rest)
    following = rest[number.end() :].lstrip(" ,") if number else ""
    if number and (not following or following.startswith("o'clock") or piece_at(following, 0)):
        return _bare_number(text, int(number[1]), is_alone=number[0] == written)
    return refused(text, f"{rest!r} is not understood" if rest else "")


def _bare_number(text: str, number: int, *, is_alone: bool) -> Exception:
    if is_alone and number < HOURS:
        return _hour_alone(text, number)
    if number <= HALF_A_DAY:
        readings = f"{number:02}:00 or {(number + HALF_A_DAY) % HOURS:02}:00"
        return twofold(text, readings, f"Write it like {number:02}:00 or {number or HALF_A_DAY}pm.")
    how = f"A time has its minutes, like 14:00, and a year four digits. {YEAR_FIRST}"
    return refused(text, f"'{number}' alone is no time, no day and no year", how)


def _hour_alone(text: str, hour: int) -> Exception:
    return twofold(text, f"{hour:02}:00 or {_ago(hour)}", f"Write '{hour:02}:00' or '{_ago(hour)}'.")


def _ago(hours: int, minutes: int = 0) -> str:
    parts = [(hours, "hour")] if minutes == 0 else [(hours, "hour"), (minutes, "minute")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts) + " ago"


def _mark(clock: re.Match[str] | None) -> str:
    """Return the separator of hour and minute if it is ambiguous: "." or "h"."""
    parts = clock.groupdict() if clock else {}
    return "" if parts.get("half") else parts.get("mark") or ""


def _refuse_twofold_clock(when: When, mark: str, clock: time) -> None:
    """Raise UsageError if what was parsed as a time of day could be a number of hours ago, or a day and a month."""
    other = ""
    if mark == "h" and when.day is None and when.weekday is None:
        other = _ago(clock.hour, clock.minute)
    is_day_of_year = clock.hour and 1 <= clock.minute <= len(MONTHS)
    if mark == "." and is_day_of_year and not isinstance(when.day, CalendarDay):
        other = told_day_of_year(clock.hour, clock.minute)
    if other:
        raise twofold(when.text, f"{clock:%H:%M} or {other}", f"Write '{clock:%H:%M}' or '{other}'.")


def _refuse_twofold_dash(when: When, written: str, pieces: Mapping[str, re.Match[str]], clock: time) -> None:
    """Raise UsageError if what was parsed as a zone west of UTC could be the end of a span, as in 09:00-11:00."""
    parts = pieces["zone"].groupdict() if "zone" in pieces else {}
    if parts.get("sign") != "-" or parts["name"]:
        return
    until = parts["digits"]
    is_no_span = OF_A_MACHINE.search(written) or until.replace(":", "").ljust(4, "0") <= f"{clock:%H%M}"
    if not (is_no_span and "day" in pieces and YEAR_IS_FIRST.match(pieces["day"][0])):
        how = f"Write UTC-{until} for a zone; the end of a window goes after --until."
        raise twofold(when.text, f"a zone or a time until {until}", how)


def refused(text: str, why: str = "", how: str = "") -> UsageError:
    """Return the error for unparsable text; `how` says what to write instead, by default similar valid forms."""
    return UsageError(f"{text!r} can't be read as a moment{f': {why}' if why else ''}.", how or _near(text))


def twofold(text: str, readings: str, how: str = "") -> UsageError:
    """Return the error for an ambiguous text, with both readings."""
    return UsageError(f"{text!r} could mean {readings}.", f"{how} {YEAR_FIRST}".strip())


def told_day(day: date) -> str:
    """Return a day with its month as a word, so that it is unambiguous."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def told_day_of_year(day: int, month: int) -> str:
    """Return a day without its year."""
    return f"{day} {MONTHS[month - 1]}"


def _near(text: str) -> str:
    near = [examples for pattern, examples in NEAR if pattern.search(text.lower())]
    if not near:
        return f"Write it like {EXAMPLES}."
    return f'Write it like {", ".join(near)}, 2026-11-20 or "2026-11-20 14:00".'
