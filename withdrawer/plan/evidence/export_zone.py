"""The time zone of an export: its "Sent At" has a minute, but no zone (data-export B.3).

Nothing is guessed. Every existing zone remains possible unless the spans shown on LinkedIn's pages contradict it; the
span of an export's minute covers all its possible zones.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Span
from withdrawer.plan.evidence.export import Archive, ArchivedInvitation, Direction, Export, ExportedInvitation
from withdrawer.plan.evidence.export_matches import match_lines
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import key_form

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EXTREMES = (timezone(-12 * HOUR), timezone(14 * HOUR))
"""The smallest and the largest UTC offset in use anywhere."""
MOST_PAIRS = 200
"""Maximum number of pairs, those with the narrowest spans, tried in every zone: bounds the run time."""
STRAYS = 20
"""One in this many pairs may contradict a zone, as it may be a person who was invited twice."""
UNREADABLE = Span(FOREVER_AGO, FAR_AHEAD)

Pair = tuple[datetime, Span]
"""A naive minute from the export, and the page's span for the same invitation."""


@dataclass(frozen=True)
class ExportClock:
    """The export's clock; its zone is one of `zones`."""

    zones: tuple[tzinfo, ...]
    _ranges: dict[datetime, tuple[timedelta, timedelta]] = field(default_factory=dict, compare=False, repr=False)

    def span(self, start: datetime, length: timedelta = MINUTE) -> Span:
        """Return the span in UTC of a naive time and a length on this clock, over all possible zones."""
        least, most = self._offsets(start)
        if length > HOUR:
            least_later, most_later = self._offsets(start + length)
            least, most = min(least, least_later), max(most, most_later)
        instant = start.replace(tzinfo=UTC)
        return Span(instant - most, instant + length - least)

    def settles(self, minute: datetime) -> bool:
        """Return whether all possible zones agree about this minute."""
        span = self.span(minute)
        return span.latest - span.earliest == MINUTE

    def _offsets(self, at: datetime) -> tuple[timedelta, timedelta]:
        """Return the least and the greatest UTC offset in the hour of a naive time, memoised by hour.

        The end of an hour that a clock repeats has the later of the two offsets.
        """
        hour = at.replace(minute=0, second=0, microsecond=0)
        if hour not in self._ranges:
            ends = [it.replace(tzinfo=zone) for zone in self.zones for it in (hour, hour + HOUR)]
            offsets = [end.utcoffset() or timedelta(0) for end in ends]
            self._ranges[hour] = min(offsets), max(offsets)
        return self._ranges[hour]


def unsettled(zone: tzinfo) -> ExportClock:
    """Return a clock about which nothing is known; `zone` is the user's."""
    return ExportClock((*EXTREMES, zone))


def settle(pairs: Iterable[Pair], zone: tzinfo) -> ExportClock:
    """Return a clock with the zones that the pairs do not contradict. `zone` is the user's."""
    counted = Counter(pairs).most_common()
    counted = sorted(counted, key=lambda it: it[0][1].latest - it[0][1].earliest)[:MOST_PAIRS]
    strays = sum(count for _, count in counted) // STRAYS
    if all(not _contradicts(clock, pair) for clock in map(_clock_of, EXTREMES) for pair, _ in counted):
        return unsettled(zone)
    zones = [it for it in (*_all_zones(), zone) if _fits(_clock_of(it), counted, strays)]
    return ExportClock(tuple(dict.fromkeys(zones))) if zones else unsettled(zone)


def _fits(clock: ExportClock, counted: Iterable[tuple[Pair, int]], strays: int) -> bool:
    """Return whether at most `strays` of the pairs contradict a clock."""
    for pair, count in counted:
        strays -= count if _contradicts(clock, pair) else 0
        if strays < 0:
            return False
    return True


def _contradicts(clock: ExportClock, pair: Pair) -> bool:
    minute, span = pair
    return clock.span(minute).meet(span) is None


@cache
def _clock_of(zone: tzinfo) -> ExportClock:
    return ExportClock((zone,))


@cache
def _all_zones() -> tuple[ZoneInfo, ...]:
    return tuple(ZoneInfo(name) for name in sorted(available_timezones()))


def export_of(archive: Archive, clock: ExportClock) -> Export:
    """Return the archive as an Export, with each time as its span on this clock."""
    contacts: dict[str, Any] = archive.contacts()
    return Export(
        tuple(
            ExportedInvitation(line.slug, line.name, sent_span(line, clock), line.direction, line.has_note)
            for line in archive.invitations
        ),
        **contacts,
    )


def sent_span(line: ArchivedInvitation, clock: ExportClock) -> Span:
    """Return the span of an invitation's minute; a line with its own zone needs no clock."""
    at = line.sent_on_clock
    if at is None:
        return UNREADABLE
    return clock.span(at) if at.tzinfo is None else Span(at, at + MINUTE)


def connected_span(day: date | None, clock: ExportClock) -> Span | None:
    """Return the span of a connection's day, or None if it can't be read."""
    return clock.span(datetime.combine(day, time.min), DAY) if day else None


def needs_zone(archive: Archive) -> ArchivedInvitation | None:
    """Return the latest outgoing invitation without a zone, or None."""
    undated = [it for it in _outgoing(archive) if it.sent_on_clock and it.sent_on_clock.tzinfo is None]
    return max(undated, key=lambda it: it.sent_on_clock or datetime.min, default=None)  # noqa: DTZ901 - all are naive


def pairs_of(archive: Archive, pending: Sequence[Person], spans: Mapping[str, Span | None]) -> list[Pair]:
    """Return the export's outgoing invitations with the page's spans; people invited twice are left out.

    `spans` holds everyone whom a scan ever saw pending, by key form.
    """
    outgoing = _outgoing(archive)
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


def _outgoing(archive: Archive) -> list[ArchivedInvitation]:
    return [line for line in archive.invitations if line.direction is Direction.OUTGOING]
