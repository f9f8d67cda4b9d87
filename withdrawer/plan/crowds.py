"""Bursts among people whose dates are coarse: far more of one wording side by side than is usual for the account."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import sqrt
from typing import Protocol

from withdrawer.plan.dates.spans import Span
from withdrawer.plan.usual import Usual

LEAST = 10
"""Fewer side by side are no sign of anything."""
TIMES = 3
"""A burst has more than so many times what is usual, and more than chance gives."""
DAY = timedelta(days=1)


class Worded(Protocol):
    """Somebody in a list whose age is told in words."""

    @property
    def wording(self) -> str:
        """LinkedIn's words."""

    @property
    def span(self) -> Span | None:
        """What they can mean."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """People side by side in a list who bear one wording, with spans that lie mostly on each other."""

    wordings: tuple[str, ...]
    count: int
    span: Span | None

    def joined(self, below: "Crowd") -> "Crowd":
        """One crowd of both, the other one just below: a burst that began before the hour struck."""
        span = self.span.hull(below.span) if self.span and below.span else self.span or below.span
        return Crowd(tuple(dict.fromkeys(self.wordings + below.wordings)), self.count + below.count, span)


def crowds_of(people: Iterable[Worded]) -> list[Crowd]:
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
