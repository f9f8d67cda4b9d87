"""How fast: the gaps between acts, the rests, and the waits while a list is read.

Pure: the caller owns the clock, the randomness and the sleeping.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from random import Random


class PaceName(StrEnum):
    """The paces a user can name. `none` is only for a browser that can't reach the real site."""

    STEADY = "steady"
    GENTLE = "gentle"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait between two acts."""

    length: timedelta
    is_rest: bool


@dataclass(frozen=True, slots=True)
class Pace:
    """The waits of a run, as (minimum, maximum) in seconds; each wait is drawn uniformly from its range.

    After `rest_every` acts, also a (minimum, maximum), a rest replaces the gap.
    """

    gap: tuple[float, float] = (10, 25)
    rest: tuple[float, float] = (60, 180)
    rest_every: tuple[int, int] = (20, 30)
    reading: tuple[float, float] = (1, 3)

    def named(self, name: PaceName | str) -> "Pace":
        """The pace unchanged (steady), with doubled waits (gentle) or with none (none)."""
        factor = {PaceName.STEADY: 1, PaceName.GENTLE: 2, PaceName.NONE: 0}[PaceName(name)]
        return replace(
            self,
            gap=(self.gap[0] * factor, self.gap[1] * factor),
            rest=(self.rest[0] * factor, self.rest[1] * factor),
            reading=(self.reading[0] * factor, self.reading[1] * factor),
        )

    def waits(self, random: Random) -> Iterator[Wait]:
        """Yield the waits after the first act, the second, and so on, without end."""
        while True:
            for _ in range(random.randint(*self.rest_every) - 1):
                yield Wait(timedelta(seconds=random.uniform(*self.gap)), is_rest=False)
            yield Wait(timedelta(seconds=random.uniform(*self.rest)), is_rest=True)

    def reading_wait(self, random: Random) -> timedelta:
        """The wait between two loads of a list or a page."""
        return timedelta(seconds=random.uniform(*self.reading))

    def expected(self, acts: int) -> timedelta:
        """The average total of the waits between this many acts, not counting the acts themselves."""
        waits = max(acts - 1, 0)
        rests = waits / _middle(self.rest_every)
        return timedelta(seconds=(waits - rests) * _middle(self.gap) + rests * _middle(self.rest))


def _middle(ends: tuple[float, float]) -> float:
    return (ends[0] + ends[1]) / 2
