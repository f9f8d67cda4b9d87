"""Walls that a person has to see to before anything goes on."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from withdrawer.journal.database import Database
from withdrawer.journal.instants import restored, stored
from withdrawer.journal.records import Account, Stop


@dataclass(frozen=True, slots=True)
class Stops:
    """The stops. One met before it was known who is signed in concerns every account of the home."""

    database: Database

    def record(
        self, account: Account | None, kind: str, at: datetime, detail: str = "", snapshot: Path | None = None
    ) -> None:
        """A wall ended the run. `detail` must hold no address of a page."""
        with self.database.writing():
            self.database.write(
                "INSERT INTO stops (account_id, kind, seen_at, detail, snapshot) VALUES (?, ?, ?, ?, ?)",
                (account.id if account else None, kind, stored(at), detail, str(snapshot or "")),
            )

    def active(self, account: Account | None) -> Stop | None:
        """The latest stop that nobody has cleared."""
        rows = self.database.rows(
            "SELECT * FROM stops WHERE cleared_at IS NULL AND (account_id IS NULL OR account_id = ?)"
            " ORDER BY id DESC LIMIT 1",
            (account.id if account else None,),
        )
        return (
            Stop(
                id=rows[0]["id"],
                kind=rows[0]["kind"],
                seen_at=restored(rows[0]["seen_at"]),
                detail=rows[0]["detail"],
                snapshot=Path(rows[0]["snapshot"]) if rows[0]["snapshot"] else None,
            )
            if rows
            else None
        )

    def clear(self, account: Account | None, at: datetime) -> None:
        """The person has seen to it: all that `active` would show."""
        with self.database.writing():
            self.database.write(
                "UPDATE stops SET cleared_at = ? WHERE cleared_at IS NULL AND (account_id IS NULL OR account_id = ?)",
                (stored(at), account.id if account else None),
            )
