"""The one clock. Instants are timezone-aware UTC; durations on a stopwatch never jump."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from withdrawer.errors import UsageError

Clock = Callable[[], datetime]
"""Gives the present instant, in UTC."""


def system_clock() -> datetime:
    """The machine's own clock, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class ShiftedClock:
    """A clock that started at another instant and goes on at the usual pace. Only a replay home may have one."""

    offset: timedelta

    @classmethod
    def starting_at(cls, instant: datetime) -> "ShiftedClock":
        """A clock that shows `instant` now."""
        return cls(instant - system_clock())

    def __call__(self) -> datetime:
        """The shifted present, UTC."""
        return system_clock() + self.offset


def parse_instant(text: str, what: str) -> datetime:
    """An ISO 8601 instant with its zone, as UTC. Raises UsageError naming `what` where it can't be read."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f"{what} can't be read as an instant: {text!r}", "Write it like 2026-11-21T15:20:00+01:00."
        ) from error
    if instant.tzinfo is None:
        raise UsageError(f"{what} has no time zone: {text!r}", "Write it like 2026-11-21T15:20:00+01:00, or with Z.")
    return instant.astimezone(UTC)


def stopwatch() -> float:
    """Seconds on a clock that only goes forward."""
    return time.monotonic()
