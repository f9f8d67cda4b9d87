"""Remove a home's entry from the system, and remember it until it is gone."""

from pathlib import Path

from withdrawer.errors import UsageError
from withdrawer.schedule.backends.base import BackendName, StillThere
from withdrawer.schedule.backends.choice import remove_everywhere
from withdrawer.schedule.state import names_of, read_schedule, schedule_file, write_schedule


def take_out(home: Path) -> list[BackendName]:
    """Remove the home's entry from the system; returns the backends that held it.

    An entry that is left is remembered, and starts nothing. Raises StillThere if a scheduler may still hold it.
    """
    try:
        schedule = read_schedule(home)
    except UsageError:
        schedule = None  # damaged: still look for what the system holds
    if schedule:
        write_schedule(home, schedule.taken_off())
    known = schedule.backend if schedule and (schedule.is_on or schedule.is_leaving) else None
    removal = remove_everywhere(names_of(schedule, home), known)
    if removal.left:
        first = removal.left[0]
        raise StillThere(first.message, f"{first.hint}. Then type again: withdrawer schedule remove") from first
    if schedule and schedule_file(home).exists():  # else `schedule remove` has forgotten it meanwhile
        write_schedule(home, schedule.gone())
    return list(removal.removed)
