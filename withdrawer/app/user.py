"""The user that a command asks and reports to: one Protocol, whether at a terminal, on a page or absent.

Questions (`user_questions.py`) and notices are values; `show/prompts.py` and `show/messages.py` have their wording.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from withdrawer.app.user_questions import ExportAsks, IncludeNoted, NextStep, PauseSeenTo, Question, RightAccount
from withdrawer.plan.half import Half

if TYPE_CHECKING:
    from withdrawer.findings import Finding
    from withdrawer.journal.records import Account
    from withdrawer.linkedin.browser.installer import Downloaded
    from withdrawer.linkedin.export.export_reader import TakenExport
    from withdrawer.plan.bursts.second_bursts import SecondBurst
    from withdrawer.plan.dates.straddle import Straddle
    from withdrawer.plan.keep.keep_rules import IdleRules
    from withdrawer.plan.person_rules import PersonRule
    from withdrawer.plan.plan import Plan
    from withdrawer.plan.plan_file import PlanFile
    from withdrawer.plan.selection import Selection
    from withdrawer.schedule.backends.base import StillThere
    from withdrawer.undo.allowance import Allowance
    from withdrawer.undo.job_progress import Standing
    from withdrawer.undo.list_survey import Reading
    from withdrawer.undo.story import Story
    from withdrawer.undo.watcher import Watcher


class Said(StrEnum):
    """Notices without data; their wording is in `show/messages.py`."""

    NOBODY_SELECTED = "nobody selected"
    ONLY_UNCLEAR = "only unclear"
    NOTHING_TOUCHED = "nothing touched"
    JOB_STAYS_OPEN = "job stays open"
    SELECTION_IS_FOR_A_NEW_JOB = "selection is for a new job"
    EXPORT_ZONE_UNSETTLED = "export zone unsettled"
    DOUBTED_ARE_KEPT = "doubted are kept"
    DOUBTED_STAY = "doubted stay"
    BROWSER_OPENS_TO_SIGN_IN = "browser opens to sign in"
    BROWSER_IS_HIDDEN = "browser is hidden"
    LOOKING_WHO_IS_SIGNED_IN = "looking who is signed in"
    NOTHING_IS_PAUSED = "nothing is paused"
    STILL_PAUSED = "still paused"
    GOES_ON_AGAIN = "goes on again"
    GO_TO_THE_PAGE = "go to the page"
    NOTHING_SAVED = "nothing saved"
    NOTHING_WRITTEN = "nothing written"
    NOTHING_DELETED = "nothing deleted"
    DOWNLOAD_BEGINS = "download begins"
    GUIDE_BEGINS = "guide begins"
    TYPE_ONE_OF_THESE = "type one of these"
    TYPE_A_NUMBER_OR_TIME = "type a number or time"
    NOBODY_THERE_TO_UNDO = "nobody there to undo"
    TIDY_STAYS = "tidy stays"
    NOTHING_TO_TIDY = "nothing to tidy"
    STEP_STAYS = "step stays"


class Replaces(Struct, frozen=True):
    """A dry run's plan would replace the open job and drop the `left` people left in it."""

    left: int


class TidyWaits(Struct, frozen=True):
    """A new job takes the place of the tidy job, which has `left` people left: the wish finds them again later."""

    left: int


class Unheard(Struct, frozen=True):
    """Options without effect, because the job is over."""

    options: tuple[str, ...]


class NobodyMeant(Struct, frozen=True):
    """Keep rules that match no one on the pages that were read."""

    rules: "tuple[IdleRules, ...]"


class TakenFrom(Struct, frozen=True):
    """The age asked for lies inside a wording of LinkedIn's, here as its page has it."""

    straddle: "Straddle"
    wording: str


class OtherBrowser(Struct, frozen=True):
    """Another browser was named than the one that this account was signed in with, `used`."""

    used: Path
    named: str


class FileWritten(Struct, frozen=True):
    """A file was written. If it held something else before, that is kept as `kept`."""

    file: Path
    kept: Path | None


class Previewed(Struct, frozen=True):
    """A plan. `is_result` is True if the plan is the command's result, so that it goes to standard output.

    `run_options` belong in the command that undoes it; None if a question follows instead of a command. `is_whole` is
    True if everybody in it is to be listed as well.
    """

    plan: "Plan"
    is_result: bool
    run_options: Sequence[str] | None
    account: "Account"
    allowance: "Allowance"
    is_whole: bool = False


class Everybody(Struct, frozen=True):
    """A plan with everybody in it, by name."""

    plan: "Plan"


class ExportTaken(Struct, frozen=True):
    """What a data export holds; `is_new` is False if all of it was known before."""

    taken: "TakenExport"
    is_new: bool


class RulesRemoved(Struct, frozen=True):
    """What was removed from the keep list, as written; `still` are rules on the list with the same wording."""

    written: Sequence[str]
    still: "Sequence[PersonRule]"


class JobOver(Struct, frozen=True):
    """A job is over: its whole story, and the file in the home where a page of it is kept."""

    story: "Story"
    file: Path


class JobStands(Struct, frozen=True):
    """A job's state. `is_report` is True at the end of a run; at its start, only progress is shown.

    On a replay there is no LinkedIn to leave, and nobody who would ask about an invitation.
    """

    standing: "Standing"
    is_report: bool
    run_options: Sequence[str] = ()
    is_replay: bool = False


class ShortcutMade(Struct, frozen=True):
    """A shortcut was made; `problem` says why it could not be written."""

    file: Path
    problem: str


class ListDeclined(Struct, frozen=True):
    """The user said no to one list, whose `count` people stay; `selection` undoes them in a later job."""

    half: Half
    count: int
    selection: "Selection"


class CountFell(Struct, frozen=True):
    """LinkedIn's own count of pending invitations has fallen since the last look, and withdrawer undid nobody."""

    before: int
    now: int


class FewerPending(Struct, frozen=True):
    """Who is no longer pending since the look before."""

    names: Sequence[str]


class Refused(Struct, frozen=True):
    """Typed text that can't be used; the user is asked again."""

    message: str
    hint: str


class GuideLeft(Struct, frozen=True):
    """The guide ends here; `way_back` is the command that starts it again."""

    way_back: str


Notice: TypeAlias = (
    "Said | Replaces | TidyWaits | Unheard | NobodyMeant | FileWritten | ExportAsks | PauseSeenTo | Previewed"
    " | ExportTaken | RulesRemoved | JobOver | JobStands | NextStep | FewerPending | Refused | GuideLeft | PlanFile"
    " | Reading | TakenFrom | SecondBurst | CountFell | ListDeclined | Everybody | RightAccount | IncludeNoted"
    " | ShortcutMade | StillThere | Finding | OtherBrowser"
    " | Downloaded"
)
"""Of a PlanFile its remarks are shown, of a Reading what could not be read, of StillThere the remaining entry."""


class User(Protocol):
    """The person who uses withdrawer."""

    @property
    def can_answer(self) -> bool:
        """Whether a question can be shown and answered."""

    @property
    def watcher(self) -> "Watcher":
        """The observer of reading and acting."""

    def tell(self, notice: Notice) -> None:
        """Show a notice, which needs no answer."""

    def show(self, question: Question) -> None:
        """Show what a question is about when its answer is already given."""

    def ask(self, question: Question) -> bool:
        """Show what a question is about and ask it. Raises UsageError if no one can answer, and Interrupted."""

    def ask_text(self, question: Question) -> str:
        """Ask for a line of text, stripped; empty if the user only presses Enter. Raises as `ask` does."""

    def choose(self, question: Question, choices: Sequence[str]) -> str:
        """Ask for one of several choices; Enter alone takes the first. Raises as `ask` does."""

    def stop(self) -> None:
        """Stop drawing progress."""

    def has_pressed_enter(self) -> bool:
        """Return whether an unread line has been entered; never blocks."""


def agrees(user: User, question: Question, *, says_yes: bool) -> bool:
    """Return whether the user says yes; if `says_yes`, the question is only shown."""
    if says_yes:
        user.show(question)
        return True
    return user.ask(question)
