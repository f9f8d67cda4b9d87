"""What a fresh reading proves about people of a plan (decision 9). Pure.

Absence proves something only about whoever the reading has come past: where somebody is read who stood below them in
an earlier reading, or where the list has ended and its count agrees to the person. Connections then tells who accepted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from withdrawer.journal.records import DONE, JobLine, Outcome
from withdrawer.plan.people import Half
from withdrawer.undo.list_survey import Reading

OPEN = (None, Outcome.UNRESOLVED, Outcome.NOT_DONE, Outcome.REFUSED)
"""Outcomes of which a person's absence says more."""
STILL_LISTED = "LinkedIn did not say no, but a fresh page still shows this person"
"""What the journal says of an act that was answered and had no effect."""
NO_LONGER_LISTED = "a fresh page no longer shows this person"
LEAST_ALIKE = 6
"""So many people stand in the same order by chance once in 720 times."""
Orders = Sequence[Sequence[str]]
"""The people of earlier readings by key, each from the top of the list down."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What is now known of a line. `is_proof` where the reading is what proves it."""

    line: JobLine
    outcome: Outcome
    detail: str
    is_proof: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """Whom a reading has come past."""

    keys: Collection[str]
    is_everybody: bool = False

    def __contains__(self, key: str) -> bool:
        return self.is_everybody or key in self.keys


def passed_by(reading: Reading, orders: Orders) -> Passed:
    """Whom a reading has come past, by the order of earlier ones. Takes time in proportion to their length.

    An earlier reading of a list that was sorted otherwise tells nothing. Whatever the order is, it is the same where
    those who stand in both stand in the same order; where the page does not say how it is sorted, that takes several.
    """
    if reading.has_proven_end:
        return Passed((), is_everybody=True)
    passed: set[str] = set()
    place = {person.key: at for at, person in enumerate(reading.people) if person.key}
    least = 1 if reading.in_order else LEAST_ALIKE
    for order in orders:
        shared = [at for at, key in enumerate(order) if key in place]
        is_alike = all(place[order[one]] < place[order[other]] for one, other in pairwise(shared))
        if len(shared) >= least and is_alike:
            passed.update(order[: shared[-1]])
    return Passed(passed)


def order_of(lines: Iterable[JobLine]) -> list[str]:
    """The people of one list of a job, in the order in which it was read when the job was confirmed.

    Whoever was added later has no place in it.
    """
    mine = [it for it in lines if it.key and it.position >= 0]
    return list(dict.fromkeys(line.key for line in sorted(mine, key=lambda line: line.position)))


def find_present(line: JobLine) -> list[ReadBack]:
    """What it means that a fresh page shows the person of a line."""
    if line.outcome is DONE[line.half] or line.is_silent:
        return [ReadBack(line, Outcome.REFUSED, STILL_LISTED)]
    if line.outcome is Outcome.UNRESOLVED:
        return [ReadBack(line, Outcome.NOT_DONE, "a fresh page still shows this person: nothing was done")]
    return []


def find_done(line: JobLine) -> list[ReadBack]:
    """What the absence of a person proves by itself: that an act took effect of which there was one sign before."""
    if line.is_unchecked or line.is_silent:
        return [ReadBack(line, DONE[line.half], NO_LONGER_LISTED, is_proof=True)]
    return []


def find_absent(line: JobLine, namesakes: Mapping[str, str], connections: Reading | None = None) -> list[ReadBack]:
    """What it means that somebody is no longer listed of whom no act is known to have taken effect.

    `namesakes` leads from the names of people whom the plan has never seen to their keys. `connections` is a reading of
    Connections as far as the job's window; None where there was none.
    """
    if line.outcome not in OPEN:
        return []
    if stranger := namesakes.get(line.name):
        return _elsewhere(line, stranger)
    return _removed_or_gone(line) if line.half is Half.CONNECTIONS else _withdrawn_or_gone(line, connections)


def namesakes_in(reading: Reading, lines: Iterable[JobLine]) -> dict[str, str]:
    """People of a reading whom the plan has never seen, by name: somebody of it may be there at a new address.

    Nobody is acted on for their name alone, and nobody's absence is believed where this may explain it.
    """
    known = {line.key for line in lines}
    return {person.name: person.key for person in reading.people if person.key and person.key not in known}


def _elsewhere(line: JobLine, stranger: str) -> list[ReadBack]:
    if line.outcome is Outcome.UNRESOLVED:
        return []
    detail = f"no longer listed, but somebody of that name is, as {stranger}: not touched on the name alone"
    return [ReadBack(line, Outcome.REFUSED, detail)]


def _removed_or_gone(line: JobLine) -> list[ReadBack]:
    if line.outcome is Outcome.UNRESOLVED:
        return [ReadBack(line, Outcome.REMOVED, NO_LONGER_LISTED, is_proof=True)]
    return [ReadBack(line, Outcome.GONE, "no longer among the connections")]


def _withdrawn_or_gone(line: JobLine, connections: Reading | None) -> list[ReadBack]:
    if connections is None:
        return []
    if line.key in connections.keys:
        return [ReadBack(line, Outcome.ACCEPTED, "accepted meanwhile: now among the connections")]
    if not connections.proves_absence:
        return []
    if line.outcome is Outcome.UNRESOLVED:
        return [ReadBack(line, Outcome.WITHDRAWN, NO_LONGER_LISTED, is_proof=True)]
    return [ReadBack(line, Outcome.GONE, "no longer pending, and not among the connections")]
