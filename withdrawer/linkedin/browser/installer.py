"""Downloads a browser with Playwright's own installer, for a machine on which none was found."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

from withdrawer.errors import WithdrawerError
from withdrawer.linkedin.browser.executable import installable, playwrights_own
from withdrawer.processes import clean_environment

WORDS = ("-P", "-m", "playwright", "install", "--no-shell", "chromium")
"""For this Python. `-P` and a folder of its own: nothing is imported from the current folder."""
PROGRESS = re.compile(r"(\d+)% of (\S+ \w+)")
"""Where its output is no terminal, the installer writes a line for each tenth."""
REASON = re.compile(r"^Error: (.+)", re.MULTILINE)
"""The first is the cause, such as a host that is not found; what follows are repetitions and stack traces."""
POLL_SECONDS = 0.1
QUIT_SECONDS = 0.5
"""Time to quit after SIGTERM: an interrupted command ends hard soon after."""


@dataclass(frozen=True)
class Downloaded:
    """How much has been downloaded: `percent` of `size`, a number with its unit."""

    percent: int
    size: str


def download_browser(heed: Callable[[], None], tell: Callable[[Downloaded], None]) -> Path:
    """Download Playwright's Chromium and return it.

    `heed` is called often, and may raise to stop the download: the installer is then ended, and its temporary files are
    deleted. Raises WithdrawerError if the download fails.
    """
    with tempfile.TemporaryDirectory(prefix="withdrawer-download-", ignore_cleanup_errors=True) as folder:
        code, said = _install(folder, heed, tell)
    browser = playwrights_own()
    if code or not browser.is_file():
        reason = REASON.search(said)
        raise _failed(reason[1].strip() if reason else f"the installer ended with exit code {code}")
    return browser


def _install(folder: str, heed: Callable[[], None], tell: Callable[[Downloaded], None]) -> tuple[int, str]:
    """Run the installer to its end; return its exit code and what it said."""
    try:
        process = subprocess.Popen(
            [sys.executable, *WORDS],
            cwd=folder,
            env={**clean_environment(os.environ), **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        raise _failed(str(error.strerror or error)) from error
    assert process.stdout is not None
    lines: SimpleQueue[str] = SimpleQueue()
    reader = threading.Thread(target=_read, args=(process.stdout, lines), daemon=True)
    reader.start()
    said = []
    try:
        while reader.is_alive() or not lines.empty():
            heed()
            try:
                line = lines.get(timeout=POLL_SECONDS)
            except Empty:
                continue
            said.append(line)
            if progress := PROGRESS.search(line):
                tell(Downloaded(int(progress[1]), progress[2]))
        return process.wait(), "".join(said)
    finally:
        _end(process)


def _read(output: IO[bytes], lines: "SimpleQueue[str]") -> None:
    with output:
        for line in output:
            lines.put(line.decode(errors="replace"))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the installer with the processes that it started; does nothing if it has ended."""
    if process.poll() is not None:
        return
    _signal(process, signal.SIGTERM)
    try:
        process.wait(QUIT_SECONDS)
    except subprocess.TimeoutExpired:
        _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()


def _signal(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
    else:
        os.killpg(process.pid, number)  # it leads a group of its own


def _failed(reason: str) -> WithdrawerError:
    return WithdrawerError(
        f"The browser could not be downloaded: {reason}.",
        f"Check your internet connection, then type the same again. Or install {installable()}.",
    )
