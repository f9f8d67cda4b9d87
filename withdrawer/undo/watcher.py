"""Receives the events of a run: silent by default; show/ draws a terminal's progress."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from withdrawer.plan.people import Half

ANSWERED = "answered"
"""The result of an act that LinkedIn did not refuse, until a fresh page has shown that it took effect."""


class News(StrEnum):
    """What the user should know as soon as it happens."""

    LOOKING_UP = "looking up"
    """Acts of earlier runs are unresolved or unchecked: they are looked up before anything else."""
    RELISTED = "relisted"
    """People are listed again whom LinkedIn had withdrawn; they count as refused now."""
    SLOWER = "slower"
    """Several acts in a row had no effect: the waits are longer from here on."""
    NO_EFFECT = "no effect"
    """None of a job's first acts took effect: the run ends."""
    UNREACHED = "unreached"
    """People of the plan whom the list, even opened afresh, did not reach; the next run tries again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act and its result so far: an outcome or `ANSWERED`.

    `done` and `total` count the acts of the walk announced by `Watcher.acting`.
    """

    half: Half
    name: str
    outcome: str
    done: int
    total: int


class Watcher(Protocol):
    """Is told what happens; decides nothing."""

    def reading(self, half: Half, seen: int, stated: int | None) -> None:
        """`seen` rows of a list have been read; `stated` is the page's own count."""

    def acting(self, half: Half, total: int, expected: timedelta) -> None:
        """Up to `total` acts on a half follow in this walk; `expected` is how long their waits take."""

    def acted(self, step: Step) -> None:
        """An act has its outcome."""

    def checked(self, half: Half, count: int) -> None:
        """A fresh page has shown that `count` more acts on a half took effect."""

    def waiting(self, until: datetime, *, is_rest: bool) -> None:
        """The next act comes at about `until`, UTC."""

    def note(self, news: News, people: int = 0) -> None:
        """Something the user should know now, and how many people it concerns."""

    def looked_up(self, found: Mapping[str, int]) -> None:
        """The results of the acts of earlier runs, counted by outcome or `ANSWERED`."""


@dataclass(frozen=True, slots=True)
class TrialSeen:
    """The result of a job's first acts: how many of those tried are gone, and how many people are left.

    `is_sure` if a fresh page could tell.
    """

    gone: int
    tried: int
    left: int
    is_sure: bool


Ask = Callable[[TrialSeen], bool]
"""Asks the user whether to continue after the trial."""
