"""The SQLite file: opened privately, safe against a killed process, brought up to date."""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from withdrawer.errors import JournalDamaged, UsageError, WithdrawerError
from withdrawer.home import private_file
from withdrawer.journal.versions import migrate, refuse_newer, transaction

BUSY_SECONDS = 10
AGAIN_SECONDS = 0.02
MAKING = threading.Lock()
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
                _write_ahead(connection)
                for setting in ("synchronous = FULL", "foreign_keys = ON"):
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

    @classmethod
    def in_memory(cls) -> "Database":
        """One without a file, gone when it is closed."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, Path(":memory:"))
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

    One that is there is not opened for this: to close it would drop the locks that this process holds on it. So nobody
    sees one that is being made.
    """
    with MAKING:
        if file.exists():
            file.chmod(0o600)
            return file
        return private_file(file)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a log that is written ahead. Where another is just switching, SQLite does not wait by itself."""
    for left in range(round(BUSY_SECONDS / AGAIN_SECONDS), -1, -1):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or not left:
                raise
            time.sleep(AGAIN_SECONDS)
        else:
            return


@contextmanager
def _plainly() -> Iterator[None]:
    """What SQLite refuses, as an error that a person can read."""
    try:
        yield
    except sqlite3.Error as error:
        if _code(error) in DAMAGED:
            raise JournalDamaged(f"the journal is damaged: {error}", SAVE) from error
        if _code(error) in NO_ROOM:
            raise WithdrawerError(f"the journal can't be written: {error} ({error.sqlite_errorname})", MAKE_ROOM) from error
        raise WithdrawerError(f"the journal refused to write or read: {error}") from error


def _code(error: Exception) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & FIRST_BYTE
