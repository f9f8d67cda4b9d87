"""What all scans together tell of each invitation, before the order of the lists is asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from withdrawer.plan.ages import Days
from withdrawer.plan.counting import Readings, meet, readings_of
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.spans import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one person's invitation: its span as narrow as all evidence makes it."""

    span: Span | None
    has_note: bool


@dataclass(slots=True)
class Trace:
    """One invitation followed through the scans: what they leave of each way to count, None before one was readable.

    `since_scan` is the first scan that showed this invitation: what contradicts it in every way was an earlier one.
    """

    has_note: bool = False
    readings: Readings | None = None
    since_scan: int = 0

    def see(self, span: Span | None, days: Days | None, scan_id: int) -> None:
        """Take in one sighting, later than all before it."""
        if span is None:
            return
        now = readings_of(span, days)
        both = now if self.readings is None else meet(self.readings, now)
        if any(both):
            self.readings = both
        else:
            self.readings, self.since_scan = now, scan_id


NOW = 2**63
"""The scan of now comes after all that have a number."""


def follow(seen_before: Iterable[EarlierSighting], pending: Iterable[Person]) -> dict[str, Trace]:
    """By key, everybody whom a scan ever saw pending, with what the wordings tell. `pending` are those of now."""
    traces: dict[str, Trace] = {}
    for sighting in sorted(seen_before, key=lambda sighting: sighting.scan_id):
        trace = traces.setdefault(sighting.key, Trace())
        trace.see(sighting.span, sighting.days, sighting.scan_id)
        trace.has_note |= sighting.has_note
    for person in pending:
        if person.key:
            trace = traces.setdefault(person.key, Trace())
            trace.see(person.span, person.days, NOW)
            trace.has_note |= person.has_note
    return traces


def known_by_company(
    seen_before: Iterable[EarlierSighting], pending: Iterable[Person], selected: frozenset[str]
) -> frozenset[str]:
    """The keys of people who once bore one wording with people of whom all that are still pending are `selected`.

    This is how somebody who accepted is traced to a group chosen by its wording: the wording of then is not that of
    now, but those it stood with are still there to be asked. With nobody left to ask nothing is known.
    """
    sightings = list(seen_before)
    still_pending = {person.key for person in pending if person.key}
    present: dict[tuple[int, str], bool] = {}
    for sighting in sightings:
        if sighting.key in still_pending:
            group = (sighting.scan_id, sighting.wording)
            present[group] = present.get(group, True) and sighting.key in selected
    return frozenset(sighting.key for sighting in sightings if present.get((sighting.scan_id, sighting.wording)))
