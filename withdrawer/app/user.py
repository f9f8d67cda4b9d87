"""Whom a command asks and tells: one Protocol, whether the person sits at a terminal or looks at a page.

A question is a value that holds everything its answer depends on. Whoever puts it shows all of that above it, so no
question can stand without its numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from withdrawer.journal.records import Job, PlanLine
from withdrawer.plan.decisions import Decision
from withdrawer.plan.half import Half
from withdrawer.undo.watcher import TrialSeen


@dataclass(frozen=True, slots=True)
class TakeRisk:
    """Whether the person takes the risk to their account. Asked before the first job; needs the whole word."""


@dataclass(frozen=True, slots=True)
class UndoList:
    """Whether to undo one list's part of a plan: `people` are all who would be undone, in the order of the acts.

    `before` acts of the other list come first. `today` is the day in the person's zone; `per_day` None: no limit.
    """

    half: Half
    people: Sequence[Decision]
    before: int
    today: date
    per_day: int | None
    used_today: int


@dataclass(frozen=True, slots=True)
class ReplaceJob:
    """Whether a new job takes the place of the open one, of which so many people are left."""

    job: Job
    left: int


@dataclass(frozen=True, slots=True)
class RemoveAccepted:
    """Whether people who accepted after the confirm are removed from the connections."""

    people: Sequence[PlanLine]


@dataclass(frozen=True, slots=True)
class EndJob:
    """Whether the open job ends for good: so many people of each list are left as they are."""

    job: Job
    left: Mapping[Half, int]
    is_scheduled: bool


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A question in words of its own, under lines that hold all that it is about."""

    question: str
    lines: Sequence[str] = ()


Question = TakeRisk | UndoList | ReplaceJob | RemoveAccepted | EndJob | TrialSeen | PlainQuestion


class User(Protocol):
    """The one who uses withdrawer."""

    @property
    def can_answer(self) -> bool:
        """Whether a question can be seen and answered."""

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""

    def show(self, question: Question) -> None:
        """Say what a question is about, where its answer is given already."""

    def ask(self, question: Question) -> bool:
        """Show what a question is about and put it. Raises UsageError where nobody can answer, and Interrupted."""

    def ask_text(self, question: PlainQuestion) -> str:
        """Ask for a line of text, stripped; empty for Enter alone. Raises as `ask` does."""

    def choose(self, question: PlainQuestion, choices: Sequence[str]) -> str:
        """Ask for one of several, the first for Enter alone. Raises as `ask` does."""


def agrees(user: User, question: Question, *, says_yes: bool) -> bool:
    """Whether the person says yes; where they have said so beforehand, the question is shown and not put."""
    if says_yes:
        user.show(question)
        return True
    return user.ask(question)
