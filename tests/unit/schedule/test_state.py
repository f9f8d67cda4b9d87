import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from withdrawer.errors import UsageError
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.log import MOST_BYTES, MOST_LINES, log_file, write_line
from withdrawer.schedule.outlook import outlook, waits_for, worth_waiting_until
from withdrawer.schedule.state import Ending, Schedule, forget_schedule, read_schedule, schedule_file, write_schedule
from withdrawer.schedule.times import read_times

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)  # a Friday, 12:00 in Berlin
BERLIN = ZoneInfo("Europe/Berlin")
SCHEDULE = Schedule(BackendName.CRON, "10:30", (0, 1, 2, 3, 4), 30, 7, NOW)


def test_it_is_read_back_as_it_was_written_and_is_its_owner_s_alone(tmp_path: Path) -> None:
    later = SCHEDULE.started(NOW).ended(Ending.WENT_ON, NOW + timedelta(minutes=20))
    write_schedule(tmp_path, later)
    assert read_schedule(tmp_path) == later
    assert later.last is not None
    assert later.last.started_at == NOW
    assert stat.S_IMODE(schedule_file(tmp_path).stat().st_mode) == 0o600
    forget_schedule(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert read_schedule(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{}", b'{"backend": "at"}', b"\xff"])
def test_a_damaged_file_says_the_way_on(tmp_path: Path, content: bytes) -> None:
    schedule_file(tmp_path).write_bytes(content)
    with pytest.raises(UsageError, match=r"schedule\.json") as raised:
        read_schedule(tmp_path)
    assert "schedule remove" in raised.value.hint


def test_the_log_is_private_and_does_not_grow_without_end(tmp_path: Path) -> None:
    log_file(tmp_path).write_text("old\n" * MOST_BYTES, encoding="utf-8")
    write_line(tmp_path, NOW, BERLIN, "new")
    lines = log_file(tmp_path).read_text("utf-8").splitlines()
    assert (len(lines), lines[-1]) == (MOST_LINES + 1, "2026-11-20 12:00:00 new")
    assert stat.S_IMODE(log_file(tmp_path).stat().st_mode) == 0o600


def test_a_line_is_added_to_what_is_there(tmp_path: Path) -> None:
    write_line(tmp_path, NOW, BERLIN, "one")
    file = log_file(tmp_path).stat().st_ino
    write_line(tmp_path, NOW, BERLIN, "two")
    assert log_file(tmp_path).stat().st_ino == file
    assert [line[20:] for line in log_file(tmp_path).read_text("utf-8").splitlines()] == ["one", "two"]


def test_what_opens_on_the_same_day_is_waited_for_and_three_hours_over_midnight() -> None:
    midnight = datetime(2026, 11, 20, 23, tzinfo=UTC)
    assert waits_for(midnight - timedelta(minutes=1), NOW, BERLIN)
    assert not waits_for(midnight, NOW, BERLIN)
    late = midnight - timedelta(hours=1)
    assert waits_for(late + timedelta(hours=3), late, BERLIN)
    assert not waits_for(late + timedelta(hours=3, minutes=1), late, BERLIN)


def test_a_wait_lasts_until_all_that_comes_free_soon_after_is_free() -> None:
    freed_at = [NOW + timedelta(hours=hours) for hours in (1, 2, 4, 5)]
    assert worth_waiting_until(freed_at[0], freed_at, NOW, BERLIN) == freed_at[2]
    assert worth_waiting_until(NOW, freed_at, NOW, BERLIN) == NOW


def test_the_next_start_is_the_first_that_can_do_something() -> None:
    times = read_times("10:30", "daily")
    open_now = outlook(times, None, 2, NOW, BERLIN)
    assert open_now.next_at.isoformat() == "2026-11-21T09:30:00+00:00"
    assert open_now.finishes_on.isoformat() == "2026-11-22"
    same_day = outlook(times, datetime(2026, 11, 21, 22, 30, tzinfo=UTC), 1, NOW, BERLIN)
    assert same_day.next_at.isoformat() == "2026-11-21T09:30:00+00:00"
    assert same_day.acts_at.isoformat() == "2026-11-21T22:30:00+00:00"
    assert open_now.acts_at == open_now.next_at
    too_late = outlook(times, datetime(2026, 11, 21, 23, 1, tzinfo=UTC), 1, NOW, BERLIN)
    assert too_late.next_at.isoformat() == "2026-11-22T09:30:00+00:00"


@pytest.mark.parametrize("hours", range(0, 60, 3))
def test_the_outlook_and_the_wait_agree(hours: int) -> None:
    times = read_times("22:30", "daily")
    opens_at = NOW + timedelta(hours=hours)
    next_at = outlook(times, opens_at, 1, NOW, BERLIN).next_at
    assert waits_for(opens_at, next_at, BERLIN)
    before = next_at - timedelta(days=1)
    assert before <= NOW or not waits_for(opens_at, before, BERLIN)


def test_only_the_days_of_the_schedule_count() -> None:
    assert outlook(SCHEDULE.times, None, 2, NOW, BERLIN).finishes_on.isoformat() == "2026-11-24"
