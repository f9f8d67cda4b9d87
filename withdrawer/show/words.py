"""Counts with their nouns, instants and windows, worded the same everywhere."""

from datetime import date, datetime, tzinfo

from withdrawer.clock import moment_and_zone, moment_words
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Span, Window
from withdrawer.plan.half import Half

NOUN = {Half.SENT: "invitation", Half.CONNECTIONS: "connection"}
UNCHECKED = "answered by LinkedIn, not checked yet"
PLURALS = {"person": "people", "copy": "copies", "older copy": "older copies"}


def people(count: int, noun: str) -> str:
    """Return a count with its noun."""
    plural = PLURALS.get(noun, f"{noun}s")
    return f"{count:,} {noun if count == 1 else plural}"


def told_window(window: Window, zone: tzinfo) -> str:
    """Return a window in `zone`; open ends in words."""
    if window.since == FOREVER_AGO and window.until == FAR_AHEAD:
        return "everything you ever sent"
    if window.since != FOREVER_AGO and window.until != FAR_AHEAD:
        return f"from {told_range(window.since, window.until, zone)}"
    since = "the beginning" if window.since == FOREVER_AGO else moment_and_zone(window.since, zone)
    until = "no end" if window.until == FAR_AHEAD else f"until {moment_and_zone(window.until, zone)}"
    return f"from {since}, {until}"


def told_span(span: Span, zone: tzinfo) -> str:
    """Return the range that a coarse date can mean."""
    return f"between {moment_words(span.earliest, zone)} and {moment_words(span.latest, zone)}"


def told_range(since: datetime, until: datetime, zone: tzinfo) -> str:
    """Return two instants with their zone, named once unless the clocks were changed between them."""
    is_same = since.astimezone(zone).tzname() == until.astimezone(zone).tzname()
    return f"{(moment_words if is_same else moment_and_zone)(since, zone)} to {moment_and_zone(until, zone)}"


def near_words(at: datetime, now: datetime, zone: tzinfo, before: str = "") -> str:
    """Return an instant near now: "today 14:20"; `before` precedes the time of day, as in "today from 14:20"."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    day = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((local.date() - today).days)
    if day is None:
        day = f"{'on ' if before else ''}{told_day(local.date(), today.year)}{'' if before else ','}"
    return f"{day} {before}{local:%H:%M}"


def told_days(first: date, last: date, year: int) -> str:
    """Return a range of days: "16 to 21 Nov"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {told_date(last, year)}"
    return f"{told_date(first, year)} to {told_date(last, year)}"


def told_day(day: date, year: int) -> str:
    """Return a day with its weekday; its year only if it is another than `year`."""
    return f"{day:%a} {told_date(day, year)}"


def told_date(day: date, year: int) -> str:
    """Return a day without its weekday."""
    return f"{day.day} {day:%b}" + ("" if day.year == year else f" {day.year}")
