"""A real cron carries a job to its end: from `install` over several days to the schedule's own removal.

    scripts/long cron [--start-cron]

The days go by in the replay site and in WITHDRAWER_NOW; each day is installed anew for the next real minute, and then
nothing but cron acts. Last the command of a removed entry is started by cron once more: it must do nothing. Other lines
of this person's crontab stay, and are compared. Prints one line a day, and last whether everything came out as in a run
in one go; exits 1 where it did not, and 77 where there is no cron to be had.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.schedule.conftest import NOW, Machine
from tests.schedule.days import A_DAY, FULL_SPEED, SELECT, in_one_go, on, site_at, totals

SKIPPED = 77
MOST_DAYS = 9
PATIENCE_SECONDS = 420


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start-cron", action="store_true", help="start a cron for the trial (needs root)")
    arguments = parser.parse_args()
    if shutil.which("crontab") is None or (arguments.start_cron and shutil.which("cron") is None):
        _say("skipped: no cron here")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="schedule-trial-") as folder, _cron(is_wanted=arguments.start_cron):
        return _trial(Path(folder))


def _trial(folder: Path) -> int:
    machine = Machine(folder, has_own_crontab=False)
    before = _crontab()
    day = 0
    status: dict[str, Any] = {}
    given: dict[str, str] = {}
    left = ""
    try:
        while not status or status["schedule"]["is_on"]:
            assert day < MOST_DAYS, "it never came to its end"
            now = NOW + day * A_DAY
            with site_at(now, folder) as site:
                given = on(site, now)
                if not day:
                    machine.run("run", *FULL_SPEED, "--per-day", "3", *SELECT, **given)
                    first = _installed(machine, given)
                    assert "schedule run" in _crontab()
                    _say(f"installed: {first}")
                    day = 1
                    continue
                _installed(machine, given)
                left = next(line for line in _crontab().splitlines() if "schedule run" in line)
                _wait_for_cron(machine, now)
                status = machine.run("status", "--json", **given).data
                _say(f"day {day + 1}: {status['summary']['sentence']} cron: {status['schedule']['last']}")
            day += 1
    finally:
        machine.run("schedule", "remove", **given)
    log = machine.log
    _say(log)
    has_acted = _starts_without_a_schedule(left, before, folder / "started") or machine.log != log
    has_acted = has_acted or (machine.home / "schedule.json").exists()
    together, apart = in_one_go(folder / "other"), totals(status)
    is_same = together == apart and _crontab() == before
    told = {"by_cron": apart, "in_one_go": together, "crontab_as_before": _crontab() == before}
    _say(json.dumps({**told, "acted_after_removal": has_acted}))
    return 0 if is_same and not has_acted else 1


def _starts_without_a_schedule(line: str, crontab: str, mark: Path) -> bool:
    """Have cron start the removed command once more, each minute; gives whether it ended otherwise than idly."""
    command = line.split(None, 5)[5].partition(" # ")[0]
    ended = f"* * * * * {command} 2> {mark}.said; echo $? > {mark}\n"
    subprocess.run(["crontab", "-"], input=crontab + ended, text=True, check=True)
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while not (mark.exists() and mark.read_text("utf-8").strip()):
            if time.monotonic() > end:
                raise TimeoutError("cron started nothing")
            time.sleep(1)
    finally:
        words = ["crontab", "-"] if crontab else ["crontab", "-r"]
        subprocess.run(words, input=crontab, text=True, check=True)
    said = Path(f"{mark}.said").read_text("utf-8")
    _say(f"started without a schedule: {said.strip()}")
    return mark.read_text("utf-8").strip() != "0" or "nothing was started" not in said


def _installed(machine: Machine, given: dict[str, str]) -> str:
    """Installed for a minute that has not begun; gives when."""
    at = datetime.now() + timedelta(seconds=80)  # noqa: DTZ005 - cron goes by the machine's own clock
    told = machine.run("schedule", "install", "--yes", "--delay", "0", "--at", f"{at:%H:%M}", **given, TZ="")
    assert told.code == 0, told.err
    return f"{at:%H:%M}"


def _wait_for_cron(machine: Machine, now: datetime) -> None:
    """Until the run that cron starts has ended."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        last = json.loads((machine.home / "schedule.json").read_text("utf-8"))["last"]
        if last and last["ended_at"] and datetime.fromisoformat(last["started_at"]) >= now:
            return
        time.sleep(1)
    raise TimeoutError("cron started nothing; is it running? (--start-cron)")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def _crontab() -> str:
    return subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False).stdout


@contextmanager
def _cron(*, is_wanted: bool) -> Iterator[None]:
    if not is_wanted:
        yield
        return
    process = subprocess.Popen(["cron", "-f"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


if __name__ == "__main__":
    sys.exit(main())
