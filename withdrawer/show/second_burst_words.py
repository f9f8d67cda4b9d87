"""The wording of a suspected second blast. Used by `status`, so it imports nothing from the preview."""

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from withdrawer.show.envelope import instant

if TYPE_CHECKING:
    from withdrawer.plan.bursts.second_bursts import SecondBurst


def second_words(burst: "SecondBurst", now: datetime, zone: tzinfo) -> str:
    """Return how many, since when, and between which times. Contains no names."""
    since = _told(burst.since, now, zone)
    between = f"{_told(burst.span.earliest, now, zone)} to {_told(min(burst.span.latest, now), now, zone)}"
    return (
        f"{burst.count:,} new invitations since {since}, sent {between}: a second blast? "
        "Your phone may still be syncing: turn that off first. The open job is as it was; see them with `withdrawer "
        "preview`."
    )


def second_data(burst: "SecondBurst | None") -> dict[str, Any] | None:
    """Return the same as JSON data."""
    if burst is None:
        return None
    return {
        "count": burst.count,
        "since": instant(burst.since),
        "earliest": instant(burst.span.earliest),
        "latest": instant(burst.span.latest),
    }


def _told(at: datetime, now: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    days = (now.astimezone(zone).date() - local.date()).days
    day = {0: "today", 1: "yesterday"}.get(days, f"{local:%A %d %B}")
    return f"{day} {local:%H:%M}"
