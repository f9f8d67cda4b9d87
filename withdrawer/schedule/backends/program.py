"""The system's own programs, called with their answers checked."""

import shutil
import subprocess
from collections.abc import Callable

from withdrawer.errors import WithdrawerError

SECONDS = 30
Call = Callable[..., bytes]
"""Runs a program with these words, and with `given` on its standard input; gives what it wrote."""


def call(*words: str, given: bytes | None = None) -> bytes:
    """Run a program to its end; gives its standard output. Raises WithdrawerError where it is missing or refuses."""
    try:
        ended = subprocess.run(words, input=given, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WithdrawerError(f"{words[0]} could not be run: {error}", "Choose another way with --backend.") from error
    if ended.returncode != 0:
        told = ended.stderr.decode(errors="replace").strip() or f"exit {ended.returncode}"
        raise WithdrawerError(f"`{' '.join(words)}` failed: {told}", "Choose another way with --backend.")
    return ended.stdout


def answers(*words: str) -> bool:
    """Whether a program is there and ends well."""
    if shutil.which(words[0]) is None:
        return False
    try:
        call(*words)
    except WithdrawerError:
        return False
    return True
