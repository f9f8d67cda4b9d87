"""Bursts: many invitations close together, against what is usual for this member.

Where the minute is known they are found by minutes; where LinkedIn tells coarse ages, by how many of one wording stand
side by side in the list. Pure.
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
"""So many within a short stretch make a burst: by hand an invitation takes ten seconds and more."""


SHARE = 0.9
"""The tightest stretch that has so much of a burst is its core."""


@dataclass(frozen=True, slots=True)
class Burst:
    """The first and the last minute of a burst, both in it, and those of its core.

    Outside the core it is thin: whoever is there may have been invited by hand, just before or after. `is_imported`
    where the people of an address book show it.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    is_imported: bool


def bursts(minutes: Sequence[int], imported: Sequence[int]) -> list[Burst]:
    """The bursts among minutes, of which `imported` are those of people in the address book; both are sorted.

    A blast goes to an address book, so its people alone show it best: hardly anybody invited by hand is among them.
    """
    found = [_burst(first, last, minutes, imported, is_imported=True) for first, last in stretches(imported, width=3)]
    left = _outside(minutes, found)
    return found + [_burst(first, last, left, left, is_imported=False) for first, last in stretches(left, width=2)]


def stretches(minutes: Sequence[int], width: int, least: int = TOGETHER) -> list[tuple[int, int]]:
    """First and last of every stretch in which each minute is one of `least` within `width` minutes."""
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
    """The account's usual rate, from the spans of all pending invitations and how many have each."""

    def __init__(self, counted: Iterable[tuple[Span, int]]) -> None:
        lines = sorted((_middle(span), count) for span, count in counted)
        self._middles = [middle for middle, _ in lines]
        self._sums = [0, *accumulate(count for _, count in lines)]

    def per_day(self, span: Span, count: int) -> float | None:
        """The invitations a day without the `count` in this span: those of the weeks around it, or of all if more.

        None where there are no others to compare with.
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
"""A burst has more than so many times what is usual, and more than chance gives."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Neighbours in a list with the same wording and largely overlapping spans."""

    wordings: tuple[str, ...]
    count: int
    span: Span | None

    def joined(self, below: "Crowd") -> "Crowd":
        """Both crowds as one, `below` next in the list: a burst can cross the turn of an hour."""
        span = self.span.hull(below.span) if self.span and below.span else self.span or below.span
        return Crowd(tuple(dict.fromkeys(self.wordings + below.wordings)), self.count + below.count, span)


def crowds_of(people: Iterable[Person | EarlierSighting]) -> list[Crowd]:
    """The crowds in the order of the list."""
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
    """The crowds that are bursts, with what is usual a day; None where there is nothing to compare with.

    A neighbour that is too many as well belongs to it, however few: a burst may lie across two wordings.
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
            found[-1] = found[-1][0].joined(crowd), found[-1][1]
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
