"""Spans of time, half open, in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import msgspec


class Side(StrEnum):
    """Where a span lies against a window."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNSURE = "unsure"


class Span(msgspec.Struct, frozen=True, gc=False):
    """The instants at which something can have happened: `[earliest, latest)`, UTC."""

    earliest: datetime
    latest: datetime

    def __post_init__(self) -> None:
        if self.earliest >= self.latest:
            raise ValueError(f"an empty span: {self.earliest} to {self.latest}")

    def hull(self, other: "Span") -> "Span":
        """The smallest span that holds both."""
        return Span(min(self.earliest, other.earliest), max(self.latest, other.latest))

    def meet(self, other: "Span") -> "Span | None":
        """The span that both hold, None where they hold nothing together."""
        if other.earliest <= self.earliest and self.latest <= other.latest:
            return self
        earliest, latest = max(self.earliest, other.earliest), min(self.latest, other.latest)
        return Span(earliest, latest) if earliest < latest else None

    def against(self, window: "Window") -> Side:
        """Inside where all of it lies in the window, outside where none does, otherwise unsure."""
        if self.latest <= window.since or self.earliest >= window.until:
            return Side.OUTSIDE
        if self.earliest >= window.since and self.latest <= window.until:
            return Side.INSIDE
        return Side.UNSURE


FOREVER_AGO = datetime(2003, 1, 1, tzinfo=UTC)
"""Before LinkedIn existed."""
FAR_AHEAD = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """The window of sending: `[since, until)`, UTC. An open end is FOREVER_AGO or FAR_AHEAD."""

    since: datetime
    until: datetime
