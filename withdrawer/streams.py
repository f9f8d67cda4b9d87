"""Standard input, output and error: closed ones become null devices, and a lost reader does not end the command."""

import os
import sys
from contextlib import suppress
from errno import EPIPE
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from typing import Any

STANDARD = "-"
"""Standard input or output, where a file is named."""
NAMES = ("stdin", "stdout", "stderr")


class Nowhere(TextIOWrapper):
    """Replaces a closed stream: never interactive, although Windows treats NUL as a terminal."""

    def isatty(self) -> bool:
        """Return False."""
        return False


class Outlet(FileIO):
    """An output whose reader may go away, as `head` does: the command still finishes, with its own exit code.

    Raises OutputLost if standard output can't be written for another reason, such as a full disk. Errors on standard
    error are ignored: there is nowhere to report them.
    """

    def write(self, data: Any, /) -> int:
        """Write as FileIO does, discarding the data if the reader is gone."""
        from withdrawer.errors import OutputLost

        try:
            return super().write(data) or 0
        except BlockingIOError:
            raise
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())  # what is still buffered must not fail again
            if error.errno == EPIPE or self.fileno() != 1:
                return len(data)
            raise OutputLost(
                f"what was to be shown can't be written: {error.strerror or error}",
                "Make room, or send it elsewhere, then type the same again. What was done is in the journal.",
            ) from error


def prepare_streams() -> None:
    """Put the three streams into the state that everything else relies on. Idempotent."""
    for number, name in enumerate(NAMES):
        if (stream := getattr(sys, name)) is None or stream.closed:
            setattr(sys, name, _nowhere(number))
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if type(stream) is TextIOWrapper:  # not a replacement by a test or another program
            setattr(sys, name, _guarded(stream, number))
        if isinstance(stream, TextIOWrapper):  # a name that the terminal's encoding lacks must not cause an error
            getattr(sys, name).reconfigure(errors="backslashreplace")


def _nowhere(number: int) -> Nowhere:
    """Return a null stream; occupies the descriptor, because the next file opened would otherwise get it."""
    try:
        os.fstat(number)
    except OSError:
        descriptor = os.open(os.devnull, os.O_RDWR)
        if descriptor != number:
            os.dup2(descriptor, number)
            os.close(descriptor)
    file = FileIO(number, "rb" if number == 0 else "wb", closefd=False)
    return Nowhere(BufferedReader(file) if number == 0 else BufferedWriter(file), encoding="utf-8")


def _guarded(stream: TextIOWrapper, number: int) -> TextIOWrapper:
    is_console = os.name == "nt" and stream.isatty()  # a console takes other bytes than a file does
    with suppress(OSError, ValueError):
        if not is_console and stream.fileno() == number:
            stream.flush()
            return TextIOWrapper(
                BufferedWriter(Outlet(number, "wb", closefd=False)),
                encoding=stream.encoding,
                errors=stream.errors,
                line_buffering=stream.line_buffering,
                write_through=stream.write_through,
            )
    return stream
