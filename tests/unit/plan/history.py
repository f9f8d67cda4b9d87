"""A made-up account whose list is looked at several times, with the truth beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import Enum, auto

from withdrawer.plan.evidence.export import Export
from withdrawer.plan.evidence.narrowed_spans import Narrowing, narrow
from withdrawer.plan.people import EarlierSighting, Half, Person, Row, person_from


class Counting(Enum):
    """What a day can be in LinkedIn's wordings: nobody outside knows which."""

    CALENDAR = auto()
    FULL_DAYS = auto()


Way = tuple[Counting, Counting]
"""How "yesterday" is counted, and how "2 days ago" is."""
WAYS: tuple[Way, ...] = tuple((named, counted) for named in Counting for counted in Counting)


def worded(true: datetime, seen_at: datetime, zone: tzinfo, way: Way) -> str:
    """The age line that LinkedIn would show if it counted days this way."""
    calendar = (seen_at.astimezone(zone).date() - true.astimezone(zone).date()).days
    full = (seen_at - true).days
    named, counted = (calendar if counting is Counting.CALENDAR else full for counting in way)
    if named <= 0 and seen_at - true < timedelta(hours=1):
        return f"Sent {(seen_at - true).seconds // 60} minutes ago"
    if named < 2:
        return "Sent today" if named <= 0 else "Sent yesterday"
    if counted < 7:
        return f"Sent {counted} days ago"
    return f"Sent {min(counted // 7, 3)} weeks ago" if counted < 28 else f"Sent {counted // 30 or 1} months ago"


@dataclass(frozen=True)
class Look:
    """One scan: when, in which zone, and who was still listed."""

    seen_at: datetime
    zone: tzinfo
    listed: frozenset[int]


def list_at(look: Look, truth: Sequence[datetime], way: Way) -> list[Person]:
    """The people whom a scan shows, newest first; the person of each instant is named by its place."""
    shown = sorted(
        (number for number, true in enumerate(truth) if number in look.listed and true <= look.seen_at),
        key=lambda number: truth[number],
        reverse=True,
    )
    return [
        person_from(
            Row(Half.SENT, f"p{number}", "", f"Person {number}", "",
                worded(truth[number], look.seen_at, look.zone, way), "", position, look.seen_at),
            look.zone,
        )
        for position, number in enumerate(shown)
    ]  # fmt: skip


def remembered(people: Sequence[Person], scan_id: int) -> list[EarlierSighting]:
    """What the journal keeps of a scan."""
    return [EarlierSighting(it.key, it.wording, it.span, it.has_note, scan_id, it.position) for it in people]


def story(truth: list[datetime], looks: list[Look], way: Way, export: Export | None = None) -> list[Narrowing]:
    """What is known after each of the looks."""
    before: list[EarlierSighting] = []
    told = []
    for number, look in enumerate(looks):
        people = list_at(look, truth, way)
        told.append(narrow(people, before, export))
        before += remembered(people, number)
    return told
