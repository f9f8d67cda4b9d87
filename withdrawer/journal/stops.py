"""Walls that the user must deal with before anything continues."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Row

from withdrawer.journal.columns import record_of, stored, stored_or_none
from withdrawer.journal.database import Database
from withdrawer.journal.records import HOLD, Account, Stop


@dataclass(frozen=True, slots=True)
class Stops:
    """The stops. One recorded before the account was known applies to every account of the home."""

    database: Database

    def record(
        self,
        account: Account | None,
        kind: str,
        at: datetime,
        detail: str = "",
        snapshot: Path | None = None,
        opens_at: datetime | None = None,
    ) -> None:
        """Record a wall that ended the run. `detail` must hold no page address; `opens_at` is what a notice names."""
        with self.database.writing():
            self.database.write(
                "INSERT INTO stops (account_id, kind, seen_at, detail, snapshot, opens_at) VALUES (?, ?, ?, ?, ?, ?)",
                (account and account.id, kind, stored(at), detail, str(snapshot or ""), stored_or_none(opens_at)),
            )

    def count_since(self, account: Account | None, kind: str, instant: datetime) -> int:
        """How often this kind of stop ended runs after the instant, cleared or not."""
        [row] = self.database.rows(
            "SELECT COUNT(*) AS stops FROM stops"
            " WHERE kind = ? AND seen_at > ? AND (account_id IS NULL OR account_id = ?)",
            (kind, stored(instant), account and account.id),
        )
        return int(row["stops"])

    def active(self, account: Account | None, at: datetime) -> Stop | None:
        """The latest stop that is not cleared and has not ended by itself by the instant `at`, or None."""
        rows = self.database.rows(
            "SELECT * FROM stops WHERE cleared_at IS NULL AND (account_id IS NULL OR account_id = ?)"
            " AND NOT (kind = ? AND opens_at IS NOT NULL AND opens_at <= ?) ORDER BY id DESC LIMIT 1",
            (account and account.id, HOLD, stored(at)),
        )
        return _stop(rows[0]) if rows else None

    def between(self, account: Account, since: datetime, until: datetime) -> list[Stop]:
        """All stops in this time, cleared or not, oldest first."""
        rows = self.database.rows(
            "SELECT * FROM stops WHERE seen_at >= ? AND seen_at <= ? AND (account_id IS NULL OR account_id = ?)"
            " ORDER BY id",
            (stored(since), stored(until), account.id),
        )
        return [_stop(row) for row in rows]

    def snapshots(self) -> set[Path]:
        """The snapshot files of stops that are not cleared."""
        rows = self.database.rows("SELECT snapshot FROM stops WHERE cleared_at IS NULL AND snapshot <> ''")
        return {Path(row["snapshot"]) for row in rows}

    def clear_kind(self, account: Account, kind: str, at: datetime) -> None:
        """Clear the stops of this kind; others stay."""
        with self.database.writing():
            self.database.write(
                "UPDATE stops SET cleared_at = ?"
                " WHERE cleared_at IS NULL AND kind = ? AND (account_id IS NULL OR account_id = ?)",
                (stored(at), kind, account.id),
            )

    def clear(self, account: Account | None, at: datetime) -> None:
        """Clear every stop that `active` could return: the user has dealt with it."""
        with self.database.writing():
            self.database.write(
                "UPDATE stops SET cleared_at = ? WHERE cleared_at IS NULL AND (account_id IS NULL OR account_id = ?)",
                (stored(at), account and account.id),
            )


def _stop(row: Row) -> Stop:
    return record_of(Stop, row, snapshot=Path(row["snapshot"]) if row["snapshot"] else None)
