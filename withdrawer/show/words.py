"""Counts with their nouns, instants and windows, worded the same everywhere."""

from datetime import date, datetime, tzinfo

from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Span, Window


def people(count: int, noun: str) -> str:
    """Return a count with its noun."""
    plural = "people" if noun == "person" else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


def told(instant: datetime, zone: tzinfo) -> str:
    """Return an instant in `zone`, with weekday and zone name."""
    return instant.astimezone(zone).strftime("%a %Y-%m-%d %H:%M %Z").strip()


def told_window(window: Window, zone: tzinfo) -> str:
    """Return a window in `zone`; open ends in words."""
    if window.since == FOREVER_AGO and window.until == FAR_AHEAD:
        return "everything you ever sent"
    since = "the beginning" if window.since == FOREVER_AGO else told(window.since, zone)
    until = "no end" if window.until == FAR_AHEAD else f"until {told(window.until, zone)}"
    return f"from {since}, {until}"


def told_span(span: Span, zone: tzinfo) -> str:
    """Return the range that a coarse date can mean."""
    return f"between {told(span.earliest, zone)} and {told(span.latest, zone)}"


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
