"""Spans made as narrow as truth allows: by every scan, by the data export, and by the order of the list. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from withdrawer.plan.dates.ages import Days
from withdrawer.plan.dates.counted_days import (
    Counting,
    Readings,
    counted_by,
    meet,
    named_by,
    readings_of,
    span_in,
    ways_left,
)
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.evidence.export_facts import Direction, Export
from withdrawer.plan.evidence.export_matches import MatchedBy, match_lines
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


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """Two places of a list, counted from its top, of which the upper one is certainly the older."""

    upper: int
    lower: int


def narrowed_by_order(spans: Sequence[Span | None]) -> list[Span | None] | OutOfOrder:
    """The spans of a list, newest first, each as narrow as its neighbours above and below make it.

    A list that contradicts itself anywhere is not sorted as it seems, and then its order tells nothing.
    """
    latest: list[Span | None] = list(spans)
    ceiling: tuple[int, Span] | None = None
    for place, span in enumerate(spans):
        if span is None:
            continue
        if ceiling is not None and ceiling[1].latest <= span.earliest:
            return OutOfOrder(ceiling[0], place)
        if ceiling is None or span.latest < ceiling[1].latest:
            ceiling = place, span
        elif ceiling[1].latest < span.latest:
            latest[place] = Span(span.earliest, ceiling[1].latest)
    floor: Span | None = None
    for place in reversed(range(len(latest))):
        span = latest[place]
        if span is None:
            continue
        if floor is None or span.earliest > floor.earliest:
            floor = span
        elif span.earliest < floor.earliest:
            latest[place] = Span(floor.earliest, span.latest)
    return latest


@dataclass(frozen=True, slots=True)
class ListOutOfOrder:
    """A scan's list whose order was not used: `upper`, by the form of the key, stands above `lower` and is older."""

    upper: str
    lower: str
    is_earlier_scan: bool


@dataclass(frozen=True, slots=True)
class ExportContradicted:
    """How many invitations the data export dates otherwise than the page; for them the page counts."""

    count: int


Warnings = list[ListOutOfOrder | ExportContradicted]


@dataclass(frozen=True)
class Narrowing:
    """The pending people with their narrowed spans, and the same for everybody a scan ever saw pending.

    `warnings` tell which evidence was dropped. `dated` are the people whose date the export has, `dated_by_name` those
    of them whom it names without a profile; all go by the form of the key.
    `named` and `counted` are how LinkedIn may still count days, in words and in numbers.
    """

    pending: tuple[Person, ...]
    evidence: dict[str, Evidence]
    warnings: tuple[ListOutOfOrder | ExportContradicted, ...]
    dated: frozenset[str]
    dated_by_name: frozenset[str]
    named: frozenset[Counting]
    counted: frozenset[Counting]


def narrow(sent: Sequence[Person], seen_before: Sequence[EarlierSighting], export: Export | None = None) -> Narrowing:
    """What all evidence leaves of the spans. `sent` stands in the order of the list, newest first."""
    traces = follow(seen_before, sent)
    warnings: Warnings = []
    dated = _take_export(traces, sent, export, warnings) if export else {}
    left = ways_left(trace.readings for trace in traces.values() if trace.readings)
    spans = {key: span_in(trace.readings, left) for key, trace in traces.items() if trace.readings}
    for scan_id, keys in [*_lists(seen_before), (NOW, [person.form for person in sent])]:
        _take_order(scan_id, keys, traces, spans, warnings)
    return Narrowing(
        pending=tuple(replace(person, span=spans.get(person.form, person.span)) for person in sent),
        evidence={key: Evidence(spans.get(key), trace.has_note) for key, trace in traces.items()},
        warnings=tuple(warnings),
        dated=frozenset(dated),
        dated_by_name=frozenset(key for key, by in dated.items() if by is MatchedBy.NAME),
        named=named_by(left),
        counted=counted_by(left),
    )


def _take_export(
    traces: dict[str, Trace], sent: Iterable[Person], export: Export, warnings: Warnings
) -> dict[str, MatchedBy]:
    """Let the export's minutes in, and tell whose they were; where they contradict the page, the page counts."""
    outgoing = [line for line in export.invitations if line.direction is Direction.OUTGOING]
    dated: dict[str, MatchedBy] = {}
    contradicted = 0
    for key, match in match_lines(sent, outgoing).items():
        trace = traces[key]
        for line in sorted(match.lines, key=lambda line: line.sent.earliest, reverse=True):
            told = readings_of(line.sent, None)
            both = told if trace.readings is None else meet(trace.readings, told)
            if any(both):
                trace.readings = both
                dated[key] = match.by
                break
        else:
            contradicted += 1
    if contradicted:
        warnings.append(ExportContradicted(contradicted))
    return dated


def _lists(seen_before: Iterable[EarlierSighting]) -> list[tuple[int, list[str]]]:
    """The lists of the earlier scans that are known with their order, oldest first."""
    placed: dict[int, list[EarlierSighting]] = defaultdict(list)
    for sighting in seen_before:
        if sighting.position is not None:
            placed[sighting.scan_id].append(sighting)
    by_place = attrgetter("position")
    return [(scan, [key_form(it.key) for it in sorted(placed[scan], key=by_place)]) for scan in sorted(placed)]


def _take_order(
    scan_id: int, keys: Iterable[str], traces: dict[str, Trace], spans: dict[str, Span | None], warnings: Warnings
) -> None:
    """Narrow the spans by one list. Who stands in it twice counts once, and nobody for an invitation of later."""
    listed = [key for key in dict.fromkeys(keys) if key and traces[key].since_scan <= scan_id]
    narrowed = narrowed_by_order([spans.get(key) for key in listed])
    if isinstance(narrowed, OutOfOrder):
        warnings.append(ListOutOfOrder(listed[narrowed.upper], listed[narrowed.lower], scan_id != NOW))
        return
    spans.update(zip(listed, narrowed, strict=True))
