"""Which backend this machine has, and what all of them hold."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from withdrawer.errors import UsageError
from withdrawer.schedule.backends.base import Backend, BackendName, Held, StillThere
from withdrawer.schedule.backends.cron import Cron
from withdrawer.schedule.backends.launchd import Launchd, agents_folder
from withdrawer.schedule.backends.systemd import Systemd, stamps_folder, units_folder
from withdrawer.schedule.backends.windows import Windows


@dataclass(frozen=True)
class Removal:
    """The result of a removal: the backends that held an entry, and what could not be removed."""

    removed: Sequence[BackendName]
    left: Sequence[StillThere]


def backend(name: BackendName) -> Backend:
    """The backend of this name, whether or not this machine has it."""
    made: dict[BackendName, Backend] = {
        BackendName.SYSTEMD: Systemd(units_folder(), stamps_folder()),
        BackendName.LAUNCHD: Launchd(agents_folder()),
        BackendName.CRON: Cron(),
        BackendName.WINDOWS: Windows(),
    }
    return made[name]


def of_this_system() -> Sequence[BackendName]:
    """The backends that this kind of system may have, best first."""
    if sys.platform == "darwin":
        return (BackendName.LAUNCHD, BackendName.CRON)
    if sys.platform == "win32":
        return (BackendName.WINDOWS,)
    return (BackendName.SYSTEMD, BackendName.CRON)


def choose_backend(name: BackendName | None) -> Backend:
    """The named backend, or the first one present. Raises UsageError if there is none."""
    wanted = (name,) if name else of_this_system()
    for candidate in wanted:
        chosen = backend(candidate)
        if chosen.is_here():
            return chosen
    raise UsageError(
        f"This machine has no {' and no '.join(wanted)} that answers, so nothing can start withdrawer by itself.",
        'Install cron, or type "withdrawer run" once a day; --dry-run shows what any backend would be given.',
    )


def holders(names: Sequence[str]) -> list[BackendName]:
    """The schedulers of this system that hold an entry of one of these names, disabled or not."""
    return [
        candidate
        for candidate in of_this_system()
        if any(backend(candidate).look(name) in (Held.HELD, Held.DISABLED) for name in names)
    ]


def remove_everywhere(names: Sequence[str], known: BackendName | None) -> Removal:
    """Remove entries from every scheduler of this system, and from `known`, the one remembered to hold them."""
    removed: list[BackendName] = []
    left: list[StillThere] = []
    candidates = dict.fromkeys([*of_this_system(), *([known] if known else [])])
    for candidate in candidates:
        for name in names:
            try:
                if backend(candidate).remove(name, is_known=candidate is known):
                    removed.append(candidate)
            except StillThere as error:
                left.append(error)
    return Removal(list(dict.fromkeys(removed)), left)
