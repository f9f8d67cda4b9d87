"""One run at a time: it has the profile and the allowance to itself."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from withdrawer.clock import moment_and_zone, moment_words, system_clock
from withdrawer.errors import RunLocked, UsageError
from withdrawer.home import private_file
from withdrawer.zones import local_zone

TRIES = 5
"""How often to look for the lock's holder: a new one needs a moment to write its note."""


class Holder(msgspec.Struct, frozen=True):
    """The process that holds a lock: its id, its command without arguments, and since when (UTC)."""

    process: int
    command: str
    since: datetime

    @property
    def is_alive(self) -> bool:
        """Whether the process exists; assumed on Windows, where asking could end it."""
        if os.name == "nt":
            return True
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return True


@contextmanager
def run_lock(file: Path) -> Iterator[None]:
    """Hold the home's lock; the system releases it even if the process is killed.

    Raises RunLocked, which says who holds it, since when, and how to end that run.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(file, timeout=0, mode=0o600)
    note = _note_of(file)
    try:
        lock.acquire()
    except Timeout as error:
        raise _told(_holder(note)) from error
    try:
        holder = Holder(os.getpid(), _command(), system_clock())
        private_file(note).write_bytes(msgspec.json.encode(holder))
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def holder_of(file: Path) -> Holder | None:
    """The process that holds the home's lock now; None if none does, or its note can't be read."""
    note = _note_of(file)
    if not note.exists():
        return None

    from filelock import FileLock, Timeout

    try:
        with FileLock(file, timeout=0, mode=0o600):
            return None  # a killed run left its note behind
    except Timeout:
        return _holder(note)
    except OSError:
        return None


@contextmanager
def review_lock(file: Path) -> Iterator[None]:
    """Hold the lock of the home's one review page. Raises RunLocked if another is open."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(file, timeout=0, mode=0o600):
            yield
    except Timeout as error:
        raise RunLocked(
            "A review is already open in another terminal.",
            "Go on there: Enter shows its address again, and Ctrl-C ends it.",
        ) from error


def _note_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def _holder(note: Path) -> Holder | None:
    """The lock's holder; None if it can't be read or is a process that no longer exists."""
    for _ in range(TRIES):
        try:
            holder = msgspec.json.decode(note.read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError):
            holder = None
        if holder is not None and holder.is_alive:
            return holder
        time.sleep(0.05)
    return None


def _told(holder: Holder | None) -> RunLocked:
    meanwhile = "`withdrawer status`, `history` and `keep` can be used meanwhile."
    if holder is None:
        return RunLocked(
            "another run of withdrawer is using this account",
            f"Wait until it has ended, or end it with Ctrl-C. {meanwhile}",
        )
    end = f"taskkill /PID {holder.process}" if os.name == "nt" else f"kill {holder.process}"
    return RunLocked(
        f"another run of withdrawer is using this account: `{holder.command}`, process {holder.process}, "
        f"since {_local(holder.since)}",
        f"Wait until it has ended, or end it with Ctrl-C in its window, or with `{end}`: it stops cleanly and nothing "
        f"is lost. {meanwhile}",
    )


def _local(instant: datetime) -> str:
    """An instant in the user's zone or, if that can't be read, in UTC and labelled so: the lock is the news here."""
    try:
        return moment_words(instant, local_zone())
    except UsageError:
        return moment_and_zone(instant, UTC)


def _command() -> str:
    """The command's name alone: its arguments may name people."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    return f"withdrawer {name}" if name.isalpha() else "withdrawer"
