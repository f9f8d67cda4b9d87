"""Whether the system will really start withdrawer: what it holds, what it has let go by, and what it would find."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from withdrawer.schedule.backends.base import Held
from withdrawer.schedule.backends.choice import backend
from withdrawer.schedule.state import Schedule, names_of
from withdrawer.schedule.times import starts

GRACE = timedelta(hours=1)
"""Cron makes up for a missed start within the hour, and a machine takes a while to wake."""
MOST_COUNTED = 1000
AGAIN = "withdrawer schedule install"


@dataclass(frozen=True, slots=True)
class Condition:
    """`missed` is how many planned starts have gone by unheard; `lost` is a program or a folder that is not there."""

    held: Held
    missed: int = 0
    lost: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing speaks against the next start."""
        return self.held in (Held.HELD, Held.UNKNOWN) and not self.missed and not self.lost


def condition_of(schedule: Schedule, home: Path, now: datetime, zone: tzinfo) -> Condition:
    """What the schedule is like. It asks the system, and changes nothing."""
    found = [backend(schedule.backend).look(name) for name in names_of(schedule, home)]
    held = next((it for it in (Held.HELD, Held.DISABLED, Held.UNKNOWN) if it in found), Held.MISSING)
    if not schedule.is_on:
        return Condition(held)
    return Condition(held, missed_starts(schedule, now, zone), _lost(schedule))


def missed_starts(schedule: Schedule, now: datetime, zone: tzinfo) -> int:
    """How many planned starts nothing has been heard of: since the last one, or since the installation."""
    since = max(schedule.installed_at, schedule.last.started_at) if schedule.last else schedule.installed_at
    until = now - GRACE - timedelta(minutes=schedule.delay_minutes)
    count = 0
    for start in starts(schedule.times, since, zone):
        if start > until or count == MOST_COUNTED:
            break
        count += 1
    return count


def _lost(schedule: Schedule) -> str:
    """What the entry's command needs and would not find; empty for nothing, or where that is not remembered."""
    words = schedule.command
    if words and not Path(words[0]).is_file():
        return words[0]
    folder = words[words.index("--home") + 1] if "--home" in words[:-1] else ""
    return folder if folder and not Path(folder).is_dir() else ""
