"""How LinkedIn may count days, and which of the ways the evidence leaves.

Nobody outside knows whether "yesterday" and "2 days ago" mean calendar days or full 24 hours, nor whether both are
counted alike. So each way is followed by itself through all that was seen, until what was seen rules it out.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from withdrawer.plan.dates.ages import Days
from withdrawer.plan.dates.spans import Span


class Counting(StrEnum):
    """What a day is, in a wording."""

    CALENDAR = "calendar"
    FULL_DAYS = "full days"


Way = tuple[Counting, Counting]
"""How days without a number ("yesterday") are counted, and how those with one ("2 days ago")."""
WAYS: tuple[Way, ...] = tuple((named, counted) for named in Counting for counted in Counting)
Readings = tuple[Span | None, ...]
"""What one invitation's span is in each of the WAYS, None in a way that what was seen rules out."""
WITNESSES = 3
"""So many people must rule a way out before it counts for all: one alone may have been invited twice."""


def readings_of(span: Span, days: Days | None) -> Readings:
    """What one sighting says in each way."""
    if days is None:
        return (span,) * len(WAYS)
    return tuple(days.calendar if way[not days.is_named] is Counting.CALENDAR else days.full for way in WAYS)


def meet(one: Readings, other: Readings) -> Readings:
    """What two sightings of one invitation leave; nothing at all where they contradict each other in every way."""
    return tuple(a.meet(b) if a and b else None for a, b in zip(one, other, strict=True))


def hull(readings: Iterable[Span | None]) -> Span | None:
    """The span that holds every reading that is left."""
    whole: Span | None = None
    for span in readings:
        if span is not None:
            whole = span if whole is None else whole.hull(span)
    return whole


def ways_left(everybody: Iterable[Readings]) -> tuple[bool, ...]:
    """Which of the WAYS the people of an account leave; all of them where nobody would leave any."""
    against = [0] * len(WAYS)
    for readings in everybody:
        if None in readings and any(readings):
            against = [count + (span is None) for count, span in zip(against, readings, strict=True)]
    left = tuple(count < WITNESSES for count in against)
    return left if any(left) else (True,) * len(WAYS)


def span_in(readings: Readings, left: Sequence[bool]) -> Span | None:
    """The span in the ways that are left; where this person leaves none of those, in their own."""
    return hull(span for span, is_left in zip(readings, left, strict=True) if is_left) or hull(readings)


def counted_by(left: Sequence[bool]) -> frozenset[Counting]:
    """How days with a number may still be counted."""
    return frozenset(way[1] for way, is_left in zip(WAYS, left, strict=True) if is_left)


def named_by(left: Sequence[bool]) -> frozenset[Counting]:
    """How days without a number may still be counted."""
    return frozenset(way[0] for way, is_left in zip(WAYS, left, strict=True) if is_left)
