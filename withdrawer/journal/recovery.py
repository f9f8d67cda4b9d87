"""Look into a journal that may be damaged: what is wrong with it, and every row that can still be read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from withdrawer.journal.columns import restored
from withdrawer.journal.versions import version_of

PROBLEMS = 20
ONE_BY_ONE = 4_000
"""After an unreadable row, this many rowids are tried singly, then in doubling steps; a page holds fewer rows."""
FARTHEST = 2**24
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
INSTANTS = ("earliest", "latest", "since", "until")


@dataclass
class SavedTable:
    """One table: the number of rows read, and whether that was all of them."""

    name: str
    rows: int = 0
    is_whole: bool = True


@dataclass
class Salvage:
    """A journal opened read-only. `tables` is complete once `records` has been exhausted."""

    file: Path
    version: int = 0
    problems: list[str] = field(default_factory=list)
    tables: list[SavedTable] = field(default_factory=list)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield every readable row, with its `table`; instants as ISO 8601, in UTC.

        Errors go to `problems`; nothing is raised.
        """
        try:
            with closing(_opened(self.file)) as connection:
                self.version = version_of(connection)
                self._check(connection)
                for row in connection.execute(TABLES).fetchall():
                    yield from self._rows(connection, row["name"])
        except sqlite3.Error as error:
            self.problems.append(str(error))

    def _check(self, connection: sqlite3.Connection) -> None:
        try:
            found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({PROBLEMS})")]
            lost = connection.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.Error as error:
            self.problems.append(str(error))
            return
        self.problems += [str(problem) for problem in found if problem != "ok"]
        if lost:
            self.problems.append(f"rows that belong to missing rows: {len(lost)}")

    def _rows(self, connection: sqlite3.Connection, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows by rowid, skipping those that can't be read."""
        table = SavedTable(name)
        self.tables.append(table)
        query = f'SELECT rowid AS number_, * FROM "{name}" WHERE rowid >= ? ORDER BY rowid'  # noqa: S608
        start, tried = 1, 0
        while tried < FARTHEST:
            try:
                for row in connection.execute(query, (start,)):
                    start, tried = row["number_"] + 1, 0
                    table.rows += 1
                    yield {"table": name, **_readable(row)}
            except sqlite3.Error:
                table.is_whole = False
                step = 1 if tried < ONE_BY_ONE else tried
                start, tried = start + step, tried + step
            else:
                return


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda value: value.decode("utf-8", "replace")
    return connection


def _readable(row: sqlite3.Row) -> dict[str, Any]:
    return {name: _value(name, row[name]) for name in row.keys() if name != "number_"}  # noqa: SIM118 - not a dict


def _value(name: str, value: object) -> object:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, int) and (name.endswith("_at") or name in INSTANTS):
        try:
            return restored(value).isoformat()
        except (OverflowError, ValueError):
            return value
    return value
