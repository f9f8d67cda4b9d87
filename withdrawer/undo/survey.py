"""Looking at both lists, as far down as the selection needs and no farther (decision 13)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from withdrawer.plan.groups import same_wording
from withdrawer.plan.people import Half, Person
from withdrawer.plan.selection import Selection
from withdrawer.plan.spans import FOREVER_AGO
from withdrawer.undo.workshop import Workshop

NEIGHBOURS = 3
"""How many people beyond the window are shown, and so how many must be read."""


@dataclass(frozen=True)
class Reading:
    """What one list showed: everybody in its order, and whether it was read to its end."""

    half: Half
    people: tuple[Person, ...] = ()
    stated: int | None = None
    is_complete: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The people of this reading."""
        return frozenset(person.key for person in self.people)


def read_list(shop: Workshop, half: Half, is_enough: Callable[[list[Person]], bool]) -> Reading:
    """Read a list from its top until it is enough, or to its end."""
    with shop.opened(half) as walk:
        for _ in walk.batches():
            if walk.page.is_newest_first and is_enough(walk.read):
                break
        return Reading(half, tuple(walk.read), walk.page.stated, walk.page.is_complete)


def survey(shop: Workshop, selection: Selection) -> tuple[Reading, Reading]:
    """Read Sent invitations and Connections as far as the selection reaches. Clicks nothing."""
    sent, connections = Reading(Half.SENT), Reading(Half.CONNECTIONS)
    if Half.SENT in selection.halves or selection.wordings:
        sent = read_list(shop, Half.SENT, _past(selection))
    since = start_of(selection, sent)
    if Half.CONNECTIONS in selection.halves and since is not None:
        connections = read_list(shop, Half.CONNECTIONS, lambda people: is_past(people, since))
    return sent, connections


def start_of(selection: Selection, sent: Reading) -> datetime | None:
    """When the selected invitations can have begun: the window's start, or that of the chosen wordings."""
    if selection.window is not None:
        return selection.window.since
    chosen = [person.span.earliest for person in sent.people if person.span and _is_chosen(person, selection)]
    return min(chosen, default=None)


def is_past(people: list[Person], since: datetime) -> bool:
    """Whether enough people have been read who lie wholly before an instant, the last one among them."""
    tail = people[-NEIGHBOURS:]
    return len(tail) == NEIGHBOURS and all(person.span and person.span.latest <= since for person in tail)


def _past(selection: Selection) -> Callable[[list[Person]], bool]:
    if selection.window is not None:
        since = selection.window.since
        return lambda people: since > FOREVER_AGO and is_past(people, since)
    if selection.wordings:
        return lambda people: _has_passed_group(people, selection)
    return lambda _: False


def _has_passed_group(people: list[Person], selection: Selection) -> bool:
    tail = people[-NEIGHBOURS:]
    return (
        len(people) > NEIGHBOURS
        and not any(_is_chosen(person, selection) for person in tail)
        and any(_is_chosen(person, selection) for person in people)
    )


def _is_chosen(person: Person, selection: Selection) -> bool:
    return any(same_wording(person.wording, wording) for wording in selection.wordings)
