"""The guide's next step, from what is done already. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set


class GuideStep(StrEnum):
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
        return self in (GuideStep.WAIT, GuideStep.REST, GuideStep.NOTHING_PENDING, GuideStep.FINISHED)

    @property
    def can_be_skipped(self) -> bool:
        """Whether the way continues without this step."""
        return self in SKIPPABLE

    @property
    def can_show_everybody(self) -> bool:
        """Whether the user may look at everybody by name here, as a list or on the review page."""
        return self in (GuideStep.REVIEW, GuideStep.TRY_ONE, GuideStep.START)

    @property
    def can_choose_again(self) -> bool:
        """Whether the user may still choose another blast here."""
        return self in (GuideStep.REVIEW, GuideStep.BY_HAND, GuideStep.TRY_ONE, GuideStep.START)


SKIPPABLE = (
    GuideStep.SEE_TO_IT, GuideStep.ASK_FOR_EXPORT, GuideStep.IMPORT, GuideStep.REVIEW, GuideStep.BY_HAND,
    GuideStep.TRY_ONE, GuideStep.SCHEDULE,
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
class GuideSituation:
    """What the next step depends on, and the numbers that its words need.

    `pause_words` say what to do about a pause, `opens_at` when it ends. `is_open` if a job is open, `left` people are
    left in it, `done` were undone; `next_at` is when it may continue, None if at once. `is_over` if the last job is
    over, and `is_trial` if it was one of a single person. `is_first` if no job was ever confirmed. `settled` are steps
    that were done or skipped and leave no other trace. `choice` are the options that select the blast. `export_file` is
    a data export that was not offered yet. `declined` people are on a list that the user said no to.
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
    declined: int = 0
    is_trial: bool = False
    is_first: bool = True
    has_looked: bool = False
    has_anybody: bool = True
    choice: tuple[str, ...] = ()
    settled: "Set[GuideStep]" = frozenset()

    @property
    def is_first_contact(self) -> bool:
        """Whether withdrawer has never acted on this account, which is on the real site."""
        return self.is_first and not self.is_replay


def next_step(at: GuideSituation) -> GuideStep:
    """Return the next step of the way."""
    match at.pause:
        case PauseState.WAITS:
            return GuideStep.WAIT
        case PauseState.SIGNED_OUT:
            return GuideStep.SIGN_IN_AGAIN
        case PauseState.TO_SEE_TO if GuideStep.SEE_TO_IT not in at.settled:
            return GuideStep.SEE_TO_IT
        case PauseState.TO_SEE_TO | PauseState.SEEN_TO:
            return GuideStep.RESUME
    if not at.has_account:
        return GuideStep.SIGN_IN
    if at.is_open:
        return _of_open_job(at)
    if at.is_over and not at.is_trial:
        return GuideStep.FINISHED
    return _before_the_job(at)


def _of_open_job(at: GuideSituation) -> GuideStep:
    if at.export_file is not None:
        return GuideStep.IMPORT
    if at.next_at is None:
        return GuideStep.GO_ON
    if at.left and not (at.is_scheduled or at.is_replay or GuideStep.SCHEDULE in at.settled):
        return GuideStep.SCHEDULE
    return GuideStep.REST


def _before_the_job(at: GuideSituation) -> GuideStep:
    if not (at.has_export or GuideStep.ASK_FOR_EXPORT in at.settled):
        return GuideStep.ASK_FOR_EXPORT
    if at.export_file is not None:
        return GuideStep.IMPORT
    if not at.choice:
        if not at.has_looked:
            return GuideStep.LOOK
        return GuideStep.CHOOSE if at.has_anybody else GuideStep.NOTHING_PENDING
    steps = (GuideStep.REVIEW, GuideStep.BY_HAND, GuideStep.TRY_ONE) if at.is_first_contact else (GuideStep.REVIEW,)
    return next((step for step in steps if step not in at.settled), GuideStep.START)


def command_of(step: GuideStep, at: GuideSituation) -> list[str]:
    """Return the command that does this step, without the program's name; empty if none does."""
    pace = ["--pace", "none"] if at.is_replay else []
    match step:
        case GuideStep.SIGN_IN | GuideStep.SIGN_IN_AGAIN | GuideStep.SEE_TO_IT:
            return ["login"]
        case GuideStep.RESUME:
            return ["resume"]
        case GuideStep.IMPORT if at.export_file:
            return ["import", str(at.export_file)]
        case GuideStep.LOOK:
            return ["preview"]
        case GuideStep.REVIEW | GuideStep.BY_HAND:
            return ["preview", *at.choice]
        case GuideStep.TRY_ONE:
            return ["run", *at.choice, "--limit", "1", *pace]
        case GuideStep.START:
            return ["run", *at.choice, *pace]
        case GuideStep.GO_ON:
            return ["run"]
        case GuideStep.SCHEDULE:
            return ["schedule", "install"]
        case _:
            return []


def list_command_of(at: GuideSituation) -> list[str]:
    """Return the command that lists everybody by name."""
    return ["preview", *at.choice, "--list"]


def page_command_of(at: GuideSituation) -> list[str]:
    """Return the command that shows everybody on a page."""
    return ["review", *at.choice, *(["--pace", "none"] if at.is_replay else [])]
