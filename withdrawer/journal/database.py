"""The SQLite file: private, safe against killed processes, migrated when opened."""

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
"""Masks the primary result code, the lowest byte of SQLite's extended codes."""
SAVE = (
    "See what is left of it with `withdrawer journal check`, and save that with `withdrawer journal export FILE`. "
    "Nobody is touched meanwhile."
)
MAKE_ROOM = (
    "Make room on the disk, then run the same command again. Nothing is lost: each click is written down before it "
    "is made, and what became of it is checked first."
)


class Database:
    """One open journal file. Writes inside `writing` are atomic, even across a power cut."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, file: Path) -> "Database":
        """Open or create the file, mode 0600, and apply the missing migrations.

        Raises UsageError if it can't be opened or written, or is from a newer withdrawer; JournalDamaged if it is
        damaged.
        """
        try:
            # SQLite gives its -wal and -shm files the mode of the main file, so create that first.
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
        """A database without a file; closing it discards it."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, Path(":memory:"))
        return cls(connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def refuse_damage(self) -> None:
        """Raise JournalDamaged if the file's structure is broken. Reads the whole file."""
        for row in self.rows("PRAGMA quick_check(1)"):
            if row[0] != "ok":
                raise JournalDamaged(f"the journal is damaged: {row[0]}", SAVE)

    def rows(self, query: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows that the query returns."""
        with _plainly():
            return self._connection.execute(query, parameters).fetchall()

    def each(self, query: str, parameters: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the query's rows one by one as plain tuples: for large results."""
        with _plainly():
            cursor = self._connection.cursor()
            cursor.row_factory = None
            yield from cursor.execute(query, parameters)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: on disk when the block ends, rolled back if it raises."""
        with _plainly(), transaction(self._connection):
            yield

    def write(self, statement: str, parameters: Parameters = ()) -> int:
        """Run one statement inside `writing`; returns the id of an inserted row. Raises WithdrawerError if refused."""
        with _plainly():
            return self._connection.execute(statement, parameters).lastrowid or 0

    def write_all(self, statement: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement inside `writing` once for each set of parameters."""
        with _plainly():
            self._connection.executemany(statement, parameters)


def _private(file: Path) -> Path:
    """The file, created with mode 0600 if missing.

    An existing file is not opened: closing it would drop the locks that this process holds on it. MAKING keeps other
    threads from seeing one that is being created.
    """
    with MAKING:
        if file.exists():
            file.chmod(0o600)
            return file
        return private_file(file)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite's own busy timeout does not cover two processes switching at once."""
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
    """Turn SQLite's errors into errors that a user can read."""
    try:
        yield
    except sqlite3.Error as error:
        if _code(error) in DAMAGED:
            raise JournalDamaged(f"the journal is damaged: {error}", SAVE) from error
        if _code(error) in NO_ROOM:
            raise WithdrawerError(
                f"the journal can't be written: {error} ({error.sqlite_errorname})", MAKE_ROOM
            ) from error
        raise WithdrawerError(f"the journal refused to write or read: {error}") from error


def _code(error: Exception) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & FIRST_BYTE
