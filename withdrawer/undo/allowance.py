"""How much a day: the allowance of acts, and the limit on page loads."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from withdrawer.errors import AllowanceSpent
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account
from withdrawer.plan.forecast import REMOVALS_A_DAY, forecast
from withdrawer.plan.half import Half

PERIOD = timedelta(hours=22)
"""Both hold in any window this long: a daily run may drift by two hours and still have all of it."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many acts are left at `now`, if no 22 hours may hold more than `per_day` of them.

    `acted_at` are all clicked acts of the last 22 hours (older ones are ignored), `removals_at` those of them that
    removed a connection, all in UTC. Instants in the future, left by a clock that was set back, count as used.
    `per_day` None means no limit.
    """

    per_day: int | None
    acted_at: Sequence[datetime]
    removals_at: Sequence[datetime]
    now: datetime

    def __post_init__(self) -> None:
        if self.per_day is not None and self.per_day < 1:
            raise ValueError(f"nobody may be undone a day: {self.per_day}")

    @property
    def used(self) -> int:
        """Number of acts that count now."""
        return len(self._counting(self.acted_at))

    @property
    def left(self) -> int | None:
        """Number of acts, of either half, that may be done now; None without a limit."""
        return None if self.per_day is None else max(self.per_day - self.used, 0)

    @property
    def removals_left(self) -> int | None:
        """Number of removals that may be done now; None without a limit."""
        if self.left is None:
            return None
        return min(self.left, max(REMOVALS_A_DAY - len(self._counting(self.removals_at)), 0))

    @property
    def next_at(self) -> datetime:
        """When the next withdrawal may be done, UTC: `now` or later. A removal may have to wait longer."""
        return self.now if self.per_day is None else self._free_at(self.acted_at, self.per_day)

    def admits(self, half: Half) -> bool:
        """Whether one more act of this half may be done now."""
        return self.next_for(half) <= self.now

    def is_exceeded(self, half: Half) -> bool:
        """Whether more acts count than are allowed, so that the latest, of this half, was one too many."""
        if self.per_day is None:
            return False
        removals = len(self._counting(self.removals_at)) if half is Half.CONNECTIONS else 0
        return self.used > self.per_day or removals > REMOVALS_A_DAY

    def next_for(self, half: Half) -> datetime:
        """When the next act of this half may be done, UTC: `now` or later."""
        if self.per_day is None or half is Half.SENT:
            return self.next_at
        return max(self.next_at, self._free_at(self.removals_at, REMOVALS_A_DAY))

    def days_left(self, withdrawals: int, removals: int) -> int:
        """Number of days these acts take after today, with one run a day, withdrawals first."""
        if self.left is None or self.removals_left is None or self.per_day is None:
            return 0
        today, removed = date.min, REMOVALS_A_DAY - self.removals_left
        told = forecast(withdrawals, removals, self.per_day, today, used_today=self.used, removed_today=removed)
        return (told.finishes_on - today).days

    def _counting(self, instants: Sequence[datetime]) -> list[datetime]:
        return sorted(instant for instant in instants if instant > self.now - PERIOD)

    def _free_at(self, instants: Sequence[datetime], limit: int) -> datetime:
        """When fewer than `limit` of the instants will count."""
        counting = self._counting(instants)
        return self.now if len(counting) < limit else counting[-limit] + PERIOD


class LoadsSpent(AllowanceSpent):
    """The page loads allowed in 22 hours are used up."""


def refuse_spent(journal: Journal, loads_per_day: int | None, now: datetime) -> None:
    """Raise LoadsSpent if the page loads are used up; None means no limit."""
    if loads_per_day is not None and journal.scans.loads_since(now - PERIOD) >= loads_per_day:
        raise LoadsSpent(
            f"The {loads_per_day:,} page loads allowed in 22 hours are used up.",
            "Run the same command again then: it continues, and nothing is done twice. `loads_per_day` in the config "
            "file sets how many may be loaded.",
            opening_of(journal, loads_per_day, now),
        )


def opening_of(journal: Journal, loads_per_day: int, now: datetime) -> datetime | None:
    """When a list may be loaded again, UTC, to the minute: when enough earlier readings are 22 hours old.

    None if no load is ever allowed.
    """

    def is_open(minutes: int) -> bool:
        return journal.scans.loads_since(now - PERIOD + minutes * MINUTE) < loads_per_day

    minutes = range(PERIOD // MINUTE + 1)
    first = bisect_left(minutes, True, key=is_open)
    return now + first * MINUTE if first < len(minutes) else None


def count_load(journal: Journal, account: Account | None, half: Half, now: datetime, zone: tzinfo) -> None:
    """Count one load of a list whose people are not recorded. Does nothing if the journal has no account yet."""
    if account is not None:
        journal.scans.add(journal.scans.begin(account, half, now, zone), ())
