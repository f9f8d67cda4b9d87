"""A task of the Windows Task Scheduler, as the XML that `schtasks /Create /XML` takes.

The elements and their order are those of the published schema:
https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema
"""

import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from withdrawer.errors import WithdrawerError
from withdrawer.schedule.backends.base import BackendName, File, Held, StillThere
from withdrawer.schedule.backends.program import Call, answers, call, refusal
from withdrawer.schedule.entry import Entry
from withdrawer.schedule.times import Times

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "RunOnlyIfNetworkAvailable": "false",
    "WakeToRun": "false",
    "ExecutionTimeLimit": "P2D",
}


@dataclass(frozen=True)
class Windows:
    """The task, in the session of the signed-in user, without a stored password."""

    call: Call = call
    name: BackendName = BackendName.WINDOWS

    def is_here(self) -> bool:
        """Whether the Task Scheduler answers."""
        return answers(self.call, "schtasks", "/Query")

    def files(self, entry: Entry) -> Sequence[File]:
        """The task."""
        return [File(f"Task Scheduler: {entry.name}", task_text(entry))]

    def install(self, entry: Entry) -> None:
        """Hand over the task in a temporary file; `schtasks` reads UTF-16."""
        text = task_text(entry)
        with tempfile.TemporaryDirectory(prefix="withdrawer-") as folder:
            file = Path(folder) / "task.xml"
            file.write_text(text, encoding="utf-16")
            self.call("schtasks", "/Create", "/F", "/TN", entry.name, "/XML", str(file))

    def remove(self, name: str, *, is_known: bool) -> bool:
        """Delete the task; a run that it has started continues to its end."""
        if not self._has(name):
            if is_known and not self.is_here():
                raise _still_there(name, "it does not answer")
            return False
        said = refusal(self.call, "schtasks", "/Delete", "/F", "/TN", name)
        if said is not None and (self._has(name) or not self.is_here()):
            raise _still_there(name, said)
        return True

    def look(self, name: str) -> Held:
        """Whether the task exists, and neither it nor its trigger is disabled."""
        try:
            told = self.call("schtasks", "/Query", "/XML", "/TN", name)
        except WithdrawerError:
            return Held.MISSING if self.is_here() else Held.UNKNOWN
        return Held.DISABLED if _is_switched_off(told) else Held.HELD

    def _has(self, name: str) -> bool:
        return answers(self.call, "schtasks", "/Query", "/TN", name)


def task_text(entry: Entry) -> str:
    """The task as XML. Its start has no zone: it follows the machine's clock and its changes."""
    task = ET.Element("Task", version="1.2", xmlns=NAMESPACE)
    about = _add(task, "RegistrationInfo")
    _add(about, "Description", f"withdrawer continues the confirmed job of {entry.home}")
    _add_trigger(_add(task, "Triggers"), entry.times, datetime.combine(entry.begins_on, entry.times.at))
    principal = _add(_add(task, "Principals"), "Principal")
    principal.set("id", "Author")
    _add(principal, "LogonType", "InteractiveToken")
    _add(principal, "RunLevel", "LeastPrivilege")
    settings = _add(task, "Settings")
    for name, value in SETTINGS.items():
        _add(settings, name, value)
    actions = _add(task, "Actions")
    actions.set("Context", "Author")
    run = _add(actions, "Exec")
    program, *arguments = entry.command
    program = windowless(program)
    _add(run, "Command", f'"{program}"' if " " in program else program)
    _add(run, "Arguments", subprocess.list2cmdline(arguments))
    ET.indent(task)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ET.tostring(task, encoding="unicode")}\n'


def windowless(program: str) -> str:
    """The Python that opens no console window, if there is one beside this one.

    A console would stand open for the whole run, and closing it would end the run.
    """
    path = Path(program)
    other = path.with_name("pythonw.exe")
    return str(other) if path.name.lower() == "python.exe" and other.is_file() else program


def _add_trigger(triggers: ET.Element, times: Times, begins: datetime) -> None:
    trigger = _add(triggers, "CalendarTrigger")
    _add(trigger, "StartBoundary", begins.isoformat(timespec="seconds"))
    _add(trigger, "Enabled", "true")
    week = _add(trigger, "ScheduleByWeek")
    days = _add(week, "DaysOfWeek")
    for number in sorted(times.days):
        _add(days, FULL_DAYS[number])
    _add(week, "WeeksInterval", "1")


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text
    return child


def _is_switched_off(told: bytes) -> bool:
    """Whether the task's settings or its only trigger say so; `schtasks` writes in the console's encoding."""
    text = told.replace(b"\0", b"")
    return any(b"<Enabled>false</Enabled>" in part for part in (text, text.replace(b" ", b"")))


def _still_there(name: str, said: str) -> StillThere:
    return StillThere(
        f"The task could not be removed from the Task Scheduler: {said}", f'By hand: schtasks /Delete /F /TN "{name}"'
    )
