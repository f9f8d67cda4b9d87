"""What `schedule show`, `schedule remove` and `status` share: the home's schedule, and the system's part of it."""

from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.result import Result
from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.findings import Finding, fine, look
from withdrawer.journal.records import Account
from withdrawer.schedule.outlook import Outlook, outlook
from withdrawer.schedule.removal import take_out
from withdrawer.schedule.state import Schedule, forget_schedule, names_of, read_schedule
from withdrawer.show.output import print_lines
from withdrawer.show.schedule import NOTHING, condition_data, schedule_data, schedule_lines, trouble_lines
from withdrawer.undo.job_progress import standing_of


def show_schedule(at: CommandContext) -> Result:
    """Say it on stdout, and give it as data."""
    from withdrawer.schedule.condition import condition_of

    schedule = read_schedule(at.home.folder)
    if schedule is None:
        if not at.everywhere.json:
            print_lines([NOTHING])
        return Result({"schedule": None})
    condition = condition_of(schedule, at.home.folder, at.now, at.zone)
    if not at.everywhere.json:
        print_lines(schedule_lines(schedule, at.now, at.zone, _coming(at, schedule).acts_at, condition))
    return Result({"schedule": {**(told_schedule(at, schedule) or {}), **condition_data(condition)}})


def remove_schedule(at: CommandContext) -> Result:
    """Take it from every scheduler of this system that has it, and forget it once it is gone. Raises StillThere."""
    removed = [name.value for name in take_out(at.home.folder)]
    forget_schedule(at.home.folder)
    if not at.everywhere.json:
        print_lines([f"Taken out of {' and '.join(removed)}." if removed else "Nothing was scheduled."])
    return Result({"removed": removed, "schedule": None})


def schedule_finding(at: CommandContext) -> Finding:
    """Whether the system will go on with the job by itself, and how that ended the last time."""
    from withdrawer.schedule.backends.choice import holders
    from withdrawer.schedule.condition import condition_of

    try:
        schedule = read_schedule(at.home.folder)
        held_by = holders(names_of(schedule, at.home.folder))
    except WithdrawerError as error:
        return look("schedule", error.message, error.hint)
    if schedule is None or not (schedule.is_on or schedule.is_leaving):
        if held_by:
            what = f"{held_by[0]} still starts withdrawer for this home, which knows of no schedule. It does nothing."
            return look("schedule", what, "withdrawer schedule remove")
        return fine("schedule", "Nothing is scheduled: each run is yours to start.")
    condition = condition_of(schedule, at.home.folder, at.now, at.zone)
    sentence = " ".join(schedule_lines(schedule, at.now, at.zone, _coming(at, schedule).acts_at, condition))
    if trouble_lines(schedule, condition):
        return look("schedule", sentence, f"withdrawer schedule {'install' if schedule.is_on else 'remove'}")
    ending = schedule.last.ending if schedule.last else None
    if schedule.is_on and ending and ending.needs_person:
        return look("schedule", sentence, "See to that first; the next start goes on by itself.")
    return fine("schedule", sentence)


def troubles_of(at: CommandContext, schedule: Schedule | None) -> list[str]:
    """What keeps the schedule from starting, or from being gone. It never fails: `status` must speak all the same."""
    from withdrawer.schedule.condition import condition_of

    if schedule is None or not (schedule.is_on or schedule.is_leaving):
        return []
    try:
        return trouble_lines(schedule, condition_of(schedule, at.home.folder, at.now, at.zone))
    except (WithdrawerError, OSError):
        return []


def told_schedule(at: CommandContext, schedule: Schedule | None) -> dict[str, Any] | None:
    """The schedule as data."""
    return schedule_data(schedule, _coming(at, schedule).next_at) if schedule else None


def readable_schedule(at: CommandContext) -> Schedule | None:
    """The schedule, or None where there is none or its file is damaged: `status` must speak all the same."""
    try:
        return read_schedule(at.home.folder)
    except UsageError:
        return None


def _coming(at: CommandContext, schedule: Schedule) -> Outlook:
    """The next start that the allowance lets do something."""
    account: Account | None = at.journal.accounts.current()
    job = at.journal.jobs.open_job(account) if account else None
    opens_at = standing_of(at.journal, account, job, at.now).next_at if account and job else None
    return outlook(schedule.times, opens_at, 1, at.now, at.zone)
