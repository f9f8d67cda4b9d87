"""Bursts among instants that are known to the minute."""

from collections.abc import Sequence
from dataclasses import dataclass

TOGETHER = 8
"""So many within a short stretch make a burst: by hand an invitation takes ten seconds and more."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first and the last minute of a burst, both in it."""

    first: int
    last: int

    def holds(self, minute: int) -> bool:
        """Whether a minute is in it."""
        return self.first <= minute <= self.last


def stretches(minutes: Sequence[int], width: int, least: int = TOGETHER) -> list[Stretch]:
    """Every stretch in which each minute is one of `least` within `width` minutes. `minutes` are sorted."""
    found: list[Stretch] = []
    for first, last in zip(minutes, minutes[least - 1 :], strict=False):
        if last - first >= width:
            continue
        if found and first <= found[-1].last + 1:
            found[-1] = Stretch(found[-1].first, last)
        else:
            found.append(Stretch(first, last))
    return found


def bursts(minutes: Sequence[int], imported: Sequence[int]) -> list[tuple[Stretch, bool]]:
    """The bursts, each with whether the address book shows it. `imported` are the minutes of those who stand in it.

    A blast goes to an address book, so those alone show it best: who was invited by hand just before is not among them.
    """
    shown = stretches(sorted(imported), width=3)
    left = _outside(sorted(minutes), shown)
    return [(stretch, True) for stretch in shown] + [(stretch, False) for stretch in stretches(left, width=2)]


def _outside(minutes: Sequence[int], taken: Sequence[Stretch]) -> list[int]:
    left, at = [], 0
    for minute in minutes:
        while at < len(taken) and taken[at].last < minute:
            at += 1
        if at == len(taken) or not taken[at].holds(minute):
            left.append(minute)
    return left
