"""The people at the edges of a plan: who would be undone first and last, and who is only just left alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from withdrawer.plan.decisions import Decision, Verdict
from withdrawer.plan.people import Person

SHOWN = 3
"""How many people are named at each edge."""


@dataclass(frozen=True, slots=True)
class Edges:
    """People of one list, each part newest first. `last` has nobody who is in `first` already."""

    newer_outside: tuple[Person, ...]
    first: tuple[Person, ...]
    last: tuple[Person, ...]
    older_outside: tuple[Person, ...]


def edges_of(decisions: Sequence[Decision]) -> Edges:
    """The edges of one list's decisions, in the order of the list. Where nobody is planned all outside are older."""
    planned = [index for index, line in enumerate(decisions) if line.verdict is Verdict.PLANNED]
    top, bottom = (planned[0], planned[-1]) if planned else (0, -1)
    inside = [decisions[index].person for index in planned]
    return Edges(
        newer_outside=_outside(decisions[:top])[-SHOWN:],
        first=tuple(inside[:SHOWN]),
        last=tuple(inside[SHOWN:][-SHOWN:]),
        older_outside=_outside(decisions[bottom + 1 :])[:SHOWN],
    )


def _outside(decisions: Sequence[Decision]) -> tuple[Person, ...]:
    return tuple(line.person for line in decisions if line.verdict is Verdict.OUTSIDE)
