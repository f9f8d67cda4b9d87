"""How many pages of a list may be loaded in a day, and how many were."""

from bisect import bisect_left
from datetime import datetime, timedelta, tzinfo

from withdrawer.errors import AllowanceSpent
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account
from withdrawer.plan.half import Half
from withdrawer.undo.pacing import PERIOD

MINUTE = timedelta(minutes=1)


class LoadsSpent(AllowanceSpent):
    """As many pages were loaded as a day may see."""


def refuse_spent(journal: Journal, loads_per_day: int | None, now: datetime) -> None:
    """Raise LoadsSpent where the loads are used up; None means that they are not capped."""
    if loads_per_day is not None and journal.scans.loads_since(now - PERIOD) >= loads_per_day:
        raise LoadsSpent(
            f"The {loads_per_day:,} page loads allowed in 22 hours are used up.",
            "Run the same command again then: it goes on, and nothing is done twice. `loads_per_day` in the config "
            "file sets how many may be loaded.",
            opening_of(journal, loads_per_day, now),
        )


def opening_of(journal: Journal, loads_per_day: int, now: datetime) -> datetime | None:
    """From when a list may be loaded again, UTC, to the minute: when enough earlier readings are 22 hours old.

    None where no load is ever allowed.
    """

    def is_open(minutes: int) -> bool:
        return journal.scans.loads_since(now - PERIOD + minutes * MINUTE) < loads_per_day

    minutes = range(PERIOD // MINUTE + 1)
    first = bisect_left(minutes, True, key=is_open)
    return now + first * MINUTE if first < len(minutes) else None


def count_load(journal: Journal, account: Account | None, half: Half, now: datetime, zone: tzinfo) -> None:
    """Note that a list was loaded by what keeps nobody of it. Where nobody's journal it is yet, it can't be noted."""
    if account is not None:
        journal.scans.add(journal.scans.begin(account, half, now, zone), ())
