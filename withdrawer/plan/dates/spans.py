"""Half-open spans of time, in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec

EXACT = timedelta(minutes=1)
"""As finely as LinkedIn tells a time anywhere: its data export has the minute."""


class Side(StrEnum):
    """The position of a span relative to a window."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNSURE = "unsure"


class Span(msgspec.Struct, frozen=True, gc=False):
    """The instants at which something can have happened: `[earliest, latest)`, in UTC."""

    earliest: datetime
    latest: datetime

    def __post_init__(self) -> None:
        if self.earliest >= self.latest:
            raise ValueError(f"an empty span: {self.earliest} to {self.latest}")

    @property
    def is_exact(self) -> bool:
        """Whether the minute is known."""
        return self.latest - self.earliest <= EXACT

    def hull(self, other: "Span") -> "Span":
        """Return the smallest span that contains both."""
        return Span(min(self.earliest, other.earliest), max(self.latest, other.latest))

    def meet(self, other: "Span") -> "Span | None":
        """Return the intersection, or None if it is empty."""
        if other.earliest <= self.earliest and self.latest <= other.latest:
            return self
        earliest, latest = max(self.earliest, other.earliest), min(self.latest, other.latest)
        return Span(earliest, latest) if earliest < latest else None

    def against(self, window: "Window") -> Side:
        """Return INSIDE if the whole span is in the window, OUTSIDE if none of it is, else UNSURE."""
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
    """The window of sending: `[since, until)`, in UTC. An open end is FOREVER_AGO or FAR_AHEAD."""

    since: datetime
    until: datetime
