import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from withdrawer.errors import RunLocked
from withdrawer.journal.lock import run_lock

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
        with pytest.raises(RunLocked, match="another run"), run_lock(lock):
            pass
    finally:
        holder.kill()
        holder.communicate()
    with run_lock(lock):
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
