"""Read both lists, as far down as the selection needs and no farther (decision 13)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType

from withdrawer.errors import PageLeft
from withdrawer.plan.dates.spans import FAR_AHEAD
from withdrawer.plan.groups import same_wording
from withdrawer.plan.half import Unread
from withdrawer.plan.people import Half, Person
from withdrawer.plan.person_rules import key_form
from withdrawer.plan.plan_file import ListedPerson, PlanFile, find_listed, forms_of
from withdrawer.plan.selection import Selection
from withdrawer.undo.allowance import LoadsSpent
from withdrawer.undo.run_context import IsAbove, RunContext, Walk

NEIGHBOURS = 3
"""Number of people beyond the window to show, and so to read."""


@dataclass(frozen=True)
class Reading:
    """What one list showed: everybody in list order, and how far it was read.

    `is_complete` if its end was seen and its count nearly agrees; `has_ended` if its end was seen; `has_reached` if
    what was looked for was reached before that; `in_order` if it is sorted newest first, so that positions mean
    something. `undone` counts the people this page has undone since, `unread` the rows that could not be read, and
    `unread_before` how many of them are nobody's in the plan: those could not be read before it was confirmed, either.
    `usual_shortfall` is by how many the page's count exceeded its rows when it was last read to its end: it may count
    closed profiles. `skipped` counts the rows of earlier numbered pages that were not read, because those pages show
    only people invited at `until` or later. `is_cut` if the page loads of the day were used up inside the selection.
    """

    half: Half
    people: tuple[Person, ...] = ()
    stated: int | None = None
    is_complete: bool = False
    has_reached: bool = False
    has_ended: bool = False
    in_order: bool = True
    undone: int = 0
    unread: int = 0
    unread_before: int = 0
    usual_shortfall: int | None = None
    skipped: int = 0
    until: datetime | None = None
    is_cut: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the people read. Rows of pages and events have no key and can't be told apart."""
        return frozenset(person.key for person in self.people if person.key)

    @property
    def is_conclusive(self) -> bool:
        """Whether the list was read as far as it should be, by a person's standard."""
        return self.is_complete or self.has_reached

    @property
    def shortfall(self) -> int | None:
        """By how many the page's count exceeds the rows listed or skipped; None if it shows none that can be read.

        A row that can't be read is one of those listed.
        """
        listed = len(self.people) - self.undone + self.unread
        return None if self.stated is None else self.stated - self.skipped - listed

    @property
    def has_proven_end(self) -> bool:
        """Whether the end of the list is certain, so that anyone missing is really absent: its count matches exactly.

        LinkedIn may silently end a list early (newer evidence 3 and 4). Where pages were skipped, people whom it counts
        but does not show may be on those, so that the usual shortfall says nothing.
        """
        if not self.has_ended or self.has_lost_rows:
            return False
        if not self.people and not self.unread:
            return self.is_complete
        usual = 0 if self.skipped else self.usual_shortfall
        return self.shortfall is not None and self.shortfall in (0, usual)

    @property
    def has_lost_rows(self) -> bool:
        """Whether more rows can't be read than before: they may be those of missing people."""
        return self.unread > self.unread_before

    @property
    def has_unproven_end(self) -> bool:
        """Whether all of the list seems to have been read, and only its count is missing.

        Then one reading alone proves nothing. The count is missing in languages whose words for it are not known.
        """
        looks_empty = self.has_ended and not self.people
        return self.stated is None and (self.is_complete or looks_empty) and not (self.unread or self.skipped)

    @property
    def proves_absence(self) -> bool:
        """Whether anyone missing from the part that was looked for is really absent."""
        return not self.has_lost_rows and (self.has_reached or self.has_proven_end)

    @property
    def unreached(self) -> Unread:
        """The wanted rows that could not be read, or that never came although the page counts them."""
        return Unread(self.unread, 0 if self.is_conclusive or self.is_cut else self.missing)

    @property
    def missing(self) -> int:
        """Number of people below those read, by the page's own count."""
        return max(self.shortfall or 0, 0)

    @property
    def further(self) -> int:
        """The same, 0 if the list was read to its end: then the count is only nearly right."""
        return 0 if self.is_complete else self.missing


def read_list(
    context: RunContext,
    half: Half,
    is_enough: Callable[[list[Person]], bool],
    until: datetime | None = None,
    *,
    may_be_empty: bool = False,
) -> Reading:
    """Read a list until `is_enough` or its end; restarts up to twice if the page navigates away.

    With `until`, nobody invited then or later is looked for: numbered pages that show only such people are left out. If
    the loads of the day are used up after that, what has been read counts. `may_be_empty` as in `ListPage.batches`.
    """
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

    tries = Retrying(stop=stop_after_attempt(3), retry=retry_if_exception_type(PageLeft), reraise=True)
    return tries(_read_once, context, half, is_enough, until, may_be_empty)


def _read_once(
    context: RunContext,
    half: Half,
    is_enough: Callable[[list[Person]], bool],
    until: datetime | None,
    may_be_empty: bool,
) -> Reading:
    is_above: IsAbove | None = partial(are_younger, until=until) if until else None
    from_end = context.journal.scans.from_end(context.account, until) if until else 0
    with context.opened(half) as walk:
        has_reached = is_cut = False
        try:
            for _ in walk.batches(is_above, from_end, may_be_empty=may_be_empty):
                if walk.page.is_newest_first and is_enough(walk.read):
                    has_reached = True
                    break
        except LoadsSpent as spent:
            if not is_above:
                raise
            if is_above(walk.read[-NEIGHBOURS:]):
                raise spent_too_early(spent, context.loads_per_day, walk) from spent
            is_cut = True
        return replace(reading_of(walk, has_reached=has_reached), until=until, is_cut=is_cut)


def spent_too_early(spent: LoadsSpent, loads_per_day: int | None, walk: Walk) -> LoadsSpent:
    """The error if the loads of the day are used up before the list came to anybody selected."""
    own = walk.page.loads
    if loads_per_day is not None and own >= loads_per_day:
        return LoadsSpent(
            f"The list is newest first, and after {len(walk.read):,} people it had not come to anybody selected: "
            f"{spent.message[0].lower()}{spent.message[1:]}",
            f"All of them went into this one reading, so trying again would end the same way. Set `loads_per_day` in "
            f"the config file higher than {loads_per_day:,}.",
            spent.opens_at,
        )
    return LoadsSpent(
        f"{spent.message} The list is newest first, and had not come to anybody selected yet.",
        f"{own:,} of them went into this reading, and the others into earlier ones. Run the same command again then: "
        "it gets farther down.",
        spent.opens_at,
    )


def reading_of(walk: Walk, *, has_reached: bool = False) -> Reading:
    """What a walk has shown so far."""
    page = walk.page
    return Reading(
        half=page.half,
        people=tuple(walk.read),
        stated=page.stated,
        is_complete=page.is_complete,
        has_reached=has_reached,
        has_ended=page.has_ended,
        in_order=page.is_newest_first,
        undone=page.undone,
        unread=page.unread,
        skipped=page.skipped,
    )


def survey(
    context: RunContext,
    selection: Selection,
    since_of: Callable[[Reading], datetime | None] | None = None,
    invited: Mapping[str, datetime] = MappingProxyType({}),
) -> tuple[Reading, Reading]:
    """Read Sent invitations and Connections as far as the selection reaches. Clicks nothing.

    `since_of` returns when the selected invitations began, if only the invitations read can show it. `invited` maps the
    form of a key to the earliest time of an invitation that an earlier scan saw pending: the search for a file's people
    goes back to that.
    """
    if selection.plan_file:
        return _survey_listed(context, selection.plan_file, selection.halves, invited)
    sent, connections = Reading(Half.SENT), Reading(Half.CONNECTIONS)
    if Half.SENT in selection.halves or selection.wordings or selection.blast is not None:
        sent = read_list(context, Half.SENT, _past(selection), _until(selection))
    if sent.is_cut:  # no load is left for Connections
        return sent, replace(connections, is_cut=Half.CONNECTIONS in selection.halves)
    since = since_of(sent) if since_of else start_of(selection, sent)
    if Half.CONNECTIONS in selection.halves and since is not None:
        connections = read_list(context, Half.CONNECTIONS, lambda people: is_past(people, since))
    return sent, connections


@dataclass
class Search:
    """Whether a file's people and a few below them have all been read, or can't be farther down."""

    wanted: Iterable[ListedPerson]
    invited: Mapping[str, datetime]
    _page: list[Person] | None = None
    _left: dict[str, ListedPerson] = field(default_factory=dict)
    _read: int = 0
    _met_at: int = 0

    def __call__(self, people: list[Person]) -> bool:
        """Called with everybody read so far: the same list object as long as it is the same page."""
        if people is not self._page:
            self._page, self._read, self._met_at = people, 0, 0
            self._left = {form: listed for listed in self.wanted for form in forms_of(listed.key)}
        for place in range(self._read, len(people)):
            key = people[place].key
            for listed in [it for it in map(self._left.get, forms_of(key)) if it and key]:
                self._met_at = place
                for form in forms_of(listed.key):
                    self._left.pop(form, None)
        self._read = len(people)
        if not self._left:
            return len(people) > self._met_at + NEIGHBOURS
        since = [self.invited.get(key_form(it.key)) for it in self._left.values()]
        return None not in since and is_past(people, min(filter(None, since)))


def _survey_listed(
    context: RunContext, file: PlanFile, halves: tuple[Half, ...], invited: Mapping[str, datetime]
) -> tuple[Reading, Reading]:
    """Look for the people of a file; anyone no longer among the invitations may be a connection now."""
    sent, connections = Reading(Half.SENT), Reading(Half.CONNECTIONS)
    wanted = [it for it in file.people if it.half in halves]
    if pending := [it for it in wanted if it.half is Half.SENT]:
        sent = read_list(context, Half.SENT, Search(pending, invited))
    missing = find_listed(pending, {Half.SENT: sent.people}).missing
    if connected := [*(it for it in wanted if it.half is Half.CONNECTIONS), *missing]:
        connections = read_list(context, Half.CONNECTIONS, Search(connected, invited))
    return sent, connections


def start_of(selection: Selection, sent: Reading) -> datetime | None:
    """The earliest possible time of the selected invitations: the start of the window, or of the chosen wordings."""
    if selection.window is not None:
        return selection.window.since
    chosen = [person.span.earliest for person in sent.people if person.span and _is_chosen(person, selection)]
    return min(chosen, default=None)


def is_past(people: list[Person], since: datetime) -> bool:
    """Whether the last few people read all lie wholly before an instant."""
    tail = people[-NEIGHBOURS:]
    return len(tail) == NEIGHBOURS and all(person.span and person.span.latest <= since for person in tail)


def are_younger(people: Sequence[Person], until: datetime) -> bool:
    """Whether people were surely all invited at an instant or later."""
    return all(person.span and person.span.earliest >= until for person in people)


def _until(selection: Selection) -> datetime | None:
    """When the selection ends; None if its people may be anywhere from the top of the list."""
    window = selection.window
    return None if window is None or window.until == FAR_AHEAD else window.until


def _past(selection: Selection) -> Callable[[list[Person]], bool]:
    if selection.window is not None:
        since = selection.window.since
        return lambda people: is_past(people, since)
    if selection.wordings:
        return lambda people: _has_passed_groups(people, selection)
    return lambda _: False


def _has_passed_groups(people: list[Person], selection: Selection) -> bool:
    """Whether each of the chosen groups has been met, and the last of them passed."""
    if any(_is_chosen(person, selection) for person in people[-NEIGHBOURS:]):
        return False
    met = {(person.wording, person.language) for person in people}
    return all(any(same_wording(it, chosen, language) for it, language in met) for chosen in selection.wordings)


def _is_chosen(person: Person, selection: Selection) -> bool:
    return any(same_wording(person.wording, wording, person.language) for wording in selection.wordings)
