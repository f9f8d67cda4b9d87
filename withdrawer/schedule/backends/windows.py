"""A task of the Windows Task Scheduler, as the XML that `schtasks /Create /XML` takes.

The elements and their order are those of the published schema:
https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema
"""

import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from withdrawer.schedule.backends.base import BackendName, Entry, File
from withdrawer.schedule.backends.program import Call, answers, call
from withdrawer.schedule.entry import SESSION
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
    "ExecutionTimeLimit": "PT12H",
}


@dataclass(frozen=True)
class Windows:
    """The task, in the session of the person who is signed in, without a password kept."""

    call: Call = call
    name: BackendName = BackendName.WINDOWS
    missed: str = "A start that the machine slept or was off for is made up for when it is on again."

    def is_here(self) -> bool:
        """Whether there is a Task Scheduler."""
        return shutil.which("schtasks") is not None

    def inherits(self) -> frozenset[str]:
        """A task has the person's own lasting variables, and it is too late for Python's when the command runs."""
        return frozenset({*SESSION, "PYTHONPATH"})

    def files(self, entry: Entry) -> Sequence[File]:
        """The task."""
        return [File(f"Task Scheduler: {entry.name}", task_text(entry))]

    def install(self, entry: Entry) -> None:
        """Hand the task over in a file that is gone afterwards; `schtasks` reads UTF-16."""
        text = task_text(entry)
        with tempfile.TemporaryDirectory(prefix="withdrawer-") as folder:
            file = Path(folder) / "task.xml"
            file.write_text(text, encoding="utf-16")
            self.call("schtasks", "/Create", "/F", "/TN", entry.name, "/XML", str(file))

    def remove(self, name: str) -> None:
        """Delete the task; a run that it has started goes on to its end."""
        if self.has(name):
            self.call("schtasks", "/Delete", "/F", "/TN", name)

    def has(self, name: str) -> bool:
        """Whether there is such a task."""
        return answers("schtasks", "/Query", "/TN", name)


def task_text(entry: Entry) -> str:
    """The task as XML. Its start has no zone: it goes by the machine's clock, and its changes.

    A task can't set variables, so the command is told them.
    """
    variables = [word for pair in sorted(entry.environment.items()) for word in ("--variable", "=".join(pair))]
    task = ET.Element("Task", version="1.2", xmlns=NAMESPACE)
    about = _add(task, "RegistrationInfo")
    _add(about, "Description", f"withdrawer goes on with the confirmed job of {entry.home}")
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
    _add(run, "Command", f'"{program}"' if " " in program else program)
    _add(run, "Arguments", subprocess.list2cmdline([*arguments, *variables]))
    ET.indent(task)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{ET.tostring(task, encoding="unicode")}\n'


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
