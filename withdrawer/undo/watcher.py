"""Who looks on while the work goes on: silent by default, a terminal's progress in show/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from withdrawer.plan.people import Half

ANSWERED = "answered"
"""What an act comes to that LinkedIn did not refuse, until a fresh page has shown that it took effect."""


class News(StrEnum):
    """What a person should know as soon as it happens."""

    LOOKING_UP = "looking up"
    """Acts of earlier runs are not known or not checked: they are looked up before anything else."""
    RELISTED = "relisted"
    """People are listed again whom LinkedIn had withdrawn; they count as refused now."""
    SLOWER = "slower"
    """Several acts in a row had no effect: the waits are longer from here on."""
    NO_EFFECT = "no effect"
    """None of a job's first acts took effect: the run ends."""
    UNREACHED = "unreached"
    """People of the plan whom the list did not come to, also when it was opened afresh; the next run tries again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act, with what came of it so far: an outcome or `ANSWERED`.

    `done` and `total` count this run's acts of one half.
    """

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

    def checked(self, half: Half, count: int) -> None:
        """A fresh page has shown that so many more acts of a half took effect."""

    def waiting(self, until: datetime, *, is_rest: bool) -> None:
        """The next act comes at about this instant, UTC."""

    def note(self, news: News, people: int = 0) -> None:
        """Something the person should know now, and of how many people."""

    def looked_up(self, found: Mapping[str, int]) -> None:
        """How many acts of earlier runs came to what, each an outcome or `ANSWERED`."""


@dataclass(frozen=True, slots=True)
class TrialSeen:
    """What the first acts of a job came to: so many are gone of those tried, and so many people are left.

    `is_sure` where a fresh page could tell.
    """

    gone: int
    tried: int
    left: int
    is_sure: bool


Ask = Callable[[TrialSeen], bool]
"""Asks the person whether to go on after the trial."""
