"""When a schedule starts: a time of day on some days of the week, in a zone. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice

from withdrawer.errors import UsageError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As typed, in Python's order: Monday is 0."""
TIME_OF_DAY = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Times:
    """A time of day, and at least one day of the week (Monday is 0)."""

    at: time
    days: frozenset[int]

    @property
    def is_daily(self) -> bool:
        """Whether it starts every day."""
        return len(self.days) == len(DAYS)


def read_times(at: str, days: str) -> Times:
    """Parse what was typed: "10:30", and "mon-fri", "sat,sun" or "daily". Raises UsageError."""
    found = TIME_OF_DAY.fullmatch(at.strip())
    if not found:
        raise UsageError(f"--at can't be read as a time of day: {at!r}", "Write it like 10:30, from 0:00 to 23:59.")
    return Times(time(int(found[1]), int(found[2])), read_days(days))


def starts(times: Times, after: datetime, zone: tzinfo) -> Iterator[datetime]:
    """Yield the starts later than `after`, UTC, without end: one a day, even across a clock change.

    A time that the change skips moves later by the length of the gap; of a repeated time the first counts.
    """
    day = after.astimezone(zone).date() - DAY
    last = after
    while True:
        start = _on(day, times, zone)
        if day.weekday() in times.days and start > last:
            yield start
            last = start
        day += DAY


def next_start(times: Times, after: datetime, zone: tzinfo) -> datetime:
    """The first start later than `after`, UTC."""
    return next(starts(times, after, zone))


def nth_start(times: Times, after: datetime, zone: tzinfo, number: int) -> datetime:
    """The start with this number, counted from 1, later than `after`, UTC."""
    return next(islice(starts(times, after, zone), number - 1, None))


def is_missed(times: Times, since: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether a start lies after `since` and not after `now`."""
    return next_start(times, since, zone) <= now


def moved(times: Times, zone: tzinfo, machine: tzinfo, now: datetime) -> Times:
    """The same starts by the machine's clock, if its zone differs; valid until either clock changes."""
    start = next_start(times, now, zone)
    there = start.astimezone(machine)
    shift = (there.date() - start.astimezone(zone).date()).days
    return Times(there.time().replace(tzinfo=None), frozenset((day + shift) % len(DAYS) for day in times.days))


def _on(day: date, times: Times, zone: tzinfo) -> datetime:
    return datetime.combine(day, times.at, zone).astimezone(UTC)


def read_days(text: str) -> frozenset[int]:
    """Parse days of the week as typed: "mon-fri", "sat,sun" or "daily". Raises UsageError."""
    days: set[int] = set()
    for part in text.lower().replace(" ", "").split(","):
        if part in ("daily", "every", "all"):
            days |= set(range(len(DAYS)))
            continue
        first, dash, last = part.partition("-")
        start, end = _day(first, text), _day(last if dash else first, text)
        days |= {(start + step) % len(DAYS) for step in range((end - start) % len(DAYS) + 1)}
    return frozenset(days)


def _day(word: str, text: str) -> int:
    found = [number for number, day in enumerate(DAYS) if len(word) >= len(day) and _full(number).startswith(word)]
    if not found:
        raise UsageError(f"--days can't be read: {text!r}", "Write it like mon-fri, or mon,wed,sat, or daily.")
    return found[0]


def _full(number: int) -> str:
    return ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[number]
