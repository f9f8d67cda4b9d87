"""When a job will be finished at a given number of acts per day, and whether a tidy wish ever catches up."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

REMOVALS_A_DAY = 25
"""The most removals in one day's allowance: long-lived tools stay at or below this number."""
LONGEST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Forecast:
    """The number of days with acts, including today if anything is done today, and the last of them."""

    days: int
    finishes_on: date


def forecast(
    invitations: int, removals: int, per_day: int, today: date, *, used_today: int = 0, removed_today: int = 0
) -> Forecast:
    """Return when all acts are done, invitations first.

    `removed_today` is the part of `used_today` that was removals. `today` is the date in the user's zone. Raises
    ValueError if `per_day` is below one.
    """
    if per_day < 1:
        raise ValueError(f"nothing is ever finished at {per_day} people a day")
    day, days, finishes_on = today, 0, today
    acts_left = max(0, per_day - used_today)
    removals_left = max(0, REMOVALS_A_DAY - removed_today)
    while invitations or removals:
        withdrawn = min(invitations, acts_left)
        removed = min(removals, acts_left - withdrawn, removals_left)
        if withdrawn or removed:
            days, finishes_on = days + 1, day
        invitations, removals = invitations - withdrawn, removals - removed
        day += timedelta(days=1)
        acts_left, removals_left = per_day, REMOVALS_A_DAY
    return Forecast(days, finishes_on)


@dataclass(frozen=True, slots=True)
class Backlog:
    """How a tidy wish fares: `sent_a_day` become old enough each day, and it can withdraw `capacity` of them.

    It has caught up on the day `until`; None if it never does.
    """

    sent_a_day: float
    capacity: float
    until: date | None


def backlog(ready: int, sent_a_day: float, capacity: float, today: date) -> Backlog:
    """Return when a wish has caught up, if people are invited as often as they were. `today` is in the user's zone."""
    spare = capacity - sent_a_day
    if not ready:
        return Backlog(sent_a_day, capacity, today if spare >= 0 else None)
    days = ceil(ready / spare) if spare > 0 else 0
    return Backlog(sent_a_day, capacity, today + timedelta(days=days - 1) if 0 < days < LONGEST_DAYS else None)
