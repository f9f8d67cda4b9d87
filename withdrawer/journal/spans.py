"""Spans as the journal keeps them: two instants, both empty where nothing is known."""

from sqlite3 import Row

from withdrawer.journal.stored_times import restored, stored
from withdrawer.plan.dates.spans import Span


def span_of(row: Row) -> Span | None:
    """The span in a row's `earliest` and `latest`."""
    return None if row["earliest"] is None else Span(restored(row["earliest"]), restored(row["latest"]))


def span_values(span: Span | None) -> tuple[int | None, int | None]:
    """A span as it is kept: `earliest`, `latest`."""
    return (None, None) if span is None else (stored(span.earliest), stored(span.latest))
