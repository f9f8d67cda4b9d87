"""When a scheduled job goes on next, and on which day it will be finished. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from withdrawer.schedule.times import Times, next_start, nth_start

PATIENCE = timedelta(hours=3)
"""A scheduled run waits so long for the allowance to open; what opens later is left for the next start."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next start that can do something, UTC, and the day, in the person's zone, on which the last of them comes."""

    next_at: datetime
    finishes_on: date


def waits_for(opens_at: datetime, now: datetime) -> bool:
    """Whether a run that starts now waits for an allowance that opens then."""
    return opens_at - now <= PATIENCE


def outlook(times: Times, opens_at: datetime | None, runs: int, now: datetime, zone: tzinfo) -> Outlook:
    """`opens_at` is when the allowance opens, None for now; `runs` is how many more runs the rest of the job takes."""
    since = max(now, opens_at - PATIENCE - timedelta(microseconds=1)) if opens_at else now
    last = nth_start(times, since, zone, max(runs, 1))
    return Outlook(next_start(times, since, zone), last.astimezone(zone).date())
