"""Whether the system will really start withdrawer: what it holds, which starts it missed, and what is missing."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from withdrawer.schedule.backends.base import Held
from withdrawer.schedule.state import Schedule, names_of
from withdrawer.schedule.times import starts

GRACE = timedelta(hours=1)
"""Cron makes up for a missed start within the hour, and a machine takes a while to wake."""
MOST_COUNTED = 1000
AGAIN = "withdrawer schedule install"


@dataclass(frozen=True, slots=True)
class Condition:
    """The condition of a schedule.

    `missed` is the number of planned starts that left no trace; `lost` is a program or a folder that no longer exists.
    """

    held: Held
    missed: int = 0
    lost: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing prevents the next start."""
        return self.held in (Held.HELD, Held.UNKNOWN) and not self.missed and not self.lost


def condition_of(schedule: Schedule, home: Path, now: datetime, zone: tzinfo) -> Condition:
    """The schedule's condition. Asks the system, and changes nothing."""
    from withdrawer.schedule.backends.choice import backend  # four modules, which `status` needs only here

    found = [backend(schedule.backend).look(name) for name in names_of(schedule, home)]
    held = next((it for it in (Held.HELD, Held.DISABLED, Held.UNKNOWN) if it in found), Held.MISSING)
    if not schedule.is_on:
        return Condition(held)
    return Condition(held, missed_starts(schedule, now, zone), _lost(schedule))


def missed_starts(schedule: Schedule, now: datetime, zone: tzinfo) -> int:
    """How many planned starts left no trace since the last start or, before the first one, the installation."""
    since = max(schedule.installed_at, schedule.last.started_at) if schedule.last else schedule.installed_at
    until = now - GRACE - timedelta(minutes=schedule.delay_minutes)
    count = 0
    for start in starts(schedule.times, since, zone):
        if start > until or count == MOST_COUNTED:
            break
        count += 1
    return count


def _lost(schedule: Schedule) -> str:
    """A program or folder that the entry's command needs and that is gone; empty if none, or if not remembered."""
    words = schedule.command
    if words and not Path(words[0]).is_file():
        return words[0]
    folder = words[words.index("--home") + 1] if "--home" in words[:-1] else ""
    return folder if folder and not Path(folder).is_dir() else ""
