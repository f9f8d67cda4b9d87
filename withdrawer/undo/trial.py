"""When acts are read back, and what shows that LinkedIn holds them. Pure.

LinkedIn may answer that an invitation is withdrawn and go on listing it; once that begins it happens to everybody,
until the next day (newer evidence 1). So every run tries three acts and reads them back before it goes on, and reads
back again after at most fifteen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from itertools import takewhile

FIRST = 3
"""So many acts are tried first; so many, where the newest of the last ones had not taken effect."""
MOST = 15
"""At most so many acts go by between two readings back."""
HELD = 3
"""Where so many of the newest acts that were read back had no effect, LinkedIn holds them all."""
SHORTEST_HOLD = timedelta(hours=8)
LONGEST_HOLD = timedelta(hours=32)
"""None that began earlier lasts still, wherever midnight is."""


@dataclass
class Trial:
    """The acts of one run on one list. `suspects` are the newest acts read back, as far as they had no effect.

    `is_holding` where LinkedIn says yes and does nothing: once that is seen, nothing takes it back in this run.
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
        """Whether what was done must be read back before the next act."""
        return self._done >= self.room

    def note_act(self) -> None:
        """One more act was done."""
        self._done += 1

    def note_reading(self, acts: Sequence[tuple[int, bool]]) -> None:
        """Answered acts were read back: each with whether its person is still listed, in the order of the acts.

        Those of which the reading shows nothing are left out: they are no reason to go on faster.
        """
        newest = tuple(act for act, _ in takewhile(lambda it: it[1], reversed(acts)))[::-1]
        self.suspects = (*self.suspects, *newest) if len(newest) == len(acts) else newest
        self.has_passed = self.has_passed or (self._done > 0 and not all(is_listed for _, is_listed in acts))
        self.is_holding = self.is_holding or len(self.suspects) >= HELD
        self.room = MOST if self.has_passed and not self.suspects else FIRST
        self._done = 0


def hold_ends_at(now: datetime, zone: tzinfo) -> datetime:
    """When a hold that was seen now may have ended: on the next day of that zone, eight hours later at least."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return max(datetime.combine(tomorrow, time(), zone).astimezone(now.tzinfo), now + SHORTEST_HOLD)
