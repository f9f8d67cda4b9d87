"""What people type for a moment, by a small grammar: every token of it is understood, or the whole is refused.

`read_when` says what a text names and knows no clock; `window` makes instants of that. Nothing is guessed: what could
mean two things is refused with both of them.
"""

import re
from dataclasses import dataclass
from datetime import time, timezone
from typing import Any

from withdrawer.plan.dates.moment_pieces import (
    AGE_ALONE,
    PIECES,
    Age,
    CalendarDay,
    DaysBack,
    Read,
    TimeOfDay,
    Weekday,
    Zone,
    needed_age,
    normal,
)
from withdrawer.plan.dates.moment_words import (
    CLOCK_UNITS,
    HALF_A_DAY,
    MONTHS,
    YEAR_FIRST,
    ZONE_LETTERS,
    refused,
    told_day_of_year,
    twofold,
)
from withdrawer.plan.dates.wordings import Unit

HOURS = 24
HOURS_AS_H = re.compile(r"(?:\d+|[a-z]+ ) ?h", re.ASCII)
BARE_NUMBER = re.compile(r"(?:at )?(\d{1,9})(?![\w:/.-]|,\d)", re.ASCII)
OF_A_MACHINE = re.compile(r"\dt\d|:\d\d:\d\d", re.ASCII)
"""ISO 8601's T, or seconds: nobody writes a span of time like that."""
MINUTES_OR_MONTHS = re.compile(r"\d+ ?m\b", re.ASCII)


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


def read_when(text: str) -> When:
    """What a text names. Raises UsageError where a token is left over, or the text could mean two things."""
    written = normal(text)
    if written == "now":
        return When(text, age=((0, Unit.SECOND),))
    if AGE_ALONE.fullmatch(written):
        return When(text, age=_age_alone(text, written))
    found = _pieces(text, written)
    age, day, weekday = found.get("age", ()), found.get("day"), found.get("weekday")
    clock: TimeOfDay | None = found.get("time")
    zone: Zone | None = found.get("zone")
    if age and (day or weekday or (clock and (clock.mark == "h" or age[-1][1] in CLOCK_UNITS))):
        raise refused(text, "a time that is counted back from now does not go together with the rest")
    if zone and not clock:
        raise refused(text, "a zone needs a time of day")
    if day and weekday and (weekday.is_last or not isinstance(day, CalendarDay)):
        raise refused(text, "it names two days")
    if clock:
        _refuse_twofold_clock(text, clock, day, weekday)
        _refuse_twofold_dash(text, written, clock, day, zone)
    return When(text, age, day, weekday, clock.time_of_day if clock else None, zone.offset if zone else None)


def _age_alone(text: str, written: str) -> Age:
    """An age without "ago". Hours that are written "h" could then be a time of day."""
    age = needed_age(text, written)
    if HOURS_AS_H.fullmatch(written) and age[0][0] < HOURS:
        raise _hour_alone(text, age[0][0])
    return age


def _hour_alone(text: str, hour: int) -> Exception:
    return twofold(text, f"{hour:02}:00 or {_ago(hour)}", f"Write '{hour:02}:00' or '{_ago(hour)}'.")


def _ago(hours: int, minutes: int = 0) -> str:
    parts = [(hours, "hour")] if minutes == 0 else [(hours, "hour"), (minutes, "minute")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts) + " ago"


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
    number = BARE_NUMBER.match(rest)
    if number and _stands_alone(rest[number.end() :]):
        return _bare_number(text, number, is_alone=number[0] == written)
    return refused(text, f"{rest!r} is not understood" if rest else "")


def _stands_alone(rest: str) -> bool:
    """Whether a number stands alone: nothing follows it, or what is understood without it."""
    rest = rest.lstrip(" ,")
    return not rest or rest.startswith("o'clock") or any(pattern.match(rest) for _, pattern, _ in PIECES)


def _bare_number(text: str, number: re.Match[str], *, is_alone: bool) -> Exception:
    hour = int(number[1])
    if is_alone and hour < HOURS:
        return _hour_alone(text, hour)
    if hour <= HALF_A_DAY:
        return twofold(
            text,
            f"{hour:02}:00 or {(hour + HALF_A_DAY) % HOURS:02}:00",
            f"Write it like {hour:02}:00 or {hour or HALF_A_DAY}pm.",
        )
    how = f"A time has its minutes, like 14:00, and a year four digits. {YEAR_FIRST}"
    return refused(text, f"{number[1]!r} alone is no time, no day and no year", how)


def _refuse_twofold_clock(text: str, clock: TimeOfDay, day: Any, weekday: Any) -> None:
    """Raise UsageError where what was read as a time of day could be hours that went by, or a day and a month."""
    told = f"{clock.time_of_day:%H:%M}"
    hour, minute = clock.time_of_day.hour, clock.time_of_day.minute
    if clock.mark == "h" and not (day or weekday):
        ago = _ago(hour, minute)
        raise twofold(text, f"{told} or {ago}", f"Write '{told}' or '{ago}'.")
    if clock.mark == "." and hour and 1 <= minute <= len(MONTHS) and not isinstance(day, CalendarDay):
        other = told_day_of_year(hour, minute)
        raise twofold(text, f"{told} or {other}", f"Write '{told}' or '{other}'.")


def _refuse_twofold_dash(text: str, written: str, clock: TimeOfDay, day: Any, zone: Zone | None) -> None:
    """Raise UsageError where what was read as a zone west of UTC could be the end of a span, as in 09:00-11:00."""
    if zone is None or not zone.dashed:
        return
    until = zone.dashed[1:].replace(":", "").ljust(4, "0")
    is_no_span = OF_A_MACHINE.search(written) or until <= f"{clock.time_of_day:%H%M}"
    if not (is_no_span and isinstance(day, CalendarDay) and day.is_year_first):
        how = f"Write UTC{zone.dashed} for a zone; the end of a window goes after --until."
        raise twofold(text, f"a zone or a time until {zone.dashed[1:]}", how)
