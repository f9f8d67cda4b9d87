"""Figures: what is measured and what it is compared with take turns in one run, so that a noisy machine hits both."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from statistics import median

Work = Callable[[], float]
"""Does something, and gives what it measured: mostly how many seconds it took."""


@dataclass(frozen=True)
class Figure:
    """One measured thing over what it is compared with: the median of the rounds' ratios, and the least and the most.

    `limit` is what the ratio may be at most, None where nobody has set one. `unit` is that of `ours` and `base`.
    """

    name: str
    ratio: float
    least: float
    most: float
    ours: float
    base: float
    against: str
    limit: float | None = None
    unit: str = "s"

    @property
    def is_kept(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.ratio <= self.limit


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compare(name: str, works: Mapping[str, Work], rounds: int, limits: Mapping[str, float]) -> list[Figure]:
    """The first of `works` over each of the others, one figure each; the order within a round is left to chance."""
    ours, *others = works
    chance = Random(7)
    taken: list[dict[str, float]] = []
    for _ in range(rounds):
        turns = list(works)
        chance.shuffle(turns)
        taken.append({turn: works[turn]() for turn in turns})
    return [
        figure(name, [it[ours] for it in taken], [it[other] for it in taken], other, limits.get(other))
        for other in others
    ]


def figure(
    name: str, ours: list[float], base: list[float], against: str, limit: float | None = None, unit: str = "s"
) -> Figure:
    """The figure of some rounds."""
    ratios = [one / other for one, other in zip(ours, base, strict=True)]
    return Figure(name, median(ratios), min(ratios), max(ratios), median(ours), median(base), against, limit, unit)
