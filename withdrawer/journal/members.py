"""Whose journal it is."""

from dataclasses import dataclass
from datetime import datetime

from withdrawer.errors import AnotherMember
from withdrawer.journal.database import Database
from withdrawer.journal.records import Account
from withdrawer.journal.stored_times import restored, stored


@dataclass(frozen=True, slots=True)
class Accounts:
    """The members that were signed in."""

    database: Database

    def remember(self, slug: str, name: str, at: datetime) -> Account:
        """Note that this member is signed in; an empty name leaves the name that is known."""
        with self.database.writing():
            self.database.write(
                "INSERT INTO accounts (slug, name, first_seen_at, last_seen_at) VALUES (:slug, :name, :at, :at)"
                " ON CONFLICT (slug) DO UPDATE SET last_seen_at = :at,"
                " name = CASE :name WHEN '' THEN name ELSE :name END",
                {"slug": slug, "name": name, "at": stored(at)},
            )
        [row] = self.database.rows("SELECT id, slug, name FROM accounts WHERE slug = ?", (slug,))
        return Account(**row)

    def rename(self, account: Account, slug: str) -> None:
        """The same member has another profile address now: all that is known of them stays theirs.

        Raises AnotherMember where the address is that of another account of this journal.
        """
        rows = self.database.rows("SELECT name FROM accounts WHERE slug = ? AND id <> ?", (slug, account.id))
        if rows:
            raise AnotherMember(
                f"linkedin.com/in/{slug} is known here as another member's: {rows[0]['name'] or slug}, beside "
                f"{account.name or account.slug}. So the two can't be one. Nobody was touched.",
                "Give each member a home of their own: --account NAME.",
            )
        with self.database.writing():
            self.database.write("UPDATE accounts SET slug = ? WHERE id = ?", (slug, account.id))

    def current(self) -> Account | None:
        """The member that was signed in last; None before the first."""
        rows = self.database.rows("SELECT id, slug, name FROM accounts ORDER BY last_seen_at DESC, id DESC LIMIT 1")
        return Account(**rows[0]) if rows else None

    def last_seen_at(self, account: Account) -> datetime:
        """When this member was last seen signed in."""
        [row] = self.database.rows("SELECT last_seen_at FROM accounts WHERE id = ?", (account.id,))
        return restored(row["last_seen_at"])
