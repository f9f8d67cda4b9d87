"""A systemd user timer: two files in the person's own configuration. https://systemd.io, systemd.timer(5)."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from withdrawer.errors import WithdrawerError
from withdrawer.paths import private_file
from withdrawer.schedule.backends.base import BackendName, Entry, File
from withdrawer.schedule.backends.program import Call, answers, call
from withdrawer.schedule.entry import SESSION
from withdrawer.schedule.times import DAYS, Times


def units_folder() -> Path:
    """Where systemd looks for a person's own units."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if Path(config).is_absolute() else Path.home() / ".config") / "systemd" / "user"


@dataclass(frozen=True)
class Systemd:
    """The timer, and the service that it starts. Both live while the person is signed in, as their screen does."""

    folder: Path
    call: Call = call
    name: BackendName = BackendName.SYSTEMD
    missed: str = "A start that the machine slept or was off for is made up for when it is on again."

    def is_here(self) -> bool:
        """Whether a user manager answers."""
        return answers("systemctl", "--user", "show-environment")

    def inherits(self) -> frozenset[str]:
        """A desktop hands its variables to the user manager, and keeps them up to date there."""
        try:
            shown = self.call("systemctl", "--user", "show-environment").decode(errors="replace")
        except WithdrawerError:
            return frozenset()
        return frozenset(line.partition("=")[0] for line in shown.splitlines()) & frozenset(SESSION)

    def files(self, entry: Entry) -> Sequence[File]:
        """The two units."""
        service, timer = self._units(entry.name)
        return [File(str(timer), timer_text(entry)), File(str(service), service_text(entry))]

    def install(self, entry: Entry) -> None:
        """Write both and start the timer."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for file in self.files(entry):
            private_file(Path(file.where)).write_text(file.text, encoding="utf-8")
        self.call("systemctl", "--user", "daemon-reload")
        self.call("systemctl", "--user", "enable", "--now", f"{entry.name}.timer")

    def remove(self, name: str) -> None:
        """Stop the timer and take both files away. A service that is just running goes on to its end."""
        if not self.has(name):
            return
        try:
            self.call("systemctl", "--user", "disable", "--now", f"{name}.timer")
        finally:
            for unit in self._units(name):
                unit.unlink(missing_ok=True)
            (self.folder / "timers.target.wants" / f"{name}.timer").unlink(missing_ok=True)
        self.call("systemctl", "--user", "daemon-reload")

    def has(self, name: str) -> bool:
        """Whether one of the files is there."""
        return any(unit.exists() for unit in self._units(name))

    def _units(self, name: str) -> tuple[Path, Path]:
        return self.folder / f"{name}.service", self.folder / f"{name}.timer"


def service_text(entry: Entry) -> str:
    """The service: what is started. It may take hours, and a oneshot has no limit."""
    variables = [f"Environment={_quoted(f'{name}={value}')}" for name, value in sorted(entry.environment.items())]
    program, *arguments = entry.command
    words = [_quoted(program), *(_quoted(word).replace("$", "$$") for word in arguments)]
    return "\n".join(
        [
            "[Unit]",
            f"Description=withdrawer goes on with the confirmed job of {_one_line(str(entry.home))}",
            "",
            "[Service]",
            "Type=oneshot",
            *variables,
            f"ExecStart={' '.join(words)}",
            "",
        ]
    )


def timer_text(entry: Entry) -> str:
    """The timer: when. `Persistent` makes up for a missed start; nothing here looks at the battery."""
    return "\n".join(
        [
            "[Unit]",
            f"Description=withdrawer, {_one_line(str(entry.home))}",
            "",
            "[Timer]",
            f"OnCalendar={calendar(entry.times)}",
            "AccuracySec=1s",
            "Persistent=true",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        ]
    )


def calendar(times: Times) -> str:
    """The times as systemd.time(7) writes them; it goes by the machine's zone and its clock changes."""
    days = "" if times.is_daily else f"{','.join(DAYS[day].title() for day in sorted(times.days))} "
    return f"{days}*-*-* {times.at:%H:%M}:00"


def _quoted(text: str) -> str:
    """A word in double quotes; `%` would be a specifier."""
    for letter, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("%", "%%")):
        text = text.replace(letter, written)
    return f'"{text}"'


def _one_line(text: str) -> str:
    """A value of a whole line: a backslash at its end would join the next one."""
    return " ".join(text.split()).replace("%", "%%").rstrip("\\")
