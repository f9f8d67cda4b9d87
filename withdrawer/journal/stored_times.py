"""Instants as the journal keeps them: whole microseconds since 1970, UTC. Nothing is lost either way."""

from datetime import UTC, datetime, timedelta

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
