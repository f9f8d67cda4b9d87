"""Looking at both lists, as far down as the selection needs and no farther (decision 13)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from withdrawer.errors import PageLeft
from withdrawer.plan.groups import same_wording
from withdrawer.plan.people import Half, Person
from withdrawer.plan.selection import Selection
from withdrawer.undo.workshop import Walk, Workshop

NEIGHBOURS = 3
"""How many people beyond the window are shown, and so how many must be read."""


@dataclass(frozen=True)
class Reading:
    """What one list showed: everybody in its order, and how far it was read.

    `is_complete` where its end was seen and its count agrees nearly, `has_reached` where what was looked for was
    reached before that; `in_order` where it is sorted newest first, so that a place in it tells something. `undone` are
    the people whom this page itself has undone since, `unread` the rows that could not be read. `usual_shortfall` is by
    how many the page's count was larger than the list when that was last read to its end: it may count closed profiles.
    """

    half: Half
    people: tuple[Person, ...] = ()
    stated: int | None = None
    is_complete: bool = False
    has_reached: bool = False
    in_order: bool = True
    undone: int = 0
    unread: int = 0
    usual_shortfall: int | None = None

    @property
    def keys(self) -> frozenset[str]:
        """The people of this reading. Rows of pages and events have no key: one is not another."""
        return frozenset(person.key for person in self.people if person.key)

    @property
    def is_conclusive(self) -> bool:
        """Whether the list was read as far as it should be, as a person would see it."""
        return self.is_complete or self.has_reached

    @property
    def shortfall(self) -> int | None:
        """How many people fewer were listed than the page counts; None where no count is understood."""
        return None if self.stated is None else self.stated - (len(self.people) - self.undone)

    @property
    def has_proven_end(self) -> bool:
        """Whether the list has ended for sure, so that who is missing is missing: its count agrees to the person.

        LinkedIn may end a list early without a word (newer evidence 3 and 4).
        """
        if not self.is_complete or self.unread:
            return False
        return not self.people or (self.shortfall is not None and self.shortfall in (0, self.usual_shortfall))

    @property
    def proves_absence(self) -> bool:
        """Whether who is missing of what was looked for is missing."""
        return self.has_reached or self.has_proven_end

    @property
    def unreached(self) -> int:
        """How many rows of what was looked for could not be read, or did not come though the page counts them."""
        missing = 0 if self.is_conclusive or self.shortfall is None else max(self.shortfall, 0)
        return self.unread + missing


def read_list(shop: Workshop, half: Half, is_enough: Callable[[list[Person]], bool]) -> Reading:
    """Read a list from its top until it is enough, or to its end; afresh where the page was led elsewhere."""
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

    tries = Retrying(stop=stop_after_attempt(3), retry=retry_if_exception_type(PageLeft), reraise=True)
    return tries(_read_once, shop, half, is_enough)


def _read_once(shop: Workshop, half: Half, is_enough: Callable[[list[Person]], bool]) -> Reading:
    with shop.opened(half) as walk:
        has_reached = any(walk.page.is_newest_first and is_enough(walk.read) for _ in walk.batches())
        return reading_of(walk, has_reached=has_reached)


def reading_of(walk: Walk, *, has_reached: bool = False) -> Reading:
    """What a walk has shown so far."""
    page = walk.page
    return Reading(
        half=page.half,
        people=tuple(walk.read),
        stated=page.stated,
        is_complete=page.is_complete,
        has_reached=has_reached,
        in_order=page.is_newest_first,
        undone=page.undone,
        unread=page.unread,
        usual_shortfall=walk.usual_shortfall,
    )


def survey(
    shop: Workshop, selection: Selection, since_of: Callable[[Reading], datetime | None] | None = None
) -> tuple[Reading, Reading]:
    """Read Sent invitations and Connections as far as the selection reaches. Clicks nothing.

    `since_of` tells when what is selected began, where only the invitations read can show it.
    """
    sent, connections = Reading(Half.SENT), Reading(Half.CONNECTIONS)
    if Half.SENT in selection.halves or selection.wordings or selection.blast is not None:
        sent = read_list(shop, Half.SENT, _past(selection))
    since = since_of(sent) if since_of else start_of(selection, sent)
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
        return lambda people: is_past(people, since)
    if selection.wordings:
        return lambda people: _has_passed_groups(people, selection)
    return lambda _: False


def _has_passed_groups(people: list[Person], selection: Selection) -> bool:
    """Whether each of the chosen groups has been met, and the last of them left behind."""
    if any(_is_chosen(person, selection) for person in people[-NEIGHBOURS:]):
        return False
    met = {(person.wording, person.language) for person in people}
    return all(any(same_wording(it, chosen, language) for it, language in met) for chosen in selection.wordings)


def _is_chosen(person: Person, selection: Selection) -> bool:
    return any(same_wording(person.wording, wording, person.language) for wording in selection.wordings)
