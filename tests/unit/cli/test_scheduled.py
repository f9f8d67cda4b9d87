"""When a scheduled run tells that a window is about to open, on a clock that only its own waiting moves."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from withdrawer.cli.interruption import Interruption
from withdrawer.cli.logbook import Logbook
from withdrawer.cli.scheduled import NOTICE, Ready, Scheduled
from withdrawer.errors import AllowanceSpent, Exit, Interrupted
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.log import log_file
from withdrawer.schedule.state import Ending, Schedule, forget_schedule, write_schedule
from withdrawer.show.schedule import SOON
from withdrawer.undo.pacing import PaceName

NOW = datetime(2026, 10, 12, 8, 30, tzinfo=UTC)


class Waiting:
    """One run's wait: at what instants something was told, and when the wait was over."""

    def __init__(
        self, folder: Path, *, headed: bool | None = None, is_sealed: bool = False, pace: str = "steady"
    ) -> None:
        self.desk = SimpleNamespace(
            now=NOW, zone=UTC, home=SimpleNamespace(folder=folder), is_sealed=is_sealed,
            everywhere=SimpleNamespace(headed=headed), pace_name=lambda _: PaceName.STEADY,
        )  # fmt: skip
        self.told: list[tuple[str, datetime]] = []
        self.has_removed_at: datetime | None = None

    def wait(self, begins_at: datetime, schedule: Schedule | None = None) -> datetime:
        ready = cast("Any", SimpleNamespace(begins_at=begins_at, job=SimpleNamespace(terms=SimpleNamespace(pace=""))))
        desk = cast("Any", self.desk)
        interruption = cast("Interruption", SimpleNamespace(check=lambda: None))
        Scheduled(desk, interruption, Logbook(desk, self._tell, is_quiet=True), Random(1), self._pause)._wait(
            cast("Ready", ready), schedule
        )
        return cast("datetime", self.desk.now)

    def _tell(self, text: str) -> bool:
        self.told.append((text, self.desk.now))
        return True

    def _pause(self, seconds: float) -> None:
        self.desk.now += timedelta(seconds=seconds)
        if self.has_removed_at and self.desk.now >= self.has_removed_at:
            forget_schedule(self.desk.home.folder)


def installed(folder: Path, delay_minutes: int = 20) -> Schedule:
    schedule = Schedule(BackendName.CRON, "10:30", (), delay_minutes, 1, NOW)
    write_schedule(folder, schedule)
    return schedule


def test_two_minutes_before_a_window_opens_it_is_told(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path)
    opens_at = NOW + timedelta(minutes=50)
    assert waiting.wait(opens_at) == opens_at
    assert waiting.told == [(SOON, opens_at - NOTICE)]
    assert timedelta(minutes=2) == NOTICE


def test_where_it_could_begin_at_once_the_window_opens_two_minutes_later(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path)
    assert waiting.wait(NOW) == NOW + NOTICE
    assert waiting.told == [(SOON, NOW)]


def test_the_delay_by_chance_comes_before_it(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path)
    opened_at = waiting.wait(NOW, installed(tmp_path))
    assert NOW + NOTICE < opened_at <= NOW + timedelta(minutes=20)
    assert waiting.told == [(SOON, opened_at - NOTICE)]


@pytest.mark.parametrize("options", [{"headed": False}, {"is_sealed": True}])
def test_where_no_window_opens_nothing_is_told(tmp_path: Path, options: dict[str, bool]) -> None:
    waiting = Waiting(tmp_path, **options)  # type: ignore[arg-type]
    assert waiting.wait(NOW) == NOW
    assert waiting.told == []


def test_a_schedule_that_is_removed_during_the_notice_opens_no_window(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path)
    waiting.has_removed_at = NOW + timedelta(minutes=1)
    with pytest.raises(Interrupted, match="removed"):
        waiting.wait(NOW, installed(tmp_path, delay_minutes=0))
    assert waiting.told == [(SOON, NOW)]


def test_a_spent_allowance_leaves_the_rest_for_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def go_on(*_: object) -> None:
        raise AllowanceSpent("The 5 page loads allowed in 22 hours are used up.", "", NOW + timedelta(hours=2))

    monkeypatch.setattr("withdrawer.cli.scheduled.Undoing", lambda *_, **__: SimpleNamespace(go_on=go_on, second=None))
    monkeypatch.setattr(Scheduled, "_look", lambda *_: Ready(cast("Any", None), cast("Any", None), NOW))
    monkeypatch.setattr(Scheduled, "_wait", lambda *_: None)
    desk = cast("Any", SimpleNamespace(now=NOW, zone=UTC, home=SimpleNamespace(folder=tmp_path)))
    interruption = cast("Any", SimpleNamespace(so_far=lambda: {"sent": {"withdrawn": 3}}))
    over = Scheduled(desk, interruption, Logbook(desk, lambda _: True, is_quiet=True))._go_on(None)
    assert over.ending is Ending.LATER
    assert not over.ending.needs_person
    assert over.result.exit_code == Exit.DONE
    assert over.result.data == {"sent": {"withdrawn": 3}, "opens_at": "2026-10-12T10:30:00Z"}
    assert "It goes on today from 10:30." in log_file(tmp_path).read_text("utf-8")
