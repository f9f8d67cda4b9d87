"""The site without its pages: what its lists hold, what an act changes, and when a fault strikes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from withdrawer.clock import Clock, ShiftedClock, parse_instant, system_clock
from withdrawer.errors import UsageError
from withdrawer.replay.fixtures import layouts
from withdrawer.replay.pages.layouts import Behaviour, Sort, load_layout
from withdrawer.replay.pages.site_languages import wording_for
from withdrawer.replay.pages.site_words import Wording
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.faults import DONE_ALL_THE_SAME, LASTING, WALLS, Fault, FaultSet
from withdrawer.replay.world.page_variants import parse_arm
from withdrawer.replay.world.population import newcomer, populate, scaled
from withdrawer.replay.world.scenario import Scenario, load_scenario
from withdrawer.replay.world.site_log import Event, ListKind, Log
from withdrawer.replay.world.site_state import load_state, save_state, write_truth
from withdrawer.replay.world.world import Resident, Status, World

_UNDONE = {ListKind.SENT: (Status.PENDING, Status.WITHDRAWN), ListKind.CONNECTION: (Status.CONNECTED, Status.REMOVED)}
_NAMES: dict[str, Callable[[Resident], tuple[str, str]]] = {
    "first-name": lambda person: (person.first_name.casefold(), person.last_name.casefold()),
    "last-name": lambda person: (person.last_name.casefold(), person.first_name.casefold()),
}
_EVENT = {ListKind.SENT: Event.WITHDRAWN, ListKind.CONNECTION: Event.REMOVED}


@dataclass
class Site:
    """One running site. All counts start with the process.

    `wall` blocks everything; `doomed` are the people whose acts always fail; `moved` maps old profile addresses to
    present ones.
    """

    scenario: Scenario
    world: World
    clock: Clock
    log: Log
    faults: FaultSet
    layout: str
    wording: Wording
    state: Path | None = None
    acts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    wall: Fault | None = None
    doomed: set[str] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)
    meanwhile: int = 0
    """Number of invitations still to be sent while the list is read."""
    held_on: date | None = None
    """The day, in the site's zone, of the first act that was held."""
    stated: dict[ListKind, int] = field(default_factory=dict)
    """What each list's page counted at the start of the process."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which LinkedIn shows this account its days."""
        return ZoneInfo(self.scenario.zone)

    def behaviour(self, kind: ListKind) -> Behaviour:
        """How that list behaves: as in the layout, unless the scenario overrides it."""
        return replace(load_layout(self.layout).behaviour(kind), **self.scenario.page)

    def people(self, kind: ListKind, sort: Sort = "recently-added") -> list[Resident]:
        """Everybody on that list, newest first; only Connections can be sorted differently."""
        if kind is ListKind.SENT:
            return self.world.pending()
        people = self.world.connections()
        return people if sort == "recently-added" else sorted(people, key=_NAMES[sort])

    def stated_count(self, kind: ListKind) -> int:
        """The count that the list's page shows."""
        behaviour = self.behaviour(kind)
        count = len(self.people(kind)) + behaviour.overstated
        return self.stated.setdefault(kind, count) if behaviour.stale_count else count

    def open_document(self, kind: ListKind) -> None:
        """Open the list's page. On Sent, people listed earlier who accept after that do so now."""
        if kind is ListKind.CONNECTION:
            return
        self.meanwhile = self.behaviour(kind).sent_meanwhile
        for person in self.world.accept(self.clock()):
            self.log.write(Event.ACCEPTED, kind=ListKind.SENT, slug=person.slug)
        self.save()

    def serve_rows(self, kind: ListKind, start: int, sort: Sort = "recently-added") -> list[Resident]:
        """One load of rows from `start` on, logged as listed."""
        if start and kind is ListKind.SENT and self.meanwhile:
            self._send_another()
        rows = self.people(kind, sort)[start : start + self.behaviour(kind).size]
        for person in rows:
            person.is_listed = person.is_listed or kind is ListKind.SENT
            self.log.write(Event.LISTED, kind=kind, slug=person.slug)
        self.save()
        return rows

    def note_act(self, kind: ListKind, slug: str) -> int:
        """Log a requested act, whoever it is for. Returns its number."""
        self.acts += 1
        self.log.write(Event.ACT, kind=kind, slug=slug)
        return self.acts

    def perform(self, number: int, kind: ListKind, slug: str) -> Fault | None:
        """Perform the act with that number, unless a fault strikes or there is nothing to undo.

        Returns the fault that decides its answer; None if it was simply done.
        """
        self._let_happen(number, slug)
        if self.faults.strikes(Fault.ALWAYS_FAILS, number):
            self.doomed.add(slug)
        answer = Fault.REFUSED if slug in self.doomed else self._answer_to(number)
        if answer is not None and answer not in DONE_ALL_THE_SAME:
            self._strike(answer, kind, slug)
            return answer
        before, after = _UNDONE[kind]
        person = self.world.find_slug(slug)
        if person is None or person.status is not before:
            self.refuse(kind, slug, "nothing to undo")
            return Fault.REFUSED
        person.status = after
        self.save()
        self.log.write(_EVENT[kind], kind=kind, slug=slug)
        return answer

    def rename_somebody(self) -> None:
        """Give the second newest of the blast a new profile address; the old one redirects to it."""
        person = self._blast()[1]
        old, person.slug = person.slug, f"{person.slug}-renamed"
        self.moved[old] = person.slug
        self.log.write(Event.RENAMED, kind=ListKind.SENT, slug=old, to=person.slug)
        self.save()

    def rename_member(self) -> None:
        """Give the member a new profile address; the old one redirects to it."""
        old = self.world.member.slug
        self.world.member = replace(self.world.member, slug=f"{old}-renamed")
        self.moved[old] = self.world.member.slug
        self.save()

    def count(self, what: str) -> int:
        """Count one more of these. Returns its number."""
        self.counts[what] += 1
        return self.counts[what]

    def refuse(self, kind: ListKind, slug: str, reason: str) -> None:
        """Log that an act was not done."""
        self.log.write(Event.REFUSED, kind=kind, slug=slug, reason=reason)

    def note_wall(self, wall: str) -> None:
        """Log a wall: the person must act."""
        self.log.write(Event.WALL, wall=wall)

    def lift_wall(self, wall: Fault) -> None:
        """Lift a wall: the person has done what it asks for."""
        self.wall = None if self.wall is wall else self.wall
        self.faults.end(wall)

    def save(self) -> None:
        """Save the state, if there is a file for it."""
        if self.state is not None:
            save_state(self.state, self.world)

    def _send_another(self) -> None:
        self.meanwhile -= 1
        person = newcomer(self.world, self.scenario.seed, self.clock())
        self.world.people.append(person)
        self.log.write(Event.INVITED, kind=ListKind.SENT, slug=person.slug)

    def _answer_to(self, number: int) -> Fault | None:
        """The fault of this act, if any; held acts stay held until the day is over."""
        answer = self.faults.of_an_act(number)
        if answer is not Fault.HOLD:
            return answer
        today = self.clock().astimezone(self.zone).date()
        self.held_on = self.held_on or today
        if today == self.held_on:
            return answer
        self.faults.end(Fault.HOLD)
        return self.faults.of_an_act(number)

    def _let_happen(self, number: int, slug: str) -> None:
        """Play the side effects of the act with that number: each fault hits the next of the blast on the list.

        That is the next after the person of the act, or from the top if that person is not on the list.
        """
        people = self._blast()
        at = next((index for index, person in enumerate(people) if person.slug == slug), -1)
        following = iter(people[at + 1 :])
        for fault in (Fault.EXPIRED, Fault.WITHDRAWN_ELSEWHERE, Fault.ACCEPTED):
            person = next(following, None) if self.faults.strikes(fault, number) else None
            if person is None:
                continue
            if fault is Fault.ACCEPTED:
                person.status, person.connected_at = Status.CONNECTED, self.clock()
                self.log.write(Event.ACCEPTED, kind=ListKind.SENT, slug=person.slug)
            else:
                person.status = Status.WITHDRAWN
                self.log.write(Event.GONE, kind=ListKind.SENT, slug=person.slug, reason=fault.replace("-", " "))
        self.save()

    def _blast(self) -> list[Resident]:
        """Those of the blast who are pending and have a profile, newest first."""
        return [person for person in self.world.pending() if person.blast and person.has_profile]

    def _strike(self, answer: Fault, kind: ListKind, slug: str) -> None:
        self.refuse(kind, slug, answer)
        if answer in WALLS:
            self.note_wall(answer)
        if answer in LASTING:
            self.wall = answer


def read_scenario(options: SiteOptions) -> Scenario:
    """The scenario with the options applied. Raises UsageError if they can't be met."""
    if options.layout not in layouts():
        raise UsageError(f"there is no layout {options.layout!r}", f"Take one of: {', '.join(layouts())}.")
    wording_for(options.language)
    FaultSet(options.faults)
    return _adjusted(load_scenario(options.scenario), options)


def build_site(options: SiteOptions) -> Site:
    """The site that these options describe. Raises UsageError if they can't be met."""
    scenario = read_scenario(options)
    starts_at = options.now or scenario.now
    clock = ShiftedClock.starting_at(parse_instant(starts_at, "now")) if starts_at else system_clock
    saved = load_state(options.state) if options.state else None
    world = saved or populate(scenario, clock())
    if options.truth:
        write_truth(options.truth, world)
    wording = wording_for(options.language)
    log, faults = Log(options.log, clock), FaultSet((*scenario.faults, *options.faults))
    site = Site(scenario, world, clock, log, faults, options.layout, wording, options.state)
    site.save()
    return site


def _adjusted(scenario: Scenario, options: SiteOptions) -> Scenario:
    """The scenario with the overrides of the options."""
    page = scenario.page | dict(parse_arm(options.layout, arm) for arm in options.arms)
    if options.latency_ms is not None:
        page["latency_ms"] = options.latency_ms
    scenario = replace(scenario, page=page)
    if options.seed is not None:
        scenario = replace(scenario, seed=options.seed)
    if options.people is not None:
        scenario = scaled(scenario, options.people)
    return scenario
