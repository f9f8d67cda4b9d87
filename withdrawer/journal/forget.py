"""Forget people: erase their names from the journal and its file; keep what limits rest on, without names."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from withdrawer.errors import WithdrawerError
from withdrawer.journal.columns import stored
from withdrawer.journal.database import Database

KEPT = frozenset({"accounts", "scans", "jobs", "plan_lines", "acts", "stops", "labels"})
"""Tables that keep rows. Every other one is emptied, including those of later migrations."""
FORGOTTEN = "forgotten-"
"""What the keys of forgotten people begin with; the id of their line follows."""
WITHOUT_NAMES = (
    "UPDATE acts SET outcome = 'not done', outcome_at = :at WHERE outcome = 'unresolved'",
    "UPDATE jobs SET state = 'replaced', finished_at = :at WHERE state = 'open'",
    "UPDATE jobs SET selection = '{}'",
    "DELETE FROM acts WHERE NOT clicked",
    "DELETE FROM plan_lines WHERE id NOT IN (SELECT line_id FROM acts)",
    "UPDATE acts SET detail = ''",
    "UPDATE plan_lines SET key = 'forgotten-' || id, name = '', reason = '', earliest = NULL, latest = NULL",
    "UPDATE stops SET detail = '', snapshot = '' WHERE cleared_at IS NOT NULL",
)
"""An act keeps its instant, for the allowance; a scan its loads; a stop that still holds keeps its text."""


@dataclass(frozen=True, slots=True)
class Census:
    """How much a journal knows about people."""

    people: int
    kept_rules: int
    exports: int
    open_job_left: int
    unresolved: int
    acts_today: int


def census(database: Database, day_before: datetime) -> Census:
    """Count what would be forgotten; `acts_today` are the acts since `day_before`."""

    def count(query: str, *parameters: object) -> int:
        return int(database.rows(f"SELECT COUNT(*) FROM ({query})", parameters)[0][0])  # noqa: S608 - constants

    left = (
        "SELECT plan_lines.id FROM plan_lines JOIN jobs ON jobs.id = job_id"
        " WHERE state = 'open' AND verdict = 'planned' AND NOT EXISTS (SELECT 1 FROM acts WHERE line_id = plan_lines.id"
        " AND outcome NOT IN ('refused', 'not done', 'unresolved'))"
    )
    return Census(
        people=count("SELECT key FROM people UNION SELECT key FROM plan_lines WHERE name <> ''"),
        kept_rules=count("SELECT id FROM kept"),
        exports=count("SELECT id FROM exports"),
        open_job_left=count(left),
        unresolved=count("SELECT id FROM acts WHERE outcome = 'unresolved'"),
        acts_today=count("SELECT id FROM acts WHERE clicked AND intended_at > ?", stored(day_before)),
    )


def forget_people(database: Database, at: datetime) -> None:
    """Delete everybody from the journal, and their names from its file and its write-ahead log.

    Raises WithdrawerError if another command has the journal open; running it again finishes the work.
    """
    for setting in ("secure_delete = ON", "temp_store = MEMORY"):
        database.rows(f"PRAGMA {setting}")
    with database.writing():
        for statement in WITHOUT_NAMES:
            database.write(statement, {"at": stored(at)} if ":at" in statement else ())
        for table in _emptied(database):
            database.write(f'DELETE FROM "{table}"')  # noqa: S608 - a table name from the schema
    wipe(database)


def wipe(database: Database) -> None:
    """Rewrite the file without the deleted content. Raises WithdrawerError if another command has it open."""
    database.write("VACUUM")
    [outcome] = database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    if outcome[0]:
        raise WithdrawerError(
            "the people are deleted, but another command has the journal open, and so its file still holds their names",
            "When that command has ended, type the same again.",
        )


def _emptied(database: Database) -> list[str]:
    """The tables to empty, those that refer to others first."""
    rows = database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    tables = [str(row["name"]) for row in rows if row["name"] not in KEPT]
    referred: Counter[str] = Counter()
    for table in tables:
        referred.update({str(row["table"]): 1 for row in database.rows(f'PRAGMA foreign_key_list("{table}")')})
    return sorted(tables, key=lambda table: referred[table])
