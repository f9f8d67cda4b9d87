"""When a scheduled job goes on next, and on which day it will be finished. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from withdrawer.schedule.times import Times, next_start, nth_start

PATIENCE = timedelta(hours=3)
"""What opens on the same day is waited for, and what opens so soon after midnight; the rest is for the next start."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next start that can do something, UTC, and the day, in the person's zone, on which the last of them comes.

    `acts_at` is from when that start does something: it may have to wait for the allowance.
    """

    next_at: datetime
    finishes_on: date
    acts_at: datetime


def waits_for(opens_at: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether a run that starts now waits for an allowance that opens then."""
    return now >= _waited_from(opens_at, zone)


def worth_waiting_until(opens_at: datetime, freed_at: Iterable[datetime], now: datetime, zone: tzinfo) -> datetime:
    """Until when a run waits that may do nothing before `opens_at`: until all is free that is free soon after.

    `freed_at` are the instants at which each used act stops counting. At the first of them only one would be free.
    """
    if opens_at <= now:
        return now
    return max([opens_at, *(it for it in freed_at if it - opens_at <= PATIENCE and waits_for(it, now, zone))])


def outlook(times: Times, opens_at: datetime | None, runs: int, now: datetime, zone: tzinfo) -> Outlook:
    """`opens_at` is when the allowance opens, None for now; `runs` is how many more runs the rest of the job takes."""
    since = max(now, _waited_from(opens_at, zone) - timedelta(microseconds=1)) if opens_at else now
    last = nth_start(times, since, zone, max(runs, 1))
    next_at = next_start(times, since, zone)
    return Outlook(next_at, last.astimezone(zone).date(), max(next_at, opens_at or next_at))


def _waited_from(opens_at: datetime, zone: tzinfo) -> datetime:
    """From when on a start waits for this instant, UTC: from the beginning of its day, or some hours before it."""
    midnight = datetime.combine(opens_at.astimezone(zone).date(), time.min, zone).astimezone(UTC)
    return min(midnight, opens_at - PATIENCE)
