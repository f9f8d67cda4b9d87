"""The tidy wish: which invitations an account wants withdrawn again and again, and what the last look found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from withdrawer.journal.columns import record_of, stored, stored_or_none
from withdrawer.journal.database import Database
from withdrawer.journal.documents import values_of, versioned
from withdrawer.journal.records import Account


class Wish(msgspec.Struct, frozen=True):
    """What the user agreed to.

    `older_than` is an age as typed ("3 weeks"); `selection` has everything else, as JSON values, without a window.
    `days` are those on which a scheduled start looks, Monday as 0. With `by_itself` it withdraws without asking.
    `looked_at` is the last look, None before the first: `ready` invitations were old enough, and the oldest that is
    pending was sent at about `oldest_at`, None if none is.
    """

    older_than: str
    selection: Mapping[str, object]
    days: tuple[int, ...]
    by_itself: bool
    agreed_at: datetime
    looked_at: datetime | None = None
    ready: int = 0
    oldest_at: datetime | None = None

    @property
    def since(self) -> datetime:
        """When it was last looked at or, before that, agreed to: a planned look after this is due."""
        return self.looked_at or self.agreed_at


@dataclass(frozen=True, slots=True)
class Wishes:
    """The wishes: an account has at most one."""

    database: Database

    def current(self, account: Account) -> Wish | None:
        """The account's wish, or None."""
        for row in self.database.rows("SELECT * FROM wishes WHERE account_id = ?", (account.id,)):
            return record_of(
                Wish,
                row,
                selection=values_of(row["selection"]),
                days=_days_of(row["days"]),
            )
        return None

    def agree(self, account: Account, wish: Wish) -> None:
        """Record what the user agreed to, in place of the earlier wish."""
        with self.database.writing():
            self.database.write(
                "INSERT OR REPLACE INTO wishes (account_id, older_than, selection, days, by_itself, agreed_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    account.id,
                    wish.older_than,
                    versioned(wish.selection),
                    msgspec.json.encode(wish.days).decode(),
                    wish.by_itself,
                    stored(wish.agreed_at),
                ),
            )

    def forget(self, account: Account) -> None:
        """Delete the account's wish."""
        with self.database.writing():
            self.database.write("DELETE FROM wishes WHERE account_id = ?", (account.id,))

    def note_look(self, account: Account, wish: Wish, at: datetime, ready: int, oldest_at: datetime | None) -> None:
        """Record what a look for this wish found: how many are old enough, and when about the oldest was sent.

        Nothing if it is no longer the account's wish.
        """
        with self.database.writing():
            self.database.write(
                "UPDATE wishes SET looked_at = ?, ready = ?, oldest_at = ? WHERE account_id = ? AND agreed_at = ?",
                (stored(at), ready, stored_or_none(oldest_at), account.id, stored(wish.agreed_at)),
            )


def _days_of(document: str) -> tuple[int, ...]:
    """The days of a wish; Mondays if they can't be read."""
    try:
        days = msgspec.json.decode(document, type=tuple[int, ...])
    except msgspec.DecodeError:
        days = ()
    return tuple(day for day in days if day in range(7)) or (0,)
