"""The guide's next step, from what is done already. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set


class Step(StrEnum):
    """One step of the way; `guide.json` stores some of these values."""

    WAIT = "wait"
    """LinkedIn wants the account left alone until a known time."""
    SIGN_IN_AGAIN = "sign in again"
    SEE_TO_IT = "see to it"
    """Do what LinkedIn asks, in withdrawer's own browser."""
    RESUME = "resume"
    SIGN_IN = "sign in"
    ASK_FOR_EXPORT = "ask for export"
    IMPORT = "import"
    LOOK = "look"
    CHOOSE = "choose"
    REVIEW = "review"
    BY_HAND = "by hand"
    """Withdraw one by hand, and watch withdrawer notice."""
    TRY_ONE = "try one"
    START = "start"
    GO_ON = "go on"
    SCHEDULE = "schedule"
    REST = "rest"
    """Nothing more today."""
    NOTHING_PENDING = "nothing pending"
    FINISHED = "finished"

    @property
    def is_end(self) -> bool:
        """Whether there is nothing to do now, so that the guide ends."""
        return self in (Step.WAIT, Step.REST, Step.NOTHING_PENDING, Step.FINISHED)

    @property
    def can_be_skipped(self) -> bool:
        """Whether the way continues without this step."""
        return self in SKIPPABLE

    @property
    def can_be_repeated(self) -> bool:
        """Whether it makes sense to offer it again if it changed nothing: it is up to the user to do their part."""
        return self in (Step.SIGN_IN, Step.SIGN_IN_AGAIN, Step.SEE_TO_IT, Step.CHOOSE, Step.BY_HAND)

    @property
    def can_choose_again(self) -> bool:
        """Whether the user may still choose another blast here."""
        return self in (Step.REVIEW, Step.BY_HAND, Step.TRY_ONE, Step.START)


SKIPPABLE = (
    Step.SEE_TO_IT, Step.ASK_FOR_EXPORT, Step.IMPORT, Step.REVIEW, Step.BY_HAND, Step.TRY_ONE, Step.SCHEDULE,
)  # fmt: skip


class PauseState(StrEnum):
    """What a pause needs, if there is one."""

    NONE = "none"
    WAITS = "waits"
    """Time has to pass."""
    SIGNED_OUT = "signed out"
    TO_SEE_TO = "to see to"
    SEEN_TO = "seen to"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the next step depends on, and the numbers that its words need.

    `pause_words` say what to do about a pause, `opens_at` when it ends. `is_open` if a job is open, `left` people are
    left in it, `done` were undone; `next_at` is when it may continue, None if at once. `is_over` if the last job is
    over, and `is_trial` if it was one of a single person. `is_first` if no job was ever confirmed. `settled` are steps
    that were done or skipped and leave no other trace. `choice` are the options that select the blast.
    """

    is_replay: bool = False
    pause: PauseState = PauseState.NONE
    pause_words: str = ""
    opens_at: datetime | None = None
    has_account: bool = False
    has_export: bool = False
    export_file: Path | None = None
    is_open: bool = False
    left: int = 0
    done: int = 0
    days_left: int = 0
    next_at: datetime | None = None
    is_scheduled: bool = False
    is_over: bool = False
    is_trial: bool = False
    is_first: bool = True
    has_looked: bool = False
    has_anybody: bool = True
    choice: tuple[str, ...] = ()
    settled: "Set[Step]" = frozenset()

    @property
    def is_first_contact(self) -> bool:
        """Whether withdrawer has never acted on this account, which is on the real site."""
        return self.is_first and not self.is_replay


def next_step(at: Situation) -> Step:
    """Return the next step of the way."""
    match at.pause:
        case PauseState.WAITS:
            return Step.WAIT
        case PauseState.SIGNED_OUT:
            return Step.SIGN_IN_AGAIN
        case PauseState.TO_SEE_TO if Step.SEE_TO_IT not in at.settled:
            return Step.SEE_TO_IT
        case PauseState.TO_SEE_TO | PauseState.SEEN_TO:
            return Step.RESUME
    if not at.has_account:
        return Step.SIGN_IN
    if at.is_open:
        return _of_open_job(at)
    if at.is_over and not at.is_trial:
        return Step.FINISHED
    return _before_the_job(at)


def _of_open_job(at: Situation) -> Step:
    if _has_export_to_take(at):
        return Step.IMPORT
    if at.next_at is None:
        return Step.GO_ON
    if not (at.is_scheduled or at.is_replay or Step.SCHEDULE in at.settled):
        return Step.SCHEDULE
    return Step.REST


def _before_the_job(at: Situation) -> Step:
    if not (at.has_export or Step.ASK_FOR_EXPORT in at.settled):
        return Step.ASK_FOR_EXPORT
    if _has_export_to_take(at):
        return Step.IMPORT
    if not at.choice:
        if not at.has_looked:
            return Step.LOOK
        return Step.CHOOSE if at.has_anybody else Step.NOTHING_PENDING
    steps = (Step.REVIEW, Step.BY_HAND, Step.TRY_ONE) if at.is_first_contact else (Step.REVIEW,)
    return next((step for step in steps if step not in at.settled), Step.START)


def _has_export_to_take(at: Situation) -> bool:
    return at.export_file is not None and not at.has_export and Step.IMPORT not in at.settled


def command_of(step: Step, at: Situation) -> list[str]:
    """Return the command that does this step, without the program's name; empty if none does."""
    pace = ["--pace", "none"] if at.is_replay else []
    match step:
        case Step.SIGN_IN | Step.SIGN_IN_AGAIN | Step.SEE_TO_IT:
            return ["login"]
        case Step.RESUME:
            return ["resume"]
        case Step.IMPORT if at.export_file:
            return ["import", str(at.export_file)]
        case Step.LOOK:
            return ["preview"]
        case Step.REVIEW | Step.BY_HAND:
            return ["preview", *at.choice]
        case Step.TRY_ONE:
            return ["run", *at.choice, "--limit", "1", *pace]
        case Step.START:
            return ["run", *at.choice, *pace]
        case Step.GO_ON:
            return ["run"]
        case Step.SCHEDULE:
            return ["schedule", "install"]
        case _:
            return []
