"""A launchd agent: one property list in the user's own Library. launchd.plist(5)."""

import os
import plistlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from withdrawer.errors import WithdrawerError
from withdrawer.home import private_file
from withdrawer.schedule.backends.base import BackendName, File, Held, StillThere
from withdrawer.schedule.backends.program import Call, answers, call, refusal
from withdrawer.schedule.entry import Entry

DAYS_IN_A_WEEK = 7
SWITCHED_OFF = ("=> disabled", "=> true")
"""How `launchctl print-disabled` says it, since macOS 13 and before that."""


def agents_folder() -> Path:
    """Where launchd looks for a user's own agents."""
    return Path.home() / "Library" / "LaunchAgents"


@dataclass(frozen=True)
class Launchd:
    """The agent, in the session that has the screen."""

    folder: Path
    call: Call = call
    name: BackendName = BackendName.LAUNCHD

    def is_here(self) -> bool:
        """Whether launchd answers."""
        return answers(self.call, "launchctl", "managerpid")

    def files(self, entry: Entry) -> Sequence[File]:
        """The property list."""
        return [File(str(self._file(entry.name)), property_list(entry))]

    def install(self, entry: Entry) -> None:
        """Write the agent and load it; enables it even if an earlier one was disabled."""
        file = self._file(entry.name)
        file.parent.mkdir(parents=True, exist_ok=True)
        private_file(file).write_text(property_list(entry), encoding="utf-8")
        refusal(self.call, "launchctl", "enable", f"{_session()}/{entry.name}")
        self.call("launchctl", "bootstrap", _session(), str(file))

    def remove(self, name: str, *, is_known: bool) -> bool:
        """Delete the file, then unload the agent: unloading ends a run that it has started, so it comes last."""
        was_there = self._file(name).exists()
        try:
            self._file(name).unlink(missing_ok=True)
        except OSError as error:
            raise StillThere(f"{error.filename} can't be deleted: {error.strerror}", "Delete it by hand.") from error
        if self._is_loaded(name):
            said = refusal(self.call, "launchctl", "bootout", f"{_session()}/{name}")
            if self._is_loaded(name):
                raise _still_there(name, said or "it still holds it")
            return True
        if (was_there or is_known) and not self.is_here():
            raise _still_there(name, "it does not answer")
        return was_there

    def look(self, name: str) -> Held:
        """Whether the file exists, and is loaded and enabled."""
        if not self.is_here():
            return Held.UNKNOWN if self._file(name).exists() else Held.MISSING
        if self._is_switched_off(name):
            return Held.DISABLED if self._file(name).exists() else Held.MISSING
        if self._is_loaded(name):
            return Held.HELD
        return Held.DISABLED if self._file(name).exists() else Held.MISSING

    def _is_loaded(self, name: str) -> bool:
        return answers(self.call, "launchctl", "print", f"{_session()}/{name}")

    def _is_switched_off(self, name: str) -> bool:
        try:
            told = self.call("launchctl", "print-disabled", _session()).decode(errors="replace")
        except WithdrawerError:
            return False
        return any(f'"{name}"' in line and line.rstrip().endswith(SWITCHED_OFF) for line in told.splitlines())

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
    return plistlib.dumps(agent, sort_keys=False).decode("utf-8")


def _session() -> str:
    return f"gui/{os.getuid()}" if hasattr(os, "getuid") else "gui"


def _still_there(name: str, said: str) -> StillThere:
    return StillThere(
        f"The agent's file is deleted, but launchd could not be told, and may hold it until you sign out: {said}",
        f'By hand, in a terminal on your desktop: launchctl bootout "{_session()}/{name}"',
    )
