"""What a fresh reading proves about one person of a plan. Pure.

Absence settles something only where the reading has passed the person's old neighbours (decision 9); then Connections
tells accepted from gone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from withdrawer.journal.records import DONE, JobLine, Outcome
from withdrawer.plan.people import Half
from withdrawer.undo.survey import Reading

OPEN = (None, Outcome.UNRESOLVED, Outcome.NOT_DONE, Outcome.REFUSED)
"""Outcomes of which a person's absence says more."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is now known of a line. `is_proof` where the reading is what proves it."""

    line: JobLine
    outcome: Outcome
    detail: str
    is_proof: bool = False


def keys_below(lines: Iterable[JobLine], position: int) -> frozenset[str]:
    """The old neighbours below a position: whoever comes to one of them has passed it."""
    return frozenset(line.line.key for line in lines if line.line.key and line.line.position > position)


def passed_position(reading: Reading, lines: Iterable[JobLine]) -> float:
    """How far down the plan's own order a reading has come: below that, absence says nothing."""
    if reading.is_complete:
        return inf
    keys = reading.keys if reading.in_order else frozenset[str]()
    return max((line.line.position for line in lines if line.line.key in keys), default=-1)


def find_outcomes(
    half: Half,
    lines: Sequence[JobLine],
    everybody: Sequence[JobLine],
    reading: Reading,
    connections: Reading | None = None,
) -> list[Finding]:
    """What the reading shows of these lines; those that it says nothing about are left out.

    `everybody` are all lines of the job's half: the old neighbours. `connections` is a reading of Connections as far
    as the job's window, None where there was none.
    """
    keys = reading.keys
    findings = []
    for line in lines:
        if line.line.key in keys:
            findings += _present(line, half)
    for line in absent(lines, everybody, reading):
        if stranger := namesake(line, everybody, reading):
            findings += _elsewhere(line, stranger)
            continue
        findings += _removed_or_gone(line) if half is Half.CONNECTIONS else _withdrawn_or_gone(line, connections)
    return findings


def absent(lines: Iterable[JobLine], everybody: Iterable[JobLine], reading: Reading) -> list[JobLine]:
    """Those of the lines that a reading has passed without seeing, and whose absence says something."""
    passed, keys = passed_position(reading, everybody), reading.keys
    return [
        line for line in lines if line.line.key not in keys and line.line.position < passed and line.outcome in OPEN
    ]


def namesake(line: JobLine, everybody: Iterable[JobLine], reading: Reading) -> str:
    """The key of somebody of that name whom the plan has never seen: it may be the same person, at a new address.

    Nobody is acted on for their name alone, and nobody's absence is believed where this may explain it.
    """
    known = {it.line.key for it in everybody}
    return next((it.key for it in reading.people if it.key and it.key not in known and it.name == line.line.name), "")


def _elsewhere(line: JobLine, stranger: str) -> list[Finding]:
    if line.outcome is Outcome.UNRESOLVED:
        return []
    detail = f"no longer listed, but somebody of that name is, as {stranger}: not touched on the name alone"
    return [Finding(line, Outcome.REFUSED, detail)]


def _present(line: JobLine, half: Half) -> list[Finding]:
    if line.outcome is DONE[half]:
        return [Finding(line, Outcome.REFUSED, "a fresh reading still shows this person: it did not take effect")]
    if line.outcome is Outcome.UNRESOLVED:
        return [Finding(line, Outcome.NOT_DONE, "a fresh reading still shows this person: nothing was done")]
    return []


def _removed_or_gone(line: JobLine) -> list[Finding]:
    if line.outcome is Outcome.UNRESOLVED:
        return [Finding(line, Outcome.REMOVED, "a fresh reading no longer shows this person", is_proof=True)]
    return [Finding(line, Outcome.GONE, "no longer among the connections")]


def _withdrawn_or_gone(line: JobLine, connections: Reading | None) -> list[Finding]:
    if connections is None:
        return []
    if line.line.key in connections.keys:
        return [Finding(line, Outcome.ACCEPTED, "accepted meanwhile: now among the connections")]
    if not connections.is_conclusive:
        return []
    if line.outcome is Outcome.UNRESOLVED:
        return [Finding(line, Outcome.WITHDRAWN, "a fresh reading no longer shows this person", is_proof=True)]
    return [Finding(line, Outcome.GONE, "no longer pending, and not among the connections")]
