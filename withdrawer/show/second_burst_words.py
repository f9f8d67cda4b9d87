"""The wording of a suspected second blast. Used by `status`, so it imports nothing from the preview."""

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

from withdrawer.show.envelope import instant
from withdrawer.show.words import near_words

if TYPE_CHECKING:
    from withdrawer.plan.bursts.second_bursts import SecondBurst


def second_words(burst: "SecondBurst", now: datetime, zone: tzinfo) -> str:
    """Return how many, since when, and between which times. Contains no names."""
    since = near_words(burst.since, now, zone)
    between = f"{near_words(burst.span.earliest, now, zone)} to {near_words(min(burst.span.latest, now), now, zone)}"
    return (
        f"{burst.count:,} new invitations since {since}, sent {between}: a second blast? Your phone may still be "
        "sharing your contacts: switch that off first (how: withdrawer contacts). Your job has not changed. To see the "
        "new ones: withdrawer preview"
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
