"""Notifications, on a session bus of the test's own with a small desktop on it."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from desktop_notifier.backends.dummy import DummyNotificationCenter

from withdrawer.app.scheduled_events import RunStep
from withdrawer.show import notification
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


WRITES_DOWN = """#!/bin/sh
for word; do printf '%s\\n' "$word" >>"$TOLD"; done
echo noise; echo noise >&2
exit ${CODE:-0}
"""


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No desktop for the library, and the two systems' commands as scripts that write down their words."""
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("notify-send", "osascript"):
        (tmp_path / name).write_text(WRITES_DOWN)
        (tmp_path / name).chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TOLD", str(tmp_path / "told"))
    return tmp_path / "told"


HOSTILE = '--help "; do shell script "touch x" <b>$(id)</b> & `id`\x1b[2J\nnew'
HARMLESS = '--help "; do shell script "touch x" ‹b›$(id)‹/b› + `id`\ufffd[2J new'


@pytest.mark.skipif(os.name == "nt", reason="the commands are scripts for a shell of POSIX")
@pytest.mark.parametrize(
    ("system", "before"),
    [
        ("linux", ["--app-name=withdrawer", "--", "withdrawer"]),
        ("darwin", [
            "-e", "on run argv",
            "-e", "display notification (item 2 of argv) with title (item 1 of argv)",
            "-e", "end run",
            "withdrawer",
        ]),
    ],
)  # fmt: skip
def test_where_the_library_has_no_desktop_the_systems_command_gets_the_text_as_a_word_of_its_own(
    told: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], system: str, before: list[str]
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert notify(HOSTILE) is True
    assert told.read_text("utf-8").splitlines() == [*before, HARMLESS]
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="the commands are scripts for a shell of POSIX")
def test_a_command_that_fails_or_hangs_is_no_notification_and_no_error(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("CODE", "1")
    assert notify(SOON) is False
    monkeypatch.setattr(notification, "PATIENCE_SECONDS", 0.3)
    (told.parent / "notify-send").write_text("#!/bin/sh\nexec sleep 60\n")
    assert notify(SOON) is False
    (told.parent / "notify-send").write_text("no program")
    assert notify(SOON) is False


def test_a_desktop_that_the_library_only_pretends_to_have_takes_nothing(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_notifier.main.get_backend_class", lambda: DummyNotificationCenter)
    monkeypatch.setattr(sys, "platform", "win32")
    assert notify(SOON) is False, "as for a Python outside an app bundle on macOS"
    assert not told.exists(), "Windows has no command for it"
