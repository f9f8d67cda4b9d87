"""Spans made as narrow as truth allows: by every scan, by the data export, and by the order of the lists (decision 6).

Evidence that contradicts the rest is dropped, and said; none is ever weighed against other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from withdrawer.plan.dates.day_counting import Counting, counted_by, meet, named_by, readings_of, span_in, ways_left
from withdrawer.plan.dates.spans import Span
from withdrawer.plan.evidence.export_facts import Direction, Export
from withdrawer.plan.evidence.export_matches import MatchedBy, match_lines
from withdrawer.plan.evidence.narrowing import NOW, Evidence, Trace, follow
from withdrawer.plan.order import OutOfOrder, narrowed_by_order
from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.person_rules import key_form


@dataclass(frozen=True)
class Narrowing:
    """The pending people with their narrowed spans, and the same for everybody a scan ever saw pending.

    `warnings` say which evidence was dropped. `dated` are the people whose date the export has, `dated_by_name` those
    of them whom it names without a profile; all go by the form of the key.
    `named` and `counted` are how LinkedIn may still count days, in words and in numbers.
    """

    pending: tuple[Person, ...]
    evidence: dict[str, Evidence]
    warnings: tuple[str, ...]
    dated: frozenset[str]
    dated_by_name: frozenset[str]
    named: frozenset[Counting]
    counted: frozenset[Counting]


def narrow(sent: Sequence[Person], seen_before: Sequence[EarlierSighting], export: Export | None = None) -> Narrowing:
    """What all evidence leaves of the spans. `sent` stands in the order of the list, newest first."""
    traces = follow(seen_before, sent)
    warnings: list[str] = []
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
    traces: dict[str, Trace], sent: Iterable[Person], export: Export, warnings: list[str]
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
        warnings.append(
            f"The data export and LinkedIn's page contradict each other about {contradicted:,} of your invitations; "
            "for them the page counts."
        )
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
    scan_id: int, keys: Iterable[str], traces: dict[str, Trace], spans: dict[str, Span | None], warnings: list[str]
) -> None:
    """Narrow the spans by one list. Who stands in it twice counts once, and nobody for an invitation of later."""
    listed = [key for key in dict.fromkeys(keys) if key and traces[key].since_scan <= scan_id]
    narrowed = narrowed_by_order([spans.get(key) for key in listed])
    if isinstance(narrowed, OutOfOrder):
        which = "LinkedIn's list" if scan_id == NOW else "The list of an earlier scan"
        warnings.append(
            f"{which} is not newest first everywhere: {listed[narrowed.upper]} stands above {listed[narrowed.lower]}, "
            "who was invited later. So its order was not used, and more dates may be unclear."
        )
        return
    spans.update(zip(listed, narrowed, strict=True))
