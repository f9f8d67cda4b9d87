"""A schedule, as a person and as a script read it."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from withdrawer.schedule.backends.base import Entry, File
from withdrawer.schedule.state import Ending, Schedule
from withdrawer.schedule.times import DAYS, next_start
from withdrawer.show.confirm import people
from withdrawer.show.envelope import instant
from withdrawer.show.instants import told

ENDINGS = {
    Ending.FINISHED: "nothing is left to do, and the schedule has taken itself off",
    Ending.WENT_ON: "it went on with the job",
    Ending.LATER: "the allowance is used up, so it left the rest for the next start",
    Ending.NO_JOB: "the job it was made for is not open any more, so it has taken itself off",
    Ending.ASKED: "it did nothing, because a question about your data export waits for you: withdrawer run",
    Ending.PAUSED: "it did nothing, because LinkedIn wants you: withdrawer resume",
    Ending.STOPPED: "LinkedIn wants you: withdrawer resume",
    Ending.HELD: "LinkedIn says yes and does not do it, which is known to last until the next day: nothing to do",
    Ending.SIGNED_OUT: "you are not signed in there, or as somebody else: withdrawer login",
    Ending.LOCKED: "another run was using the account",
    Ending.NOT_UNDERSTOOD: "a page was not understood, and nothing was clicked: withdrawer preview says more",
    Ending.NO_SCREEN: "there was no screen to open a window on; it does not work hidden instead",
    Ending.INTERRUPTED: "it was interrupted",
    Ending.FAILED: "it could not go on: withdrawer run says why",
}
"""Each is said in logs and on the desktop too, so none holds a name."""
SOON = "In about two minutes withdrawer opens a browser window and goes on by itself. Closing the window ends it."


def offer_lines(files: Sequence[File], entry: Entry, schedule: Schedule, missed: str) -> list[str]:
    """What is going to be written, exactly, and what it will do."""
    lines: list[str] = []
    for file in files:
        lines += [f"{file.where}:", *(f"    {line}" for line in file.text.splitlines()), ""]
    when = f"{_days(schedule)} at {schedule.at}"
    return [
        *lines,
        f"So {when}{_delay(schedule)} it goes on with the job that you have confirmed, and with nothing else:",
        f"  {' '.join(entry.command)}",
        "It tells you on the desktop two minutes before a window opens, at the end, and when it needs you.",
        f"{missed} When the job is done it takes itself off. To end it before: withdrawer schedule remove",
    ]


def schedule_lines(schedule: Schedule, now: datetime, zone: tzinfo, next_at: datetime, *, is_held: bool) -> list[str]:
    """What `schedule show` says; `is_held` tells whether the system still has the entry."""
    if not schedule.is_on:
        return ["Nothing is scheduled any more.", *_last_lines(schedule, zone)]
    lines = [f"By {schedule.backend}, {_days(schedule)} at {schedule.at}{_delay(schedule)}."]
    lines += _last_lines(schedule, zone) or ["It has not run yet."]
    if not is_held:
        return [*lines, f"{schedule.backend} does not have it any more. Again: withdrawer schedule install"]
    first = next_start(schedule.times, now, zone)
    lines.append(f"It starts next {told(first, zone)}.")
    if next_at != first:
        lines.append(f"The allowance is not open by then: it goes on {told(next_at, zone)}.")
    return lines


def schedule_data(schedule: Schedule | None, next_at: datetime | None) -> dict[str, Any] | None:
    """The same for scripts; None where nothing was ever scheduled."""
    if schedule is None:
        return None
    last = schedule.last
    return {
        "backend": schedule.backend.value,
        "at": schedule.at,
        "days": [DAYS[day] for day in schedule.days],
        "delay_minutes": schedule.delay_minutes,
        "job": schedule.job,
        "is_on": schedule.is_on,
        "installed_at": instant(schedule.installed_at),
        "last": {
            "started_at": instant(last.started_at),
            "ended_at": instant(last.ended_at),
            "ending": last.ending.value if last.ending else None,
        }
        if last
        else None,
        "next_at": instant(next_at) if schedule.is_on else None,
    }


def _last_lines(schedule: Schedule, zone: tzinfo) -> list[str]:
    last = schedule.last
    if last is None:
        return []
    if last.ending is None or last.ended_at is None:
        return [f"Last started {told(last.started_at, zone)}: still under way, or ended from outside."]
    took = last.ended_at - last.started_at
    length = f" after {people(round(took / timedelta(minutes=1)), 'minute')}" if took >= timedelta(minutes=1) else ""
    return [f"Last started {told(last.started_at, zone)}, ended{length}: {ENDINGS[last.ending]}."]


def _days(schedule: Schedule) -> str:
    if schedule.times.is_daily:
        return "every day"
    return "on " + ", ".join(DAYS[day].title() for day in sorted(schedule.days))


def _delay(schedule: Schedule) -> str:
    return f", up to {people(schedule.delay_minutes, 'minute')} later by chance" if schedule.delay_minutes else ""
