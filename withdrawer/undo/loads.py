"""How many pages of a list may be loaded in a day, and how many were."""

from datetime import datetime, tzinfo

from withdrawer.errors import WithdrawerError
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account
from withdrawer.plan.halves import Half
from withdrawer.undo.pacing import PERIOD


class LoadsSpent(WithdrawerError):
    """As many pages were loaded as a day may see."""


def refuse_spent(journal: Journal, loads_per_day: int | None, now: datetime) -> None:
    """Raise LoadsSpent where the loads are used up; None means that they are not capped."""
    if loads_per_day is not None and journal.scans.loads_since(now - PERIOD) >= loads_per_day:
        raise LoadsSpent(
            f"The {loads_per_day} page loads allowed in 22 hours are used up.",
            "Run the same command again tomorrow; `loads_per_day` in the config file raises the cap.",
        )


def count_load(journal: Journal, account: Account | None, half: Half, now: datetime, zone: tzinfo) -> None:
    """Note that a list was loaded by what keeps nobody of it. Where nobody's journal it is yet, it can't be noted."""
    if account is not None:
        journal.scans.add(journal.scans.begin(account, half, now, zone), ())
