"""`schedule show` and `schedule remove`, and what other commands tell of the home's schedule."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from withdrawer.app.context import CommandContext
from withdrawer.errors import UsageError, WithdrawerError
from withdrawer.schedule.backends.base import BackendName, Held
from withdrawer.schedule.outlook import Outlook, outlook
from withdrawer.schedule.state import Schedule, forget_schedule, read_schedule
from withdrawer.undo.job_progress import standing_of

if TYPE_CHECKING:
    from withdrawer.schedule.condition import Condition


@dataclass(frozen=True)
class ScheduleSeen:
    """A schedule, when it will next do something, and what the system says of it: None where it was not asked."""

    schedule: Schedule
    coming: Outlook
    condition: "Condition | None" = None

    @property
    def is_troubled(self) -> bool:
        """Whether something keeps it from starting, or from being gone, as far as the system was asked."""
        if self.condition is None:
            return False
        if self.schedule.is_on:
            return not self.condition.is_fine
        return self.schedule.is_leaving and self.condition.held is not Held.MISSING


def schedule_seen(at: CommandContext, schedule: Schedule, *, asks_system: bool = True) -> ScheduleSeen:
    """What there is to tell of a schedule. Raises WithdrawerError and OSError where the system can't be asked."""
    job = at.open_job
    opens_at = standing_of(at.journal, at.account, job, at.now).next_at if at.account and job else None
    coming = outlook(schedule.times, opens_at, 1, at.now, at.zone)
    if not asks_system:
        return ScheduleSeen(schedule, coming)
    from withdrawer.schedule.condition import condition_of

    return ScheduleSeen(schedule, coming, condition_of(schedule, at.home.folder, at.now, at.zone))


def show_schedule(at: CommandContext) -> ScheduleSeen | None:
    """The home's schedule as it is now; None where there is none."""
    schedule = read_schedule(at.home.folder)
    return schedule_seen(at, schedule) if schedule else None


def remove_schedule(at: CommandContext) -> list[BackendName]:
    """Take it from every scheduler of this system that has it, and forget it once it is gone. Raises StillThere."""
    from withdrawer.schedule.removal import take_out

    removed = take_out(at.home.folder)
    forget_schedule(at.home.folder)
    return removed


def readable_schedule(at: CommandContext) -> Schedule | None:
    """The home's schedule; None also where its file is damaged."""
    try:
        return read_schedule(at.home.folder)
    except UsageError:
        return None


def status_schedule(at: CommandContext) -> ScheduleSeen | None:
    """The schedule for `status`, which must speak whatever of it can't be read."""
    if (schedule := readable_schedule(at)) is None:
        return None
    try:
        return schedule_seen(at, schedule, asks_system=schedule.is_on or schedule.is_leaving)
    except (WithdrawerError, OSError):
        return schedule_seen(at, schedule, asks_system=False)
