"""Figures with their limits. What is compared takes turns within one run, so that a busy machine slows both sides."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Work = Callable[[], float]
"""Does something, and gives what it measured: mostly how many seconds it took."""


@dataclass(frozen=True)
class Figure:
    """One measured value and the limit that it must not exceed. `detail` says what it was worked out from."""

    name: str
    value: float
    unit: str
    limit: float
    detail: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the limit is kept."""
        return self.value <= self.limit

    @property
    def line(self) -> str:
        """One line for the terminal."""
        verdict = "kept" if self.is_kept else "EXCEEDED"
        measured = f"{self.value:.4g} {self.unit}"
        return f"{self.name:<58} {measured:<26} {verdict} {self.limit:<6g} {self.detail}"


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured_in_turns(ours: Work, other: Work, rounds: int) -> tuple[list[float], list[float]]:
    """Both measured once a round, each of them first in every other round."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds):
        for side in (0, 1) if number % 2 else (1, 0):
            taken[side].append((ours, other)[side]())
    return taken


def ratio(name: str, ours: list[float], other: list[float], against: str, limit: float, unit: str = "s") -> Figure:
    """The median of the rounds' ratios."""
    value = median(one / base for one, base in zip(ours, other, strict=True))
    return Figure(name, value, f"× {against}", limit, f"{median(ours):.3g} {unit} over {median(other):.3g}")
