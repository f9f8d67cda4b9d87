"""The dates in a column of an export, in every form seen so far: LinkedIn's own, and those of spreadsheets.

Whether the day or the month comes first is inferred from the whole column; ambiguous dates are not read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import NamedTuple

from withdrawer.plan.dates.date_pieces import MONTH, day_in, pieces_in, time_in, zone_in
from withdrawer.plan.text_forms import plain

OWN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2}),\s?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s?(?P<half>[ap])\.?\s?m\.?"
)
"""The form in Invitations.csv, month first: `1/29/26, 2:37 PM` (data-export B.3). Tried first: exports are long."""
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
"""Forms that programs write and people do not type: "p. m.", the year after the time of day, two-digit years."""
EIGHT_DIGITS = re.compile(r"\d{8}")
"""A day without separators could be any other number."""
EARLIEST_YEAR, LATEST_YEAR = 2003, 2099
"""LinkedIn has existed since 2003."""
CENTURY = 2000
MDY, DMY, YMD = (2, 0, 1), (2, 1, 0), (0, 1, 2)
"""The positions of year, month and day among three numbers."""
Order = tuple[int, int, int]
Numbers = tuple[int, int, int]


class WrittenDate(NamedTuple):
    """A parsed cell: three numbers, the possible orders of year, month and day, the time of day and the zone.

    All dates of one `family` have the same order: if the column leaves it open, the first one if `is_first_likelier`.
    """

    numbers: Numbers
    orders: tuple[Order, ...]
    family: str
    is_first_likelier: bool
    clock: time | None
    zone: tzinfo | None

    def meant(self, orders: Iterable[Order]) -> date | None:
        """The only date it can be in these orders, UTC if it names a zone, else naive; None if there are several."""
        told = {self._under(day) for order in orders if (day := day_of(self.numbers, order))}
        return told.pop() if len(told) == 1 else None

    def _under(self, day: date) -> date:
        if self.clock is None:
            return day
        at = datetime.combine(day, self.clock, self.zone)
        return at.astimezone(UTC) if self.zone else at


@lru_cache(maxsize=20_000)
def day_of(numbers: Numbers, order: Order) -> date | None:
    """The day that three numbers mean in this order, or None."""
    year, month, day = (numbers[place] for place in order)
    year += CENTURY if year < 100 else 0
    try:
        return date(year, month, day) if EARLIEST_YEAR <= year <= LATEST_YEAR else None
    except ValueError:
        return None


def read_column(texts: Iterable[str]) -> dict[str, date | None]:
    """Map each cell of a column to its meaning: a datetime, naive, or UTC if it names a zone; a date if it has no time.

    None if that can't be told.
    """
    written = {text: written_in(text) for text in dict.fromkeys(texts)}
    families: dict[str, list[WrittenDate]] = defaultdict(list)
    for it in filter(None, written.values()):
        families[it.family].append(it)
    orders = {family: _orders_of(dates) for family, dates in families.items()}
    return {text: it and it.meant(orders[it.family] or it.orders) for text, it in written.items()}


def _orders_of(family: list[WrittenDate]) -> tuple[Order, ...]:
    """The orders in which every date of a family is valid; empty if the dates contradict each other."""
    like = family[0]
    dates = {it.numbers for it in family if any(day_of(it.numbers, order) for order in like.orders)}
    fitting = tuple(order for order in like.orders if all(day_of(numbers, order) for numbers in dates))
    return like.orders[:1] if like.is_first_likelier and like.orders[0] in fitting else fitting


def written_in(text: str) -> WrittenDate | None:
    """Parse a cell; None unless every character is understood."""
    told = plain(text)
    try:
        if own := OWN.fullmatch(told):
            numbers = (int(own[1]), int(own[2]), int(own[3]))
            return WrittenDate(numbers, (MDY, DMY), f"LinkedIn's {len(own[3])}", True, time_in(own), None)
        pieces, rest = pieces_in(told)
        if rest:
            for pattern, form in REWRITTEN:
                told = pattern.sub(form, told)
            pieces, rest = pieces_in(told)
        return _dated(pieces) if not rest and "day" in pieces and "age" not in pieces else None
    except ValueError:
        return None


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
