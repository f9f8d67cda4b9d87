"""One run at a time: the profile and the allowance belong to it alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from withdrawer.errors import RunLocked


@contextmanager
def run_lock(file: Path) -> Iterator[None]:
    """Hold the home's lock; the system lets go of it also where the process is killed.

    Raises RunLocked where another run holds it.
    """
    lock = FileLock(file, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise RunLocked(
            "another run of withdrawer is using this account", "Wait until it has ended, or end it with Ctrl-C."
        ) from error
    try:
        yield
    finally:
        lock.release()
