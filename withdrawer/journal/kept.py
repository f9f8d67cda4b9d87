"""The lasting keep list: people whom no job touches, also one that is going on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from withdrawer.journal.database import Database
from withdrawer.journal.stored_times import stored
from withdrawer.plan.person_rules import KEEP_LIST, PersonRule, Pointer
from withdrawer.plan.pointing import RuleIndex


@dataclass(frozen=True, slots=True)
class Kept:
    """The list. It may be changed while a run goes on: it is asked before each click."""

    database: Database

    def add(self, rules: Iterable[PersonRule], at: datetime) -> None:
        """Put rules on the list, all or none; those that stand there already stay as they are."""
        with self.database.writing():
            self.database.write_all(
                "INSERT OR IGNORE INTO kept (pointer, value, written, added_at) VALUES (?, ?, ?, ?)",
                ((rule.pointer, rule.value, rule.written, stored(at)) for rule in rules),
            )

    def remove(self, rules: Iterable[PersonRule]) -> None:
        """Take rules off the list, all or none."""
        with self.database.writing():
            self.database.write_all(
                "DELETE FROM kept WHERE pointer = ? AND value = ?", ((rule.pointer, rule.value) for rule in rules)
            )

    def met(self, index: RuleIndex) -> set[str] | None:
        """What was written in the rules that mean anybody a reading ever showed; None where there was no reading."""
        rows = self.database.rows("SELECT key, name, headline FROM people")
        if not rows:
            return None
        return {text for row in rows for text in index.written_for(row["key"], row["name"], row["headline"])}

    def rules(self) -> tuple[PersonRule, ...]:
        """All rules, the oldest first."""
        rows = self.database.rows("SELECT pointer, value, written FROM kept ORDER BY id")
        return tuple(PersonRule(Pointer(row["pointer"]), row["value"], row["written"], KEEP_LIST) for row in rows)
