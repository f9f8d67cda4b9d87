"""Bursts among instants that are known to the minute."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

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
