from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import msgspec
import pytest

from withdrawer.schedule.backends import choice
from withdrawer.schedule.backends.base import BackendName, Held
from withdrawer.schedule.condition import Condition, condition_of, missed_starts
from withdrawer.schedule.entry import entry_name
from withdrawer.schedule.state import Ending, LastRun, Schedule

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)  # a Friday, 12:00 in Berlin
BERLIN = ZoneInfo("Europe/Berlin")
SCHEDULE = Schedule(BackendName.SYSTEMD, "10:30", tuple(range(7)), 30, 7, NOW - timedelta(days=6))


def test_starts_since_the_last_one_are_counted_and_none_that_may_still_come() -> None:
    assert missed_starts(SCHEDULE, NOW, BERLIN) == 6
    last = LastRun(NOW - timedelta(days=5), NOW - timedelta(days=5), Ending.WENT_ON)
    assert missed_starts(msgspec.structs.replace(SCHEDULE, last=last), NOW, BERLIN) == 5
    half_past_ten = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    allowed = timedelta(hours=1, minutes=30)
    assert missed_starts(SCHEDULE, half_past_ten + allowed - timedelta(minutes=1), BERLIN) == 5
    assert missed_starts(SCHEDULE, half_past_ten + allowed, BERLIN) == 6


def test_an_installation_begins_the_count_again() -> None:
    last = LastRun(NOW - timedelta(days=30))
    assert missed_starts(msgspec.structs.replace(SCHEDULE, installed_at=NOW, last=last), NOW, BERLIN) == 0


def look(monkeypatch: pytest.MonkeyPatch, **held: Held) -> None:
    looks = SimpleNamespace(look=lambda name: held.get(name.replace("-", "_"), Held.MISSING))
    monkeypatch.setattr(choice, "backend", lambda _: looks)


def test_a_program_or_a_home_that_has_moved_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(monkeypatch, **{entry_name(tmp_path).replace("-", "_"): Held.HELD})
    (tmp_path / "python").touch()
    words = (str(tmp_path / "python"), "-m", "withdrawer", "--home", str(tmp_path))
    recent = msgspec.structs.replace(SCHEDULE, installed_at=NOW, command=words)
    assert condition_of(recent, tmp_path, NOW, BERLIN) == Condition(Held.HELD)
    moved = msgspec.structs.replace(recent, command=(*words[:-1], str(tmp_path / "gone")))
    assert condition_of(moved, tmp_path, NOW, BERLIN).lost == str(tmp_path / "gone")
    (tmp_path / "python").unlink()
    assert condition_of(recent, tmp_path, NOW, BERLIN).lost == words[0]


def test_the_entry_of_a_home_that_was_moved_is_found_by_its_earlier_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(monkeypatch, withdrawer_old=Held.HELD)
    moved = msgspec.structs.replace(SCHEDULE, name="withdrawer-old", installed_at=NOW)
    assert condition_of(moved, tmp_path, NOW, BERLIN).held is Held.HELD


def test_one_that_is_off_has_missed_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(monkeypatch)
    assert condition_of(SCHEDULE.taken_off(), tmp_path, NOW, BERLIN) == Condition(Held.MISSING)
