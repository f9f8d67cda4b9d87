"""What the order of a list tells: newest first, so nobody was invited after their upper neighbour."""

from collections.abc import Sequence
from dataclasses import dataclass

from withdrawer.plan.dates.spans import Span


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """Two places of a list, counted from its top, of which the upper one is certainly the older."""

    upper: int
    lower: int


def narrowed_by_order(spans: Sequence[Span | None]) -> list[Span | None] | OutOfOrder:
    """The spans of a list, newest first, each as narrow as its neighbours above and below make it.

    A list that contradicts itself anywhere is not sorted as it seems, and then its order tells nothing.
    """
    latest: list[Span | None] = list(spans)
    ceiling: tuple[int, Span] | None = None
    for place, span in enumerate(spans):
        if span is None:
            continue
        if ceiling is not None and ceiling[1].latest <= span.earliest:
            return OutOfOrder(ceiling[0], place)
        if ceiling is None or span.latest < ceiling[1].latest:
            ceiling = place, span
        elif ceiling[1].latest < span.latest:
            latest[place] = Span(span.earliest, ceiling[1].latest)
    floor: Span | None = None
    for place in reversed(range(len(latest))):
        span = latest[place]
        if span is None:
            continue
        if floor is None or span.earliest > floor.earliest:
            floor = span
        elif span.earliest < floor.earliest:
            latest[place] = Span(floor.earliest, span.latest)
    return latest
