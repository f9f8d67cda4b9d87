"""Made-up people and terms."""

from datetime import UTC, datetime, timedelta

from withdrawer.journal.records import PlanLine, Terms
from withdrawer.plan.dates.spans import Span, Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person

NOW = datetime(2026, 11, 21, 14, 20, 0, 123456, tzinfo=UTC)
SPAN = Span(NOW - timedelta(days=2), NOW - timedelta(days=1))
TERMS = Terms(
    selection={"version": 1, "since": "yesterday 14:00", "keep": ["Ada Example"]},
    window=Window(SPAN.earliest, SPAN.latest),
    per_day=40,
    pace="steady",
    halves=(Half.SENT, Half.CONNECTIONS),
    also_accepted=False,
)


def person(key: str, position: int = 0, half: Half = Half.SENT, span: Span | None = SPAN) -> Person:
    return Person(half, key, f"Name of {key}", "Headline", "yesterday", span, False, position, NOW)


def planned(key: str, position: int = 0, half: Half = Half.SENT, first: bool = False) -> PlanLine:
    return PlanLine(
        half, key, f"Name of {key}", position, first, Verdict.PLANNED, "sent in the window", "selected", SPAN
    )


def kept(key: str, position: int = 0) -> PlanLine:
    return PlanLine(Half.SENT, key, f"Name of {key}", position, False, Verdict.KEPT, "has a note", "note", None)
