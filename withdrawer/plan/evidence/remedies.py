"""What would settle the people whose date is unclear, cheapest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import Code, Verdict
from withdrawer.plan.plan import Plan

MINUTE = timedelta(minutes=1)


class Remedy(StrEnum):
    """A way to settle a date."""

    WIDER_WINDOW = "wider_window"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Settling:
    """One way, and the most people it can settle. `window` is the wider one, `inside` how many are in it."""

    remedy: Remedy
    settles: int
    window: Window | None = None
    inside: int = 0


def ways_to_settle(plan: Plan) -> tuple[Settling, ...]:
    """Return what would settle a plan's unsure invitations, cheapest first.

    A window that adds no one else costs nothing; one that does may cost people who were invited on purpose.
    """
    lines = plan.sent.decisions
    unsure = [it for it in lines if it.verdict is Verdict.UNSURE or it.reason_code is Code.UNSURE_INCLUDED]
    if not unsure:
        return ()
    export = [] if plan.has_export else [Settling(Remedy.EXPORT, len(unsure))]
    coarse = [it for it in unsure if it.reason_code is not Code.BLAST_UNCLEAR and it.person.span]
    if plan.window is None or not coarse:
        return tuple(export)
    spans = [it.person.span for it in lines if it.person.span]
    window = _wider(plan.window, spans)
    wider = Settling(Remedy.WIDER_WINDOW, len(coarse), window, _count_inside(spans, window))
    is_free = wider.inside <= _count_inside(spans, plan.window) + len(unsure)
    return (wider, *export) if is_free else (*export, wider)


def _wider(window: Window, spans: Iterable[Span]) -> Window:
    """Return the smallest window around this one whose edges no invitation crosses, in whole minutes."""
    since, until = _minute_before(window.since), window.until
    for span in sorted(spans, key=lambda span: span.latest, reverse=True):
        if span.latest <= since:
            break
        if span.earliest < until:
            since = min(since, _minute_before(span.earliest))
    for span in sorted(spans, key=lambda span: span.earliest):
        if span.earliest >= until:
            break
        if span.latest > since:
            until = max(until, _minute_before(span.latest + MINUTE - timedelta.resolution))
    return Window(since, until)


def _count_inside(spans: Iterable[Span], window: Window) -> int:
    return sum(window.since <= span.earliest and span.latest <= window.until for span in spans)


def _minute_before(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)
