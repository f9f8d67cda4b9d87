"""The SQLite file: opened privately, safe against a killed process, brought up to date."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.paths import private_file

BUSY_SECONDS = 10
Parameters = Mapping[str, object] | Sequence[object]


class Database:
    """One open journal file. What is written in `writing` is kept whole or not at all, also across a power cut."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, file: Path) -> "Database":
        """Open or make the file, 0600, and apply the migrations that it lacks.

        Raises UsageError where it can't be opened or written, or is from a newer withdrawer.
        """
        try:
            # SQLite gives its -wal and -shm files the mode of the main one, so that one comes first.
            connection = sqlite3.connect(private_file(file), timeout=BUSY_SECONDS, isolation_level=None)
            try:
                connection.row_factory = sqlite3.Row
                for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                    connection.execute(f"PRAGMA {setting}")
                _migrate(connection, file)
            except BaseException:
                connection.close()
                raise
        except (sqlite3.Error, OSError) as error:
            raise UsageError(
                f"the journal {file} can't be used: {error}", "Name another home with --home or WITHDRAWER_HOME."
            ) from error
        return cls(connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, query: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows that the query gives."""
        with _plainly():
            return self._connection.execute(query, parameters).fetchall()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: on disk when the block has ended, undone where it raised."""
        with _plainly(), _transaction(self._connection):
            yield

    def write(self, statement: str, parameters: Parameters = ()) -> int:
        """Run one statement inside `writing`; gives the id of a row it inserted. Raises WithdrawerError if refused."""
        with _plainly():
            return self._connection.execute(statement, parameters).lastrowid or 0

    def write_all(self, statement: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement inside `writing` for each of the parameters."""
        with _plainly():
            self._connection.executemany(statement, parameters)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite has undone it already where, say, the disk was full
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _plainly() -> Iterator[None]:
    """What SQLite refuses, as an error that a person can read."""
    try:
        yield
    except sqlite3.Error as error:
        raise WithdrawerError(f"the journal refused to write or read: {error}") from error


def _migrate(connection: sqlite3.Connection, file: Path) -> None:
    migrations = _migrations()
    newest = max(migrations)
    for number in range(_version(connection) + 1, newest + 1):
        with _transaction(connection):
            if _version(connection) < number:  # else another process has just done it
                for statement in _statements(migrations[number]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
    if _version(connection) > newest:
        raise UsageError(
            f"the journal {file} was written by a newer withdrawer",
            "Update withdrawer, or name another home with --home.",
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrations() -> dict[int, str]:
    folder = resources.files("withdrawer.journal") / "migrations"
    return {
        int(file.name[:4]): file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".sql")
    }


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: `executescript` would commit before the first, out of the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
