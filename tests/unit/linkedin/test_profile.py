import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from withdrawer.errors import Exit, RunLocked
from withdrawer.linkedin.browser import profile
from withdrawer.linkedin.browser.profile import wait_until_free, was_left

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its lock is no link there")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "SILENT_SECONDS", 0.15)
    monkeypatch.setattr(profile, "LIMIT_SECONDS", 0.3)


@pytest.fixture
def listening() -> Iterator[Path]:
    """A browser's socket; its path must be short."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/SingletonSocket")
        server.listen()
        yield Path(folder) / "SingletonSocket"


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def lock(folder: Path, host: str, process: int, listening: Path | None = None) -> None:
    (folder / "SingletonLock").symlink_to(f"{host}-{process}")
    (folder / "SingletonSocket").symlink_to(listening or folder / "gone")
    (folder / "SingletonCookie").symlink_to("4711")


def free(folder: Path) -> None:
    """Wait as a run does, and see that no lock is left for the browser to stumble over."""
    wait_until_free(folder, doze)
    assert list(folder.iterdir()) == []


def doze(seconds: float) -> None:
    time.sleep(seconds / 4)


@pytest.mark.parametrize("host", [socket.gethostname(), "another-name.local", "name-with-dashes"])
def test_what_a_killed_browser_left_is_taken_away_also_where_the_machines_name_has_changed(
    tmp_path: Path, host: str, dead: int
) -> None:
    lock(tmp_path, host, dead)
    free(tmp_path)


@pytest.mark.parametrize("host", [socket.gethostname(), "another-name.local"])
def test_a_number_that_another_program_has_got_since_holds_nothing(tmp_path: Path, host: str) -> None:
    lock(tmp_path, host, os.getpid())
    free(tmp_path)


@pytest.mark.parametrize("host", [socket.gethostname(), "another-name.local"])
def test_a_browser_that_answers_holds_its_profile_whatever_the_machine_is_called_now(
    tmp_path: Path, host: str, listening: Path
) -> None:
    lock(tmp_path, host, 4711, listening)
    with pytest.raises(RunLocked, match="process 4711") as error:
        wait_until_free(tmp_path, doze)
    assert error.value.exit_code is Exit.LOCKED
    assert (tmp_path / "SingletonLock").is_symlink()


@pytest.mark.parametrize("text", ["", "nonsense", f"{socket.gethostname()}-99999999999999999999", "-", "host-1x"])
def test_a_lock_that_means_nothing_is_no_obstacle(tmp_path: Path, text: str) -> None:
    (tmp_path / "SingletonLock").symlink_to(text or "x")
    free(tmp_path)


def test_a_free_profile_is_waited_for_not_at_all(tmp_path: Path) -> None:
    wait_until_free(tmp_path, lambda _: pytest.fail("nothing to wait for"))


def test_a_browser_that_was_killed_has_left_its_lock(tmp_path: Path, dead: int) -> None:
    assert not was_left(tmp_path, 0.1)
    (tmp_path / "SingletonLock").symlink_to(f"{socket.gethostname()}-{dead}")
    assert was_left(tmp_path, 0.1)


def test_a_browser_that_is_still_quitting_has_not_left_it(tmp_path: Path) -> None:
    (tmp_path / "SingletonLock").symlink_to(f"{socket.gethostname()}-{os.getpid()}")
    assert not was_left(tmp_path, 0.1)
