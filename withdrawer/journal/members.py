"""The member the journal belongs to, the people they keep for good, and the labels they have confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from withdrawer.errors import AnotherMember
from withdrawer.journal.columns import restored, stored
from withdrawer.journal.database import Database
from withdrawer.journal.records import Account

if TYPE_CHECKING:
    from withdrawer.plan.keep.keep_rules import RuleIndex
    from withdrawer.plan.person_rules import PersonRule


@dataclass(frozen=True, slots=True)
class Accounts:
    """The members who were signed in."""

    database: Database

    def remember(self, slug: str, name: str, at: datetime) -> Account:
        """Record that this member is signed in; an empty name keeps the known one."""
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
        """Give the same member a new slug: everything known about them stays theirs.

        Raises AnotherMember if the slug belongs to another account of this journal.
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
        """The member signed in last; None before the first."""
        rows = self.database.rows("SELECT id, slug, name FROM accounts ORDER BY last_seen_at DESC, id DESC LIMIT 1")
        return Account(**rows[0]) if rows else None

    def last_seen_at(self, account: Account) -> datetime:
        """When this member was last seen signed in."""
        [row] = self.database.rows("SELECT last_seen_at FROM accounts WHERE id = ?", (account.id,))
        return restored(row["last_seen_at"])


@dataclass(frozen=True, slots=True)
class Kept:
    """The keep list. It may change during a run, so it is read before each click."""

    database: Database

    def add(self, rules: "Iterable[PersonRule]", at: datetime) -> None:
        """Add rules to the list, all or none; what is already on it, written like that, stays as it is."""
        with self.database.writing():
            self.database.write_all(
                "INSERT OR IGNORE INTO kept (pointer, value, written, added_at) VALUES (?, ?, ?, ?)",
                ((rule.pointer, rule.value, _spaced(rule.written), stored(at)) for rule in rules),
            )

    def remove(self, rules: "Iterable[PersonRule]") -> None:
        """Remove rules as they are written from the list, all or none; the same ones written otherwise stay."""
        with self.database.writing():
            self.database.write_all(
                "DELETE FROM kept WHERE pointer = ? AND value = ? AND written = ?",
                ((rule.pointer, rule.value, _spaced(rule.written)) for rule in rules),
            )

    def met(self, index: "RuleIndex") -> set[str] | None:
        """The rules, as written, that match anybody a reading ever showed; None if there was no reading."""
        rows = self.database.rows("SELECT key, name, headline FROM people")
        if not rows:
            return None
        return {text for row in rows for text in index.written_for(row["key"], row["name"], row["headline"])}

    def rules(self) -> "tuple[PersonRule, ...]":
        """All rules, oldest first."""
        from withdrawer.plan.person_rules import KEEP_LIST, PersonRule, Pointer

        rows = self.database.rows("SELECT pointer, value, written FROM kept ORDER BY id")
        return tuple(PersonRule(Pointer(row["pointer"]), row["value"], row["written"], KEEP_LIST) for row in rows)


def _spaced(written: str) -> str:
    return " ".join(written.split())


@dataclass(frozen=True, slots=True)
class ConfirmedLabels:
    """The confirmed words, each as the user saw it."""

    database: Database

    def add(self, account: Account, words: Iterable[str], at: datetime) -> None:
        """Store the words that this member has confirmed."""
        with self.database.writing():
            for word in words:
                self.database.write(
                    "INSERT OR IGNORE INTO labels (account_id, word, confirmed_at) VALUES (?, ?, ?)",
                    (account.id, word, stored(at)),
                )

    def words(self, account: Account) -> tuple[str, ...]:
        """All words that this member has confirmed, oldest first."""
        rows = self.database.rows("SELECT word FROM labels WHERE account_id = ? ORDER BY id", (account.id,))
        return tuple(row["word"] for row in rows)
