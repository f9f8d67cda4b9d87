"""Narrows spans by intersection: with every scan, the data export, and the order of the list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from withdrawer.plan.dates.spans import Span
from withdrawer.plan.evidence.export import Direction, Export
from withdrawer.plan.evidence.export_matches import match_lines
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.person_rules import key_form

NOW = 2**63
"""The id of the scan being planned from, higher than that of every scan in the journal."""


@dataclass(slots=True)
class Evidence:
    """What all scans know about one person's pending invitation.

    `since_scan` is the first scan that showed this invitation: anything earlier contradicts it, so that was another
    invitation to the same person.
    """

    span: Span | None = None
    has_note: bool = False
    since_scan: int = 0


def follow(seen_before: Iterable[EarlierSighting], pending: Iterable[Person]) -> dict[str, Evidence]:
    """Return everyone whom a scan ever saw pending, by key form; `pending` are the people in this scan."""
    evidence: dict[str, Evidence] = defaultdict(Evidence)
    earlier = sorted(seen_before, key=attrgetter("scan_id"))
    now = [EarlierSighting(it.key, it.wording, it.span, it.has_note, NOW) for it in pending if it.key]
    for sighting in chain(earlier, now):
        known = evidence[key_form(sighting.key)]
        known.has_note |= sighting.has_note
        if sighting.span is None:
            continue
        both = known.span.meet(sighting.span) if known.span else sighting.span
        if both is None:
            known.since_scan = sighting.scan_id
        known.span = both or sighting.span
    return dict(evidence)


def known_by_company(
    seen_before: Iterable[EarlierSighting], pending: Iterable[Person], selected: frozenset[str]
) -> frozenset[str]:
    """Return who once had the same wording as people still pending, if all of those are `selected`; all by key form.

    This traces people who accepted to a group chosen by its wording: their old wording is no longer today's, but the
    people who shared it may still be pending. If none are, nothing is known.
    """
    sightings = [(key_form(it.key), (it.scan_id, it.wording)) for it in seen_before]
    still_pending = {person.form for person in pending if person.key}
    present: dict[tuple[int, str], bool] = {}
    for form, group in sightings:
        if form in still_pending:
            present[group] = present.get(group, True) and form in selected
    return frozenset(form for form, group in sightings if present.get(group))


def narrowed_by_order(spans: Sequence[Span | None]) -> list[Span | None] | tuple[int, int]:
    """Return the spans of a list, newest first, each narrowed by those above and below it.

    If the list contradicts itself anywhere, it is not sorted as assumed and its order tells nothing. The result is then
    two indices, of which the upper one is certainly older.
    """
    latest: list[Span | None] = list(spans)
    ceiling: tuple[int, Span] | None = None
    for place, span in enumerate(spans):
        if span is None:
            continue
        if ceiling is not None and ceiling[1].latest <= span.earliest:
            return ceiling[0], place
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
    """A scan whose list order was not used: `upper` (by key form) is above `lower` but older."""

    upper: str
    lower: str
    is_earlier_scan: bool


@dataclass(frozen=True, slots=True)
class ExportContradicted:
    """The number of invitations that the data export dates differently from the page; for them the page wins."""

    count: int


Warnings = list[ListOutOfOrder | ExportContradicted]


@dataclass(frozen=True)
class Narrowing:
    """The pending people with their narrowed spans, and the same for everyone a scan ever saw pending.

    `warnings` tell which evidence was dropped. `dated` are the people dated by the export, `dated_by_name` those of
    them matched by name alone; all by key form.
    """

    pending: tuple[Person, ...]
    evidence: dict[str, Evidence]
    warnings: tuple[ListOutOfOrder | ExportContradicted, ...]
    dated: frozenset[str]
    dated_by_name: frozenset[str]


def narrow(sent: Sequence[Person], seen_before: Sequence[EarlierSighting], export: Export | None = None) -> Narrowing:
    """Narrow all spans. `sent` is in list order, newest first."""
    evidence = follow(seen_before, sent)
    warnings: Warnings = []
    dated = _take_export(evidence, sent, export, warnings) if export else {}
    for scan_id, keys in [*_lists(seen_before), (NOW, [person.form for person in sent])]:
        _take_order(scan_id, keys, evidence, warnings)
    return Narrowing(
        pending=tuple(replace(it, span=evidence[it.form].span) if it.key else it for it in sent),
        evidence=evidence,
        warnings=tuple(warnings),
        dated=frozenset(dated),
        dated_by_name=frozenset(key for key, is_by_name in dated.items() if is_by_name),
    )


def _take_export(
    evidence: dict[str, Evidence], sent: Iterable[Person], export: Export, warnings: Warnings
) -> dict[str, bool]:
    """Narrow by the export's minutes; if they contradict the page, the page wins.

    Returns the people dated this way, and whether each was matched by name alone.
    """
    outgoing = [line for line in export.invitations if line.direction is Direction.OUTGOING]
    dated: dict[str, bool] = {}
    contradicted = 0
    for key, match in match_lines(sent, outgoing).items():
        known = evidence[key]
        latest_first = sorted(match.lines, key=lambda line: line.sent.earliest, reverse=True)
        told = (known.span.meet(line.sent) if known.span else line.sent for line in latest_first)
        if both := next((span for span in told if span), None):
            known.span = both
            dated[key] = match.is_by_name
        else:
            contradicted += 1
    if contradicted:
        warnings.append(ExportContradicted(contradicted))
    return dated


def _lists(seen_before: Iterable[EarlierSighting]) -> list[tuple[int, list[str]]]:
    """Return scan id and keys in list order of the earlier scans whose order is known, oldest first."""
    placed: dict[int, list[EarlierSighting]] = defaultdict(list)
    for sighting in seen_before:
        if sighting.position is not None:
            placed[sighting.scan_id].append(sighting)
    by_place = attrgetter("position")
    return [(scan, [key_form(it.key) for it in sorted(placed[scan], key=by_place)]) for scan in sorted(placed)]


def _take_order(scan_id: int, keys: Iterable[str], evidence: dict[str, Evidence], warnings: Warnings) -> None:
    """Narrow the spans by one list. Duplicates count once; people invited again after that scan are left out."""
    listed = [key for key in dict.fromkeys(keys) if key and evidence[key].since_scan <= scan_id]
    narrowed = narrowed_by_order([evidence[key].span for key in listed])
    if isinstance(narrowed, tuple):
        upper, lower = narrowed
        warnings.append(ListOutOfOrder(listed[upper], listed[lower], scan_id != NOW))
        return
    for key, span in zip(listed, narrowed, strict=True):
        evidence[key].span = span
