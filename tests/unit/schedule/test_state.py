import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from withdrawer.errors import UsageError
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.log import MOST_LINES, log_file, write_line
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
    log_file(tmp_path).write_text("old\n" * (MOST_LINES + 5), encoding="utf-8")
    write_line(tmp_path, NOW, BERLIN, "new")
    lines = log_file(tmp_path).read_text("utf-8").splitlines()
    assert (len(lines), lines[-1]) == (MOST_LINES, "2026-11-20 12:00:00 new")
    assert stat.S_IMODE(log_file(tmp_path).stat().st_mode) == 0o600


def test_three_hours_are_waited_and_not_a_minute_more() -> None:
    assert waits_for(NOW + timedelta(hours=3), NOW)
    assert not waits_for(NOW + timedelta(hours=3, minutes=1), NOW)


def test_a_wait_lasts_until_all_that_comes_free_within_it_is_free() -> None:
    freed_at = [NOW + timedelta(hours=hours) for hours in (1, 2, 4)]
    assert worth_waiting_until(freed_at[0], freed_at, NOW) == freed_at[1]
    assert worth_waiting_until(NOW, freed_at, NOW) == NOW


def test_the_next_start_is_the_first_that_can_do_something() -> None:
    times = read_times("10:30", "daily")
    open_now = outlook(times, None, 2, NOW, BERLIN)
    assert open_now.next_at.isoformat() == "2026-11-21T09:30:00+00:00"
    assert open_now.finishes_on.isoformat() == "2026-11-22"
    within_reach = outlook(times, datetime(2026, 11, 21, 12, 30, tzinfo=UTC), 1, NOW, BERLIN)
    assert within_reach.next_at.isoformat() == "2026-11-21T09:30:00+00:00"
    too_late = outlook(times, datetime(2026, 11, 21, 12, 31, tzinfo=UTC), 1, NOW, BERLIN)
    assert too_late.next_at.isoformat() == "2026-11-22T09:30:00+00:00"


def test_only_the_days_of_the_schedule_count() -> None:
    assert outlook(SCHEDULE.times, None, 2, NOW, BERLIN).finishes_on.isoformat() == "2026-11-24"
