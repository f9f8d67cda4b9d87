"""What every backend can do, and what it is given to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from withdrawer.errors import WithdrawerError
from withdrawer.schedule.entry import Entry


class BackendName(StrEnum):
    """How a person names a backend."""

    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    CRON = "cron"
    WINDOWS = "windows"


class Held(StrEnum):
    """What a scheduler says of an entry. UNKNOWN: its files are there, or should be, and it does not answer."""

    HELD = "held"
    DISABLED = "disabled"
    MISSING = "missing"
    UNKNOWN = "unknown"


class StillThere(WithdrawerError):
    """An entry that could not be taken out, or not wholly; `hint` says how to finish by hand."""


@dataclass(frozen=True)
class File:
    """Exactly what is written, and where: a file, or a program that keeps it."""

    where: str
    text: str


class Backend(Protocol):
    """One system's way of starting a command at a time. No method asks anybody."""

    @property
    def name(self) -> BackendName:
        """Which one it is."""

    def is_here(self) -> bool:
        """Whether this machine has it, and it answers."""

    def files(self, entry: Entry) -> Sequence[File]:
        """What `install` writes. Raises UsageError where this backend can't say it."""

    def install(self, entry: Entry) -> None:
        """Write it, in place of an earlier one of this name, and activate it. Raises WithdrawerError."""

    def remove(self, name: str, *, is_known: bool) -> bool:
        """Take out all of it, as far as that can be done without the manager too; gives whether there was anything.

        `is_known` where withdrawer remembers to have put it there: then a manager's silence is not taken for a no.
        Raises StillThere.
        """

    def look(self, name: str) -> Held:
        """What the system holds now."""
