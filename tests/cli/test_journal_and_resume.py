"""What needs the journal alone, through the real entry point: no browser is started."""

import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.command import Told, environment_of, in_process
from withdrawer.errors import Exit
from withdrawer.journal.journal import Journal
from withdrawer.journal.lock import run_lock

NOW = datetime(2026, 10, 12, 13, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
Run = Callable[..., Told]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    (folder / "kind").write_text("replay\n")
    with Journal.open(folder / "journal.sqlite3") as journal:
        journal.accounts.remember("max-example", "Max", NOW - HOUR)
    return folder


@pytest.fixture
def run(home: Path) -> Run:
    def run(*arguments: str, now: datetime = NOW) -> Told:
        rule = '--host-resolver-rules="MAP * 127.0.0.1:9"'
        environment = environment_of(home, rule, WITHDRAWER_NOW=now.isoformat(), TZ="UTC")
        return in_process(*arguments, environment=environment)

    return run


def stop(home: Path, kind: str, at: datetime = NOW, opens_at: datetime | None = None) -> None:
    with Journal.open(home / "journal.sqlite3") as journal:
        journal.stops.record(journal.accounts.current(), kind, at, "What was seen.", opens_at=opens_at)


def test_a_damaged_journal_is_told_and_what_is_left_of_it_is_saved(run: Run, home: Path, tmp_path: Path) -> None:
    whole = run("journal", "check")
    assert (whole.code, "The journal is whole." in whole.out) == (Exit.DONE, True)
    file = home / "journal.sqlite3"
    with Journal.open(file) as journal:
        [row] = journal.database.rows("SELECT rootpage FROM sqlite_master WHERE name = 'kept'")
    content = bytearray(file.read_bytes())
    content[(row[0] - 1) * 4096 : row[0] * 4096] = b"\xa5" * 4096
    file.write_bytes(content)
    refused = run("run", "--yes", "--since", "yesterday")
    assert refused.code == Exit.USAGE
    assert "journal check" in refused.err
    told = run("journal", "check")
    assert told.code == Exit.UNEXPECTED
    assert "journal export FILE" in told.out
    saved = tmp_path / "saved.jsonl"
    assert run("journal", "export", str(saved)).code == Exit.PARTIAL
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert "max-example" in [json.loads(line).get("slug") for line in saved.read_text().splitlines()]
    again = run("journal", "export", str(saved))
    assert (again.code, "can't be written" in again.err) == (Exit.USAGE, True)


def test_a_newer_journal_is_refused_by_every_command_and_can_be_exported(run: Run, home: Path) -> None:
    with Journal.open(home / "journal.sqlite3") as journal:
        journal.database.rows("PRAGMA user_version = 999")
    for arguments in (("status",), ("run", "--yes"), ("keep", "list")):
        told = run(*arguments)
        assert (told.code, "newer withdrawer" in told.err) == (Exit.USAGE, True)
    assert run("journal", "export", "--json").data["version"] == 999


def test_who_holds_the_account_is_told_and_what_needs_the_journal_alone_goes_on(run: Run, home: Path) -> None:
    with run_lock(home / "lock"):
        told = run("preview")
        assert told.code == Exit.LOCKED
        assert f"process {os.getpid()}, since " in told.err
        assert f"kill {os.getpid()}" in told.err
        for arguments in (("status",), ("history",), ("keep", "list"), ("journal", "check")):
            assert run(*arguments).code == Exit.DONE


def test_each_429_of_a_week_makes_the_pause_longer(run: Run, home: Path) -> None:
    for at, hours in ((NOW, 6), (NOW + 12 * HOUR, 12), (NOW + 48 * HOUR, 24)):
        stop(home, "throttled", at)
        early = run("resume", "--yes", now=at + (hours - 0.1) * HOUR)
        assert (early.code, "at the earliest" in early.err) == (Exit.WALL, True)
        assert run("run", "--yes", now=at + HOUR).code == Exit.WALL
        assert run("resume", now=at + (hours + 0.1) * HOUR).code == Exit.DONE


def test_a_restriction_holds_until_its_date_which_a_yes_may_pass_after_a_day(run: Run, home: Path) -> None:
    stop(home, "restricted", opens_at=NOW + 200 * HOUR)
    early = run("resume", now=NOW + 199 * HOUR)
    assert early.code == Exit.WALL
    assert "Tue 20 Oct 2026" in early.err
    assert "form" in early.err
    assert "resume --yes" in early.err
    hasty = run("resume", "--yes", now=NOW + 23 * HOUR)
    assert (hasty.code, "Tue 13 Oct 2026" in hasty.err) == (Exit.WALL, True)
    assert run("resume", "--yes", now=NOW + 25 * HOUR).code == Exit.DONE
    stop(home, "restricted", opens_at=NOW + 200 * HOUR)
    assert run("resume", "--yes", now=NOW + 201 * HOUR).code == Exit.DONE


def test_a_date_that_was_misread_locks_nobody_out_for_ever(run: Run, home: Path) -> None:
    stop(home, "restricted", opens_at=NOW + 500_000 * HOUR)
    assert run("resume", "--yes", now=NOW + 23 * HOUR).code == Exit.WALL
    assert run("resume", "--yes", now=NOW + 25 * HOUR).code == Exit.DONE


def test_a_verification_needs_a_sign_in_since_or_a_word_that_it_is_done(run: Run, home: Path) -> None:
    stop(home, "verification")
    told = run("resume", now=NOW + HOUR)
    assert told.code == Exit.USAGE
    assert "What was seen." in told.err
    assert "withdrawer login" in told.err
    with Journal.open(home / "journal.sqlite3") as journal:
        journal.accounts.remember("max-example", "Max", NOW + HOUR)
    assert run("resume", now=NOW + 2 * HOUR).code == Exit.DONE
    stop(home, "captcha", NOW + 3 * HOUR)
    assert run("resume", "--yes", now=NOW + 4 * HOUR).code == Exit.DONE
