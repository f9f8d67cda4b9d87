"""The dates in a column of an export, in every form that is met: LinkedIn's own, and what spreadsheets make of them.

Whether a day or a month comes first is told by the whole column, or by nobody: what stays two-fold is not read.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, timezone
from functools import cache, lru_cache
from typing import NamedTuple

from withdrawer.plan.dates.moment_words import MONTHS, hour_of
from withdrawer.plan.text_forms import plain

WEEKDAYS = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+")
OWN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2}),\s?(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([ap])\.?\s?m\.?")
"""As Invitations.csv writes it, month first: `1/29/26, 2:37 PM` (data-export B.3)."""
TIME = re.compile(r"(?<![\d:.])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:\s?([ap])\.?\s?m\b\.?)?(?![\d:])")
ZONE = re.compile(r"(?<=[\d\sm.])(utc|gmt|z|[+-](?:0\d|1[0-4]):?[0-5]\d)(?=\s|$)")
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ -]?([a-z]{3,9})\.?[ -]?(\d{4}|\d{2})")
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?[ -]?(\d{1,2})(?:st|nd|rd|th)?[ -](\d{4})")
EARLIEST_YEAR, LATEST_YEAR = 2003, 2099
"""LinkedIn is no older."""
CENTURY = 2000
MDY, DMY, YMD = (2, 0, 1), (2, 1, 0), (0, 1, 2)
"""Where year, month and day stand among three numbers."""
Order = tuple[int, int, int]
Numbers = tuple[int, int, int]
Clock = tuple[int, int, int]


class Written(NamedTuple):
    """A date as it is written: three numbers, the orders in which they may be meant, and the time of day.

    `family` are the dates that are meant in one order; `preferred` is the order that its form alone tells.
    """

    numbers: Numbers
    orders: tuple[Order, ...]
    family: str
    preferred: Order | None
    clock: Clock | None
    zone: timezone | None

    def under(self, order: Order) -> datetime | None:
        """What it is in this order: naive where it names no zone, else UTC; None where there is no such date."""
        day = day_of(self.numbers, order)
        if day is None or self.clock is None:
            return day
        naive = day.replace(hour=self.clock[0], minute=self.clock[1], second=self.clock[2])
        return naive.replace(tzinfo=self.zone).astimezone(UTC) if self.zone else naive


@lru_cache(maxsize=20_000)
def day_of(numbers: Numbers, order: Order) -> datetime | None:
    """The beginning of the day that three numbers mean in this order, naive; None where there is none."""
    year, month, day = numbers[order[0]], numbers[order[1]], numbers[order[2]]
    year += CENTURY if year < 100 else 0
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return datetime(year, month, day)  # noqa: DTZ001 - the file may name no zone
    except ValueError:
        return None


@dataclass
class DateColumn:
    """All dates of one column: each is added before any is asked for."""

    _written: dict[str, Written | None] = field(default_factory=dict)
    _orders: dict[str, tuple[Order, ...]] = field(default_factory=dict)
    _moments: dict[str, datetime | None] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """A cell of this column."""
        if text not in self._written:
            self._written[text] = written_in(text)

    def moment(self, text: str) -> datetime | None:
        """When a cell says that it was: naive, or UTC where it names a zone; None where that can't be told."""
        try:
            return self._moments[text]
        except KeyError:
            at = self._moments[text] = self._told(self._written[text])
            return at

    def _told(self, written: Written | None) -> datetime | None:
        if written is None:
            return None
        orders = self._orders.get(written.family)
        if orders is None:
            orders = self._orders[written.family] = self._orders_of(written)
        if len(orders) == 1:
            return written.under(orders[0])
        told = {at for order in orders or written.orders if (at := written.under(order))}
        return told.pop() if len(told) == 1 else None

    def minute(self, text: str) -> datetime | None:
        """The same to the minute; None also where no time of day is given."""
        written = self._written[text]
        at = self.moment(text) if written and written.clock else None
        return at.replace(second=0) if at else None

    def _orders_of(self, like: Written) -> tuple[Order, ...]:
        """The orders in which every date of a family is one; nothing where they contradict each other."""
        if len(like.orders) == 1:
            return like.orders
        family = {it.numbers for it in self._written.values() if it and it.family == like.family}
        dates = [it for it in family if any(day_of(it, order) for order in like.orders)]
        fitting = tuple(order for order in like.orders if all(day_of(it, order) for it in dates))
        return (like.preferred,) if like.preferred and like.preferred in fitting else fitting


def written_in(text: str) -> Written | None:
    """A cell, taken apart: every sign of it must be understood, or it is no date."""
    told = plain(text)
    if found := OWN.fullmatch(told):
        numbers, clock = (int(found[1]), int(found[2]), int(found[3])), _clock(*found.groups()[3:])
        return Written(numbers, (MDY, DMY), f"own {len(found[3])}", MDY, clock, None) if clock else None
    if found := DAY_FIRST.fullmatch(told):
        return _in_words(found[3], found[2], found[1], None, None)
    told = WEEKDAYS.sub("", re.sub(r"(?<=\d)t(?=\d)", " ", told.replace("\N{MINUS SIGN}", "-")).strip(","))
    clock = zone = None
    if found := TIME.search(told):
        clock = _clock(*found.groups())
        if clock is None:
            return None
        if told_zone := ZONE.search(told, found.end() - 1):
            zone = _zone(told_zone[1])
            told = told[: told_zone.start()] + told[told_zone.end() :]
        told = f"{told[: found.start()]} {told[found.end() :]}"
    return _dated(" ".join(re.sub(r",|\bat\b", " ", told).split()), clock, zone)


def _dated(told: str, clock: Clock | None, zone: timezone | None) -> Written | None:
    if found := YEAR_FIRST.fullmatch(told):
        return Written((int(found[1]), int(found[3]), int(found[4])), (YMD,), "year first", None, clock, zone)
    if found := NUMBERS.fullmatch(told):
        numbers, separator, length = (int(found[1]), int(found[3]), int(found[4])), found[2], len(found[4])
        orders = (MDY, DMY, YMD) if separator == "-" and length == 2 else (MDY, DMY)
        preferred = DMY if separator == "." else None
        return Written(numbers, orders, f"{separator}{length}", preferred, clock, zone)
    if found := DAY_FIRST.fullmatch(told):
        return _in_words(found[3], found[2], found[1], clock, zone)
    if found := MONTH_FIRST.fullmatch(told):
        return _in_words(found[3], found[1], found[2], clock, zone)
    return None


def _in_words(year: str, month: str, day: str, clock: Clock | None, zone: timezone | None) -> Written | None:
    number = _month(month)
    return Written((int(year), number, int(day)), (YMD,), "month in words", None, clock, zone) if number else None


@cache
def _month(word: str) -> int:
    """The number of a month in English, whole or short; 0 where it is none."""
    return next((at for at, name in enumerate(MONTHS, start=1) if name.lower().startswith(word)), 0)


def _clock(hours: str, minutes: str, seconds: str | None, half: str | None) -> Clock | None:
    """Hour, minute and second; None where a clock shows no such time."""
    try:
        at = time(hour_of(int(hours), half), int(minutes), int(seconds or 0))
    except ValueError:
        return None
    return (at.hour, at.minute, at.second)


def _zone(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-length if text[0] == "-" else length)
