"""After a wall: what the user must do first, and when a run may continue. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from withdrawer.journal.records import HOLD, SIGNED_OUT, Stop
from withdrawer.linkedin.notices import LONGEST

FIRST_THROTTLED = timedelta(hours=6)
LONGEST_THROTTLED = timedelta(hours=96)
THROTTLED_TOGETHER = timedelta(days=7)
"""A 429 within this time of another doubles the pause. LinkedIn publishes no number: these are cautious."""
AFTER = {
    "restricted": timedelta(hours=24),
    "blocked": timedelta(hours=24),
    "refused": timedelta(hours=22),
    "slow": timedelta(hours=6),
}
"""The pause after a stop of another kind, unless LinkedIn's notice names a credible date."""

SEE_TO_IT = "Open `withdrawer login`, do what LinkedIn asks there, and see that your feed shows."
LEAVE_ALONE = "Leave the account alone until then, in your own browser too: a shorter break makes the next one longer."
RESTRICTED = (
    "Open `withdrawer login` and read LinkedIn's notice there. It says how long the restriction lasts, and leads to "
    "LinkedIn's own form if you want to object; its help page on restrictions is "
    "https://www.linkedin.com/help/linkedin/answer/a551012. Withdrawing does not lift it. Nothing is lost: the rest of "
    "the job waits, and continues where it stopped."
)
LOOK = "Open `withdrawer login` and see whether LinkedIn shows a notice there. If it does, do what it asks first."
FIRST = {
    "throttled": LEAVE_ALONE,
    "blocked": LEAVE_ALONE,
    "restricted": RESTRICTED,
    "refused": LOOK,
    "slow": LOOK,
    HOLD: "There is nothing to do: it continues by itself from then.",
    SIGNED_OUT: "Sign in again in withdrawer's own browser: `withdrawer login`.",
}


class Done(StrEnum):
    """Whether the user was seen to have done what had to be done first."""

    NOT_SEEN = "not seen"
    SEEN = "seen"
    NOTHING_TO_DO = "nothing to do"


@dataclass(frozen=True, slots=True)
class Pause:
    """A stop as `resume` explains it. `first` is what to do before the job may continue.

    `opens_at` is when it may continue, UTC; None if that is as soon as `first` is done. From `opens_to_yes` on the user
    may declare it over, even if the date read from a notice has not come.
    """

    opens_at: datetime | None
    opens_to_yes: datetime | None
    first: str
    done: Done


def pause_of(stop: Stop, throttled: int, signed_in_at: datetime | None) -> Pause:
    """How long a stop holds.

    `throttled` is how often, this stop included, LinkedIn asked for fewer requests in the week before it;
    `signed_in_at` is when the member was last seen signed in.
    """
    pause = AFTER.get(stop.kind)
    if stop.kind == "throttled":
        pause = min(FIRST_THROTTLED * 2 ** max(throttled - 1, 0), LONGEST_THROTTLED)
    least = stop.seen_at + pause if pause else None
    is_believed = stop.opens_at is not None and stop.opens_at <= stop.seen_at + LONGEST
    opens_at = stop.opens_at if is_believed else least
    opens_to_yes = min(opens_at, least) if opens_at and least else opens_at
    return Pause(opens_at, opens_to_yes, FIRST.get(stop.kind, SEE_TO_IT), _done(stop, signed_in_at))


def _done(stop: Stop, signed_in_at: datetime | None) -> Done:
    if stop.kind in ("throttled", "blocked", HOLD):
        return Done.NOTHING_TO_DO
    return Done.SEEN if signed_in_at is not None and signed_in_at > stop.seen_at else Done.NOT_SEEN
