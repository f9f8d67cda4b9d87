"""Who looks on while the work goes on: silent by default, a terminal's progress in show/."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from withdrawer.plan.people import Half


@dataclass(frozen=True, slots=True)
class Step:
    """One act that has an outcome. `done` and `total` count this run's acts of one half; `left_of_job` comes after."""

    half: Half
    name: str
    outcome: str
    done: int
    total: int


class Watcher(Protocol):
    """Is told what happens; decides nothing."""

    def reading(self, half: Half, seen: int, stated: int | None) -> None:
        """So many rows of a list have been read; `stated` is the page's own count."""

    def acting(self, half: Half, total: int, expected: timedelta) -> None:
        """So many acts of a half may follow in this run; `expected` is how long their waits take."""

    def acted(self, step: Step) -> None:
        """An act has its outcome."""

    def waiting(self, until: datetime, *, is_rest: bool) -> None:
        """The next act comes at about this instant, UTC."""

    def note(self, text: str) -> None:
        """Something the person should know now."""


class Silent:
    """Looks on and says nothing."""

    def reading(self, half: Half, seen: int, stated: int | None) -> None:
        """Nothing."""

    def acting(self, half: Half, total: int, expected: timedelta) -> None:
        """Nothing."""

    def acted(self, step: Step) -> None:
        """Nothing."""

    def waiting(self, until: datetime, *, is_rest: bool) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""


Ask = Callable[[str], bool]
"""Puts a yes-or-no question to the person."""
