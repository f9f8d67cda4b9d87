"""The SQLite file: opened privately, safe against a killed process, brought up to date."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from withdrawer.errors import JournalDamaged, UsageError, WithdrawerError
from withdrawer.journal.versions import migrate, refuse_newer, transaction
from withdrawer.paths import private_file

BUSY_SECONDS = 10
Parameters = Mapping[str, object] | Sequence[object]

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
FIRST_BYTE = 0xFF
"""SQLite's extended result codes keep the plain one in their lowest byte."""
SAVE = (
    "See what is left of it with `withdrawer journal check`, and save that with `withdrawer journal export FILE`. "
    "Nobody is touched meanwhile."
)
MAKE_ROOM = (
    "Make room on the disk, then run the same command again. Nothing is lost: what was meant is written down before "
    "each click, and what became of it is looked up first."
)


class Database:
    """One open journal file. What is written in `writing` is kept whole or not at all, also across a power cut."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, file: Path) -> "Database":
        """Open or make the file, 0600, and apply the migrations that it lacks.

        Raises UsageError where it can't be opened or written, or is from a newer withdrawer; JournalDamaged where
        it is damaged.
        """
        try:
            # SQLite gives its -wal and -shm files the mode of the main one, so that one comes first.
            connection = sqlite3.connect(_private(file), timeout=BUSY_SECONDS, isolation_level=None)
            try:
                connection.row_factory = sqlite3.Row
                refuse_newer(connection, file)
                for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                    connection.execute(f"PRAGMA {setting}")
                migrate(connection, file)
            except BaseException:
                connection.close()
                raise
        except (sqlite3.Error, OSError) as error:
            words = f"the journal {file} can't be used: {error}"
            if _code(error) in DAMAGED:
                raise JournalDamaged(words, SAVE) from error
            if _code(error) in NO_ROOM:
                raise UsageError(words, MAKE_ROOM) from error
            raise UsageError(words, "Name another home with --home or WITHDRAWER_HOME.") from error
        return cls(connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def refuse_damage(self) -> None:
        """Raise JournalDamaged where the file's structure is broken. Reads the whole file."""
        for row in self.rows("PRAGMA quick_check(1)"):
            if row[0] != "ok":
                raise JournalDamaged(f"the journal is damaged: {row[0]}", SAVE)

    def rows(self, query: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows that the query gives."""
        with _plainly():
            return self._connection.execute(query, parameters).fetchall()

    def each(self, query: str, parameters: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that the query gives, one by one and without names: for a great many."""
        with _plainly():
            cursor = self._connection.cursor()
            cursor.row_factory = None
            yield from cursor.execute(query, parameters)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: on disk when the block has ended, undone where it raised."""
        with _plainly(), transaction(self._connection):
            yield

    def write(self, statement: str, parameters: Parameters = ()) -> int:
        """Run one statement inside `writing`; gives the id of a row it inserted. Raises WithdrawerError if refused."""
        with _plainly():
            return self._connection.execute(statement, parameters).lastrowid or 0

    def write_all(self, statement: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement inside `writing` for each of the parameters."""
        with _plainly():
            self._connection.executemany(statement, parameters)


def _private(file: Path) -> Path:
    """The file, made if it is missing, 0600.

    One that is there is not opened for this: to close it would drop the locks that this process holds on it.
    """
    if file.exists():
        file.chmod(0o600)
        return file
    return private_file(file)


@contextmanager
def _plainly() -> Iterator[None]:
    """What SQLite refuses, as an error that a person can read."""
    try:
        yield
    except sqlite3.Error as error:
        if _code(error) in DAMAGED:
            raise JournalDamaged(f"the journal is damaged: {error}", SAVE) from error
        if _code(error) in NO_ROOM:
            raise WithdrawerError(f"the journal can't be written: {error}", MAKE_ROOM) from error
        raise WithdrawerError(f"the journal refused to write or read: {error}") from error


def _code(error: Exception) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & FIRST_BYTE
