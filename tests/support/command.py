"""One way to run a command: in this process, with streams, environment and signals of its own, all put back after it.

`own_process` is for a test whose matter is the process: its signals, its real streams, what it imports, how it ends.
"""

import io
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO
from unittest import mock

from tests.support.browser import shared_chromium
from tests.support.site import sites_in_this_process
from withdrawer import invocation
from withdrawer.app import session
from withdrawer.cli.main import run

SECONDS = 100
"""How long a process of its own may take."""
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
PATIENCE_SECONDS = 9.0
"""How long a list on a site in this process may stall: what is waited for in vain is a third or half of it."""
TRACEBACK = "Traceback"


@dataclass
class Told:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self.out)
        return document

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.document["data"]
        return data


def command(*arguments: str) -> list[str]:
    """The words that start it in a process of its own."""
    return [sys.executable, "-m", "withdrawer", *arguments]


def environment_of(home: Path | None = None, browser_args: str = "", **more: str) -> dict[str, str]:
    """This process's environment; of withdrawer's variables only those given, and the browser that the tests use."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("WITHDRAWER_")}
    if "WITHDRAWER_BROWSER" in os.environ:
        mine["WITHDRAWER_BROWSER"] = os.environ["WITHDRAWER_BROWSER"]
    if home is not None:
        mine["WITHDRAWER_HOME"] = str(home)
    if browser_args:
        mine["WITHDRAWER_BROWSER_ARGS"] = browser_args
    return {**mine, "TZ": "Europe/Berlin", **more}


def in_process(*arguments: str, environment: Mapping[str, str], text: str = "") -> Told:
    """Run a command as its entry point would, without a terminal, and give what it said; `text` is its input.

    Its sites run in a thread of this process, and its browser is the one that all tests share: see
    `tests/support/site.py` and `browser.py`.
    """
    given, out, err = _stream(text), _stream(), _stream()
    code = run_with(arguments, environment, given, out, err)
    told = Told(code, _text(out), _text(err))
    assert TRACEBACK not in told.err, told.err
    return told


def run_with(arguments: Sequence[str], environment: Mapping[str, str], given: TextIO, out: TextIO, err: TextIO) -> int:
    """Run a command in this process on these streams; gives its exit code."""
    with ExitStack() as stack:
        for surroundings in (
            _streams(given, out, err),
            _environment(environment),
            _process_state(),
            sites_in_this_process(),
            shared_chromium(),
            mock.patch.object(session, "FULL_SPEED_PATIENCE_SECONDS", PATIENCE_SECONDS),
        ):
            stack.enter_context(surroundings)
        return run(arguments)


def own_process(*arguments: str, environment: Mapping[str, str], text: str | None = None) -> Told:
    """Run a command in a process of its own; `text` is typed into it."""
    ended = subprocess.run(
        command(*arguments), env=environment, input=text, stdin=subprocess.DEVNULL if text is None else None,
        capture_output=True, encoding="utf-8", errors="surrogateescape", timeout=SECONDS, check=False,
    )  # fmt: skip
    assert TRACEBACK not in ended.stderr, ended.stderr
    return Told(ended.returncode, ended.stdout, ended.stderr)


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


@contextmanager
def _streams(stdin: TextIO, out: TextIO, err: TextIO) -> Iterator[None]:
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = stdin, out, err
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


@contextmanager
def _environment(environment: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    try:
        _become(environment)
        yield
    finally:
        _become(before)


def _become(environment: Mapping[str, str]) -> None:
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment)
    if hasattr(time, "tzset"):
        time.tzset()


@contextmanager
def _process_state() -> Iterator[None]:
    """What else of a process a command changes: its umask, its folder, who hears signals, how it was called."""
    logger = logging.getLogger("withdrawer")
    mask, folder, level, temporary = os.umask(0o022), Path.cwd(), logger.level, tempfile.tempdir
    tempfile.tempdir = None  # found once, by the environment
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    called = dict(vars(invocation.CURRENT))
    try:
        yield
    finally:
        os.umask(mask)
        tempfile.tempdir = temporary
        os.chdir(folder)
        logger.setLevel(level)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        vars(invocation.CURRENT).update(called)
