"""What every backend can do, and what it is given to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from withdrawer.schedule.times import Times


class BackendName(StrEnum):
    """How a person names a backend."""

    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    CRON = "cron"
    WINDOWS = "windows"


@dataclass(frozen=True)
class Entry:
    """What the system is to start, and when.

    `name` is the same for the same home, another for each other. `command` starts with an absolute path; `catch_up` is
    what to add to it where the backend asks each hour whether a start was missed. `times` go by the machine's clock.
    `begins_on` is the first day.
    """

    name: str
    home: Path
    command: Sequence[str]
    catch_up: str
    environment: Mapping[str, str]
    times: Times
    begins_on: date


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

    @property
    def missed(self) -> str:
        """What becomes of a start at which the machine slept or was off, as a sentence."""

    def is_here(self) -> bool:
        """Whether this machine has it."""

    def inherits(self) -> frozenset[str]:
        """The variables that what it starts has anyway, from the session of the person."""

    def files(self, entry: Entry) -> Sequence[File]:
        """What `install` writes. Raises UsageError where this backend can't say it."""

    def install(self, entry: Entry) -> None:
        """Write it, in place of an earlier one of this name, and activate it. Raises WithdrawerError."""

    def remove(self, name: str) -> None:
        """Take out all of it; nothing where there is none. Raises WithdrawerError."""

    def has(self, name: str) -> bool:
        """Whether the system holds it."""
