"""How the time of some work grows with its size: a ratio within one run, since bare times tell of the machine."""

import time
from collections.abc import Callable

TRIES = 3
LINEAR = 8.0
"""The most that four times as many may take; where each is compared with all others, it is sixteen times as long."""


def growth(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """How many times longer four times as many take. `prepare` gives the work for a size; only the work is timed."""
    works = [prepare(size), prepare(4 * size)]
    times: list[list[float]] = [[], []]
    for _ in range(TRIES):
        for work, mine in zip(works, times, strict=True):
            began = time.process_time()
            work()
            mine.append(time.process_time() - began)
    few, many = map(min, times)
    return many / few
