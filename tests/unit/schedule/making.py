"""An entry as `install` makes it, with whatever is hard to quote."""

from datetime import UTC, date, datetime
from pathlib import Path

from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.entry import Entry
from withdrawer.schedule.state import Schedule, write_schedule
from withdrawer.schedule.times import read_times

HARD = "a b%c$d\"e'f&<g>;h*"
"""What some system or other gives a meaning to."""


def entry(days: str = "daily", at: str = "10:30", word: str = HARD) -> Entry:
    return Entry(
        name="withdrawer-0123abcd",
        home=Path("/home/max example/100%"),
        command=["/usr/bin/env", "-m", "withdrawer", "schedule", "run", "--home", word],
        catch_up="--if-missed",
        times=read_times(at, days),
        begins_on=date(2026, 11, 23),
    )


def remember_schedule(home: Path, job: int = 1) -> None:
    """A schedule for every day, as an `install` of long ago would have left it in the home."""
    installed_at = datetime(2026, 1, 1, tzinfo=UTC)
    write_schedule(home, Schedule(BackendName.CRON, "10:30", tuple(range(7)), 0, job, installed_at))
