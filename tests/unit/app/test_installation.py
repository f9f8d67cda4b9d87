"""What an installation that fails says, whatever its cleaning up does."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.schedule.making import entry
from tests.unit.schedule.managers import Systemctl
from withdrawer.app import installation
from withdrawer.app.installation import Installer
from withdrawer.errors import WithdrawerError
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.backends.choice import Removal
from withdrawer.schedule.backends.systemd import Systemd
from withdrawer.schedule.state import Schedule, read_schedule

SCHEDULE = Schedule(BackendName.SYSTEMD, "10:30", (0,), 0, 1, datetime(2026, 11, 20, tzinfo=UTC), name=entry().name)


@pytest.mark.parametrize("is_cleaned", [True, False])
def test_the_first_error_is_said_and_what_it_left_behind_is_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_cleaned: bool
) -> None:
    (tmp_path / "running").mkdir()
    manager = Systemctl(folder=tmp_path / "units", stamps=tmp_path / "stamps", refuses=("enable",))
    backend = Systemd(tmp_path / "units", tmp_path / "stamps", tmp_path / "running", manager)
    if not is_cleaned:
        manager.refuses = ("enable", "show")
    monkeypatch.setattr(installation, "remove_everywhere", lambda *_: Removal([], []))
    at: Any = SimpleNamespace(home=SimpleNamespace(folder=tmp_path))
    one = Installer(at, SCHEDULE.times, 0, None, says_yes=True)
    with pytest.raises(WithdrawerError, match="enable") as raised:
        one._write(backend, entry(), SCHEDULE)
    assert not list((tmp_path / "units").glob("withdrawer-*"))
    left = read_schedule(tmp_path)
    assert (left is not None and left.is_leaving) is not is_cleaned
    assert ("What was written is left" in raised.value.hint) is not is_cleaned
