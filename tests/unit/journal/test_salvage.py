import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from withdrawer.errors import JournalDamaged, UsageError, WithdrawerError
from withdrawer.journal.journal import Journal
from withdrawer.journal.recovery import Salvage
from withdrawer.journal.versions import copies_of

from .samples import NOW

PAGE = 4096
TABLE_LEAF = 0x0D
PEOPLE = 400


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal with a keep list that fills many pages of its file."""
    made = tmp_path_factory.mktemp("filled") / "journal.sqlite3"
    with Journal.open(made) as journal:
        journal.accounts.remember("max-example", "Max", NOW)
        add_kept(journal, [f"Somebody with a rather long name {number:04}" for number in range(PEOPLE)])
        journal.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return made.read_bytes()


@pytest.fixture
def filled(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def add_kept(journal: Journal, names: list[str]) -> None:
    with journal.database.writing():
        journal.database.write_all(
            "INSERT INTO kept (pointer, value, written, added_at) VALUES ('name', ?, ?, 0)",
            [(name, name) for name in names],
        )


def pages_of(file: Path, name: str) -> list[int]:
    """The leaf pages of the table on which a name of the keep list stands; its index has it too."""
    content = file.read_bytes()
    leaves = [at for at in range(0, len(content), PAGE) if content[at] == TABLE_LEAF]
    return [at for at in leaves if content[at : at + PAGE].count(name.encode()) > 3]


def overwrite(file: Path, at: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(b"\xa5" * PAGE)


def test_a_whole_journal_gives_everything(filled: Path) -> None:
    salvage = Salvage(filled)
    records = list(salvage.records())
    assert not salvage.problems
    assert all(table.is_whole for table in salvage.tables)
    assert [it["written"] for it in records if it["table"] == "kept"][-1].endswith("0399")
    [account] = [it for it in records if it["table"] == "accounts"]
    assert (account["slug"], account["first_seen_at"]) == ("max-example", NOW.isoformat())


def test_one_broken_page_costs_its_rows_alone(filled: Path) -> None:
    pages = pages_of(filled, "rather long name")
    with closing(sqlite3.connect(filled)) as connection:
        roots = {row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master")}
        leaf = next(at for at in pages[2:] if at // PAGE + 1 not in roots)
    overwrite(filled, leaf)
    salvage = Salvage(filled)
    kept = [it for it in salvage.records() if it["table"] == "kept"]
    assert salvage.problems
    [table] = [it for it in salvage.tables if it.name == "kept"]
    assert table.rows == len(kept)
    assert not table.is_whole
    assert PEOPLE - 120 < len(kept) < PEOPLE
    assert len({it["id"] for it in kept}) == len(kept)


def test_a_file_without_a_head_is_told_as_that(filled: Path) -> None:
    overwrite(filled, 0)
    salvage = Salvage(filled)
    assert list(salvage.records()) == []
    assert salvage.problems == ["file is not a database"]


@pytest.mark.parametrize("at", range(0, 40 * PAGE, 7 * PAGE))
def test_no_damage_raises_anything_but_a_plain_error(filled: Path, at: int) -> None:
    overwrite(filled, at % filled.stat().st_size // PAGE * PAGE)
    salvage = Salvage(filled)
    list(salvage.records())
    assert salvage.problems
    with pytest.raises(WithdrawerError) as error, Journal.open(filled) as journal:
        journal.refuse_damage()
    assert isinstance(error.value, JournalDamaged)
    assert "journal export" in error.value.hint


def test_looking_changes_nothing_not_even_an_older_version(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 2")
    before = filled.read_bytes()
    salvage = Salvage(filled)
    list(salvage.records())
    assert salvage.version == 2
    assert filled.read_bytes() == before
    assert copies_of(filled) == []


def test_a_full_disk_is_told_with_what_to_do(filled: Path) -> None:
    with Journal.open(filled) as journal:
        [row] = journal.database.rows("PRAGMA page_count")
        journal.database.rows(f"PRAGMA max_page_count = {row[0]}")
        with pytest.raises(WithdrawerError, match="full") as error:
            add_kept(journal, ["x" * 10**6])
        assert "Make room" in error.value.hint
        assert not isinstance(error.value, UsageError)
        assert len(journal.kept.rules()) == PEOPLE, "it can still be read"
