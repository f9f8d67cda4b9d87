"""What a fresh reading proves about people of a plan (decision 9). Pure.

Absence proves something only about whoever the reading has come past: where somebody is read who stood below them in
an earlier reading, or where the list has ended and its count agrees to the person. Connections then tells who accepted.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from withdrawer.journal.records import DONE, ActDetail, Outcome, PlanLine
from withdrawer.plan.people import Half
from withdrawer.undo.list_survey import Reading

OPEN = (None, Outcome.UNRESOLVED, Outcome.NOT_DONE, Outcome.REFUSED)
"""Outcomes of which a person's absence says more."""
LEAST_ALIKE = 6
"""So many people stand in the same order by chance once in 720 times."""
Orders = Sequence[Sequence[str]]
"""The people of earlier readings by key, each from the top of the list down."""


OUTCOMES = {
    ActDetail.STILL_LISTED: Outcome.REFUSED,
    ActDetail.NOTHING_DONE: Outcome.NOT_DONE,
    ActDetail.NAMESAKE_LISTED: Outcome.REFUSED,
    ActDetail.ACCEPTED: Outcome.ACCEPTED,
    ActDetail.NOT_PENDING: Outcome.GONE,
    ActDetail.NOT_CONNECTED: Outcome.GONE,
}
"""What became of the people of whom a reading shows this; of whom it proves that they are gone, see `outcome_of`."""
STILL_LISTED = {ActDetail.STILL_LISTED, "LinkedIn did not say no, but a fresh page still shows this person"}
"""The detail of an act without effect, as it is written and as earlier versions of withdrawer wrote it."""


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


def order_of(lines: Iterable[PlanLine]) -> list[str]:
    """The people of one list of a job, in the order in which it was read when the job was confirmed.

    Whoever was added later has no place in it.
    """
    mine = [it for it in lines if it.key and it.position >= 0]
    return list(dict.fromkeys(line.key for line in sorted(mine, key=lambda line: line.position)))


def outcome_of(found: ActDetail, half: Half) -> Outcome:
    """What became of somebody on that list of whom a reading shows this."""
    return DONE[half] if found is ActDetail.NO_LONGER_LISTED else OUTCOMES[found]


def find_present(line: PlanLine) -> ActDetail | None:
    """What it means that a fresh page shows the person of a line; None where that is nothing new."""
    if line.outcome is DONE[line.half] or line.is_silent:
        return ActDetail.STILL_LISTED
    return ActDetail.NOTHING_DONE if line.outcome is Outcome.UNRESOLVED else None


def find_done(line: PlanLine) -> ActDetail | None:
    """What the absence of a person proves by itself: that an act took effect of which there was one sign before."""
    return ActDetail.NO_LONGER_LISTED if line.is_answered else None


def find_absent(line: PlanLine, namesakes: Collection[str], connections: Reading | None = None) -> ActDetail | None:
    """What it means that somebody is no longer listed of whom no act is known to have taken effect.

    None where that tells nothing. `namesakes` are the names of listed people whom the plan has never seen;
    `connections` is a reading of Connections as far as the job's window, None where there was none.
    """
    if line.outcome not in OPEN:
        return None
    is_unresolved = line.outcome is Outcome.UNRESOLVED
    if line.name in namesakes:
        return None if is_unresolved else ActDetail.NAMESAKE_LISTED
    if line.half is Half.CONNECTIONS:
        return ActDetail.NO_LONGER_LISTED if is_unresolved else ActDetail.NOT_CONNECTED
    if connections is not None and line.key in connections.keys:
        return ActDetail.ACCEPTED
    if connections is None or not connections.proves_absence:
        return None
    return ActDetail.NO_LONGER_LISTED if is_unresolved else ActDetail.NOT_PENDING


def namesakes_in(reading: Reading, lines: Iterable[PlanLine]) -> dict[str, str]:
    """People of a reading whom the plan has never seen, by name: somebody of it may be there at a new address.

    Nobody is acted on for their name alone, and nobody's absence is believed where this may explain it.
    """
    known = {line.key for line in lines}
    return {person.name: person.key for person in reading.people if person.key and person.key not in known}
