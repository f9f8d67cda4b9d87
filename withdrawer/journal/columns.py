"""Instants and spans as the journal keeps them: whole microseconds since 1970, UTC. Nothing is lost either way."""

from datetime import UTC, datetime, timedelta
from sqlite3 import Row

from withdrawer.plan.dates.spans import Span

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def stored(instant: datetime) -> int:
    """An instant as it is kept. Raises ValueError for one without a zone."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant without a zone: {instant}")
    return (instant - EPOCH) // MICROSECOND


def restored(microseconds: int) -> datetime:
    """A kept instant, UTC."""
    return EPOCH + microseconds * MICROSECOND


def restored_or_none(microseconds: int | None) -> datetime | None:
    """A kept instant that may not have come yet."""
    return None if microseconds is None else restored(microseconds)


def span_of(row: Row) -> Span | None:
    """The span in a row's `earliest` and `latest`."""
    return None if row["earliest"] is None else Span(restored(row["earliest"]), restored(row["latest"]))


def span_values(span: Span | None) -> tuple[int | None, int | None]:
    """A span as it is kept: `earliest`, `latest`."""
    return (None, None) if span is None else (stored(span.earliest), stored(span.latest))
