"""Bursts: many invitations close together, compared with this member's usual rate.

Found by minute where it is known; where LinkedIn shows coarse ages, by how many with one wording are adjacent in the
list. Pure.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from math import sqrt

from withdrawer.plan.dates.spans import Span
from withdrawer.plan.people import EarlierSighting, Person

TOGETHER = 8
"""This many within a short stretch make a burst: an invitation by hand takes ten seconds or more."""


SHARE = 0.9
"""The tightest stretch with at least this share of a burst is its core."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The first and last minute of a burst, both inclusive, and those of its core.

    Outside the core it is thin: people there may have been invited by hand, just before or after. `is_imported` is True
    if it was found by the people in an address book.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    is_imported: bool


def bursts(minutes: Sequence[int], imported: Sequence[int]) -> list[Burst]:
    """Return the bursts among minutes; `imported` are those of people in the address book. Both are sorted.

    A blast goes to an address book, so its people alone show it best: hardly anyone invited by hand is among them.
    """
    found = [_burst(first, last, minutes, imported, is_imported=True) for first, last in stretches(imported, width=3)]
    left = _outside(minutes, found)
    return found + [_burst(first, last, left, left, is_imported=False) for first, last in stretches(left, width=2)]


def stretches(minutes: Sequence[int], width: int, least: int = TOGETHER) -> list[tuple[int, int]]:
    """Return the first and last minute of every stretch whose minutes each belong to `least` within `width` minutes."""
    found: list[tuple[int, int]] = []
    for first, last in zip(minutes, minutes[least - 1 :], strict=False):
        if last - first >= width:
            continue
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found


def _burst(first: int, last: int, minutes: Sequence[int], signs: Sequence[int], *, is_imported: bool) -> Burst:
    inside = signs[bisect_left(signs, first) : bisect_right(signs, last)]
    core_first, core_last = first, last
    for width in (1, 2):
        tight = stretches(inside, width)
        if len(tight) == 1 and _count(inside, *tight[0]) >= SHARE * len(inside):
            core_first, core_last = tight[0]
            break
    return Burst(
        core_first - _has(minutes, core_first - 1),
        core_last + _has(minutes, core_last + 1),
        core_first,
        core_last,
        is_imported,
    )


def _count(minutes: Sequence[int], first: int, last: int) -> int:
    return bisect_right(minutes, last) - bisect_left(minutes, first)


def _has(minutes: Sequence[int], minute: int) -> bool:
    return _count(minutes, minute, minute) > 0


def _outside(minutes: Sequence[int], taken: Sequence[Burst]) -> list[int]:
    left, at = [], 0
    for minute in minutes:
        while at < len(taken) and taken[at].last < minute:
            at += 1
        if at == len(taken) or minute < taken[at].first:
            left.append(minute)
    return left


AROUND = timedelta(days=30)
DAY = timedelta(days=1)


class Usual:
    """The account's usual rate, from the spans of all pending invitations and their counts."""

    def __init__(self, counted: Iterable[tuple[Span, int]]) -> None:
        lines = sorted((_middle(span), count) for span, count in counted)
        self._middles = [middle for middle, _ in lines]
        self._sums = [0, *accumulate(count for _, count in lines)]

    def per_day(self, span: Span, count: int) -> float | None:
        """Return the usual invitations per day, without the `count` in this span: the higher of two averages.

        One is over the weeks around the span, the other over all the time. None if there are no others to compare with.
        """
        if self._sums[-1] <= count:
            return None
        middle = _middle(span)
        whole = self._rate(self._middles[0], self._middles[-1], span, count)
        around = self._rate(middle - AROUND, middle + AROUND, span, count)
        return max(whole, around)

    def _rate(self, since: datetime, until: datetime, span: Span, count: int) -> float:
        since, until = max(since, self._middles[0]), min(until, self._middles[-1])
        inside = self._sums[bisect_right(self._middles, until)] - self._sums[bisect_left(self._middles, since)]
        own = timedelta(0) if span.earliest >= until or span.latest <= since else span.latest - span.earliest
        return max(0, inside - count) / max((until - since - own) / DAY, 1.0)


def _middle(span: Span) -> datetime:
    return span.earliest + (span.latest - span.earliest) / 2


LEAST = 10
"""A smaller crowd is never a burst."""
TIMES = 3
"""A burst exceeds the usual number by this factor, and by more than chance allows."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Adjacent people in a list with the same wording and largely overlapping spans."""

    wordings: tuple[str, ...]
    count: int
    span: Span | None

    def joined(self, below: "Crowd") -> "Crowd":
        """Return both crowds as one, `below` being next in the list: a burst can cross the turn of an hour."""
        span = self.span.hull(below.span) if self.span and below.span else self.span or below.span
        return Crowd(tuple(dict.fromkeys(self.wordings + below.wordings)), self.count + below.count, span)


def crowds_of(people: Iterable[Person | EarlierSighting]) -> list[Crowd]:
    """Return the crowds in list order."""
    crowds: list[Crowd] = []
    for person in people:
        above = crowds[-1] if crowds else None
        if above and above.wordings == (person.wording,) and _is_like(above.span, person.span):
            whole = above.span.hull(person.span) if above.span and person.span else None
            crowds[-1] = replace(above, count=above.count + 1, span=whole)
        else:
            crowds.append(Crowd((person.wording,), 1, person.span))
    return crowds


def bursting(crowds: Sequence[Crowd], usual: Usual) -> list[tuple[Crowd, float | None]]:
    """Return the crowds that are bursts, with the usual number per day; None if there is nothing to compare with.

    An adjacent crowd that also exceeds the usual rate is included, however small: a burst may span two wordings.
    """
    found: list[tuple[Crowd, float | None]] = []
    is_open = False
    for index, crowd in enumerate(crowds):
        rate = usual.per_day(crowd.span, crowd.count) if crowd.span else None
        is_burst = crowd.count >= LEAST and (crowd.span is None or rate is None or _is_many(crowd, rate))
        is_next_to_one = any(
            0 <= other < len(crowds) and crowds[other].count >= LEAST for other in (index - 1, index + 1)
        )
        if not is_burst and not (is_next_to_one and rate is not None and crowd.count > 2 and _is_many(crowd, rate)):
            is_open = False
        elif is_open and crowd.span and found[-1][0].span:
            span = found[-1][0].span.hull(crowd.span)
            whole = found[-1][0].joined(crowd)
            # Its own parts are no part of what is usual. Without others there is no pace, yet more than one wording.
            found[-1] = whole, usual.per_day(span, whole.count) or 0.0
        else:
            found.append((crowd, rate))
            is_open = True
    return [(crowd, rate) for crowd, rate in found if crowd.count >= LEAST]


def _is_like(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    both, whole = one.meet(other), one.hull(other)
    return both is not None and 2 * (both.latest - both.earliest) >= whole.latest - whole.earliest


def _is_many(crowd: Crowd, per_day: float) -> bool:
    if crowd.span is None:
        return False
    usual = per_day * ((crowd.span.latest - crowd.span.earliest) / DAY)
    return crowd.count > TIMES * usual + TIMES * sqrt(usual)
