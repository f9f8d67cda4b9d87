"""Resolves typed text to the window of sending."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from withdrawer.clock import moment_and_zone
from withdrawer.errors import UsageError
from withdrawer.plan.dates.ages import start_of_day
from withdrawer.plan.dates.date_pieces import WEEKDAYS
from withdrawer.plan.dates.moments import (
    CLOCK_UNITS,
    EXAMPLES,
    YEAR_FIRST,
    CalendarDay,
    When,
    read_when,
    refused,
    told_day,
    twofold,
)
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.dates.wordings import Unit

EVERYTHING = "all"
AGES = '"3 weeks", "45 days", "2 months"'
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LEAP_YEARS_APART = 8
"""The maximum number of years between two 29ths of February."""


def parse_window(since: str | None, until: str | None, now: datetime, zone: tzinfo) -> Window | None:
    """Return the window between two texts, or None if neither is given.

    A bare day as `until` means the end of that day, so that "until friday" includes Friday. Raises UsageError if an end
    can't be read, the window ends before it starts, starts in the future, or has no start; and if `until` omits its day
    or its year, and the first such moment after the start is not the latest.
    """
    if since is None and until is None:
        return None
    if since is None:
        raise UsageError(
            f"--until {until!r} has no --since: that would take in every invitation you ever sent.",
            f"Add --since with the moment the blast began, like {EXAMPLES}; or --since all if you do mean everything.",
        )
    start = FOREVER_AGO if since.strip().casefold() == EVERYTHING else _named("--since", since, now, zone).since
    if start > now:
        raise UsageError(
            f"--since {since!r} is in the future: {moment_and_zone(start, zone)}.",
            f"It is {moment_and_zone(now, zone)} now. Type an earlier moment.",
        )
    return Window(start, FAR_AHEAD if until is None else _end(until, start, now, zone))


def window_older_than(age: str, now: datetime, zone: tzinfo) -> Window:
    """Return the window of everything sent longer ago than an age such as "3 weeks", with or without "ago".

    Raises UsageError if the text is no age, or LinkedIn is younger than that.
    """
    try:
        moment = _back(_age(age), now.replace(microsecond=0), zone)
    except (UsageError, OverflowError, ValueError) as error:
        raise UsageError(
            f"--older-than: {age!r} can't be read as an age.",
            f"Write a number and a unit, like {AGES}. For a date, type --since all and --until instead.",
        ) from error
    if moment.since < FOREVER_AGO:
        raise UsageError(f"--older-than: LinkedIn did not exist {age!r} ago.", f"Write an age like {AGES}.")
    return Window(FOREVER_AGO, moment.since)


def _back(when: When, now: datetime, zone: tzinfo) -> Window:
    """Return an age back from now; by UTC if the clock was changed at that very time of day."""
    try:
        return _meant(when, now, zone)
    except UsageError:
        return _meant(when, now, UTC)


def age_units(age: str) -> Mapping[Unit, int]:
    """Return the units of an age such as "3 weeks", with or without "ago". Raises UsageError if the text is no age."""
    return _age(age).age


def _age(text: str) -> When:
    when = read_when(text)
    if not any(when.age.values()) or when.time_of_day:
        raise refused(text)
    return when


def _end(until: str, start: datetime, now: datetime, zone: tzinfo) -> datetime:
    """Return the end of the window that begins at `start`."""
    latest = _named("--until", until, now, zone)
    if latest.until <= start:
        how = "is empty" if latest.since == start else "ends before it starts"
        raise UsageError(
            f"The window {how}: since {moment_and_zone(start, zone)}, until {moment_and_zone(latest.until, zone)}.",
            "Type the earlier moment after --since and the later one after --until.",
        )
    first = None if start == FOREVER_AGO else _first_after(start, read_when(until), zone)
    if first is not None and first.until < latest.until:
        readings = " or ".join(_told_moment(it, zone) for it in (first, latest))
        raise twofold(f"--until {until}", readings, "Write --until with its day and its year.")
    return min(latest.until, FAR_AHEAD)


def _first_after(start: datetime, when: When, zone: tzinfo) -> Window | None:
    """Return the first moment that ends after `start` and matches a text that omits its day or its year.

    None if the text names only one moment.
    """
    is_one = when.age or isinstance(when.day, int) or _has_year(when) or when.is_last
    day = None if is_one else start.astimezone(when.zone or zone).date()
    while day is not None:
        if _names(when, day):
            at = when.time_of_day
            moment = _whole_day(day, zone) if at is None else _instant(when.text, day, at, when.zone or zone)
            if moment.until > start:
                return moment
        day += DAY
    return None


def _names(when: When, day: date) -> bool:
    """Return whether a text, as far as it specifies the day, matches this one."""
    if isinstance(when.day, CalendarDay) and (when.day.month, when.day.day) != (day.month, day.day):
        return False
    return when.weekday is None or when.weekday == day.weekday()


def _named(option: str, text: str, now: datetime, zone: tzinfo) -> Window:
    try:
        return moment_named(text, now, zone)
    except UsageError as error:
        raise UsageError(f"{option}: {error.message}", error.hint) from error


def moment_named(text: str, now: datetime, zone: tzinfo) -> Window:
    """Return the meaning of a text: a day from start to end, or an instant as an empty window.

    Resolved backwards from `now`, in whole seconds: "3 days ago" is the same time of day three days ago; "14:00" and
    "saturday" are the latest in the past; a day without a year is the latest, and needs a year if the next one is
    nearer. A text without a zone is in `zone`. Raises UsageError if a token is not understood, the text is ambiguous,
    the time occurs twice or never because of a clock change, or it is before LinkedIn existed.
    """
    when = read_when(text)
    try:
        moment = _meant(when, now.replace(microsecond=0), zone)
    except (OverflowError, ValueError) as error:
        raise refused(text) from error
    if moment.since < FOREVER_AGO:
        raise UsageError(
            f"{text!r} lies before LinkedIn existed: {moment_and_zone(moment.since, zone)}.",
            f"Type the moment the blast began, like {EXAMPLES}; or --since all if you do mean everything.",
        )
    return moment


def _meant(when: When, now: datetime, zone: tzinfo) -> Window:
    if when.age:
        return _back_from(now, when, zone)
    today = now.astimezone(zone).date()
    day = _day_of(when, today)
    if when.time_of_day is None:
        return _whole_day(day or today, zone)
    here = when.zone or zone
    if when.zone and not (day is None or _has_year(when)) and now.astimezone(here).date() != today:
        raise twofold(when.text, "two days, since it is another day in that zone now", "Write the date.")
    if when.day is not None and day is not None:
        return _instant(when.text, day, when.time_of_day, here)
    latest, step = (day, WEEK) if day else (now.astimezone(here).date(), DAY)
    if datetime.combine(latest, when.time_of_day, here).astimezone(UTC) > now:
        latest -= step
    return _instant(when.text, latest, when.time_of_day, here)


def _has_year(when: When) -> bool:
    return isinstance(when.day, CalendarDay) and when.day.year is not None


def _day_of(when: When, today: date) -> date | None:
    """Return the day that a text names, or None."""
    if isinstance(when.day, int):
        return today - when.day * DAY
    if when.day is not None:
        day = _calendar_day(when.text, when.day, today)
        if when.weekday not in (None, day.weekday()):
            raise refused(when.text, f"{told_day(day)} is a {WEEKDAYS[day.weekday()]}", YEAR_FIRST)
        return day
    if when.weekday is not None:
        back = (today.weekday() - when.weekday) % len(WEEKDAYS)
        return today - DAY * (back or (len(WEEKDAYS) if when.is_last else 0))
    return None


def _calendar_day(text: str, typed: CalendarDay, today: date) -> date:
    """Return the typed day; without a year the latest such day. Raises UsageError if the next one is nearer."""
    if typed.year is not None:
        return date(typed.year, typed.month, typed.day)
    years = range(today.year - LEAP_YEARS_APART, today.year + LEAP_YEARS_APART + 1)
    days = [date(year, typed.month, typed.day) for year in years if typed.day <= monthrange(year, typed.month)[1]]
    latest, following = max(day for day in days if day <= today), min(day for day in days if day > today)
    if following - today < today - latest:
        raise twofold(text, f"{told_day(latest)} or {told_day(following)}", "Add the year.")
    return latest


def _back_from(now: datetime, when: When, zone: tzinfo) -> Window:
    """Subtract an age: days and longer units on the calendar, shorter ones in UTC, which has no clock changes."""
    counts = {unit: when.age.get(unit, 0) for unit in Unit}
    instant = now
    if when.age.keys() - CLOCK_UNITS:
        here = now.astimezone(zone)
        day = _months_back(here.date(), 12 * counts[Unit.YEAR] + counts[Unit.MONTH])
        day -= counts[Unit.WEEK] * WEEK + counts[Unit.DAY] * DAY
        instant = _instant(when.text, day, when.time_of_day or here.time(), when.zone or zone).since
    instant -= timedelta(hours=counts[Unit.HOUR], minutes=counts[Unit.MINUTE], seconds=counts[Unit.SECOND])
    return Window(instant, instant)


def _months_back(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last day."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _whole_day(day: date, zone: tzinfo) -> Window:
    return Window(start_of_day(day, zone), start_of_day(day + DAY, zone))


def _instant(text: str, day: date, at: time, zone: tzinfo) -> Window:
    """Return the instant of a time of day. Raises UsageError if a clock change makes it occur twice or never."""
    local = datetime.combine(day, at, zone)
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if first != second:
        told = f"{told_day(day)}, {at:%H:%M}"
        how = " or ".join(f"'{it.astimezone(zone).isoformat('T', 'minutes')}'" for it in sorted((first, second)))
        comes = "comes twice" if first < second else "never comes"
        raise refused(text, f"{told} {comes}, since the clocks were changed then", f"Write {how}.")
    return Window(first, first)


def _told_moment(moment: Window, zone: tzinfo) -> str:
    is_day = moment.since < moment.until
    return told_day(moment.since.astimezone(zone).date()) if is_day else moment_and_zone(moment.since, zone)
