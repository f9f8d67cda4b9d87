"""Values as the journal stores them, and rows as records. Instants are whole microseconds since 1970, in UTC."""

from datetime import UTC, datetime, timedelta
from functools import cache
from sqlite3 import Row
from typing import TypeVar

import msgspec

from withdrawer.plan.dates.spans import Span

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
Record = TypeVar("Record", bound=msgspec.Struct)


def stored(instant: datetime) -> int:
    """An instant as it is stored. Raises ValueError if it has no zone."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant without a zone: {instant}")
    return (instant - EPOCH) // MICROSECOND


def restored(microseconds: int) -> datetime:
    """A stored instant, in UTC."""
    return EPOCH + microseconds * MICROSECOND


def stored_or_none(instant: datetime | None) -> int | None:
    """An instant, if there is one yet, as it is stored."""
    return None if instant is None else stored(instant)


def restored_or_none(microseconds: int | None) -> datetime | None:
    """A stored instant, in UTC, if there is one yet."""
    return None if microseconds is None else restored(microseconds)


def span_values(span: Span | None) -> tuple[int | None, int | None]:
    """A span as it is stored: `earliest`, `latest`."""
    return (None, None) if span is None else (stored(span.earliest), stored(span.latest))


def record_of(kind: type[Record], row: Row, **values: object) -> Record:
    """The record that a row holds, field by column; `values` gives the fields without a column of their name.

    A column `..._at` holds an instant; integers stand for booleans.
    """
    instants = {name: restored_or_none(row[name]) for name in _instants_of(kind)}
    return msgspec.convert({**dict(row), **instants, **values}, kind, strict=False)


@cache
def _instants_of(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name.endswith("_at"))


def span_of(row: Row) -> Span | None:
    """The span in a row's `earliest` and `latest` columns; None if they are null."""
    return None if row["earliest"] is None else Span(restored(row["earliest"]), restored(row["latest"]))
