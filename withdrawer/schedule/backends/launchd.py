"""A launchd agent: one property list in the person's own Library. launchd.plist(5)."""

import os
import plistlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from withdrawer.paths import private_file
from withdrawer.schedule.backends.base import BackendName, Entry, File
from withdrawer.schedule.backends.program import Call, answers, call
from withdrawer.schedule.entry import SESSION

DAYS_IN_A_WEEK = 7


def agents_folder() -> Path:
    """Where launchd looks for a person's own agents."""
    return Path.home() / "Library" / "LaunchAgents"


@dataclass(frozen=True)
class Launchd:
    """The agent, in the session that has the screen."""

    folder: Path
    call: Call = call
    name: BackendName = BackendName.LAUNCHD
    missed: str = (
        "A start that the machine slept through comes when it wakes; one that it was off for waits for the next day."
    )

    def is_here(self) -> bool:
        """Whether launchd answers."""
        return answers("launchctl", "managerpid")

    def inherits(self) -> frozenset[str]:
        """An agent has the session's screen without a variable."""
        return frozenset(SESSION)

    def files(self, entry: Entry) -> Sequence[File]:
        """The property list."""
        return [File(str(self._file(entry.name)), property_list(entry))]

    def install(self, entry: Entry) -> None:
        """Write it and load it."""
        self.remove(entry.name)
        file = self._file(entry.name)
        file.parent.mkdir(parents=True, exist_ok=True)
        private_file(file).write_text(property_list(entry), encoding="utf-8")
        self.call("launchctl", "bootstrap", _session(), str(file))

    def remove(self, name: str) -> None:
        """Take the file away, then unload it: that ends a run which it has started, so it comes last."""
        if self.has(name):
            self._file(name).unlink(missing_ok=True)
            if answers("launchctl", "print", f"{_session()}/{name}"):
                self.call("launchctl", "bootout", f"{_session()}/{name}")

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return self._file(name).exists()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.plist"


def property_list(entry: Entry) -> str:
    """The agent as XML. launchd counts Sunday as 0, and goes by the machine's zone."""
    at = {"Hour": entry.times.at.hour, "Minute": entry.times.at.minute}
    days = [{"Weekday": (day + 1) % DAYS_IN_A_WEEK, **at} for day in sorted(entry.times.days)]
    agent: dict[str, Any] = {
        "Label": entry.name,
        "ProgramArguments": list(entry.command),
        "StartCalendarInterval": at if entry.times.is_daily else days,
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }
    if entry.environment:
        agent["EnvironmentVariables"] = dict(entry.environment)
    return plistlib.dumps(agent, sort_keys=False).decode("utf-8")


def _session() -> str:
    return f"gui/{os.getuid()}" if hasattr(os, "getuid") else "gui"
