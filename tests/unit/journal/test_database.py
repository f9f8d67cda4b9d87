import os
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.journal import versions
from withdrawer.journal.columns import stored
from withdrawer.journal.database import Database
from withdrawer.journal.documents import selection_of
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account
from withdrawer.plan.half import Half, Unread

from .samples import NOW

DAY = timedelta(days=1)


def test_the_file_and_its_companions_are_private_whatever_the_umask(file: Path) -> None:
    umask = os.umask(0)
    try:
        with Journal.open(file) as journal:
            journal.accounts.remember("max-example", "Max", NOW)
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    finally:
        os.umask(umask)
    assert modes == {file.name + suffix: 0o600 for suffix in ("", "-wal", "-shm")}


def test_the_file_is_safe_against_a_power_cut_and_holds_references(journal: Journal) -> None:
    settings = {
        pragma: journal.database.rows(f"PRAGMA {pragma}")[0][0]
        for pragma in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_what_was_written_is_there_after_opening_again(file: Path) -> None:
    with Journal.open(file) as journal:
        known = journal.accounts.remember("max-example", "Max", NOW)
    with Journal.open(file) as journal:
        assert journal.accounts.current() == known


def test_a_newer_journal_is_refused_and_left_alone(file: Path) -> None:
    Journal.open(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(UsageError, match="newer withdrawer"):
        Journal.open(file)
    assert file.read_bytes() == before


def test_a_file_that_is_no_journal_is_a_usage_error(file: Path) -> None:
    file.write_bytes(b"this is no database at all, but a text of some length " * 40)
    with pytest.raises(UsageError, match=r"journal\.sqlite3 can't be used"):
        Journal.open(file)


def test_a_journal_that_cannot_be_made_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="can't be used"):
        Journal.open(tmp_path / "file" / "journal.sqlite3")


def test_a_migration_that_fails_leaves_nothing_of_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = versions._migrations()
    bad = {max(good) + 1: "CREATE TABLE half_done (id INTEGER); INSERT INTO nowhere VALUES (1);\n"}
    Journal.open(file).close()
    monkeypatch.setattr(versions, "_migrations", lambda: good | bad)
    with pytest.raises(UsageError):
        Journal.open(file)
    monkeypatch.undo()
    with Journal.open(file) as journal:
        assert journal.database.rows("SELECT name FROM sqlite_master WHERE name = 'half_done'") == []


def test_an_older_journal_is_brought_up_to_date(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal.open(file).close()
    good = versions._migrations()
    newer = {max(good) + 1: "CREATE TABLE more (id INTEGER);\n-- why\nCREATE TABLE yet_more (id INTEGER);\n"}
    monkeypatch.setattr(versions, "_migrations", lambda: good | newer)
    for _ in range(2):
        with Journal.open(file) as journal:
            assert journal.database.rows("SELECT * FROM yet_more") == []
            assert journal.database.rows("PRAGMA user_version")[0][0] == max(good) + 1


def test_a_new_journal_may_be_opened_by_many_at_once(tmp_path: Path) -> None:
    errors: list[BaseException] = []

    def open_it(file: Path, others: threading.Barrier) -> None:
        others.wait()
        try:
            Journal.open(file).close()
        except BaseException as error:  # noqa: BLE001  (it is asserted on below)
            errors.append(error)

    for number in range(20):
        file, others = tmp_path / str(number) / "journal.sqlite3", threading.Barrier(8)
        file.parent.mkdir()
        threads = [threading.Thread(target=open_it, args=(file, others)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert versions.copies_of(file) == [], "nobody met it between two versions"


def test_a_transaction_that_raises_leaves_nothing(journal: Journal, account: Account) -> None:
    def change_and_fail() -> None:
        with journal.database.writing():
            journal.database.write("UPDATE accounts SET name = 'another'")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert journal.accounts.current() == account


def test_what_sqlite_refuses_is_told_plainly(file: Path) -> None:
    opened = Database.open(file)
    with pytest.raises(WithdrawerError, match="no such table"):
        opened.rows("SELECT * FROM nowhere")
    opened.close()


def test_a_copy_is_kept_of_an_older_journal_and_only_once_it_is_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(file) as journal:
        journal.accounts.remember("max-example", "Max", NOW)
    good = versions._migrations()
    assert versions.copies_of(file) == [], "a new journal has no earlier version"
    monkeypatch.setattr(versions, "_migrations", lambda: good | {max(good) + 1: "DROP TABLE labels;\n"})
    Journal.open(file).close()
    [copy] = versions.copies_of(file)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if "draft" in path.name] == []
    monkeypatch.undo()
    with Journal.open(copy) as journal:
        assert journal.accounts.current() is not None
        assert journal.database.rows("SELECT * FROM labels") == []


def test_the_last_copies_are_kept_and_a_persons_own_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal.open(file).close()
    file.with_name("journal-version-2024.md").write_text("mine")
    good = versions._migrations()
    for later in range(1, 7):
        added = {max(good) + it: "SELECT 1;\n" for it in range(1, later + 1)}
        monkeypatch.setattr(versions, "_migrations", lambda added=added: good | added)
        Journal.open(file).close()
    copies = [path.name for path in versions.copies_of(file)]
    assert copies == [f"journal-version-{max(good) + it:04}.sqlite3" for it in (3, 4, 5)]
    assert file.with_name("journal-version-2024.md").exists()


def test_the_first_version_of_all_is_brought_up_to_date_with_its_acts(file: Path) -> None:
    """A journal as the first release made it."""
    with closing(sqlite3.connect(file)) as connection:
        for number in (1, 2, 3):
            connection.executescript(versions._migrations()[number])
        connection.execute("PRAGMA user_version = 3")
        connection.executescript(
            "INSERT INTO accounts VALUES (1, 'max-example', 'Max', 0, 0);"
            "INSERT INTO jobs (id, account_id, selection, since, until, pace, halves, also_accepted, confirmed_at)"
            " VALUES (1, 1, '{}', 0, 0, 'steady', '[]', 0, 0);"
            "INSERT INTO plan_lines VALUES (1, 1, 'sent', 'ada', 'Ada', 0, 0, 'planned', '', '', NULL, NULL);"
            f"INSERT INTO acts (line_id, clicked, intended_at) VALUES (1, 1, {stored(NOW)});"
        )
    with Journal.open(file) as journal:
        account = journal.accounts.current()
        assert account is not None
        assert journal.acts.instants_since(account, NOW - DAY).acted_at == [NOW]
        [row] = journal.database.rows("PRAGMA user_version")
        assert row[0] == max(versions._migrations())


def test_a_journal_with_previews_and_an_open_job_goes_on_without_the_previews(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for number in range(1, 8):
            connection.executescript(versions._migrations()[number])
        connection.execute("PRAGMA user_version = 7")
        connection.executescript(
            "INSERT INTO accounts VALUES (1, 'max-example', 'Max', 0, 0);"
            "INSERT INTO previews VALUES (1, 1, 0, '{\"selection\": {}}');"
            "INSERT INTO jobs (id, account_id, selection, since, until, pace, halves, also_accepted, confirmed_at,"
            " unread_sent) VALUES (1, 1, '{\"limit\": 5}', 0, 1000000, 'steady', '[\"sent\"]', 0, 0, 4);"
            "INSERT INTO plan_lines VALUES"
            " (1, 1, 'sent', 'ada', 'Ada', 0, 0, 'planned', '', 'selected', NULL, NULL),"
            " (2, 1, 'sent', 'ben', 'Ben', 1, 0, 'kept', 'marked keep in the list', 'kept_in_list', NULL, NULL);"
        )
    with Journal.open(file) as journal:
        account = journal.accounts.current()
        assert account is not None
        job = journal.jobs.open_job(account)
        assert job is not None
        assert selection_of(job.terms.selection).limit == 5
        assert [line.key for line in journal.jobs.remaining(job)] == ["ada"]
        assert job.unread[Half.SENT] == Unread(rows=0, missing=4), "it is not known which of them were there"
        assert journal.database.rows("SELECT name FROM sqlite_master WHERE name = 'previews'") == []
