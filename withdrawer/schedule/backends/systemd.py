"""A systemd user timer: two files in the user's own configuration. https://systemd.io, systemd.timer(5)."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from withdrawer.errors import WithdrawerError
from withdrawer.home import private_file
from withdrawer.schedule.backends.base import BackendName, File, Held, StillThere
from withdrawer.schedule.backends.program import Call, answers, call, refusal
from withdrawer.schedule.entry import Entry
from withdrawer.schedule.times import DAYS, Times

ASK = ("--property=LoadState", "--property=ActiveState", "--property=UnitFileState")


def units_folder() -> Path:
    """Where systemd looks for a user's own units."""
    return _folder("XDG_CONFIG_HOME", ".config") / "systemd" / "user"


def stamps_folder() -> Path:
    """Where systemd keeps the time of the last start of a user's persistent timers."""
    return _folder("XDG_DATA_HOME", ".local/share") / "systemd" / "timers"


def manager_folder() -> Path:
    """Where a user's manager keeps its sockets while it runs, whether or not it answers from here."""
    return Path(f"/run/user/{os.getuid() if hasattr(os, 'getuid') else ''}/systemd")


def _folder(variable: str, usual: str) -> Path:
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / usual


@dataclass(frozen=True)
class Systemd:
    """The timer, and the service that it starts. Both live as long as the user's session, as their screen does."""

    folder: Path
    stamps: Path
    manager: Path = field(default_factory=manager_folder)
    call: Call = call
    name: BackendName = BackendName.SYSTEMD

    def is_here(self) -> bool:
        """Whether a user manager answers."""
        return answers(self.call, "systemctl", "--user", "show-environment")

    def files(self, entry: Entry) -> Sequence[File]:
        """The two units."""
        service, timer = self._units(entry.name)
        return [File(str(timer), timer_text(entry)), File(str(service), service_text(entry))]

    def install(self, entry: Entry) -> None:
        """Write both units and start the timer.

        Deletes the stamp of an earlier timer, which would trigger a catch-up start at once.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._stamp(entry.name).unlink(missing_ok=True)
        for file in self.files(entry):
            private_file(Path(file.where)).write_text(file.text, encoding="utf-8")
        self.call("systemctl", "--user", "daemon-reload")
        self.call("systemctl", "--user", "enable", "--now", f"{entry.name}.timer")

    def remove(self, name: str, *, is_known: bool) -> bool:
        """Stop the timer and delete its files. A running service continues to its end.

        If the manager does not answer, the files are deleted all the same, but it may still hold the timer in memory.
        """
        timer = f"{name}.timer"
        files = [*self._units(name), self.folder / "timers.target.wants" / timer, self._stamp(name)]
        was_there = any(file.exists() or file.is_symlink() for file in files[:-1])
        state = self._state(timer)
        if state:
            was_there = was_there or state["LoadState"] != "not-found"
        if not was_there and (state or not is_known or not self.manager.exists()):
            return False
        refusals = [
            refusal(self.call, "systemctl", "--user", *words)
            for words in (("stop", timer), ("clean", "--what=state", timer), ("disable", timer))
            if state
        ]
        try:
            for file in files:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StillThere(f"{error.filename} can't be deleted: {error.strerror}", "Delete it by hand.") from error
        refusals.append(refusal(self.call, "systemctl", "--user", "daemon-reload"))
        left = self._state(timer)
        if (not left and self.manager.exists()) or left.get("ActiveState") == "active":
            said = next((it for it in refusals if it), "it still holds the timer")
            raise StillThere(
                f"The units are deleted, but systemd may hold the timer until you sign out: {said}",
                f'By hand, in a terminal on your desktop: systemctl --user stop "{timer}"',
            )
        return True

    def look(self, name: str) -> Held:
        """Whether both units exist, and the timer is active and enabled."""
        has_files = all(unit.exists() for unit in self._units(name))
        state = self._state(f"{name}.timer")
        if not state:
            return Held.UNKNOWN if has_files else Held.MISSING
        is_off = state.get("UnitFileState") in ("disabled", "masked")  # it may stay active until the user signs out
        if state["ActiveState"] == "active" and not is_off:
            return Held.HELD
        return Held.DISABLED if has_files else Held.MISSING

    def _state(self, timer: str) -> dict[str, str]:
        """The manager's properties of the timer; empty if it does not answer."""
        try:
            told = self.call("systemctl", "--user", "show", *ASK, timer).decode(errors="replace")
        except WithdrawerError:
            return {}
        state = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
        return state if {"LoadState", "ActiveState"} <= state.keys() else {}

    def _stamp(self, name: str) -> Path:
        return self.stamps / f"stamp-{name}.timer"

    def _units(self, name: str) -> tuple[Path, Path]:
        return self.folder / f"{name}.service", self.folder / f"{name}.timer"


def service_text(entry: Entry) -> str:
    """The service unit. A run may take hours, and a oneshot service has no time limit."""
    program, *arguments = entry.command
    words = [_quoted(program), *(_quoted(word).replace("$", "$$") for word in arguments)]
    return f"""\
[Unit]
Description=withdrawer continues the confirmed job of {_one_line(str(entry.home))}

[Service]
Type=oneshot
ExecStart={" ".join(words)}
"""


def timer_text(entry: Entry) -> str:
    """The timer unit. `Persistent` makes up for missed starts; the timer ignores the battery."""
    return f"""\
[Unit]
Description=withdrawer, {_one_line(str(entry.home))}

[Timer]
OnCalendar={calendar(entry.times)}
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
"""


def calendar(times: Times) -> str:
    """The times in the syntax of systemd.time(7), which follows the machine's zone and its clock changes."""
    days = "" if times.is_daily else f"{','.join(DAYS[day].title() for day in sorted(times.days))} "
    return f"{days}*-*-* {times.at:%H:%M}:00"


def _quoted(text: str) -> str:
    """A word in double quotes; escapes `%`, which would be a specifier."""
    for letter, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("%", "%%")):
        text = text.replace(letter, written)
    return f'"{text}"'


def _one_line(text: str) -> str:
    """A value on one line; drops trailing backslashes, which would join the next line."""
    return " ".join(text.split()).replace("%", "%%").rstrip("\\")
