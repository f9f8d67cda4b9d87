"""LinkedIn's notices of restriction: their texts, and when they end. Pure.

Sources: signing-in and sent-invitations section 6; newer-evidence 7 (notices of 2026: "until February 05, 2026 5:25 PM
PST", "will be lifted on Aug 30, 2026, 7:43 PM PDT", "lifts Aug 29, 2:18 AM PDT"). Only the English texts are known.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from withdrawer.plan.dates.date_pieces import MONTH, MONTHS, hour_of, place_among

TROUBLE = re.compile(
    r"security verification|quick security check|verification required|unusual activity|"
    r"(?:account|temporarily) (?:is |has been )?restricted|restriction (?:ends|lifts|will be lifted)",
    re.IGNORECASE,
)
LIMITS = re.compile(r"restrict\w*|\buntil\b|\blift(?:s|ed)\b|\bends?\b", re.IGNORECASE)
"""Words of a notice next to which it states when the restriction ends."""
LONGEST = timedelta(days=40)
"""How far ahead a credible date may lie: LinkedIn's restrictions last for up to a month (its help, a551012)."""
DAY = timedelta(days=1)
MOMENT = re.compile(
    rf"\b(?:(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}})\b)?"
    rf"|(?P<day2>\d{{1,2}})\.? (?P<month2>{MONTH})\b\.?(?:,? (?P<year2>\d{{4}})\b)?"
    r"|(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)\b)"
    r"(?:,?(?: at)? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?: ?(?P<half>[AP])\.?M\b\.?)?"
    r"(?: \(?(?P<zone>[A-Z]{2,5})\b)?)?",
    re.IGNORECASE,
)
ZONES = {
    "UTC": 0, "GMT": 0, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4,
    "CET": 1, "CEST": 2, "BST": 1,
}  # fmt: skip
"""Hours from UTC.

Ambiguous abbreviations get the later meaning, so that nothing opens too early. IST, with three meanings, is left out.
"""


def is_restriction(words: str) -> bool:
    """Whether these words of a notice (matched by `TROUBLE`) mean a restriction, rather than a verification."""
    return "restrict" in words.lower()


def opening_of(text: str, now: datetime) -> datetime | None:
    """When a notice's restriction ends, UTC: of the future moments that it names, the nearest to its words.

    None if it names none that can be read, or one farther ahead than `LONGEST`. Without an hour the day counts to its
    end; without a known zone a day is added.
    """
    words = [found.span() for found in LIMITS.finditer(text)]
    named = [
        (min(_distance(found.span(), one) for one in words), moment)
        for found in MOMENT.finditer(text)
        if words and (moment := _moment(found, now)) and moment > now
    ]
    nearest = min(named)[1] if named else None
    return nearest if nearest and nearest <= now + LONGEST else None


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _moment(found: re.Match[str], now: datetime) -> datetime | None:
    """The moment of a match, UTC; without a year the next such day. None if there is no such day."""
    year, month, day = (found[name] or found[f"{name}2"] or found[f"{name}3"] for name in ("year", "month", "day"))
    number = int(month) if month.isdecimal() else place_among(MONTHS, month.casefold()) + 1
    for candidate in [int(year)] if year else [now.year, now.year + 1]:
        try:
            moment = _at_hour(found, datetime(candidate, number, int(day), tzinfo=UTC))
        except (ValueError, OverflowError):
            continue
        if year or moment > now:
            return moment
    return None


def _at_hour(found: re.Match[str], day: datetime) -> datetime:
    """The moment on a day that begins at midnight UTC. Raises ValueError if there is no such hour."""
    offset = ZONES.get((found["zone"] or "").upper())
    if found["hour"] is None:
        return day + 2 * DAY
    hour = hour_of(int(found["hour"]), found["half"] and found["half"].lower())
    moment = day.replace(hour=hour, minute=int(found["minute"]))
    if offset is None:
        return moment + DAY
    return moment.replace(tzinfo=timezone(timedelta(hours=offset))).astimezone(UTC)
