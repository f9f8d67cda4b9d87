"""Ctrl-C, a closed terminal and a polite kill end a command cleanly, and within two seconds whatever it is doing.

The driver of the browser can't be broken into safely (an exception in its event loop leaves it hanging), so a signal
only raises a flag, which every wait looks at. Where no wait comes round in time the process ends hard: each intent is
on disk before its click, so nothing is lost, and the next run looks up what it left.
"""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from withdrawer.errors import Exit, Interrupted

LIMIT_SECONDS = 1.2
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Interruption:
    """Whether the person wants to stop; `last_words` says how to go on."""

    def __init__(self, last_words: Callable[[], None]) -> None:
        self.is_wanted = False
        self._last_words = last_words
        self._has_spoken = threading.Lock()

    def check(self) -> None:
        """Raise Interrupted where the person wants to stop."""
        if self.is_wanted:
            raise Interrupted("Stopped.")

    def say_last_words(self) -> None:
        """Say how to go on, once."""
        if self._has_spoken.acquire(blocking=False):
            self._last_words()

    def hold_last_words(self) -> None:
        """They are being said otherwise."""
        self._has_spoken.acquire(blocking=False)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        if not self.is_wanted:
            self.is_wanted = True
            timer = threading.Timer(LIMIT_SECONDS, self._end_hard)
            timer.daemon = True
            timer.start()

    def _end_hard(self) -> None:
        with contextlib.suppress(Exception):
            self.say_last_words()
            sys.stderr.flush()
        os._exit(Exit.INTERRUPTED)


@contextlib.contextmanager
def interruptible(last_words: Callable[[], None]) -> Iterator[Interruption]:
    """While this is open, a signal asks for a clean end."""
    interruption = Interruption(last_words)
    before = {number: signal.signal(number, interruption._heard) for number in SIGNALS}
    try:
        yield interruption
    finally:
        if not interruption.is_wanted:
            for number, handler in before.items():
                signal.signal(number, handler)
