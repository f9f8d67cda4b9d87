"""`schedule show` and `schedule remove`, and what other commands report about the home's schedule."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from withdrawer.app.context import CommandContext
from withdrawer.app.wish import current_wish, is_due
from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.journal.records import Job
from withdrawer.journal.wishes import Wish
from withdrawer.schedule.backends.base import BackendName, Held
from withdrawer.schedule.outlook import Outlook, outlook
from withdrawer.schedule.state import Schedule, forget_schedule, read_schedule, write_schedule
from withdrawer.schedule.times import starts
from withdrawer.undo.job_progress import standing_of

if TYPE_CHECKING:
    from withdrawer.schedule.condition import Condition


MOST_STARTS = 30
"""A wish is due within a week, so within eight starts, or nine after “Not today”."""


@dataclass(frozen=True)
class ScheduleSeen:
    """A schedule, when it will next act, and its condition in the system's scheduler; None if that was not queried.

    `looks_on` are the days, Monday as 0, on which it next looks after a tidy wish; empty while a job is open.
    """

    schedule: Schedule
    coming: Outlook
    condition: "Condition | None" = None
    looks_on: tuple[int, ...] = ()

    @property
    def is_troubled(self) -> bool:
        """Whether something prevents it from starting or from being removed, as far as the scheduler was queried."""
        if self.condition is None:
            return False
        if self.schedule.is_on:
            return not self.condition.is_fine
        return self.schedule.is_leaving and self.condition.held is not Held.MISSING


def schedule_seen(at: CommandContext, schedule: Schedule, *, asks_system: bool = True) -> ScheduleSeen:
    """Return what is known about a schedule. Raises WithdrawerError and OSError if the scheduler can't be queried."""
    job, wish = at.open_job, current_wish(at)
    looks_on = wish.days if wish and job is None else ()
    opens_at = standing_of(at.journal, at.account, job, at.now).next_at if at.account and job else None
    coming = (
        _next_look(schedule, wish, at.now, at.zone)
        if wish and looks_on
        else outlook(schedule.times, opens_at, 1, at.now, at.zone)
    )
    if not asks_system:
        return ScheduleSeen(schedule, coming, looks_on=looks_on)
    from withdrawer.schedule.condition import condition_of

    return ScheduleSeen(schedule, coming, condition_of(schedule, at.home.folder, at.now, at.zone), looks_on)


def _next_look(schedule: Schedule, wish: Wish, now: datetime, zone: tzinfo) -> Outlook:
    """Return the first start at which the wish is due, and the user has not said “Not today”."""
    for start in islice(starts(schedule.times, now, zone), MOST_STARTS):
        day = start.astimezone(zone).date()
        if is_due(wish, schedule.times.at, start, zone) and day != schedule.rests_on:
            break
    return Outlook(start, day, start)


def show_schedule(at: CommandContext) -> ScheduleSeen | None:
    """Return the home's schedule in its current state; None if there is none."""
    schedule = read_schedule(at.home.folder)
    return schedule_seen(at, schedule) if schedule else None


def remove_schedule(at: CommandContext) -> list[BackendName]:
    """Remove the schedule from every scheduler on this system and forget it. Raises StillThere if one still has it."""
    from withdrawer.schedule.removal import take_out

    removed = take_out(at.home.folder)
    forget_schedule(at.home.folder)
    return removed


def readable_schedule(at: CommandContext) -> Schedule | None:
    """Return the home's schedule; None also if its file is damaged."""
    try:
        return read_schedule(at.home.folder)
    except UsageError:
        return None


def status_schedule(at: CommandContext) -> ScheduleSeen | None:
    """Return the schedule for `status`, which must work even if parts of it can't be read."""
    if (schedule := readable_schedule(at)) is None:
        return None
    try:
        return schedule_seen(at, schedule, asks_system=schedule.is_on or schedule.is_leaving)
    except (WithdrawerError, OSError):
        return schedule_seen(at, schedule, asks_system=False)


def let_schedule_continue(at: CommandContext, job: Job) -> None:
    """Have the schedule of a tidy wish continue this job as well: it goes before the wish."""
    schedule = readable_schedule(at)
    if schedule and schedule.is_on and schedule.job != job.id and current_wish(at):
        write_schedule(at.home.folder, msgspec.structs.replace(schedule, job=job.id))
