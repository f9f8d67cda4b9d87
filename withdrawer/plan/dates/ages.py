"""Reads an age line as the span in which it can have happened (decision 6)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

import msgspec

from withdrawer.plan.dates.languages import ENGLISH
from withdrawer.plan.dates.spans import FOREVER_AGO, Span
from withdrawer.plan.dates.wordings import Unit, Wordings
from withdrawer.plan.half import Half

DAY = timedelta(days=1)
CLOCK_TICK = timedelta(seconds=1)
"""The `Date` header has whole seconds: the page was made within the second that it names."""
RENDERING_SLACK = timedelta(minutes=1)
"""A wording that counts minutes may have been computed shortly before the response's `Date`."""
MOST_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}
SHORT_UNITS = {Unit.SECOND: timedelta(seconds=1), Unit.MINUTE: timedelta(minutes=1), Unit.HOUR: timedelta(hours=1)}


class Age(msgspec.Struct, frozen=True, gc=False):
    """The meaning of an age line: its bare wording, for grouping, and its span, None if it can't be read."""

    wording: str
    span: Span | None


@lru_cache(maxsize=1024)
def read_age(text: str, seen_at: datetime, zone: tzinfo, half: Half, wordings: Wordings = ENGLISH) -> Age:
    """Read an age line such as "Sent 3 weeks ago" or "Connected on August 7, 2024".

    `seen_at` is the server's time in UTC; `zone` is the user's. Nothing is guessed: a line not in the tables, a
    nonexistent day, an instant in the future or before LinkedIn existed has no span. Memoised, because the rows of one
    load repeat the same lines.
    """
    wording = wordings.bare(text, half)
    try:
        return Age(wording, _span(wording, seen_at, zone, wordings))
    except (OverflowError, ValueError):
        return Age(wording, None)


def says_at_least(count: int, unit: Unit, age: Mapping[Unit, int]) -> bool:
    """Return whether LinkedIn's own count says that something is at least so old: "3 weeks ago" of an age of 21 days.

    How LinkedIn counts days is unknown, so by its span alone such a row could be some hours younger.
    """
    if unit in SHORT_UNITS:
        return False
    least = {it: number for it, number in age.items() if number}
    if [*least] == [unit]:
        return count >= least[unit]
    return days_of(count, unit)[0] >= sum(number * MOST_DAYS.get(it, 1) for it, number in least.items())


@lru_cache(maxsize=1024)
def start_of_day(day: date, zone: tzinfo) -> datetime:
    """Return the instant, in UTC, at which a day starts in a zone; if the clock skips midnight, that of the skip."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _span(wording: str, seen_at: datetime, zone: tzinfo, wordings: Wordings) -> Span | None:
    if age := wordings.age(wording):
        span = counted(*age, seen_at, zone)
    elif parts := wordings.date(wording):
        span = _whole_day(date(*parts), zone)
    else:
        return None
    return span.meet(Span(FOREVER_AGO, seen_at + CLOCK_TICK))


def counted(count: int, unit: Unit, seen_at: datetime, zone: tzinfo) -> Span:
    """Return everything that a number of units, rounded down, can mean."""
    if unit in SHORT_UNITS:
        slack = timedelta(0) if unit is Unit.HOUR else RENDERING_SLACK
        length = SHORT_UNITS[unit]
        return Span(seen_at - (count + 1) * length - slack, seen_at - count * length + CLOCK_TICK)
    return _days(*days_of(count, unit), seen_at, zone)


def days_of(count: int, unit: Unit) -> tuple[int, int]:
    """Return the fewest and the most days that a number of days, weeks, months or years, rounded down, can mean."""
    match unit:
        case Unit.WEEK:
            # "4 weeks" was never observed: LinkedIn shows "3 weeks" until a month is complete.
            return 7 * count, 31 if count == 3 else 7 * count + 6
        case Unit.MONTH:
            return 28 * count, 31 * (count + 1) - 1
        case Unit.YEAR:
            # The shortest meaning of a year is twelve months of thirty days.
            return 360 * count, 366 * (count + 1) - 1
        case _:
            return count, count


def _days(fewest: int, most: int, seen_at: datetime, zone: tzinfo) -> Span:
    """Return the hull of calendar days in the zone and full 24-hour days, since LinkedIn's method is unknown."""
    return _calendar_days(fewest, most, seen_at, zone).hull(_full_days(fewest, most, seen_at))


def _calendar_days(fewest: int, most: int, seen_at: datetime, zone: tzinfo) -> Span:
    today = seen_at.astimezone(zone).date()
    return Span(start_of_day(today - most * DAY, zone), start_of_day(today - (fewest - 1) * DAY, zone))


def _full_days(fewest: int, most: int, seen_at: datetime) -> Span:
    return Span(seen_at - (most + 1) * DAY, seen_at - fewest * DAY + CLOCK_TICK)


def _whole_day(day: date, zone: tzinfo) -> Span:
    """Return the hull of a calendar day in the user's zone and in UTC, since LinkedIn's choice is unknown."""
    next_day = day + DAY
    return Span(
        min(start_of_day(day, zone), start_of_day(day, UTC)),
        max(start_of_day(next_day, zone), start_of_day(next_day, UTC)),
    )
