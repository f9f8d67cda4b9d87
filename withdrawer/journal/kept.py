"""The lasting keep list: people whom no job touches, also one that is going on."""

from dataclasses import dataclass
from datetime import datetime

from withdrawer.journal.database import Database
from withdrawer.journal.instants import stored
from withdrawer.plan.naming import KEEP_LIST, PersonRule, Pointer
from withdrawer.plan.pointing import RuleIndex


@dataclass(frozen=True, slots=True)
class Kept:
    """The list. It may be changed while a run goes on: it is asked before each click."""

    database: Database

    def add(self, rule: PersonRule, at: datetime) -> bool:
        """Put a rule on the list; False where it stands there already."""
        with self.database.writing():
            before = len(self.rules())
            self.database.write(
                "INSERT OR IGNORE INTO kept (pointer, value, written, added_at) VALUES (?, ?, ?, ?)",
                (rule.pointer, rule.value, rule.written, stored(at)),
            )
            return len(self.rules()) > before

    def remove(self, rule: PersonRule) -> bool:
        """Take a rule off the list; False where it did not stand there."""
        with self.database.writing():
            before = len(self.rules())
            self.database.write("DELETE FROM kept WHERE pointer = ? AND value = ?", (rule.pointer, rule.value))
            return len(self.rules()) < before

    def met(self, index: RuleIndex) -> set[str] | None:
        """What was written in the rules that mean anybody a reading ever showed; None where there was no reading."""
        rows = self.database.rows("SELECT DISTINCT key, name, headline FROM sightings WHERE key <> ''")
        if not rows:
            return None
        return {text for row in rows for text in index.written_for(row["key"], row["name"], row["headline"])}

    def rules(self) -> tuple[PersonRule, ...]:
        """All rules, the oldest first."""
        rows = self.database.rows("SELECT pointer, value, written FROM kept ORDER BY id")
        return tuple(PersonRule(Pointer(row["pointer"]), row["value"], row["written"], KEEP_LIST) for row in rows)
