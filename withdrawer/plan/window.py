"""The window of sending, from what a person types."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from withdrawer.errors import UsageError
from withdrawer.plan.ages import start_of_day
from withdrawer.plan.spans import FAR_AHEAD, FOREVER_AGO, Window

EVERYTHING = "all"
MONTHS_IN_YEAR = 12
EXAMPLES = "2026-11-20, '2026-11-20 14:00', 'yesterday 14:00', 'saturday 14:00', '3 days ago'"
DAY_ONLY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}|\d{4}-?W\d{2}-?\d")
NUMERIC_DATE = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}\b")
ELAPSED = re.compile(r"\b(seconds?|minutes?|mins?|hours?|hrs?)\b.*\bago$", re.IGNORECASE)
WEEKDAY = re.compile(r"\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b", re.IGNORECASE)
DAY_IN_WORDS = re.compile(rf"\b(today|yesterday|tomorrow)\b|{WEEKDAY.pattern}", re.IGNORECASE)
DATEPARSER = {
    "PREFER_DATES_FROM": "past",
    "RETURN_TIME_AS_PERIOD": True,
    "PARSERS": ["relative-time", "absolute-time"],
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What a text means, in UTC: an instant, or a day with its start and its end. An instant ends when it starts."""

    start: datetime
    end: datetime


def parse_when(text: str, now: datetime, zone: tzinfo) -> datetime:
    """The instant, in UTC, that a text means; a bare day means its start.

    An ISO date or date-time is taken first, then English words, looking back from `now`. "3 days ago" is the same
    time of day three days ago; "14:00" and "saturday" are the latest that lie in the past; without a zone of its own
    the text is in `zone`. Raises UsageError where the text can't be read or could mean two days.
    """
    return _moment(text, now, zone).start


def parse_window(since: str | None, until: str | None, now: datetime, zone: tzinfo) -> Window | None:
    """The window between two texts, None where neither is given.

    A bare day as `until` means the end of that day, so that "until friday" has friday in it. Raises UsageError where
    an end can't be read, the window ends before it starts, starts in the future, or has no start.
    """
    if since is None and until is None:
        return None
    if since is None:
        raise UsageError(
            f"--until {until!r} has no --since: that would take in every invitation you ever sent.",
            f"Add --since with the moment the blast began, like {EXAMPLES}; or --since all if you do mean everything.",
        )
    start = FOREVER_AGO if since.strip().casefold() == EVERYTHING else _named("--since", since, now, zone).start
    end = FAR_AHEAD if until is None else min(_named("--until", until, now, zone).end, FAR_AHEAD)
    if start > now:
        raise UsageError(
            f"--since {since!r} is in the future: {_told(start, zone)}.",
            f"It is {_told(now, zone)} now. Type the moment the blast began.",
        )
    if end <= start:
        raise UsageError(
            f"The window ends before it starts: since {_told(start, zone)}, until {_told(end, zone)}.",
            "Type the earlier moment after --since and the later one after --until.",
        )
    return Window(start, end)


def _named(option: str, text: str, now: datetime, zone: tzinfo) -> Moment:
    try:
        return _moment(text, now, zone)
    except UsageError as error:
        raise UsageError(f"{option}: {error.message}", error.hint) from error


def _moment(text: str, now: datetime, zone: tzinfo) -> Moment:
    written = " ".join(text.split())
    try:
        moment = _iso(written, zone) or _in_words(written, now, zone)
    except (OverflowError, ValueError) as error:
        raise _unreadable(text) from error
    if moment is None:
        raise _unreadable(text)
    return moment


def _iso(text: str, zone: tzinfo) -> Moment | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if DAY_ONLY.fullmatch(text):
        return _day(found.date(), zone)
    return _instant(found, zone)


def _in_words(text: str, now: datetime, zone: tzinfo) -> Moment | None:
    if text.isdigit():
        return None
    numeric = NUMERIC_DATE.match(text)
    if numeric and numeric[1] != numeric[2] and max(int(numeric[1]), int(numeric[2])) <= MONTHS_IN_YEAR:
        raise UsageError(
            f"{text!r} could be read as two different days.",
            "Write the year first, like 2026-11-20 or 2026-11-20T14:00.",
        )
    from dateparser.date import DateDataParser  # it takes a good part of a second to import

    # Hours that went by are counted in UTC, where no clock is ever put forward or back.
    here = now.astimezone(UTC if ELAPSED.search(text) else zone)
    base = here.replace(tzinfo=None, microsecond=0)
    # Dots are for those who write the day first; with slashes only a number above 12 tells.
    settings = {**DATEPARSER, "RELATIVE_BASE": base, "DATE_ORDER": "DMY" if "." in text else "MDY"}
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(text)
    if found.date_obj is None:
        return None
    local: datetime = _latest(found.date_obj, text, base)
    if found.period == "time" or text.casefold().endswith(" ago"):
        return _instant(local, here.tzinfo or UTC)
    if found.period == "day" and not _left_out_a_time(text):
        return _day(local.date(), zone)
    return None


def _latest(found: datetime, text: str, base: datetime) -> datetime:
    """On a Saturday afternoon "saturday 14:00" is today's, where dateparser takes last week's."""
    week = timedelta(days=7)
    is_plain_weekday = WEEKDAY.search(text) and "last" not in text.casefold() and found.tzinfo is None
    return found + week if is_plain_weekday and found + week <= base else found


def _left_out_a_time(text: str) -> bool:
    """Whether dateparser passed over something that was meant as a time, as in "yesterday at 2"."""
    return ":" in text or " at " in text or bool(DAY_IN_WORDS.search(text) and re.search(r"\d", text))


def _day(day: date, zone: tzinfo) -> Moment:
    return Moment(start_of_day(day, zone), start_of_day(day + timedelta(days=1), zone))


def _instant(found: datetime, zone: tzinfo) -> Moment:
    instant = (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    return Moment(instant, instant)


def _unreadable(text: str) -> UsageError:
    return UsageError(f"{text!r} can't be read as a moment.", f"Write it like {EXAMPLES}.")


def _told(instant: datetime, zone: tzinfo) -> str:
    return instant.astimezone(zone).strftime("%a %Y-%m-%d %H:%M %Z").strip()
