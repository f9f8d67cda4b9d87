"""What earlier scans prove about people who were pending then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from withdrawer.plan.people import EarlierSighting, Person
from withdrawer.plan.spans import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one person's invitation from having seen it: its span as narrow as all scans make it."""

    span: Span | None
    has_note: bool


def gather(seen_before: Iterable[EarlierSighting]) -> dict[str, Evidence]:
    """The evidence per person. Where two scans contradict each other it is another invitation, and the later counts."""
    evidence: dict[str, Evidence] = {}
    for sighting in sorted(seen_before, key=lambda sighting: sighting.scan_id):
        earlier = evidence.get(sighting.key)
        evidence[sighting.key] = Evidence(
            span=narrowest(sighting.span, earlier.span if earlier else None),
            has_note=sighting.has_note or bool(earlier and earlier.has_note),
        )
    return evidence


def narrowest(now: Span | None, earlier: Span | None) -> Span | None:
    """What both spans allow; where they contradict each other the one of now."""
    if now is None or earlier is None:
        return now or earlier
    return now.meet(earlier) or now


def narrowed(person: Person, evidence: Mapping[str, Evidence]) -> Person:
    """A pending person, with the span that this and all earlier scans leave."""
    earlier = evidence.get(person.key) if person.key else None
    return replace(person, span=narrowest(person.span, earlier.span)) if earlier else person


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
