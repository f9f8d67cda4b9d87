"""What `doctor` finds: a sentence about one thing, whether it is well, and what to do where it is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from withdrawer.errors import Exit, WithdrawerError

URGENCY = (Exit.LOCKED, Exit.USAGE, Exit.WALL, Exit.SIGNED_OUT, Exit.NOT_UNDERSTOOD, Exit.UNEXPECTED)
"""What must be seen to first, first: nothing can be told of what comes after it."""


class Mark(StrEnum):
    """How well it is."""

    OK = "ok"
    LOOK = "look"
    """Nothing is broken, but the person should know."""
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One finding. `exit_code` is DONE but for what is broken; `next_step` is empty where all is well.

    `opens_at` is from when it is different, UTC, where that is known.
    """

    about: str
    mark: Mark
    sentence: str
    next_step: str = ""
    exit_code: Exit = Exit.DONE
    opens_at: datetime | None = None


def fine(about: str, sentence: str) -> Finding:
    """All is well."""
    return Finding(about, Mark.OK, sentence)


def look(about: str, sentence: str, next_step: str) -> Finding:
    """Nothing is broken, but the person should know."""
    return Finding(about, Mark.LOOK, sentence, next_step)


def broken(about: str, error: WithdrawerError) -> Finding:
    """What would end any other command."""
    return Finding(about, Mark.BROKEN, error.message, error.hint, error.exit_code)


def worst(findings: Iterable[Finding]) -> Exit:
    """The exit code of the finding that must be seen to first; DONE where none is broken."""
    codes = {finding.exit_code for finding in findings}
    return next((code for code in URGENCY if code in codes), Exit.DONE)
