"""When acts are read back, and what shows that LinkedIn holds them. Pure.

LinkedIn may answer that an invitation is withdrawn and go on listing it; once that begins it happens to everybody,
until the next day (newer evidence 1). So every run tries three acts and reads them back before it continues, and reads
back again after at most fifteen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from itertools import takewhile

FIRST = 3
"""Acts between two readings back at first, and again while the newest acts had no effect."""
MOST = 15
"""Acts between two readings back, at most."""
HELD = 3
"""If this many of the newest acts read back had no effect, LinkedIn holds them all."""
SHORTEST_HOLD = timedelta(hours=8)
LONGEST_HOLD = timedelta(hours=32)
"""No hold lasts longer than this, whatever the zone."""


@dataclass
class Trial:
    """One run's acts on one list. `suspects` are the newest acts read back, as far as none had an effect.

    `is_holding` if LinkedIn agrees to acts and does not carry them out: once True, it stays so for this run.
    """

    room: int = FIRST
    has_passed: bool = False
    suspects: tuple[int, ...] = ()
    is_holding: bool = False
    _done: int = field(default=0, repr=False)

    def __post_init__(self) -> None:
        self.is_holding = len(self.suspects) >= HELD

    @property
    def is_due(self) -> bool:
        """Whether the acts done must be read back before the next one."""
        return self._done >= self.room

    def note_act(self) -> None:
        """Count one more act."""
        self._done += 1

    def note_reading(self, acts: Sequence[tuple[int, bool]]) -> None:
        """Record answered acts that were read back: each with whether its person is still listed, in act order.

        Acts that the reading tells nothing about must be left out: they are no reason to speed up.
        """
        newest = tuple(act for act, _ in takewhile(lambda it: it[1], reversed(acts)))[::-1]
        self.suspects = (*self.suspects, *newest) if len(newest) == len(acts) else newest
        self.has_passed = self.has_passed or (self._done > 0 and not all(is_listed for _, is_listed in acts))
        self.is_holding = self.is_holding or len(self.suspects) >= HELD
        self.room = MOST if self.has_passed and not self.suspects else FIRST
        self._done = 0


def hold_ends_at(now: datetime, zone: tzinfo) -> datetime:
    """When a hold seen now may have ended: on the next day in that zone, and at least eight hours from now."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return max(datetime.combine(tomorrow, time(), zone).astimezone(now.tzinfo), now + SHORTEST_HOLD)
