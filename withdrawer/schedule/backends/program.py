"""Calls to the system's own programs, with errors checked."""

import os
import subprocess
from collections.abc import Callable

from withdrawer.errors import WithdrawerError
from withdrawer.processes import NO_WINDOW

SECONDS = 30
Call = Callable[..., bytes]
"""Runs a program with these arguments, and `given` on its standard input; returns its standard output."""


class ProgramMissing(WithdrawerError):
    """A program that this machine does not have."""


def call(*words: str, given: bytes | None = None) -> bytes:
    """Run a program to its end, with messages in English; returns its standard output.

    Raises WithdrawerError if it is missing, fails, or runs longer than SECONDS.
    """
    environ = {**os.environ, "LC_ALL": "C"}
    try:
        ended = subprocess.run(
            words,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=environ,
            creationflags=NO_WINDOW,
        )
    except FileNotFoundError as error:
        raise ProgramMissing(f"There is no `{words[0]}` here.", "Choose another way with --backend.") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WithdrawerError(f"{words[0]} could not be run: {error}", "Choose another way with --backend.") from error
    if ended.returncode != 0:
        told = ended.stderr.decode(errors="replace").strip() or f"exit {ended.returncode}"
        raise WithdrawerError(f"`{' '.join(words)}` failed: {told}", "Choose another way with --backend.")
    return ended.stdout


def answers(call: Call, *words: str) -> bool:
    """Whether a program exists and succeeds."""
    return refusal(call, *words) is None


def refusal(call: Call, *words: str) -> str | None:
    """The error message of a program that failed; None if it succeeded."""
    try:
        call(*words)
    except WithdrawerError as error:
        return error.message
    return None
