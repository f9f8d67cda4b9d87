"""What a data export imported during a job reveals about it: who was not in the burst, and who else was.

Nothing is decided here: the user is asked about the former before they are acted on, about the latter before removal.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from withdrawer.plan.bursts.bursts import bursts
from withdrawer.plan.dates.spans import Side, Window
from withdrawer.plan.decisions import Code, Decision, Detail, Reason, Sign
from withdrawer.plan.evidence.export import Archive, Direction, Export, ExportedInvitation
from withdrawer.plan.evidence.export_matches import ExportedPeople, Match
from withdrawer.plan.evidence.export_zone import ExportClock, connected_span, export_of
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import key_form, name_form
from withdrawer.plan.selection import Selection
from withdrawer.plan.selection_rules import messages_keep


@dataclass(frozen=True)
class OpenJob:
    """The state of a job. `planned` are the people on both lists on whom nothing was done yet.

    `unclear` are connections that it left alone because nothing showed their origin; `known` has the keys of everyone
    else in it. `is_kept` applies the keep rules.
    """

    window: Window
    selection: Selection
    planned: Sequence[Person]
    unclear: Sequence[Person]
    known: frozenset[str]
    is_kept: Callable[[Person], bool]


@dataclass(frozen=True)
class Hindsight:
    """The people in the job who were not in the burst, and those outside it who accepted before the first look."""

    doubted: tuple[Decision, ...]
    accepted: tuple[Decision, ...]


def hindsight(job: OpenJob, archive: Archive, clock: ExportClock, at: datetime) -> Hindsight:
    """Compare an export with an open job. People without a minute in the export are not questioned."""
    export = export_of(archive, clock)
    minutes = _Minutes(archive, export, job.window)
    doubted: list[Decision] = []
    accepted: list[Decision] = []
    for half in Half:
        people = [person for person in job.planned if person.half is half]
        exported = ExportedPeople(people, export, job.planned)
        doubted += [Decision(it, reason) for it in people if (reason := _doubt(it, job, exported, minutes))]
    if Half.CONNECTIONS in job.selection.halves:
        candidates = [*job.unclear, *_connected(job, archive, clock, at)]
        exported = ExportedPeople(candidates, export, job.planned)
        accepted = [
            Decision(it, Reason(Code.SELECTED, Sign.EXPORTED))
            for it in candidates
            if _came_of_it(it, job, exported, minutes)
        ]
    return Hindsight(tuple(doubted), tuple(accepted))


class _Minutes:
    """The bursts of an export that are in a job's window.

    They use the export's own clock, since its zone does not affect who was invited together.
    """

    def __init__(self, archive: Archive, export: Export, window: Window) -> None:
        self._window = window
        pairs = [
            (line, _minute(archived.sent_on_clock))
            for line, archived in zip(export.invitations, archive.invitations, strict=True)
            if line.direction is Direction.OUTGOING and archived.sent_on_clock
        ]
        bearers = Counter(name for name, _ in {(name_form(line.name), key_form(line.slug)) for line, _ in pairs})
        self._imported = {
            line for line, _ in pairs
            if (name := name_form(line.name)) in export.imported_names and bearers[name] == 1
        }  # fmt: skip
        self._minutes = dict(pairs)
        found = bursts(sorted(self._minutes.values()), sorted(self._minutes[line] for line in self._imported))
        spans = {
            burst: [line.sent for line, minute in self._minutes.items() if burst.first <= minute <= burst.last]
            for burst in found
        }
        self.bursts = [it for it in found if any(span.against(window) is not Side.OUTSIDE for span in spans[it])]

    def doubt(self, line: ExportedInvitation) -> Reason | None:
        """Return why an invitation is not part of the blast; None if it is, or its minute is unknown."""
        minute = self._minutes.get(line)
        if minute is None:
            return None
        if line.sent.against(self._window) is Side.OUTSIDE:
            return Reason(Code.EXPORTED_OUTSIDE)
        if not self.bursts:
            return None
        around = [it for it in self.bursts if it.first <= minute <= it.last]
        if not around:
            return Reason(Code.EXPORTED_APART)
        core = [it for it in around if it.core_first <= minute <= it.core_last]
        if not core:
            return Reason(Code.BLAST_UNCLEAR, Detail.AT_THE_EDGE)
        if line in self._imported or not all(it.is_imported for it in core):
            return None
        return Reason(Code.BLAST_UNCLEAR, Detail.NOT_IMPORTED)

    def has(self, line: ExportedInvitation) -> bool:
        """Return whether an invitation is certainly part of the burst."""
        return line in self._minutes and bool(self.bursts) and self.doubt(line) is None


def _doubt(person: Person, job: OpenJob, exported: ExportedPeople, minutes: _Minutes) -> Reason | None:
    match = exported.outgoing(person)
    lines = _fitting(person, match) if match else []
    if any(line.has_note for line in lines) and not job.selection.with_note:
        return Reason(Code.EXPORTED_NOTE)
    if not job.selection.with_messages and (kept := messages_keep(exported.messaged_at(person), job.window)):
        return kept
    if person.half is Half.CONNECTIONS and exported.is_incoming(person):
        return Reason(Code.EXPORTED_INCOMING)
    doubts = [minutes.doubt(line) for line in lines]
    return next(iter(doubts), None) if all(doubts) else None


def _came_of_it(person: Person, job: OpenJob, exported: ExportedPeople, minutes: _Minutes) -> bool:
    """Return whether a connection certainly came of the burst. A match by name alone does not count."""
    match = exported.outgoing(person)
    if match is None or match.is_by_name or exported.is_incoming(person) or job.is_kept(person):
        return False
    lines = _fitting(person, match)
    if any(line.has_note for line in match.lines) and not job.selection.with_note:
        return False
    if not job.selection.with_messages and messages_keep(exported.messaged_at(person), job.window):
        return False
    return bool(lines) and all(minutes.has(line) for line in lines)


def _fitting(person: Person, match: Match[ExportedInvitation]) -> list[ExportedInvitation]:
    """Return the invitations that can be the one in question; none if the page contradicts them all."""
    if person.span is None:
        return list(match.lines)
    if person.half is Half.SENT:
        return [line for line in match.lines if line.sent.meet(person.span)]
    return [line for line in match.lines if line.sent.earliest < person.span.latest]


def _connected(job: OpenJob, archive: Archive, clock: ExportClock, at: datetime) -> Iterable[Person]:
    """Yield connections in the export that the job does not know; their position in LinkedIn's list is unknown."""
    met = {key_form(person.key) for person in (*job.planned, *job.unclear)} | set(map(key_form, job.known))
    for line in archive.connections:
        if line.slug and key_form(line.slug) not in met:
            met.add(key_form(line.slug))
            span = connected_span(line.connected_on, clock)
            yield Person(Half.CONNECTIONS, line.slug, line.name, "", "", span, False, FARTHEST, at)


FARTHEST = 2**31
"""A position below everyone in the job."""


def _minute(at: datetime) -> int:
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()) // 60
