"""A start by the system where nothing is scheduled: it does nothing, opens nothing, and takes itself out if it can."""

import os
import sys
from pathlib import Path

from withdrawer.errors import Exit, UsageError
from withdrawer.schedule.backends.base import StillThere
from withdrawer.schedule.entry import with_remembered
from withdrawer.schedule.removal import take_out
from withdrawer.schedule.state import Schedule, read_schedule
from withdrawer.show.envelope import Envelope, write_envelope
from withdrawer.show.failure import print_to_stderr
from withdrawer.show.schedule import IDLE

LEAVING = "The schedule is being removed, so nothing was started."


def take_over(home: Path) -> Schedule | None:
    """The home's schedule, its remembered environment taken over where nothing else is set."""
    schedule = read_schedule(home)
    if schedule is not None:
        os.environ.update(with_remembered(os.environ, schedule.environment, is_replay=_is_replay(home)))
    return schedule


def idle(home: Path, schedule: Schedule | None, *, is_json: bool, is_quiet: bool) -> int:
    """Say why nothing is started. An entry that was to be taken out before is taken out now, if that can be done."""
    told = LEAVING if schedule and schedule.is_leaving else IDLE
    if not is_quiet or sys.stderr.isatty():
        print_to_stderr(told)
    if is_json:
        write_envelope(Envelope("schedule run", data={"schedule": None}))
    if schedule and schedule.is_leaving:
        try:
            take_out(home)  # last: launchd ends what it has started with its entry
        except (StillThere, UsageError) as error:
            print_to_stderr(f"{error.message} {error.hint}")
    return Exit.DONE


def _is_replay(home: Path) -> bool:
    try:
        return (home / "kind").read_text("utf-8").strip() == "replay"
    except (OSError, UnicodeDecodeError):
        return False
