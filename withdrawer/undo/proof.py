"""What a fresh reading proves about the people of a plan (decision 9). Pure.

Absence counts only for people whom the reading has passed: it shows somebody who stood below them in an earlier
reading, or it reached the end of the list and the page's count matches exactly; and, where it did not begin at the top,
somebody who stood above them. Connections then tells who accepted.

Where the end of a list can't be proven, as in a language whose words for its count are not known, it takes two readings
of all of it, an hour apart, that both lack somebody on whom an act was done.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from withdrawer.journal.records import DONE, ActDetail, Outcome, PlanLine
from withdrawer.plan.people import Half
from withdrawer.undo.job_progress import APART
from withdrawer.undo.list_survey import Reading

OPEN = (None, Outcome.UNRESOLVED, Outcome.NOT_DONE, Outcome.REFUSED)
"""The outcomes that a person's absence can still change."""
LEAST_ALIKE = 6
"""How many people two readings must share before their order is trusted: six are in order by chance once in 720."""
Orders = Sequence[Sequence[str]]
"""The keys of earlier readings, each from the top of the list down."""


OUTCOMES = {
    ActDetail.STILL_LISTED: Outcome.REFUSED,
    ActDetail.NOTHING_DONE: Outcome.NOT_DONE,
    ActDetail.NAMESAKE_LISTED: Outcome.REFUSED,
    ActDetail.ACCEPTED: Outcome.ACCEPTED,
    ActDetail.NOT_PENDING: Outcome.GONE,
    ActDetail.NOT_CONNECTED: Outcome.GONE,
}
"""The outcome of each finding but NO_LONGER_LISTED: `outcome_of` handles that."""
STILL_LISTED = {ActDetail.STILL_LISTED, "LinkedIn did not say no, but a fresh page still shows this person"}
"""The detail of an act without effect, as written now and by earlier versions of withdrawer."""


@dataclass(frozen=True, slots=True)
class Passed:
    """The people whom a reading has passed."""

    keys: Collection[str]
    is_everybody: bool = False

    def __contains__(self, key: str) -> bool:
        return self.is_everybody or key in self.keys


def passed_by(reading: Reading, orders: Orders) -> Passed:
    """The people whom a reading has passed, judged by the order of earlier readings, in linear time.

    An earlier reading sorted differently tells nothing. Two orders agree if the people they share stand in the same
    order; if the page does not say that it is sorted newest first, that takes at least LEAST_ALIKE shared people.

    A reading that skipped pages has passed only those who stood below somebody whom it shows.
    """
    if reading.has_proven_end and not reading.skipped:
        return Passed((), is_everybody=True)
    passed: set[str] = set()
    place = {person.key: at for at, person in enumerate(reading.people) if person.key}
    least = 1 if reading.in_order else LEAST_ALIKE
    for order in orders:
        shared = [at for at, key in enumerate(order) if key in place]
        is_alike = all(place[order[one]] < place[order[other]] for one, other in pairwise(shared))
        if len(shared) >= least and is_alike:
            first = shared[0] if reading.skipped else 0
            passed.update(order[first:] if reading.has_proven_end else order[first : shared[-1]])
    return Passed(passed)


def order_of(lines: Iterable[PlanLine]) -> list[str]:
    """The keys of a job's people on one list, in the order in which it was read when the job was confirmed.

    Leaves out people added later: they have no position in it.
    """
    mine = [it for it in lines if it.key and it.position >= 0]
    return list(dict.fromkeys(line.key for line in sorted(mine, key=lambda line: line.position)))


def outcome_of(found: ActDetail, half: Half) -> Outcome:
    """The outcome of somebody on that list for whom a reading gave this finding."""
    return DONE[half] if found is ActDetail.NO_LONGER_LISTED else OUTCOMES[found]


def find_present(line: PlanLine) -> ActDetail | None:
    """The finding for a person whom a fresh page still shows; None if that is nothing new."""
    if line.outcome is DONE[line.half] or line.is_silent:
        return ActDetail.STILL_LISTED
    return ActDetail.NOTHING_DONE if line.outcome is Outcome.UNRESOLVED else None


def find_done(line: PlanLine) -> ActDetail | None:
    """The finding for an absent person whose last act LinkedIn did not refuse: it took effect. Otherwise None."""
    return ActDetail.NO_LONGER_LISTED if line.is_answered else None


def is_missed_twice(line: PlanLine, now: datetime) -> bool:
    """Whether a reading now that lacks somebody is the second one, long enough after the first, since the last act."""
    return line.missed_at is not None and now - line.missed_at >= APART


def find_absent(line: PlanLine, namesakes: Collection[str], connections: Reading | None = None) -> ActDetail | None:
    """The finding for somebody no longer listed, though no act on them is known to have taken effect.

    None if the absence tells nothing. `namesakes` are the names of listed people whom the plan has never seen;
    `connections` is a reading of Connections as far as the job's window, None if there was none.
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
    """The keys, by name, of people in a reading who are not in the plan: one may be a planned person at a new address.

    A name alone never leads to an act, and no absence is believed that a namesake may explain.
    """
    known = {line.key for line in lines}
    return {person.name: person.key for person in reading.people if person.key and person.key not in known}
