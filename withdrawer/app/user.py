"""The user that a command asks and reports to: one Protocol, whether at a terminal, on a page or absent.

Questions and notices are values; `show/prompts.py` and `show/messages.py` have their wording. A question holds
everything its answer depends on, so it can't be put without its numbers.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from withdrawer.errors import NoScreen
from withdrawer.plan.half import Half

if TYPE_CHECKING:
    from withdrawer.app.guide_steps import GuideSituation, GuideStep
    from withdrawer.findings import Finding
    from withdrawer.journal.forget import Census
    from withdrawer.journal.questions import Asked
    from withdrawer.journal.questions import Question as ExportQuestion
    from withdrawer.journal.records import Account, Job, PlanLine, Stop
    from withdrawer.linkedin.browser.installer import Downloaded
    from withdrawer.linkedin.export.export_reader import TakenExport
    from withdrawer.linkedin.labels.shape_search import ToConfirm
    from withdrawer.linkedin.saved_page import TakenPage
    from withdrawer.plan.bursts.blasts import Blast
    from withdrawer.plan.bursts.second_bursts import SecondBurst
    from withdrawer.plan.decisions import Decision
    from withdrawer.plan.groups import Group
    from withdrawer.plan.keep.keep_rules import IdleRules
    from withdrawer.plan.person_rules import PersonRule
    from withdrawer.plan.plan import Plan
    from withdrawer.plan.plan_file import PlanFile
    from withdrawer.schedule.backends.base import StillThere
    from withdrawer.schedule.entry import Entry
    from withdrawer.schedule.state import Schedule
    from withdrawer.undo.job_progress import Standing
    from withdrawer.undo.list_survey import Reading
    from withdrawer.undo.pacing import Allowance
    from withdrawer.undo.pauses import Pause
    from withdrawer.undo.story import Story
    from withdrawer.undo.watcher import TrialSeen, Watcher


class TakeRisk(Struct, frozen=True):
    """Whether the user accepts the risk to their account. Asked before the first job; requires the whole word."""


class UndoList(Struct, frozen=True):
    """Whether to undo one list's part of a plan: `people` are all who would be undone, in the order of the acts.

    `before` acts on the other list come first. `today` is the date in the user's zone; `per_day` None means no limit.
    """

    half: Half
    people: "Sequence[Decision]"
    before: int
    today: date
    per_day: int | None
    used_today: int


class ReplaceJob(Struct, frozen=True):
    """Whether a new job replaces the open one, which has `left` people left."""

    job: "Job"
    left: int


class RemoveAccepted(Struct, frozen=True):
    """Whether to remove people who accepted after the job was confirmed."""

    people: "Sequence[PlanLine]"


class EndJob(Struct, frozen=True):
    """Whether to end the open job permanently; `left` people on each list then stay as they are."""

    job: "Job"
    left: Mapping[Half, int]
    is_scheduled: bool


class SameMember(Struct, frozen=True):
    """Whether the member signed in now, with this name and slug, is the journal's member."""

    known: "Account"
    name: str
    slug: str


class RightAccount(Struct, frozen=True):
    """Whether this is the account the user means; as a notice, who is signed in. `pending` is LinkedIn's own count."""

    name: str
    slug: str
    pending: int | None


class OfferShortcut(Struct, frozen=True):
    """Whether to write this file, which starts withdrawer when it is opened."""

    file: Path


class ExportZone(Struct, frozen=True):
    """The time zone of the data export's timestamps, for example that of the invitation to `name`."""

    name: str


class ExportAsks(Struct, frozen=True):
    """What a data export asks about people in the open job: whether to keep some, or to ask later about removing them.

    As a notice, it says that nothing is done about them until it is answered.
    """

    kind: "Asked"
    people: "Sequence[ExportQuestion]"


class TakeBack(Struct, frozen=True):
    """Whether to plan again the people whom the open job left out solely because of the keep list."""

    people: "Sequence[PlanLine]"


class PauseSeenTo(Struct, frozen=True):
    """Whether the user has done what a pause asks for; as a notice, only what that is."""

    stop: "Stop"
    pause: "Pause"


class ControlNames(Struct, frozen=True):
    """Whether these words name the controls to press. `control` is None if they were shown just before."""

    words: Sequence[str]
    control: "ToConfirm | None"
    language: str


class RemovalEntry(Struct, frozen=True):
    """Which entry in a connection's menu removes the connection."""

    control: "ToConfirm"
    language: str


class InstallSchedule(Struct, frozen=True):
    """Whether to install the schedule.

    `guarded` is a folder that macOS may block for a scheduled start, "" for none.
    """

    entry: "Entry"
    schedule: "Schedule"
    guarded: str = ""
    no_screen: NoScreen | None = None


class Forgettable(StrEnum):
    """How much to forget."""

    PEOPLE = "people"
    PROFILE = "profile"
    ALL = "all"


class DeleteForGood(Struct, frozen=True):
    """Whether to delete what a home holds, in these amounts.

    `census` is None if the journal can't be read; `stop` is empty if nothing is paused.
    """

    what: Forgettable
    census: "Census | None"
    is_signed_in: bool
    snapshots: int
    crashes: int
    copies: int
    stop: str


class SavePage(Struct, frozen=True):
    """Whether to save the recording of a page."""

    taken: "TakenPage"


class WhichPage(Struct, frozen=True):
    """Which page to record."""


class DownloadBrowser(Struct, frozen=True):
    """Whether to download a browser into `folder`, since none was found; `megabytes` is its approximate size."""

    megabytes: int
    folder: Path


class NextStep(Struct, frozen=True):
    """Whether to do the guide's next step, which this command does too; as a notice, why the guide ends."""

    step: "GuideStep"
    at: "GuideSituation"
    command: tuple[str, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be typed: Enter alone does the step, s skips it, b chooses another blast, q leaves the guide."""
        skip = ("s",) if self.step.can_be_skipped else ()
        return ("", *skip, *(("b",) if self.step.can_choose_again else ()), "q")


class BlastChoice(Struct, frozen=True):
    """A burst or a group of invitations, and the options that select it."""

    words: tuple[str, ...]
    blast: "Blast | None"
    group: "Group | None"


class ChooseBlast(Struct, frozen=True):
    """Which of these is the blast, or when it began."""

    choices: Sequence[BlastChoice]


class UntilWhen(Struct, frozen=True):
    """When the blast ended."""


Question: TypeAlias = (
    "TakeRisk | UndoList | ReplaceJob | RemoveAccepted | EndJob | TrialSeen | SameMember | ExportZone | ExportAsks"
    " | TakeBack | PauseSeenTo | ControlNames | RemovalEntry | InstallSchedule | DeleteForGood | SavePage | WhichPage"
    " | DownloadBrowser | RightAccount | OfferShortcut | NextStep | ChooseBlast | UntilWhen"
)


class Said(StrEnum):
    """Notices without data; their wording is in `show/messages.py`."""

    NOBODY_SELECTED = "nobody selected"
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


class Replaces(Struct, frozen=True):
    """A dry run's plan would replace the open job and drop the `left` people left in it."""

    left: int


class Unheard(Struct, frozen=True):
    """Options without effect, because the job is over."""

    options: tuple[str, ...]


class NobodyMeant(Struct, frozen=True):
    """Keep rules that match no one on the pages that were read."""

    rules: "tuple[IdleRules, ...]"


class EarlierListKept(Struct, frozen=True):
    """A list was written; the earlier file of that name was kept as `kept`."""

    file: Path
    kept: Path


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


class FewerPending(Struct, frozen=True):
    """Who is no longer pending since the look before."""

    names: Sequence[str]


class Refused(Struct, frozen=True):
    """Typed text that can't be used; the user is asked again."""

    message: str
    hint: str


class GuideLeft(Struct, frozen=True):
    """The guide ends here; `way_back` is the command that starts it again. `unchanged` is a step without effect."""

    way_back: str
    unchanged: "GuideStep | None" = None


Notice: TypeAlias = (
    "Said | Replaces | Unheard | NobodyMeant | EarlierListKept | ExportAsks | PauseSeenTo | Previewed | ExportTaken"
    " | RulesRemoved | JobOver | JobStands | NextStep | FewerPending | Refused | GuideLeft | PlanFile | Reading"
    " | SecondBurst | RightAccount | ShortcutMade | StillThere | Finding | Downloaded"
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
