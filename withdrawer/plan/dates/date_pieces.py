"""The pieces of which dates and times are written, by people and by programs: days, times of day, zones, ages.

`moments` reads with them what a person types, `linkedin/export/export_dates` what a cell of a data export has. A piece
is found here and read as far as it is certain; what it means where it could mean two things is theirs to say.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from withdrawer.plan.dates.moment_words import (
    DAYS_BACK,
    HALF_A_DAY,
    MONTH,
    MONTHS,
    NUMERALS,
    UNIT,
    WEEKDAY,
    hour_of,
    place_among,
)

EASTERNMOST, WESTERNMOST = timedelta(hours=14), timedelta(hours=-12)
"""No clock on earth is farther from UTC."""
A_LEAP_YEAR = 2000

END = r"(?:$|,? )"
"""After each piece comes another one or the end, so that no digit of a longer number is left over."""
ISO_END = rf"(?:{END}|t(?=\d\d:))"
TIME_END = rf"(?:{END}|(?=z|utc|gmt|[+-]\d))"
DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
HALF = r" ?(?P<half>[ap])(?:m|\.m\.)"
COUNT = rf"\d{{1,9}}|(?:an|{'|'.join(NUMERALS)})(?= )"
PART = re.compile(rf"({COUNT}) ?({UNIT})(?![a-z])", re.ASCII)
ONE = rf"(?:{COUNT}) ?(?:{UNIT})(?![a-z])"
AGE = re.compile(rf"{ONE}(?:(?:,? and |,? )?{ONE})*", re.ASCII)
BASIC_TIME = re.compile(r"^(\d{8})t(\d\d)(\d\d)(\d\d)?(?!\d)", re.ASCII)
PIECES = tuple(
    (kind, re.compile(pattern, re.ASCII))
    for kind, pattern in (
        ("age", rf"(?P<age>{AGE.pattern}) ago{END}"),
        ("day", rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?){ISO_END}"),
        ("day", rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){ISO_END}"),
        ("day", rf"(?P<year>\d{{4}})(?P<mark>-?)w(?P<week>\d\d)(?P=mark)(?P<day>[1-7]){ISO_END}"),
        ("day", rf"(?P<year>\d{{4}})[ /-](?P<month>{MONTH})\.?[ /-](?P<day>\d\d?){END}"),
        ("day", rf"(?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<last>\d{{4}}|\d\d){END}"),
        ("day", rf"(?P<first>\d\d?)(?P<mark>/)(?P<second>\d\d?)(?P<last>){END}"),
        ("day", rf"(?:on )?{DAY}(?: of)?[ /-]?(?P<month>{MONTH})\.?(?:(?:,? ?|[/-])(?P<year>\d{{4}}))?{END}"),
        ("day", rf"(?:on )?(?P<month>{MONTH})\.?[ /-]?{DAY}(?:(?:,? |[/-])(?P<year>\d{{4}}))?{END}"),
        ("day", rf"(?:the )?(?P<word>{'|'.join(DAYS_BACK)}){END}"),
        ("weekday", rf"(?:on )?(?P<last>last )?(?P<weekday>{WEEKDAY})\.?{END}"),
        (
            "time",
            r"(?:at )?(?P<hour>\d\d?)(?P<mark>[:.])(?P<minute>\d\d)(?:(?<=:\d\d):(?P<second>\d\d)"
            rf"(?:[.,](?P<fraction>\d{{1,9}}))?)?(?:{HALF})?{TIME_END}",
        ),
        ("time", rf"(?:at )?(?P<hour>\d\d?){HALF}{TIME_END}"),
        ("time", rf"(?:at )?(?P<hour>\d\d?) ?(?P<mark>h)(?: ?(?P<minute>\d\d))?{TIME_END}"),
        ("time", rf"(?:at )?noon{END}"),
        ("zone", rf"(?:z|utc|gmt){END}"),
        (
            "zone",
            rf"(?:(?P<name>utc|gmt)|(?=[+-]\d\d))(?P<sign>[+-])(?P<digits>\d{{1,2}}(?::\d\d){{0,2}}|\d{{4}}){END}",
        ),
    )
)


def normal(text: str) -> str:
    """Lower case, single spaces, and the times of ISO 8601's basic format with their colons."""
    written = " ".join(text.split()).lower()
    return BASIC_TIME.sub(lambda it: f"{it[1]}t{it[2]}:{it[3]}" + (f":{it[4]}" if it[4] else ""), written)


def piece_at(written: str, at: int) -> tuple[str, re.Match[str]] | None:
    """The kind of piece that begins there, and the piece; None where none does."""
    for kind, pattern in PIECES:
        if match := pattern.match(written, at):
            return kind, match
    return None


def day_in(piece: re.Match[str]) -> tuple[int | None, int, int]:
    """The year (None where it is left out), month and day of a piece that has no `first` and no `word`.

    Raises ValueError where there is no such day.
    """
    parts = piece.groupdict()
    year, day = int(parts["year"]) if parts["year"] else None, int(parts["day"])
    if "week" in parts:
        found = date.fromisocalendar(year or 0, int(parts["week"]), day)
        return found.year, found.month, found.day
    month = parts["month"]
    number = int(month) if month.isdecimal() else place_among(MONTHS, month) + 1
    date(A_LEAP_YEAR if year is None else year, number, day)
    return year, number, day


def time_in(piece: re.Match[str]) -> time:
    """The time of day of a piece. Raises ValueError where no clock shows it."""
    parts = piece.groupdict()
    if "hour" not in parts:  # noon
        return time(HALF_A_DAY)
    minute, second = int(parts.get("minute") or 0), int(parts.get("second") or 0)
    fraction = (parts.get("fraction") or "")[:6].ljust(6, "0")
    return time(hour_of(int(parts["hour"]), parts.get("half")), minute, second, int(fraction))


def zone_in(piece: re.Match[str]) -> tzinfo:
    """The zone of a piece. Raises ValueError where there is no such distance from UTC."""
    if "digits" not in piece.groupdict():
        return UTC
    hours, _, others = piece["digits"].partition(":")
    if not others:
        hours, others = hours[:2], hours[2:] or "00"
    offset = datetime.strptime(f"{piece['sign']}{hours:0>2}:{others}", "%z").utcoffset()
    if offset is None or not WESTERNMOST <= offset <= EASTERNMOST:
        raise ValueError(piece["digits"])
    return timezone(offset)
