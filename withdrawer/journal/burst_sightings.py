"""Bursts of new invitations that a reading met: perhaps a second blast."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from withdrawer.journal.database import Database
from withdrawer.journal.records import Account
from withdrawer.journal.columns import restored, stored
from withdrawer.plan.dates.spans import Span

if TYPE_CHECKING:
    from withdrawer.plan.bursts.second_bursts import SecondBurst


@dataclass(frozen=True, slots=True)
class SecondBursts:
    """What was met between two readings, kept so that `status` can tell it."""

    database: Database

    def add(self, account: Account, burst: "SecondBurst", at: datetime) -> None:
        """A reading has met this one."""
        values = (stored(at), stored(burst.since), burst.count, stored(burst.span.earliest), stored(burst.span.latest))
        with self.database.writing():
            self.database.write(
                "INSERT INTO second_bursts (account_id, seen_at, since, count, earliest, latest)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (account.id, *values),
            )

    def last_since(self, account: Account, instant: datetime) -> "SecondBurst | None":
        """The last one that was met after an instant."""
        rows = self.database.rows(
            "SELECT * FROM second_bursts WHERE account_id = ? AND seen_at > ? ORDER BY id DESC LIMIT 1",
            (account.id, stored(instant)),
        )
        if not rows:
            return None
        from withdrawer.plan.bursts.second_bursts import SecondBurst

        [row] = rows
        span = Span(restored(row["earliest"]), restored(row["latest"]))
        return SecondBurst(row["count"], span, restored(row["since"]))
