"""The findings of `doctor`: each a sentence about one subject, whether it is well, and what to do if not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from withdrawer.errors import Exit, WithdrawerError

URGENCY = (Exit.LOCKED, Exit.USAGE, Exit.WALL, Exit.SIGNED_OUT, Exit.NOT_UNDERSTOOD, Exit.UNEXPECTED)
"""The most urgent first: nothing can be said about later ones until it is dealt with."""


class Mark(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    LOOK = "look"
    """Nothing is broken, but the user should know."""
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One finding. `exit_code` is DONE unless something is broken; `next_step` is empty if all is well.

    `opens_at` is when it no longer applies, in UTC, if known.
    """

    about: str
    mark: Mark
    sentence: str
    next_step: str = ""
    exit_code: Exit = Exit.DONE
    opens_at: datetime | None = None


def fine(about: str, sentence: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(about, Mark.OK, sentence)


def look(about: str, sentence: str, next_step: str) -> Finding:
    """Return a finding that is not broken, but that the user should know."""
    return Finding(about, Mark.LOOK, sentence, next_step)


def broken(about: str, error: WithdrawerError) -> Finding:
    """Return a finding for an error that would end any other command."""
    return Finding(about, Mark.BROKEN, error.message, error.hint, error.exit_code)


def worst(findings: Iterable[Finding]) -> Exit:
    """Return the exit code of the most urgent finding; DONE if none is broken."""
    codes = {finding.exit_code for finding in findings}
    return next((code for code in URGENCY if code in codes), Exit.DONE)
