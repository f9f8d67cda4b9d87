"""When a scheduled job continues, and on which day it will be finished. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from withdrawer.schedule.times import Times, next_start, nth_start

PATIENCE = timedelta(hours=3)
"""A run waits for an allowance that opens on the same day or within this time; later ones wait for the next start."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next start that can act, UTC, and the day, in the user's zone, of the last start.

    `acts_at` is when that next start begins to act: it may have to wait for the allowance.
    """

    next_at: datetime
    finishes_on: date
    acts_at: datetime


def waits_for(opens_at: datetime, now: datetime, zone: tzinfo) -> bool:
    """Whether a run that starts now waits for an allowance that opens at `opens_at`."""
    return now >= _waited_from(opens_at, zone)


def worth_waiting_until(opens_at: datetime, freed_at: Iterable[datetime], now: datetime, zone: tzinfo) -> datetime:
    """How long to wait, if nothing may be done before `opens_at`: until all acts that free up soon after are free.

    `freed_at` are the instants at which each used act stops counting. At the first of them only one act would be free.
    """
    if opens_at <= now:
        return now
    return max([opens_at, *(it for it in freed_at if it - opens_at <= PATIENCE and waits_for(it, now, zone))])


def outlook(times: Times, opens_at: datetime | None, runs: int, now: datetime, zone: tzinfo) -> Outlook:
    """The outlook of a job that takes `runs` more runs; `opens_at` is when the allowance opens, None for now."""
    since = max(now, _waited_from(opens_at, zone) - timedelta(microseconds=1)) if opens_at else now
    last = nth_start(times, since, zone, max(runs, 1))
    next_at = next_start(times, since, zone)
    return Outlook(next_at, last.astimezone(zone).date(), max(next_at, opens_at or next_at))


def _waited_from(opens_at: datetime, zone: tzinfo) -> datetime:
    """The earliest start that waits for this instant, UTC: midnight of its day, or PATIENCE before it if earlier."""
    midnight = datetime.combine(opens_at.astimezone(zone).date(), time.min, zone).astimezone(UTC)
    return min(midnight, opens_at - PATIENCE)
