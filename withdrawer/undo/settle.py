"""What a fresh reading proves about one person of a plan. Pure.

Absence settles something only where the reading has passed the person's old neighbours (decision 9); then Connections
tells accepted from gone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from withdrawer.journal.records import JobLine, Outcome
from withdrawer.plan.people import Half
from withdrawer.undo.survey import Reading

DONE = {Half.SENT: Outcome.WITHDRAWN, Half.CONNECTIONS: Outcome.REMOVED}

OPEN = (None, Outcome.UNRESOLVED, Outcome.NOT_DONE, Outcome.REFUSED)
"""Outcomes of which a person's absence says more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is now known of a line. `is_proof` where the reading is what proves it."""

    line: JobLine
    outcome: Outcome
    detail: str
    is_proof: bool = False


def passed_position(reading: Reading, lines: Iterable[JobLine]) -> float:
    """How far down the plan's own order a reading has come: below that, absence says nothing."""
    if reading.is_complete:
        return inf
    keys = reading.keys
    return max((line.line.position for line in lines if line.line.key in keys), default=-1)


def find_outcomes(
    half: Half,
    lines: Sequence[JobLine],
    everybody: Sequence[JobLine],
    reading: Reading,
    connected: frozenset[str] | None,
) -> list[Finding]:
    """What the reading shows of these lines; those that it says nothing about are left out.

    `everybody` are all lines of the job's half: the old neighbours. `connected` are the people on Connections, None
    where that was not read.
    """
    passed = passed_position(reading, everybody)
    keys = reading.keys
    findings = []
    for line in lines:
        if line.line.key in keys:
            findings += _present(line, half)
        elif line.line.position < passed:
            findings += _absent(line, half, connected)
    return findings


def _present(line: JobLine, half: Half) -> list[Finding]:
    if line.outcome is DONE[half]:
        return [Finding(line, Outcome.REFUSED, "a fresh reading still shows this person: it did not take effect")]
    if line.outcome is Outcome.UNRESOLVED:
        return [Finding(line, Outcome.NOT_DONE, "a fresh reading still shows this person: nothing was done")]
    return []


def _absent(line: JobLine, half: Half, connected: frozenset[str] | None) -> list[Finding]:
    if line.outcome not in OPEN:
        return []
    if half is Half.CONNECTIONS:
        if line.outcome is Outcome.UNRESOLVED:
            return [Finding(line, Outcome.REMOVED, "a fresh reading no longer shows this person", is_proof=True)]
        return [Finding(line, Outcome.GONE, "no longer among the connections")]
    if connected is None:
        return []
    if line.line.key in connected:
        return [Finding(line, Outcome.ACCEPTED, "accepted meanwhile: now among the connections")]
    if line.outcome is Outcome.UNRESOLVED:
        return [Finding(line, Outcome.WITHDRAWN, "a fresh reading no longer shows this person", is_proof=True)]
    return [Finding(line, Outcome.GONE, "no longer pending, and not among the connections")]
