"""People made up for the tests of the plan."""

from datetime import UTC, datetime, timedelta
from itertools import count

from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.people import EarlierSighting, Half, Person

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
WINDOW = Window(NOW - 10 * HOUR, NOW)
"""The window of the made-up blast."""
BEFORE = Span(NOW - 30 * HOUR, NOW - 20 * HOUR)
INSIDE = Span(NOW - 9 * HOUR, NOW - 8 * HOUR)
ASTRIDE = Span(NOW - 11 * HOUR, NOW - 9 * HOUR)
_positions = count()


def pending(key: str, span: Span | None = INSIDE, wording: str = "8 hours ago", **changes: object) -> Person:
    """A pending invitation; positions go up in the order of making."""
    return _person(Half.SENT, key, span, wording, changes)


def connected(key: str, span: Span | None = INSIDE, wording: str = "november 21, 2026", **changes: object) -> Person:
    """A connection."""
    return _person(Half.CONNECTIONS, key, span, wording, changes)


def _person(half: Half, key: str, span: Span | None, wording: str, changes: dict[str, object]) -> Person:
    name = str(changes.get("name", key.replace("-", " ").title()))
    headline = str(changes.get("headline", ""))
    has_note = bool(changes.get("has_note"))
    is_hidden = bool(changes.get("is_hidden"))
    return Person(half, key, name, headline, wording, span, has_note, next(_positions), NOW, is_hidden=is_hidden)


def seen(
    key: str, span: Span | None = INSIDE, wording: str = "1 hour ago", *, has_note: bool = False, scan_id: int = 1
) -> EarlierSighting:
    """Somebody seen pending by an earlier scan."""
    return EarlierSighting(key, wording, span, has_note, scan_id)
