"""Ends a command cleanly on Ctrl-C, a closed terminal or SIGTERM, always within two seconds.

The browser driver can't be interrupted safely (an exception in its event loop leaves it hanging), so a signal only sets
a flag, which every wait checks. If no wait returns in time, the process exits hard: each intent is on disk before its
click, so nothing is lost, and the next run looks up what was left unresolved.
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
    """Tracks whether the user wants to stop; `last_words` says how to continue, `so_far` returns the result so far."""

    def __init__(self, last_words: str = "") -> None:
        self.is_wanted = False
        self.last_words = last_words
        self.so_far: Callable[[], Any] = lambda: None
        self._is_asking = False
        self._has_spoken = threading.Lock()

    def check(self) -> None:
        """Raise Interrupted if the user wants to stop."""
        if self.is_wanted:
            raise Interrupted("Stopped.")

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        """While a question is on the terminal, let a signal interrupt it at once; nothing else is in progress.

        Raises Interrupted.
        """
        self._is_asking = True
        try:
            yield
        except KeyboardInterrupt:
            raise Interrupted("Stopped.") from None
        finally:
            self._is_asking = False

    def hold_last_words(self) -> None:
        """Suppress `last_words`, because the caller reports them itself."""
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
        """Write directly to stderr and exit, bypassing all buffers and progress displays; nothing is flushed later."""
        if self._has_spoken.acquire(blocking=False):
            show_cursor = "\x1b[?25h\n" if sys.__stderr__ is not None and sys.__stderr__.isatty() else ""
            with contextlib.suppress(OSError):
                os.write(2, f"{show_cursor}withdrawer: Stopped.\n  {CURRENT.complete(self.last_words)}\n".encode())
        os._exit(Exit.INTERRUPTED)


@contextlib.contextmanager
def interruptible(last_words: str) -> Iterator[Interruption]:
    """Within this context, a signal requests a clean end."""
    interruption = Interruption(last_words)
    before = {number: signal.signal(number, interruption._heard) for number in SIGNALS}
    try:
        yield interruption
    finally:
        if not interruption.is_wanted:
            for number, handler in before.items():
                signal.signal(number, handler)
