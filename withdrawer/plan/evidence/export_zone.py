"""Which zone the clock of an export was in: "Sent At" names a minute and no zone (data-export B.3).

Nothing is guessed. A zone stands as long as no invitation contradicts it whose span the page has shown; until one is
left, the minute is a span that holds what all of them make of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, reduce
from zoneinfo import ZoneInfo, available_timezones

from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Span
from withdrawer.plan.evidence.export_facts import Direction, Export, ExportedConnection, ExportedInvitation
from withdrawer.plan.evidence.export_matches import match_lines
from withdrawer.plan.evidence.raw_export import Archive, ArchivedInvitation
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import key_form

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ODD_OFFSETS = (-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75)
OFFSETS = tuple(sorted(HOUR * hours for hours in (*range(-12, 15), *ODD_OFFSETS)))
"""Every distance from UTC at which clocks are kept anywhere."""
SEASON_DAYS = 14
"""So many days before and after what was seen it is looked whether clocks were changed; farther off, they may be."""
STRAYS = 20
"""One in so many may contradict: somebody who was invited twice."""
NEVER = Span(FOREVER_AGO, FOREVER_AGO + MINUTE)
UNREADABLE = Span(FOREVER_AGO, FAR_AHEAD)

Pair = tuple[datetime, Span]
"""A naive minute of the export, and the span in which the page says that it was."""


@dataclass(frozen=True)
class ExportClock:
    """What a clock of the export can mean. `zones` are all that are still possible.

    `seen` is the time from which that is known; None where it holds for all times.
    """

    zones: tuple[tzinfo, ...]
    seen: Span | None = None
    _offsets: tuple[timedelta, ...] = field(init=False)
    _others: tuple[tzinfo, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Of many fixed distances only the smallest and the largest matter."""
        fixed = sorted(zone.utcoffset(None) for zone in self.zones if isinstance(zone, timezone))
        object.__setattr__(self, "_offsets", tuple(dict.fromkeys((*fixed[:1], *fixed[-1:]))))
        object.__setattr__(self, "_others", tuple(zone for zone in self.zones if not isinstance(zone, timezone)))

    @property
    def is_settled(self) -> bool:
        """Whether a minute of the export is a minute, at least in the season of what was seen."""
        return len(self.zones) == 1

    def span(self, start: datetime, length: timedelta = MINUTE) -> Span:
        """All that a time on this clock, naive and so long, can mean."""
        offsets = [*self._offsets]
        for zone in self._others:
            offsets += _offsets_at(start, zone) + _offsets_at(start + length, zone)
        instant = start.replace(tzinfo=UTC)
        earliest, latest = instant - max(offsets), instant + length - min(offsets)
        if self.seen and not (self.seen.earliest <= earliest and latest <= self.seen.latest):
            return Span(earliest - HOUR, latest + HOUR)
        return Span(earliest, latest)


def unsettled(zone: tzinfo) -> ExportClock:
    """A clock of which nothing is known; `zone` is the person's."""
    return ExportClock((*(timezone(offset) for offset in OFFSETS), zone))


def settle(pairs: Iterable[Pair], zone: tzinfo) -> ExportClock:
    """The clock, as far as what the page has shown settles it. `zone` is the person's."""
    known = list(pairs)
    if not known:
        return unsettled(zone)
    needed = len(known) - len(known) // STRAYS
    fixed = [timezone(offset) for offset in OFFSETS if _fitting(known, timezone(offset)) >= needed]
    is_own = _fitting(known, zone) >= needed
    if not fixed and not is_own:
        return unsettled(zone)
    telling = [span for minute, span in known if _is_telling(minute, span)]
    seen = reduce(Span.hull, telling or [span for _, span in known])
    around = _same_season(seen, frozenset(other.utcoffset(None) for other in fixed))
    return ExportClock((*fixed, *([zone] if is_own and not _is_one_of(zone, fixed, around) else [])), around)


def export_of(archive: Archive, clock: ExportClock) -> Export:
    """The export, with each of its times as the span that the clock makes of it."""
    days = {line.connected_on: _day(line.connected_on, clock) for line in archive.connections}
    return Export(
        invitations=tuple(
            ExportedInvitation(
                line.slug,
                line.name,
                sent_span(line, clock),
                line.direction,
                line.has_note,
            )
            for line in archive.invitations
        ),
        connections=tuple(
            ExportedConnection(line.slug, line.name, days[line.connected_on], line.company)
            for line in archive.connections
        ),
        imported_names=archive.imported_names,
        imported_addresses=archive.imported_addresses,
        messaged_at=archive.messaged_at,
        messaged_names_at=archive.messaged_names_at,
        messaged_names=archive.messaged_names,
    )


def sent_span(line: ArchivedInvitation, clock: ExportClock) -> Span:
    """All that the minute of an invitation can mean: one that names its zone needs no clock."""
    at = line.sent_on_clock
    if at is None:
        return UNREADABLE
    return clock.span(at) if at.tzinfo is None else Span(at, at + MINUTE)


def needs_zone(archive: Archive) -> ArchivedInvitation | None:
    """The first sent invitation whose minute no zone is named for, None where there is none."""
    lines = (line for line in archive.invitations if line.direction is Direction.OUTGOING)
    return next((it for it in lines if it.sent_on_clock and it.sent_on_clock.tzinfo is None), None)


def _is_telling(minute: datetime, span: Span) -> bool:
    """Whether a span of the page rules out any distance from UTC at all: "3 weeks ago" does not."""
    return any(ExportClock((timezone(at),)).span(minute).meet(span) is None for at in (OFFSETS[0], OFFSETS[-1]))


def _fitting(pairs: list[Pair], zone: tzinfo) -> int:
    clock = ExportClock((zone,))
    return sum(clock.span(minute).meet(span) is not None for minute, span in pairs)


def _offsets_at(start: datetime, zone: tzinfo) -> list[timedelta]:
    """The distances from UTC that a zone can have at a naive time: two where its clock is put back."""
    return [
        start.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta(0)
        for fold in (0, 1)
    ]  # fmt: skip


def _same_season(seen: Span, offsets: frozenset[timedelta]) -> Span:
    """What was seen, and as many days around it as no zone that was at one of these distances changed its clock in."""
    zones = [zone for zone in _all_zones() if seen.earliest.astimezone(zone).utcoffset() in offsets]

    def is_changed(since: datetime, until: datetime) -> bool:
        return any(since.astimezone(zone).utcoffset() != until.astimezone(zone).utcoffset() for zone in zones)

    if is_changed(seen.earliest, seen.latest):
        return NEVER
    before, after = seen.earliest, seen.latest
    for _ in range(SEASON_DAYS):
        before = before if is_changed(before - DAY, seen.earliest) else before - DAY
        after = after if is_changed(seen.latest, after + DAY) else after + DAY
    return Span(before, after)


@cache
def _all_zones() -> tuple[ZoneInfo, ...]:
    """Every zone there is: an export says only how far from UTC its clock was, and many zones may be so far."""
    return tuple(ZoneInfo(name) for name in available_timezones())


def _is_one_of(zone: tzinfo, fixed: list[timezone], seen: Span) -> bool:
    """Whether the person's zone was, all the time, at a distance that stands already."""
    offsets = {instant.astimezone(zone).utcoffset() for instant in (seen.earliest, seen.latest)}
    return len(offsets) == 1 and offsets <= {other.utcoffset(None) for other in fixed}


def _day(day: date | None, clock: ExportClock) -> Span:
    return clock.span(datetime.combine(day, time.min), timedelta(days=1)) if day else UNREADABLE


def pairs_of(archive: Archive, pending: Sequence[Person], spans: Mapping[str, Span | None]) -> list[Pair]:
    """What the page has shown of the export's outgoing invitations; who was invited twice tells nothing.

    `spans` are those of everybody a scan ever saw pending, by the form of the key.
    """
    outgoing = [line for line in archive.invitations if line.direction is Direction.OUTGOING]
    matches = match_lines(pending, outgoing)
    by_slug: dict[str, list[ArchivedInvitation]] = {}
    for line in outgoing:
        by_slug.setdefault(key_form(line.slug), []).append(line)
    pairs = []
    for key, span in spans.items():
        found = matches[key].lines if key in matches else tuple(by_slug.get(key_form(key), ()))
        at = found[0].sent_on_clock if len(found) == 1 else None
        if span and key and at and at.tzinfo is None:
            pairs.append((at, span))
    return pairs
