"""What `withdrawer forget` deletes is gone from the disk, and nothing else is."""

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from tests.security.conftest import Desk, Fill
from tests.unit.journal.samples import NOW
from withdrawer.app.forget import forget_in, home_in
from withdrawer.app.typed_input import Everywhere
from withdrawer.app.user_questions import Forgettable
from withdrawer.errors import Exit, WithdrawerError
from withdrawer.journal.database import Database
from withdrawer.journal.forget import KEPT, forget_people
from withdrawer.journal.journal import Journal

NAME = "Zwinglidottir"


def files_with(folder: Path, name: str) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and (name.encode() in path.read_bytes() or name.encode("utf-16-le") in path.read_bytes())
    ]


def test_forgotten_people_are_in_no_file_and_the_allowance_still_counts(desk: Desk, filled: Fill) -> None:
    filled(desk.home, NAME)
    assert {"journal.sqlite3", "page.html", "journal-version-0003.sqlite3"} <= set(files_with(desk.home, NAME))
    told = desk.run("forget", "--people", "--yes")
    assert told.code == Exit.DONE, told.err
    assert "301 people" in told.err
    assert "The open job ends with 298 left" in told.err
    assert files_with(desk.home, NAME) == []
    assert (desk.home / "profile/Default/Cookies").exists()
    with Journal.open(desk.home / "journal.sqlite3") as journal:
        account = journal.accounts.current()
        assert account is not None
        assert account.slug == "max-example"
        assert len(journal.acts.instants_since(account, NOW.replace(year=2025)).acted_at) == 2
        assert journal.jobs.open_job(account) is None
        assert journal.acts.unresolved(account) == []
    for command in (("status",), ("history",), ("keep", "list")):
        assert desk.run(*command).code == Exit.DONE


@pytest.mark.parametrize("what", ["--people", "--all"])
def test_copies_of_earlier_versions_and_what_a_killed_run_has_left_go_too(desk: Desk, filled: Fill, what: str) -> None:
    file = filled(desk.home, NAME) / "journal.sqlite3"
    for left in ("journal-version-0001.sqlite3", "journal-version-0002.sqlite3-wal", "journal-77.sqlite3.draft"):
        shutil.copy(file, file.with_name(left))
    file.with_name("crashes").mkdir()
    file.with_name("crashes").joinpath("20261121T142000000000.log").write_text(NAME)
    file.with_name("lock.json").write_text(f'{{"process": 99999999, "command": "{NAME}", "since": 0}}')
    assert len(files_with(desk.home, NAME)) > 5
    told = desk.run("forget", what, "--yes")
    assert told.code == Exit.DONE, told.err
    assert "crash report" in told.err or what == "--profile"
    assert files_with(desk.home.parent, NAME) == []
    assert not list(desk.home.glob("journal-*"))
    assert not (desk.home / "lock.json").exists()
    assert desk.home.exists() is (what == "--people")


def test_while_another_command_reads_nothing_is_called_forgotten(
    desk: Desk, filled: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = filled(desk.home, NAME) / "journal.sqlite3"
    monkeypatch.setattr("withdrawer.journal.database.BUSY_SECONDS", 0.1)
    with Journal.open(file) as reading, Journal.open(file) as journal:
        reading.database.rows("BEGIN")
        reading.database.rows("SELECT * FROM sightings")
        with pytest.raises(WithdrawerError, match=r"still holds their names|refused"):
            forget_people(journal.database, NOW)
        reading.database.rows("COMMIT")
        forget_people(journal.database, NOW)
    assert "journal.sqlite3" not in files_with(desk.home, NAME)


def test_every_table_of_the_journal_is_emptied_or_known(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "journal.sqlite3")
    database.write("CREATE TABLE later (name TEXT, kept_id INTEGER REFERENCES kept (id))")
    database.write("INSERT INTO kept VALUES (1, 'name', 'x', 'x', 1)")
    database.write("INSERT INTO later VALUES ('x', 1)")
    forget_people(database, NOW)
    tables = [row[0] for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert set(tables) >= KEPT
    counts = {table: database.rows(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in set(tables) - KEPT}
    assert not any(counts.values())
    database.close()


def test_the_profile_goes_alone(desk: Desk, filled: Fill) -> None:
    filled(desk.home, NAME)
    told = desk.run("forget", "--profile", "--yes", "--json")
    assert told.code == Exit.DONE, told.err
    assert not (desk.home / "profile").exists()
    assert "journal.sqlite3" in told.data["left"]
    assert any("Where you're signed in" in note for note in told.data["notes"])
    assert desk.run("history").out.count(NAME) > 3


def test_all_goes_but_what_is_not_withdrawers_own(desk: Desk, filled: Fill) -> None:
    filled(desk.home, NAME)
    mine = ["diary.txt", "journal-2024.md", "journal.sqlite3.zip", "kind.txt", "schedule.py", "stopwords.txt"]
    for name in mine:
        (desk.home / name).write_text("mine")
    filled(desk.home / "accounts/work", "Another")
    told = desk.run("forget", "--people", "--yes", "--json")
    assert set(mine) <= set(told.data["left"])
    told = desk.run("forget", "--all", "--yes", "--json")
    assert told.code == Exit.DONE, told.err
    assert told.data["left"] == ["accounts", *mine]
    assert all((desk.home / name).read_text() == "mine" for name in mine)
    assert files_with(desk.home, NAME) == []
    assert desk.run("forget", "--all", "--yes", "--account", "work").code == Exit.DONE
    assert not (desk.home / "accounts/work").exists()


def test_a_home_of_its_own_is_gone_whole_and_links_are_not_followed(desk: Desk, filled: Fill, tmp_path: Path) -> None:
    filled(desk.home, NAME)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter").write_text("dear")
    (desk.home / "profile/link").symlink_to(tmp_path / "mine")
    assert desk.run("forget", "--all", "--yes").code == Exit.DONE
    assert not desk.home.exists()
    assert (tmp_path / "mine/letter").read_text() == "dear"


def test_it_asks_and_a_no_deletes_nothing(desk: Desk, filled: Fill) -> None:
    filled(desk.home, NAME)
    before = files_with(desk.home, NAME)
    told = desk.run("forget", "--all")
    assert told.code == Exit.USAGE
    assert "Add --yes" in told.err
    for nothing in (("forget",), ("forget", "--yes")):
        assert desk.run(*nothing, WITHDRAWER_ALL="1", WITHDRAWER_YES="1").code == Exit.USAGE
    assert desk.run("forget", "--all", WITHDRAWER_YES="1").code == Exit.USAGE, "what deletes is typed"
    assert files_with(desk.home, NAME) == before


def test_what_is_no_home_is_never_deleted(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "letters/profile").mkdir(parents=True)
    told = desk.run("forget", "--all", "--yes", "--home", str(tmp_path / "letters"))
    assert told.code == Exit.USAGE
    assert "is not a home of withdrawer" in told.err
    assert (tmp_path / "letters/profile").is_dir()


def test_a_run_that_goes_on_is_not_robbed_of_its_journal(desk: Desk, filled: Fill) -> None:
    filled(desk.home, NAME)
    with FileLock(desk.home / "lock"):
        for what in ("--people", "--profile", "--all"):
            assert desk.run("forget", what, "--yes").code == Exit.LOCKED
    assert "journal.sqlite3" in files_with(desk.home, NAME)


def test_a_journal_that_is_damaged_can_be_forgotten_whole(desk: Desk, filled: Fill) -> None:
    filled(desk.home, NAME)
    (desk.home / "journal.sqlite3").write_bytes(b"no database" * 1000)
    told = desk.run("forget", "--all", "--yes")
    assert told.code == Exit.DONE, told.err
    assert "a journal that can't be read" in told.err
    assert not desk.home.exists()


def test_what_could_not_be_deleted_can_be_forgotten_again(
    desk: Desk, filled: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home_in(Everywhere("", filled(desk.home, NAME), "", None, json=False, quiet=False, verbose=False))
    deletes = Path.unlink

    def delete(file: Path, missing_ok: bool = False) -> None:
        if file.name.startswith("journal"):
            raise PermissionError(1, "it is not to be", str(file))
        deletes(file, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", delete)
        with pytest.raises(WithdrawerError, match="can't be deleted"):
            forget_in(home, Forgettable.ALL, NOW)
    assert desk.run("forget", "--all", "--yes").code == Exit.DONE
    assert not desk.home.exists()
