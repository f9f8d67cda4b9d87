"""What people type for a moment: every token of it is understood, or the whole is refused.

`read_when` says what a text names and knows no clock; `window` makes instants of that. Nothing is guessed: a text that
could mean two things is refused, and told both.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, tzinfo
from typing import Any, NamedTuple

from withdrawer.plan.dates.date_pieces import (
    A_LEAP_YEAR,
    AGE,
    PART,
    day_in,
    normal,
    piece_at,
    time_in,
    zone_in,
)
from withdrawer.plan.dates.moment_words import (
    CLOCK_UNITS,
    DAYS_BACK,
    HALF_A_DAY,
    MONTHS,
    NUMERALS,
    UNITS,
    WEEKDAYS,
    YEAR_FIRST,
    ZONE_LETTERS,
    place_among,
    refused,
    told_day,
    told_day_of_year,
    twofold,
)
from withdrawer.plan.dates.wordings import Unit

UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
LARGEST_FIRST = tuple(UNITS)
HOURS = 24
HOURS_AS_H = re.compile(r"(?:\d+|[a-z]+ ) ?h", re.ASCII)
BARE_NUMBER = re.compile(r"(?:at )?(\d{1,9})(?![\w:/.-]|,\d)", re.ASCII)
OF_A_MACHINE = re.compile(r"\dt\d|:\d\d:\d\d", re.ASCII)
"""ISO 8601's T, or seconds: nobody writes a span of time like that."""
MINUTES_OR_MONTHS = re.compile(r"\d+ ?m\b", re.ASCII)
YEAR_IS_FIRST = re.compile(r"\d{4}", re.ASCII)


class CalendarDay(NamedTuple):
    """A day of the calendar; `year` is None where none was typed."""

    year: int | None
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class When:
    """What a text names.

    `age` has the count of each unit, back from now; it stands alone or, in days and more, with a time of day. `day` is
    one of the calendar, or the number of days back from today (-1 is tomorrow). A `weekday` (0 is Monday), which must
    lie before today where `is_last`, may stand beside a calendar day, which must then be one. A `zone` never stands
    without a time.
    """

    text: str
    age: Mapping[Unit, int]
    day: CalendarDay | int | None = None
    weekday: int | None = None
    is_last: bool = False
    time_of_day: time | None = None
    zone: tzinfo | None = None


def read_when(text: str) -> When:
    """What a text names. Raises UsageError where a token is left over, or the text could mean two things."""
    written = normal(text)
    if written == "now":
        return When(text, {Unit.SECOND: 0})
    if AGE.fullmatch(written):  # without "ago": then "14h" could be a time of day
        age = _age(text, written)
        if HOURS_AS_H.fullmatch(written) and age[Unit.HOUR] < HOURS:
            raise _hour_alone(text, age[Unit.HOUR])
        return When(text, age)
    pieces = _pieces(text, written)
    values = {kind: _value(text, kind, piece) for kind, piece in pieces.items()}
    is_last = "weekday" in pieces and pieces["weekday"]["last"] is not None
    when = When(
        text,
        values.get("age", {}),
        values.get("day"),
        values.get("weekday"),
        is_last,
        values.get("time"),
        values.get("zone"),
    )
    mark = _mark(pieces.get("time"))
    if "age" in pieces and (
        len(pieces.keys() - {"time", "zone"}) > 1
        or ("time" in pieces and (mark == "h" or not CLOCK_UNITS.isdisjoint(when.age)))
    ):
        raise refused(text, "a time that is counted back from now does not go together with the rest")
    if "zone" in pieces and "time" not in pieces:
        raise refused(text, "a zone needs a time of day")
    if {"day", "weekday"} <= pieces.keys() and (is_last or not isinstance(when.day, CalendarDay)):
        raise refused(text, "it names two days")
    if when.time_of_day is not None:
        _refuse_twofold_clock(when, mark, when.time_of_day)
        _refuse_twofold_dash(when, written, pieces, when.time_of_day)
    return when


def _pieces(text: str, written: str) -> dict[str, re.Match[str]]:
    """The pieces of a text by their kind, until nothing is left of it."""
    found: dict[str, re.Match[str]] = {}
    at = 0
    while at < len(written) or not found:
        piece = piece_at(written, at)
        if piece is None:
            raise _left_over(text, written[at:], written)
        kind, match = piece
        if kind in found:
            raise refused(text, f"it names two {kind}s")
        found[kind] = match
        at = match.end()
    return found


def _value(text: str, kind: str, piece: re.Match[str]) -> Any:
    """What a piece means."""
    try:
        match kind:
            case "age":
                return _age(text, piece["age"])
            case "day":
                return _day(text, piece)
            case "weekday":
                return place_among(WEEKDAYS, piece["weekday"])
            case "time":
                return time_in(piece)
            case _:
                return zone_in(piece)
    except (ValueError, OverflowError) as error:
        raise refused(text, f"there is no such {kind} as {piece[0].strip(' ,')!r}") from error


def _age(text: str, written: str) -> dict[Unit, int]:
    """The count of each unit, the largest first. "2h" is two hours here."""
    parts = [(UNIT_OF[unit], _count(count)) for count, unit in PART.findall(written)]
    places = [LARGEST_FIRST.index(unit) for unit, _ in parts]
    if places != sorted(set(places)):
        raise refused(text, "the larger unit stands first, and each only once")
    return dict(parts)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else max(1, NUMERALS.index("a" if word == "an" else word))


def _day(text: str, piece: re.Match[str]) -> CalendarDay | int:
    """Raises UsageError where three numbers could be two days, ValueError where there is no such day.

    With dots the day stands first; a year of two digits might stand first too. Who writes 20.11.26 does not mean the
    26th of 2020. Who writes 26.11.20 may: the later day counts as a reading.
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
    """What to say of a token with which no piece begins."""
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
    """What parts hour and minute where that may be misread: "." or "h"."""
    parts = clock.groupdict() if clock else {}
    return "" if parts.get("half") else parts.get("mark") or ""


def _refuse_twofold_clock(when: When, mark: str, clock: time) -> None:
    """Raise UsageError where what was read as a time of day could be hours that went by, or a day and a month."""
    other = ""
    if mark == "h" and when.day is None and when.weekday is None:
        other = _ago(clock.hour, clock.minute)
    is_day_of_year = clock.hour and 1 <= clock.minute <= len(MONTHS)
    if mark == "." and is_day_of_year and not isinstance(when.day, CalendarDay):
        other = told_day_of_year(clock.hour, clock.minute)
    if other:
        raise twofold(when.text, f"{clock:%H:%M} or {other}", f"Write '{clock:%H:%M}' or '{other}'.")


def _refuse_twofold_dash(when: When, written: str, pieces: Mapping[str, re.Match[str]], clock: time) -> None:
    """Raise UsageError where what was read as a zone west of UTC could be the end of a span, as in 09:00-11:00."""
    parts = pieces["zone"].groupdict() if "zone" in pieces else {}
    if parts.get("sign") != "-" or parts["name"]:
        return
    until = parts["digits"]
    is_no_span = OF_A_MACHINE.search(written) or until.replace(":", "").ljust(4, "0") <= f"{clock:%H%M}"
    if not (is_no_span and "day" in pieces and YEAR_IS_FIRST.match(pieces["day"][0])):
        how = f"Write UTC-{until} for a zone; the end of a window goes after --until."
        raise twofold(when.text, f"a zone or a time until {until}", how)
