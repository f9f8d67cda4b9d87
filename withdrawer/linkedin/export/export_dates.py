"""The dates in a column of an export, in every form that is met: LinkedIn's own, and what spreadsheets make of them.

Whether a day or a month comes first is told by the whole column, or by nobody: what stays ambiguous is not read.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, tzinfo
from functools import lru_cache
from typing import NamedTuple

from withdrawer.plan.dates.date_pieces import MONTH, day_in, piece_at, time_in, zone_in
from withdrawer.plan.text_forms import plain

OWN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2}),\s?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s?(?P<half>[ap])\.?\s?m\.?"
)
"""As Invitations.csv writes it, month first: `1/29/26, 2:37 PM` (data-export B.3). Tried first: exports are long."""
REWRITTEN = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        ("\N{MINUS SIGN}", "-"),
        (r"(?<=\d)t(?=\d)", " "),
        (r"(?<!:\d\d),\s*", ", "),
        (r",\s*$", ""),
        (r"(?<=[\d ])([ap])\.? ?m\b\.?", r"\1m"),
        (r"^(.*?)(\d\d?:\d\d\S*(?: (?:utc|gmt|[+-]\d{4}))?) (\d{4})$", r"\1\3 \2"),
        (rf"(\b\d\d?[ -](?:{MONTH})\.?[ -])(\d\d)\b(?![:.\d])", r"\g<1>20\2"),
    )
)
"""What programs write otherwise than people type: "p. m.", a year behind the time of day, a year of two digits."""
DATED = {"day", "weekday", "time", "zone"}
EIGHT_DIGITS = re.compile(r"\d{8}")
"""A day that nothing parts may as well be any number."""
EARLIEST_YEAR, LATEST_YEAR = 2003, 2099
"""LinkedIn is no older."""
CENTURY = 2000
MDY, DMY, YMD = (2, 0, 1), (2, 1, 0), (0, 1, 2)
"""Where year, month and day stand among three numbers."""
Order = tuple[int, int, int]
Numbers = tuple[int, int, int]


class WrittenDate(NamedTuple):
    """A date as it is written: three numbers, the orders in which they may be meant, and the time of day.

    Dates of one `family` are meant in one order: if the column does not tell which, the first if `is_first_likelier`.
    """

    numbers: Numbers
    orders: tuple[Order, ...]
    family: str
    is_first_likelier: bool
    clock: time | None
    zone: tzinfo | None

    def under(self, order: Order) -> datetime | None:
        """What it is in this order: naive where it names no zone, else UTC; None where there is no such date."""
        day = day_of(self.numbers, order)
        if day is None or self.clock is None:
            return day
        return (
            datetime.combine(day, self.clock, self.zone).astimezone(UTC)
            if self.zone
            else datetime.combine(day, self.clock)
        )


@lru_cache(maxsize=20_000)
def day_of(numbers: Numbers, order: Order) -> datetime | None:
    """The beginning of the day that three numbers mean in this order, naive; None where there is none."""
    year, month, day = (numbers[place] for place in order)
    year += CENTURY if year < 100 else 0
    try:
        return datetime(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None  # noqa: DTZ001 - see under
    except ValueError:
        return None


@dataclass
class DateColumn:
    """All dates of one column: each is added before any is asked for."""

    _written: dict[str, WrittenDate | None] = field(default_factory=dict)
    _orders: dict[str, tuple[Order, ...]] = field(default_factory=dict)
    _moments: dict[str, datetime | None] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """A cell of this column."""
        if text not in self._written:
            self._written[text] = written_in(text)

    def moment(self, text: str) -> datetime | None:
        """When a cell says that it was: naive, or UTC where it names a zone; None where that can't be told."""
        if text not in self._moments:
            self._moments[text] = self._told(self._written[text])
        return self._moments[text]

    def _told(self, written: WrittenDate | None) -> datetime | None:
        if written is None:
            return None
        if written.family not in self._orders:
            self._orders[written.family] = self._orders_of(written)
        told = {at for order in self._orders[written.family] or written.orders if (at := written.under(order))}
        return told.pop() if len(told) == 1 else None

    def minute(self, text: str) -> datetime | None:
        """The same to the minute; None also where no time of day is given."""
        written = self._written[text]
        at = self.moment(text) if written and written.clock else None
        return at.replace(second=0, microsecond=0) if at else None

    def _orders_of(self, like: WrittenDate) -> tuple[Order, ...]:
        """The orders in which every date of a family is one; nothing where they contradict each other."""
        if len(like.orders) == 1:
            return like.orders
        family = {it.numbers for it in self._written.values() if it and it.family == like.family}
        dates = [it for it in family if any(day_of(it, order) for order in like.orders)]
        fitting = tuple(order for order in like.orders if all(day_of(it, order) for it in dates))
        return like.orders[:1] if like.is_first_likelier and like.orders[0] in fitting else fitting


def written_in(text: str) -> WrittenDate | None:
    """A cell, taken apart: every sign of it must be understood, or it is no date."""
    told = plain(text)
    try:
        if own := OWN.fullmatch(told):
            numbers = (int(own[1]), int(own[2]), int(own[3]))
            return WrittenDate(numbers, (MDY, DMY), f"LinkedIn's {len(own[3])}", True, time_in(own), None)
        pieces = _pieces(told) or _pieces(_rewritten(told))
        return _dated(pieces) if "day" in pieces and pieces.keys() <= DATED else None
    except ValueError:
        return None


def _rewritten(told: str) -> str:
    for pattern, form in REWRITTEN:
        told = pattern.sub(form, told)
    return told


def _pieces(told: str) -> dict[str, re.Match[str]]:
    """The pieces of a cell by their kind; none where something is left over."""
    pieces: dict[str, re.Match[str]] = {}
    at = 0
    while at < len(told):
        found = piece_at(told, at)
        if found is None or found[0] in pieces:
            return {}
        pieces[found[0]] = found[1]
        at = found[1].end()
    return pieces


def _dated(pieces: dict[str, re.Match[str]]) -> WrittenDate | None:
    piece = pieces["day"]
    day = piece.groupdict()
    clock = time_in(pieces["time"]) if "time" in pieces else None
    zone = zone_in(pieces["zone"]) if "zone" in pieces else None
    if "word" in day or EIGHT_DIGITS.match(piece[0]) or (zone and not clock):
        return None
    if "first" not in day:
        year, month, number = day_in(piece)
        return WrittenDate((year, month, number), (YMD,), "year first", True, clock, zone) if year else None
    if not day["last"]:
        return None
    numbers, mark, length = (int(day["first"]), int(day["second"]), int(day["last"])), day["mark"], len(day["last"])
    orders = (DMY, MDY, YMD) if mark == "-" and length == 2 else (DMY, MDY)
    return WrittenDate(numbers, orders, f"{mark}{length}", mark == ".", clock, zone)
