"""What `schedule show`, `schedule remove` and `status` share: the home's schedule, and the system's part of it."""

from datetime import datetime
from typing import Any

from withdrawer.cli.desk import Desk
from withdrawer.cli.result import Result
from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.findings import Finding, fine, look
from withdrawer.journal.records import Account
from withdrawer.schedule.outlook import outlook
from withdrawer.schedule.state import Schedule, forget_schedule, read_schedule
from withdrawer.show.output import print_lines
from withdrawer.show.schedule import schedule_data, schedule_lines
from withdrawer.undo.standing import standing_of

NOTHING = "Nothing is scheduled. For every day: withdrawer schedule install"


def show_schedule(at: Desk) -> Result:
    """Say it on stdout, and give it as data."""
    from withdrawer.schedule.backends.choice import backend
    from withdrawer.schedule.entry import entry_name

    schedule = read_schedule(at.home.folder)
    is_held = schedule is not None and backend(schedule.backend).has(entry_name(at.home.folder))
    data = told_schedule(at, schedule)
    if not at.everywhere.json:
        lines = [NOTHING]
        if schedule is not None:
            coming = _coming(at, schedule)
            lines = schedule_lines(schedule, at.now, at.zone, coming, is_held=is_held)
        print_lines(lines)
    return Result({"schedule": {**data, "is_held": is_held} if data else None})


def remove_schedule(at: Desk) -> Result:
    """Take it from every scheduler of this system that has it, and forget it."""
    from withdrawer.schedule.backends.choice import remove_everywhere
    from withdrawer.schedule.entry import entry_name

    removed = [name.value for name in remove_everywhere(entry_name(at.home.folder))]
    forget_schedule(at.home.folder)
    if not at.everywhere.json:
        print_lines([f"Taken out of {' and '.join(removed)}." if removed else "Nothing was scheduled."])
    return Result({"removed": removed, "schedule": None})


def schedule_finding(at: Desk) -> Finding:
    """Whether the system will go on with the job by itself, and how that ended the last time."""
    from withdrawer.schedule.backends.choice import holders
    from withdrawer.schedule.entry import entry_name

    try:
        schedule = read_schedule(at.home.folder)
        held_by = [it.name for it in holders(entry_name(at.home.folder))]
    except WithdrawerError as error:
        return look("schedule", error.message, error.hint)
    if schedule is None or not schedule.is_on:
        if held_by:
            what = f"{held_by[0]} still starts withdrawer for this home, which knows of no schedule."
            return look("schedule", what, "withdrawer schedule remove")
        return fine("schedule", "Nothing is scheduled: each run is yours to start.")
    sentence = " ".join(schedule_lines(schedule, at.now, at.zone, _coming(at, schedule), is_held=bool(held_by)))
    if not held_by:
        return look("schedule", sentence, "withdrawer schedule install")
    ending = schedule.last.ending if schedule.last else None
    if ending and ending.needs_person:
        return look("schedule", sentence, "See to that first; the next start goes on by itself.")
    return fine("schedule", sentence)


def told_schedule(at: Desk, schedule: Schedule | None) -> dict[str, Any] | None:
    """The schedule as data."""
    return schedule_data(schedule, _coming(at, schedule)) if schedule else None


def readable_schedule(at: Desk) -> Schedule | None:
    """The schedule, or None where there is none or its file is damaged: `status` must speak all the same."""
    try:
        return read_schedule(at.home.folder)
    except UsageError:
        return None


def _coming(at: Desk, schedule: Schedule) -> datetime:
    """The next start that the allowance lets do something."""
    account: Account | None = at.journal.accounts.current()
    job = at.journal.jobs.open_job(account) if account else None
    opens_at = standing_of(at.journal, account, job, at.now).next_at if account and job else None
    return outlook(schedule.times, opens_at, 1, at.now, at.zone).next_at
