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
from typing import Any

from withdrawer.errors import Exit, Interrupted
from withdrawer.invocation import CURRENT

LIMIT_SECONDS = 1.2
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Interruption:
    """Whether the person wants to stop; `last_words` says how to go on, `so_far` gives what it found until then."""

    def __init__(self, last_words: str = "") -> None:
        self.is_wanted = False
        self.last_words = last_words
        self.so_far: Callable[[], Any] = lambda: None
        self._is_asking = False
        self._has_spoken = threading.Lock()

    def check(self) -> None:
        """Raise Interrupted where the person wants to stop."""
        if self.is_wanted:
            raise Interrupted("Stopped.")

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        """While a question stands on the terminal, a signal answers it, as nothing else goes on. Raises Interrupted."""
        self._is_asking = True
        try:
            yield
        except KeyboardInterrupt:
            raise Interrupted("Stopped.") from None
        finally:
            self._is_asking = False

    def hold_last_words(self) -> None:
        """They are being said otherwise."""
        self._has_spoken.acquire(blocking=False)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        if self._is_asking:
            raise KeyboardInterrupt
        if not self.is_wanted:
            self.is_wanted = True
            timer = threading.Timer(LIMIT_SECONDS, self._end_hard)
            timer.daemon = True
            timer.start()

    def _end_hard(self) -> None:
        """Past all buffers and whoever draws on the terminal: nothing is flushed after this."""
        if self._has_spoken.acquire(blocking=False):
            show_cursor = "\x1b[?25h\n" if sys.__stderr__ is not None and sys.__stderr__.isatty() else ""
            with contextlib.suppress(OSError):
                os.write(2, f"{show_cursor}withdrawer: Stopped.\n  {CURRENT.complete(self.last_words)}\n".encode())
        os._exit(Exit.INTERRUPTED)


@contextlib.contextmanager
def interruptible(last_words: str) -> Iterator[Interruption]:
    """While this is open, a signal asks for a clean end."""
    interruption = Interruption(last_words)
    before = {number: signal.signal(number, interruption._heard) for number in SIGNALS}
    try:
        yield interruption
    finally:
        if not interruption.is_wanted:
            for number, handler in before.items():
                signal.signal(number, handler)
