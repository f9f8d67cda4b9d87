import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from withdrawer.errors import RunLocked
from withdrawer.journal.lock import holder_of, run_lock

HOLDER = """
import sys, time
from pathlib import Path
from withdrawer.journal.lock import run_lock
with run_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_run_at_a_time_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RunLocked, match="another run") as error, run_lock(lock):
            pass
        assert f"process {holder.pid}, since " in error.value.message
        assert f"kill {holder.pid}" in error.value.hint
        assert "status" in error.value.hint
        assert stat.S_IMODE((tmp_path / "lock.json").stat().st_mode) == 0o600
        found = holder_of(lock)
        assert found
        assert (found.process, found.command) == (holder.pid, "withdrawer")
    finally:
        holder.kill()
        holder.communicate()
    assert (tmp_path / "lock.json").exists()
    assert holder_of(lock) is None
    with run_lock(lock):
        pass
    assert holder_of(tmp_path / "none" / "lock") is None


def test_who_holds_it_is_told_also_where_the_time_zone_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Foo/Bar")
    with run_lock(tmp_path / "lock"), pytest.raises(RunLocked, match=r"since .* UTC"), run_lock(tmp_path / "lock"):
        pass


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), run_lock(tmp_path / "lock"):
        raise RuntimeError
    with run_lock(tmp_path / "lock"), pytest.raises(RunLocked), run_lock(tmp_path / "lock"):
        pass


def test_the_lock_file_is_private(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        with run_lock(tmp_path / "lock"):
            assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600
    finally:
        os.umask(umask)


def test_what_a_killed_run_left_behind_is_not_taken_for_the_holder(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with run_lock(tmp_path / "lock"):
        note = tmp_path / "lock.json"
        note.write_text(note.read_text().replace(f":{os.getpid()},", f":{ended.pid},"))
        with pytest.raises(RunLocked, match=r"using this account$"), run_lock(tmp_path / "lock"):
            pass


@pytest.mark.parametrize("left", ["", "{", '{"process": "\u001b[31m"}', "[]", '{"process":1}'])
def test_a_note_that_cannot_be_read_does_not_hide_the_lock(tmp_path: Path, left: str) -> None:
    with run_lock(tmp_path / "lock"):
        (tmp_path / "lock.json").write_text(left)
        with pytest.raises(RunLocked, match="another run"), run_lock(tmp_path / "lock"):
            pass


def test_the_note_names_the_command_and_nothing_that_was_typed_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["withdrawer", "run", "--keep", "Ana Nueva"])
    with run_lock(tmp_path / "lock"):
        note = (tmp_path / "lock.json").read_text()
        assert '"withdrawer run"' in note
        assert "Ana" not in note
    assert not (tmp_path / "lock.json").exists()
