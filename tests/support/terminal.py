"""Somebody at a terminal: a command in this process on a pseudo-terminal, whose questions are answered by a thread."""

import fcntl
import os
import pty
import struct
import termios
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pexpect import EOF
from pexpect.fdpexpect import fdspawn

from tests.support.command import TRACEBACK, run_with

LINES, COLUMNS = 50, 120
SECONDS = 60
Typed = str | Callable[[], str]
"""What is typed; a function is called when its question stands, and gives it."""


@dataclass
class Session:
    """What was seen. `above` is, for each question, what stood between it and the one before."""

    code: int = -1
    screen: str = ""
    above: list[str] = field(default_factory=list)


def at_terminal(*arguments: str, environment: Mapping[str, str], answers: Sequence[tuple[str, Typed]]) -> Session:
    """Run a command and answer its questions, each known by a pattern, in this order."""
    session = Session()
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    modes = termios.tcgetattr(slave)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(slave, termios.TCSANOW, modes)
    failed: list[BaseException] = []

    def person() -> None:
        terminal = fdspawn(master, encoding="utf-8", timeout=SECONDS)
        try:
            for question, typed in answers:
                terminal.expect(question)
                session.above.append(terminal.before or "")
                session.screen += (terminal.before or "") + (terminal.after or "")
                terminal.sendline(typed if isinstance(typed, str) else typed())
            terminal.expect(EOF)
            session.screen += terminal.before or ""
        except BaseException as error:  # noqa: BLE001 - it is raised where the test runs
            failed.append(error)
        finally:
            terminal.close()  # a command that still waits for an answer finds its input ended

    answering = threading.Thread(target=person, name="person", daemon=True)
    answering.start()
    try:
        with (
            os.fdopen(os.dup(slave), encoding="utf-8") as given,
            os.fdopen(os.dup(slave), "w", encoding="utf-8", buffering=1) as out,
            os.fdopen(os.dup(slave), "w", encoding="utf-8", buffering=1) as err,
        ):
            session.code = run_with(arguments, {**environment, "TERM": "xterm"}, given, out, err)
    finally:
        os.close(slave)
        answering.join(SECONDS)
    if failed:
        raise failed[0]
    assert TRACEBACK not in session.screen
    return session
