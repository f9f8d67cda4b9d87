"""What stands in the cells of an export: profile addresses, and dates in the shapes of each file (data-export B)."""

import re
from datetime import UTC, date, datetime
from functools import lru_cache

from withdrawer.linkedin.rows import slug_of

PROFILE = "https://www.linkedin.com/in/"
ORDINARY = re.compile(r"[\w-]+", re.ASCII)
MINUTE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2}),?\s+(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp])\.?[Mm]\.?")
"""Month first; the space before AM may be a narrow no-break one some day, as newer calendars write it."""
DAY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{4}|\d{2})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
CENTURY = 2000


def slug_in(address: str) -> str:
    """The decoded slug of a profile's address, empty where it is none. Most are plain, and exports are long."""
    if address.startswith(PROFILE) and ORDINARY.fullmatch(address, len(PROFILE)):
        return address[len(PROFILE) :]
    address = address.strip()
    return slug_of(address if "//" in address else f"https://{address}") if address else ""


def minute_in(text: str) -> datetime | None:
    """The minute that `1/29/26, 2:37 PM` names, on a clock of unknown zone; None where it can't be read."""
    found = MINUTE.fullmatch(text.strip())
    if not found:
        return None
    month, day, year, hour, minute, half = found.groups()
    try:
        return datetime(  # noqa: DTZ001 - the file names no zone
            _year(year), int(month), int(day), _hour(int(hour), half), int(minute)
        )
    except ValueError:
        return None


@lru_cache(maxsize=20_000)
def day_in(text: str) -> date | None:
    """The day that `08 Feb 2026` or `12 Mar 19` names; None where it can't be read."""
    found = DAY.fullmatch(text.strip())
    if not found or found[2].casefold() not in MONTHS:
        return None
    try:
        return date(_year(found[3]), MONTHS.index(found[2].casefold()) + 1, int(found[1]))
    except ValueError:
        return None


def instant_in(text: str) -> datetime | None:
    """The instant that `2026-02-09 01:21:47 UTC` names, UTC also where it doesn't say so; None where unreadable."""
    try:
        return datetime.fromisoformat(text.strip().removesuffix("UTC").rstrip()).replace(tzinfo=UTC)
    except ValueError:
        return None


def _year(digits: str) -> int:
    return int(digits) + (CENTURY if len(digits) == len("26") else 0)


def _hour(hour: int, half: str) -> int:
    """An hour of a twelve-hour clock; ValueError is left to whoever makes a time of it."""
    if not 1 <= hour <= 12:
        return -1
    return hour % 12 + (12 if half in "pP" else 0)
