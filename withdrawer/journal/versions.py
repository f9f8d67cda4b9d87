"""The journal's versions: an older one is copied, then migrated; a newer one is left alone."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path

from withdrawer.errors import UsageError
from withdrawer.home import private_file

MIGRATIONS = Path(__file__).with_name("migrations")
COPY = re.compile(r".+-version-\d{4,}\.sqlite3")
MOST_COPIES = 3


def refuse_newer(connection: sqlite3.Connection, file: Path) -> None:
    """Raise UsageError if the journal is from a newer withdrawer; nothing is written to it."""
    found, newest = version_of(connection), max(_migrations())
    if found > newest:
        raise UsageError(
            f"the journal {file} was written by a newer withdrawer (version {found}; this one knows {newest})",
            "Update withdrawer: nothing in the journal was changed. Or name another home with --home.",
        )


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Apply the missing migrations, all or none, after keeping a copy of the journal.

    One transaction, so that no other process sees or copies a journal between two versions.
    """
    migrations = _migrations()
    found, newest = version_of(connection), max(migrations)
    if found == newest:
        return
    if found > 0:
        _keep_copy(connection, file, found)
    with transaction(connection):
        done = version_of(connection)  # the newest if another process has just migrated
        for number in sorted(number for number in migrations if number > done):
            for statement in _statements(migrations[number]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
    _shrink(connection)
    for copy in copies_of(file)[:-MOST_COPIES]:
        copy.unlink(missing_ok=True)


def _shrink(connection: sqlite3.Connection) -> None:
    """Rewrite the file if a migration has left most of it empty; on an SQLite error it stays as it is."""
    [pages], [free] = (connection.execute(f"PRAGMA {it}").fetchone() for it in ("page_count", "freelist_count"))
    if free * 2 > pages:
        with suppress(sqlite3.Error):
            connection.execute("VACUUM")


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration applied; 0 for a new journal."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def copies_of(file: Path) -> list[Path]:
    """The copies kept of a journal's earlier versions, oldest first."""
    return sorted(it for it in file.parent.glob(f"{file.stem}-version-*") if COPY.fullmatch(it.name))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction: on disk when the block ends, rolled back if it raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has already rolled back if, say, the disk is full
            connection.execute("ROLLBACK")
        raise


def _keep_copy(connection: sqlite3.Connection, file: Path, version: int) -> None:
    """Copy the journal to a file beside it, mode 0600, unless another process has migrated it meanwhile."""
    draft = private_file(file.with_name(f"{file.stem}-{os.getpid()}{file.suffix}.draft"))
    try:
        with closing(sqlite3.connect(draft)) as copy:
            connection.backup(copy)
            is_whole = version_of(copy) == version
        if is_whole:
            draft.replace(file.with_name(f"{file.stem}-version-{version:04}{file.suffix}"))
    finally:
        draft.unlink(missing_ok=True)


@cache
def _migrations() -> dict[int, str]:
    return {int(file.name[:4]): file.read_text(encoding="utf-8") for file in MIGRATIONS.glob("*.sql")}


def _statements(script: str) -> Iterator[str]:
    """Yield the statements one by one: `executescript` would first commit the open transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
