"""A second burst: far more new invitations between two scans than usual. A phone may still be syncing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from withdrawer.plan.bursts.bursts import Usual, bursting, crowds_of
from withdrawer.plan.dates.spans import FAR_AHEAD, Span
from withdrawer.plan.people import EarlierSighting

GAP = 20
"""From so many rows on it is a gap; fewer may have been rows without a person, which are not stored."""


@dataclass(frozen=True, slots=True)
class SecondBurst:
    """The number of new invitations, the span of sending, and when the previous scan began (UTC)."""

    count: int
    span: Span
    since: datetime


def second_burst(sightings: Sequence[EarlierSighting], last_scan: int, since: datetime) -> SecondBurst | None:
    """Return the burst among people first seen by scans after `last_scan`; None if there is none.

    `sightings` are those of all scans; `since` is when `last_scan` began. New people can't have been invited before
    that, and anyone listed below a person known then is just an older invitation that scan did not reach.
    """
    known = {it.key for it in sightings if it.scan_id <= last_scan}
    if not known:
        return None
    new = [it for it in _first_new(sightings, last_scan, known) if it.span]
    cut = [(it, both) for it in new if it.span and (both := it.span.meet(Span(since, FAR_AHEAD)))]
    crowds = crowds_of(EarlierSighting(it.key, it.wording, both, it.has_note, it.scan_id) for it, both in cut)
    before = crowds_of({it.key: it for it in sightings if it.scan_id <= last_scan}.values())
    usual = Usual([(it.span, it.count) for it in (*crowds, *before) if it.span])
    found = [crowd for crowd, _ in bursting(crowds, usual) if crowd.span]
    if not found:
        return None
    return SecondBurst(
        sum(crowd.count for crowd in found), reduce(Span.hull, (crowd.span for crowd in found if crowd.span)), since
    )


def _first_new(sightings: Iterable[EarlierSighting], last_scan: int, known: set[str]) -> Iterable[EarlierSighting]:
    """Yield new people in list order, as the first scan that saw them.

    Only those read from the top without a gap: farther down, people may be new here though they are old.
    """
    met: set[str] = set()
    is_passed: set[int] = set()
    reached: dict[int, int] = {}
    for it in sightings:
        if it.scan_id <= last_scan or it.scan_id in is_passed:
            continue
        place = reached.get(it.scan_id, -1) + 1 if it.position is None else it.position
        is_below_gap = place - reached.get(it.scan_id, -1) > GAP
        reached[it.scan_id] = place
        if it.key in known or is_below_gap:
            is_passed.add(it.scan_id)
        elif it.key not in met:
            met.add(it.key)
            yield it
