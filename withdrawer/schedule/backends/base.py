"""The interface of every backend, and the data it works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from withdrawer.errors import WithdrawerError
from withdrawer.schedule.entry import Entry


class BackendName(StrEnum):
    """The backends, as the user names them."""

    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    CRON = "cron"
    WINDOWS = "windows"


class Held(StrEnum):
    """What a scheduler says about an entry. UNKNOWN: its files exist, or should, and it does not answer."""

    HELD = "held"
    DISABLED = "disabled"
    MISSING = "missing"
    UNKNOWN = "unknown"


class StillThere(WithdrawerError):
    """An entry that could not be removed completely; `hint` says how to finish by hand."""


@dataclass(frozen=True)
class File:
    """Exactly what is written, and where: to a file, or to a program that keeps it."""

    where: str
    text: str


class Backend(Protocol):
    """One system's way of starting a command at a set time. No method prompts the user."""

    @property
    def name(self) -> BackendName:
        """The backend's name."""

    def is_here(self) -> bool:
        """Whether this machine has it, and it answers."""

    def files(self, entry: Entry) -> Sequence[File]:
        """What `install` writes. Raises UsageError if this backend can't express the entry."""

    def install(self, entry: Entry) -> None:
        """Write the entry, replacing one of the same name, and activate it. Raises WithdrawerError."""

    def remove(self, name: str, *, is_known: bool) -> bool:
        """Remove the entry as far as possible, even if the manager does not answer; returns whether it existed.

        `is_known` if withdrawer remembers installing it: then a manager's silence does not count as a no. Raises
        StillThere.
        """

    def look(self, name: str) -> Held:
        """What the system holds now."""
