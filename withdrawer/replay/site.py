"""The site without its pages: what its lists hold, what an act changes, and when a fault strikes."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from withdrawer.clock import Clock, ShiftedClock, parse_instant, system_clock
from withdrawer.errors import UsageError
from withdrawer.replay.faults import Fault, Faults
from withdrawer.replay.fixtures import layouts
from withdrawer.replay.languages import wording_for
from withdrawer.replay.log import Event, Kind, Log
from withdrawer.replay.options import SiteOptions
from withdrawer.replay.population import populate, scaled
from withdrawer.replay.scenario import Scenario, load_scenario
from withdrawer.replay.state import load_state, save_state, write_truth
from withdrawer.replay.wording import Wording
from withdrawer.replay.world import Resident, Status, World


class Answer(StrEnum):
    """How the server answers an act."""

    DONE = "done"
    REFUSED = "refused"
    REFUSED_SILENTLY = "refused-silently"
    VERIFICATION = "verification"
    THROTTLED = "throttled"
    SIGNED_OUT = "signed-out"


_UNDONE = {Kind.SENT: (Status.PENDING, Status.WITHDRAWN), Kind.CONNECTION: (Status.CONNECTED, Status.REMOVED)}
_EVENT = {Kind.SENT: Event.WITHDRAWN, Kind.CONNECTION: Event.REMOVED}
_STRIKES = {
    Fault.VERIFICATION: Answer.VERIFICATION,
    Fault.THROTTLED: Answer.THROTTLED,
    Fault.SIGNED_OUT: Answer.SIGNED_OUT,
    Fault.REFUSED: Answer.REFUSED,
    Fault.REFUSED_SILENTLY: Answer.REFUSED_SILENTLY,
}


@dataclass
class Site:
    """One running site. `acts` and `dialogs` are counted from the start of the process."""

    scenario: Scenario
    world: World
    clock: Clock
    log: Log
    faults: Faults
    layout: str
    wording: Wording
    state: Path | None = None
    acts: int = 0
    dialogs: int = 0
    is_walled: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which LinkedIn shows this account its days."""
        return ZoneInfo(self.scenario.zone)

    def people(self, kind: Kind) -> list[Resident]:
        """Everybody on that list, newest first."""
        return self.world.pending() if kind is Kind.SENT else self.world.connections()

    def open_document(self, kind: Kind) -> None:
        """The list's page is asked for: on Sent, those accept who were listed before and were to accept after that."""
        if kind is Kind.CONNECTION:
            return
        for person in self.world.accept(self.clock()):
            self.log.write(Event.ACCEPTED, kind=Kind.SENT, slug=person.slug)
        self.save()

    def serve_rows(self, kind: Kind, start: int) -> list[Resident]:
        """One load of rows from `start` on, noted as listed."""
        rows = self.people(kind)[start : start + self.scenario.page.size]
        for person in rows:
            person.is_listed = person.is_listed or kind is Kind.SENT
            self.log.write(Event.LISTED, kind=kind, slug=person.slug)
        self.save()
        return rows

    def note_act(self, kind: Kind, slug: str) -> int:
        """An act is asked for, by whomever and for whomever. Returns its number."""
        self.acts += 1
        self.log.write(Event.ACT, kind=kind, slug=slug)
        return self.acts

    def perform(self, number: int, kind: Kind, slug: str) -> Answer:
        """Do the act of that number, unless a fault strikes or there is nothing to undo."""
        for fault, answer in _STRIKES.items():
            if self.faults.strikes(fault, number):
                return self._strike(answer, kind, slug)
        before, after = _UNDONE[kind]
        person = self.world.find_slug(slug)
        if person is None or person.status is not before:
            self.refuse(kind, slug, "nothing to undo")
            return Answer.REFUSED
        person.status = after
        self.save()
        self.log.write(_EVENT[kind], kind=kind, slug=slug)
        return Answer.DONE

    def refuse(self, kind: Kind, slug: str, reason: str) -> None:
        """Note that an act was not done."""
        self.log.write(Event.REFUSED, kind=kind, slug=slug, reason=reason)

    def note_wall(self, wall: str) -> None:
        """Note that the person is wanted."""
        self.log.write(Event.WALL, wall=wall)

    def solve_verification(self) -> None:
        """The person has answered the verification page."""
        self.is_walled = False
        self.faults.end(Fault.VERIFICATION)

    def save(self) -> None:
        """Save the state, where there is a file for it."""
        if self.state is not None:
            save_state(self.state, self.world)

    def _strike(self, answer: Answer, kind: Kind, slug: str) -> Answer:
        self.refuse(kind, slug, answer)
        if answer not in {Answer.REFUSED, Answer.REFUSED_SILENTLY}:
            self.note_wall(answer)
            self.is_walled = self.is_walled or answer is Answer.VERIFICATION
        return answer


def read_scenario(options: SiteOptions) -> Scenario:
    """The scenario as the options have it. Raises UsageError where the options can't be met."""
    if options.layout not in layouts():
        raise UsageError(f"there is no layout {options.layout!r}", f"Take one of: {', '.join(layouts())}.")
    wording_for(options.language)
    Faults(options.faults)
    return _adjusted(load_scenario(options.scenario), options)


def build_site(options: SiteOptions) -> Site:
    """The site that these options describe. Raises UsageError where they can't be met."""
    scenario = read_scenario(options)
    starts_at = options.now or scenario.now
    clock = ShiftedClock.starting_at(parse_instant(starts_at, "now")) if starts_at else system_clock
    saved = load_state(options.state) if options.state else None
    world = saved or populate(scenario, clock())
    if options.truth:
        write_truth(options.truth, world)
    wording = wording_for(options.language)
    log, faults = Log(options.log, clock), Faults(options.faults)
    site = Site(scenario, world, clock, log, faults, options.layout, wording, options.state)
    site.save()
    return site


def _adjusted(scenario: Scenario, options: SiteOptions) -> Scenario:
    """The scenario with what the options say otherwise."""
    if options.seed is not None:
        scenario = replace(scenario, seed=options.seed)
    if options.latency_ms is not None:
        scenario = replace(scenario, page=replace(scenario.page, latency_ms=options.latency_ms))
    if options.people is not None:
        scenario = scaled(scenario, options.people)
    return scenario
