"""Notifications, on a session bus of the test's own with a small desktop on it."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from withdrawer.app.scheduled_run import RunStep
from withdrawer.show.logbook import STEPS
from withdrawer.show.notification import notify
from withdrawer.show.schedule import ENDINGS

SOON = STEPS[RunStep.SOON]

ROOT = str(Path(__file__).parents[2])
TELL = """
import gc, sys
from withdrawer.show import notification
notification.PATIENCE_SECONDS = 0.5
print(notification.notify(sys.argv[1]))
gc.collect()
"""
DESKTOP = """
import asyncio, json, sys, threading
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, method

class Desktop(ServiceInterface):
    told = []

    @method()
    def Notify(self, app: "s", replaces: "u", icon: "s", title: "s", text: "s", actions: "as", hints: "a{sv}",
               timeout: "i") -> "u":
        self.told.append([title, text])
        return 1

    @method()
    def GetCapabilities(self) -> "as":
        return ["body"]

    @method()
    def GetServerInformation(self) -> "ssss":
        return ["a", "b", "c", "d"]

ready = threading.Event()

async def serve():
    bus = await MessageBus().connect()
    bus.export("/org/freedesktop/Notifications", Desktop("org.freedesktop.Notifications"))
    await bus.request_name("org.freedesktop.Notifications")
    ready.set()
    await asyncio.Event().wait()

threading.Thread(target=asyncio.run, args=(serve(),), daemon=True).start()
ready.wait(20)
from withdrawer.show.notification import notify
taken = notify(sys.argv[1])
print(json.dumps({"taken": taken, "told": Desktop.told}))
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no dbus-run-session here")
def test_a_desktop_shows_it_word_for_word() -> None:
    told = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", DESKTOP, SOON],
        env={**os.environ, "PYTHONPATH": ROOT},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert told.returncode == 0, told.stderr
    assert "Traceback" not in told.stderr
    assert json.loads(told.stdout.splitlines()[-1]) == {"taken": True, "told": [["withdrawer", SOON]]}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a desktop without a variable")
def test_without_a_desktop_it_says_so_and_nothing_else_happens(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert notify(SOON) is False
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a desktop without a variable")
@pytest.mark.parametrize("desktop", ["none", "one that hangs"])
def test_nothing_is_left_behind_that_prints_a_traceback_later(desktop: str, tmp_path: Path) -> None:
    bus = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as hanging:
        if desktop != "none":
            hanging.bind(str(bus))
            hanging.listen()
        told = subprocess.run(
            [sys.executable, "-W", "always::ResourceWarning", "-c", TELL, SOON],
            env={**os.environ, "PYTHONPATH": ROOT, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert (told.stdout, told.stderr) == ("False\n", "")


def test_no_text_that_a_desktop_is_given_is_markup() -> None:
    assert not [text for text in (SOON, *ENDINGS.values()) if set(text) & set("<&")]
