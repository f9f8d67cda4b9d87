"""What would settle the people whose date is unclear, the cheapest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from withdrawer.plan.dates.counted_days import Counting
from withdrawer.plan.dates.languages import wordings_for
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.dates.wordings import Unit
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.people import Person
from withdrawer.plan.plan import Plan

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SOON = timedelta(hours=12)
"""Waiting as long as this is cheaper than asking LinkedIn for an export."""
WEEKS = (7, 14, 21)
"""The days after which a wording in weeks changes: "4 weeks" was never seen."""


class Remedy(StrEnum):
    """What settles a date."""

    WIDER_WINDOW = "wider_window"
    LOOK_AGAIN = "look_again"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class Settling:
    """One way, and how many it settles at most.

    `window` is the wider one, `inside` how many invitations lie in it. `at` is when a wording changes for whoever was
    sent at an edge of the window: to look just after it tells who was sent after the start, just before it who was sent
    before the end (`is_end`). `is_certain` where it is settled that LinkedIn counts full days.
    """

    remedy: Remedy
    settles: int
    window: Window | None = None
    inside: int = 0
    at: datetime | None = None
    is_end: bool = False
    is_certain: bool = True


def ways_to_settle(plan: Plan, zone: tzinfo) -> tuple[Settling, ...]:
    """What would settle the unsure invitations of a plan, the cheapest first, as of when they were read."""
    unsure = [line for line in plan.sent.decisions if _is_unsure(line)]
    if not unsure:
        return ()
    now = max(line.person.seen_at for line in plan.sent.decisions)
    ways = [] if plan.has_export else [Settling(Remedy.EXPORT, len(unsure))]
    if plan.window:
        coarse = [line.person for line in unsure if line.reason_code is not Code.BLAST_UNCLEAR and line.person.span]
        ways += _looking_again(coarse, plan, plan.window, now, zone)
        ways += _wider(coarse, plan, plan.window)
    inside = _count_inside(_spans(plan), plan.window) if plan.window else 0
    return tuple(sorted(ways, key=lambda way: _cost(way, now, inside + len(unsure))))


def _is_unsure(line: Decision) -> bool:
    return line.verdict is Verdict.UNSURE or line.reason_code is Code.UNSURE_INCLUDED


def _cost(way: Settling, now: datetime, wanted: int) -> tuple[int, datetime]:
    """A window that takes in nobody else costs nothing; one that does may cost people who were invited on purpose."""
    if way.remedy is Remedy.WIDER_WINDOW:
        return (0 if way.inside <= wanted else 4), now
    if way.remedy is Remedy.EXPORT:
        return 2, now
    at = way.at or now
    return (1 if at - now <= SOON else 3), at


def _looking_again(
    unsure: Sequence[Person], plan: Plan, window: Window, now: datetime, zone: tzinfo
) -> Iterable[Settling]:
    for edge, is_end in ((window.since, False), (window.until, True)):
        astride = [person for person in unsure if person.span and person.span.earliest < edge < person.span.latest]
        if astride and (at := _change(edge, astride[0], plan, now, zone)):
            is_certain = plan.narrowing.counted == {Counting.FULL_DAYS} or at - edge < DAY
            yield Settling(Remedy.LOOK_AGAIN, len(astride), at=at, is_end=is_end, is_certain=is_certain)


def _change(edge: datetime, person: Person, plan: Plan, now: datetime, zone: tzinfo) -> datetime | None:
    """When the wording changes next for whoever was sent at an instant; None where that tells no more than a day."""
    age = wordings_for(person.language).age(person.wording)
    unit = age[1] if age else None
    if unit is Unit.HOUR:
        at = edge + ((now - edge) // HOUR + 1) * HOUR
        if at.astimezone(zone).date() == edge.astimezone(zone).date():
            return at
    if unit not in (Unit.HOUR, Unit.DAY, Unit.WEEK) or plan.narrowing.counted == {Counting.CALENDAR}:
        return None
    days = max((now - edge) // DAY + 1, 1 if plan.narrowing.named == {Counting.FULL_DAYS} else 2)
    if days >= WEEKS[0]:
        days = next((week for week in WEEKS if week >= days), 0)
    return edge + days * DAY if days else None


def _wider(unsure: Sequence[Person], plan: Plan, window: Window) -> Iterable[Settling]:
    """The smallest window around this one that has no invitation across its edges, in whole minutes."""
    if not unsure:
        return
    spans = _spans(plan)
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
            until = max(until, _minute_after(span.latest))
    wider = Window(since, until)
    yield Settling(Remedy.WIDER_WINDOW, len(unsure), wider, inside=_count_inside(spans, wider))


def _spans(plan: Plan) -> list[Span]:
    return [line.person.span for line in plan.sent.decisions if line.person.span]


def _count_inside(spans: Iterable[Span], window: Window) -> int:
    return sum(window.since <= span.earliest and span.latest <= window.until for span in spans)


def _minute_before(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def _minute_after(instant: datetime) -> datetime:
    floor = _minute_before(instant)
    return floor if floor == instant else floor + MINUTE
