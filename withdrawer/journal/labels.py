"""The words by which a member has confirmed LinkedIn's controls: asked once, and kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from withdrawer.journal.database import Database
from withdrawer.journal.records import Account
from withdrawer.journal.stored_times import stored


@dataclass(frozen=True, slots=True)
class ConfirmedLabels:
    """The confirmed words, each as the person saw it."""

    database: Database

    def add(self, account: Account, words: Iterable[str], at: datetime) -> None:
        """Keep what this member has confirmed."""
        with self.database.writing():
            for word in words:
                self.database.write(
                    "INSERT OR IGNORE INTO labels (account_id, word, confirmed_at) VALUES (?, ?, ?)",
                    (account.id, word, stored(at)),
                )

    def words(self, account: Account) -> tuple[str, ...]:
        """All that this member has confirmed, the oldest first."""
        rows = self.database.rows("SELECT word FROM labels WHERE account_id = ? ORDER BY id", (account.id,))
        return tuple(row["word"] for row in rows)
