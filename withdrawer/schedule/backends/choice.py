"""Which backend this machine has."""

import sys
from collections.abc import Sequence

from withdrawer.errors import UsageError
from withdrawer.schedule.backends.base import Backend, BackendName
from withdrawer.schedule.backends.cron import Cron
from withdrawer.schedule.backends.launchd import Launchd, agents_folder
from withdrawer.schedule.backends.systemd import Systemd, units_folder
from withdrawer.schedule.backends.windows import Windows


def backend(name: BackendName) -> Backend:
    """The backend of this name, whether or not this machine has it."""
    made: dict[BackendName, Backend] = {
        BackendName.SYSTEMD: Systemd(units_folder()),
        BackendName.LAUNCHD: Launchd(agents_folder()),
        BackendName.CRON: Cron(),
        BackendName.WINDOWS: Windows(),
    }
    return made[name]


def of_this_system() -> Sequence[BackendName]:
    """Those that this kind of system may have, the best first."""
    if sys.platform == "darwin":
        return (BackendName.LAUNCHD, BackendName.CRON)
    if sys.platform == "win32":
        return (BackendName.WINDOWS,)
    return (BackendName.SYSTEMD, BackendName.CRON)


def choose_backend(name: BackendName | None) -> Backend:
    """The one that was named, or the first that is here. Raises UsageError where there is none."""
    wanted = (name,) if name else of_this_system()
    for candidate in wanted:
        chosen = backend(candidate)
        if chosen.is_here():
            return chosen
    raise UsageError(
        f"This machine has no {' and no '.join(wanted)} that answers, so nothing can start withdrawer by itself.",
        "Install cron, or type `withdrawer run` once a day; --dry-run shows what any backend would be given.",
    )


def holders(name: str) -> list[Backend]:
    """The schedulers of this system that hold an entry. Raises WithdrawerError."""
    return [it for it in map(backend, of_this_system()) if it.is_here() and it.has(name)]


def remove_everywhere(name: str) -> list[BackendName]:
    """Take an entry out of every scheduler of this system that holds it; gives which. Raises WithdrawerError."""
    found = holders(name)
    for holder in found:
        holder.remove(name)
    return [holder.name for holder in found]
