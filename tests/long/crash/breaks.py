"""What else may happen to a run: each function lets one thing happen in its middle, and leaves the rest undone."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.long.crash.trial import Running, Trial, browsers_of
from tests.support.site import LocalSite

DAY = timedelta(days=1)
ROOM_FOR_WORDS = 16 * 1024
"""Bytes: less than a run has written to its journal before its first act, and enough for what it says."""
Break = Callable[[Trial, Random], None]


def lose_power(trial: Trial, random: Random) -> None:
    """The process stands still in the middle; the marker and what is on disk of the journal are all that is left."""
    running = in_the_middle(trial, random)
    os.kill(running.process.pid, signal.SIGSTOP)
    after = trial.home.with_name("after-the-power-cut")
    after.mkdir(mode=0o700)
    shutil.copy(trial.home / "kind", after / "kind")
    for suffix in ("", "-wal"):
        if (file := Path(f"{trial.journal}{suffix}")).exists():
            shutil.copy(file, after / file.name)
    running.process.kill()
    running.end()
    trial.home = after


def fill_disk(trial: Trial, random: Random) -> None:
    """From some instant on the run can write no more to its journal. The browser, which is another process, can."""
    running = in_the_middle(trial, random)
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (ROOM_FOR_WORDS, resource.RLIM_INFINITY))
    said = running.end()
    assert running.process.returncode == 1, said
    assert "Make room on the disk" in said, said


def set_clock_back(trial: Trial, random: Random) -> None:
    """Killed in the middle, and the next run finds the clock a day earlier."""
    running = in_the_middle(trial, random)
    running.process.kill()
    running.end()
    now = datetime.fromisoformat(trial.given["WITHDRAWER_NOW"])
    trial.given["WITHDRAWER_NOW"] = (now - DAY).isoformat()


def fall_asleep(trial: Trial, random: Random) -> None:
    """Everything stands still for a while, and goes on."""
    running = in_the_middle(trial, random)
    everything = descendants(running.process.pid)
    for process in everything:
        os.kill(process, signal.SIGSTOP)
    time.sleep(3)
    for process in everything:
        os.kill(process, signal.SIGCONT)
    said = running.end()
    assert running.process.returncode == 0, said


def lose_network(trial: Trial, random: Random) -> None:
    """The site is gone in the middle, until the run has given up; later it is there again, as it was."""
    running = in_the_middle(trial, random)
    trial.site.close()
    said = running.end()
    assert running.process.returncode in (0, 1, 3), said
    assert "withdrawer: " in said or running.process.returncode != 1, said
    options = replace(trial.site.options, port=trial.site.port, truth=None)
    trial.site = trial.keep_open(LocalSite.start(options))


def leave_lock(trial: Trial, random: Random) -> None:
    """Run and browser are killed, and when the next run comes the machine has another name."""
    running = in_the_middle(trial, random)
    browsers = browsers_of(trial.home)
    for process in descendants(running.process.pid):
        os.kill(process, signal.SIGKILL)
    running.end()
    assert browsers
    lock = trial.home / "profile" / "SingletonLock"
    lock.unlink(missing_ok=True)
    lock.symlink_to(f"the-name-before.local-{browsers[0]}")


def in_the_middle(trial: Trial, random: Random) -> Running:
    """A run that has begun to act; not one that has ended."""
    running = trial.run()
    running.await_acts(random.randint(1, 4))
    time.sleep(random.uniform(0, 0.3))
    assert not running.has_ended, running.end()
    return running


def descendants(process: int) -> list[int]:
    """A process and all that it has started, the youngest last."""
    listed = subprocess.run(["ps", "-wweo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = [process]
    for parent in found:
        found += [child for child, its_parent in parents if its_parent == parent]
    return found


BREAKS: dict[str, Break] = {
    "power lost": lose_power,
    "clock set back a day": set_clock_back,
    "asleep": fall_asleep,
    "network gone": lose_network,
    "leftover lock, other machine name": leave_lock,
    **({"disk full": fill_disk} if sys.platform == "linux" else {}),
}
