"""The clock, and how its times are worded. Instants are timezone-aware UTC; the stopwatch is monotonic."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from withdrawer.errors import UsageError

Clock = Callable[[], datetime]
"""Returns the current time, in UTC."""


def system_clock() -> datetime:
    """Return the machine's time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class ShiftedClock:
    """A clock that starts at another instant and runs at normal speed. Only for replay homes."""

    offset: timedelta

    @classmethod
    def starting_at(cls, instant: datetime) -> "ShiftedClock":
        """Return a clock that shows `instant` now."""
        return cls(instant - system_clock())

    def __call__(self) -> datetime:
        """Return the shifted current time, in UTC."""
        return system_clock() + self.offset


def parse_instant(text: str, what: str) -> datetime:
    """Return an ISO 8601 instant with its zone, in UTC. Raises UsageError naming `what` if it is invalid."""
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            f"{what} can't be read as an instant: {text!r}", "Write it like 2026-11-21T15:20:00+01:00."
        ) from error
    if instant.tzinfo is None:
        raise UsageError(f"{what} has no time zone: {text!r}", "Write it like 2026-11-21T15:20:00+01:00, or with Z.")
    return instant.astimezone(UTC)


def day_words(day: date) -> str:
    """Return a day as people write it: "Sat 21 Nov 2026"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def moment_words(instant: datetime, zone: tzinfo) -> str:
    """Return an instant in `zone` as people write it, to the minute: "Sat 21 Nov 2026, 14:20"."""
    local = instant.astimezone(zone)
    return f"{day_words(local)}, {local:%H:%M}"


def moment_and_zone(instant: datetime, zone: tzinfo) -> str:
    """Return an instant with the name of its zone, where the zone may be another than expected."""
    return f"{moment_words(instant, zone)} {instant.astimezone(zone):%Z}".strip()


def stopwatch() -> float:
    """Return seconds on a monotonic clock."""
    return time.monotonic()
