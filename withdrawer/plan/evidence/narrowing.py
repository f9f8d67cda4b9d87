"""What all scans together tell of each invitation, before the order of the lists is asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from withdrawer.plan.dates.ages import Days
from withdrawer.plan.dates.day_counting import Readings, meet, readings_of
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.person_rules import key_form


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


NOW = 2**63
"""The scan of now comes after all that have a number."""


def follow(seen_before: Iterable[EarlierSighting], pending: Iterable[Person]) -> dict[str, Trace]:
    """By the form of the key, everybody whom a scan ever saw pending, with what the wordings tell.

    `pending` are those of now.
    What two sightings leave is worked out once for all of whom both are said: the rows of a load say the same of each.
    """
    traces: dict[str, Trace] = defaultdict(Trace)
    left: dict[tuple[int, int, int], tuple[Readings, bool]] = {}  # by identity
    met: list[tuple[Readings | None, Span | None, Days | None]] = []  # kept, so that no other gets their identity
    last: tuple[Readings | None, Span | None, Days | None] = (None, None, None)
    earlier = sorted(seen_before, key=attrgetter("scan_id"))
    now = [EarlierSighting(it.key, it.wording, it.span, it.has_note, NOW, None, it.days) for it in pending if it.key]
    for sighting in chain(earlier, now):
        trace, span, days = traces[key_form(sighting.key)], sighting.span, sighting.days
        if sighting.has_note:
            trace.has_note = True
        if span is None:
            continue
        before = trace.readings
        if not (before is last[0] and span is last[1] and days is last[2]):
            last = before, span, days
            both = (id(before), id(span), id(days))
            if both not in left:
                left[both] = _met(before, readings_of(span, days))
                met.append(last)
            readings, is_another = left[both]
        trace.readings = readings
        if is_another:
            trace.since_scan = sighting.scan_id
    return dict(traces)


def _met(before: Readings | None, told: Readings) -> tuple[Readings, bool]:
    """What a further sighting leaves, and whether it contradicts all before, so that it is of another invitation."""
    if before is None:
        return told, False
    both = meet(before, told)
    return (both, False) if any(both) else (told, True)


def known_by_company(
    seen_before: Iterable[EarlierSighting], pending: Iterable[Person], selected: frozenset[str]
) -> frozenset[str]:
    """Who once bore one wording with people of whom all that are still pending are `selected`; all by their form.

    This is how somebody who accepted is traced to a group chosen by its wording: the wording of then is not that of
    now, but those it stood with are still there to be asked. With nobody left to ask nothing is known.
    """
    sightings = [(key_form(it.key), (it.scan_id, it.wording)) for it in seen_before]
    still_pending = {person.form for person in pending if person.key}
    present: dict[tuple[int, str], bool] = {}
    for form, group in sightings:
        if form in still_pending:
            present[group] = present.get(group, True) and form in selected
    return frozenset(form for form, group in sightings if present.get(group))
