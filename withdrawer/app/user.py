"""Whom a command asks and tells: one Protocol, whether the person sits at a terminal, looks at a page or is away.

Questions and notices are values; `show/prompts.py` and `show/messages.py` have their words. A question holds everything
that its answer depends on, so none can stand without its numbers.
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
    from withdrawer.findings import Finding
    from withdrawer.journal.forget import Census
    from withdrawer.journal.questions import Asked
    from withdrawer.journal.questions import Question as ExportQuestion
    from withdrawer.journal.records import Account, Job, PlanLine, Stop
    from withdrawer.linkedin.export.export_reader import TakenExport
    from withdrawer.linkedin.labels.shape_search import ToConfirm
    from withdrawer.linkedin.saved_page import TakenPage
    from withdrawer.plan.bursts.second_bursts import SecondBurst
    from withdrawer.plan.decisions import Decision
    from withdrawer.plan.keep.keep_rules import IdleRules
    from withdrawer.plan.person_rules import PersonRule
    from withdrawer.plan.plan import Plan
    from withdrawer.plan.plan_file import PlanFile
    from withdrawer.schedule.backends.base import StillThere
    from withdrawer.schedule.entry import Entry
    from withdrawer.schedule.state import Schedule
    from withdrawer.undo.job_progress import Standing
    from withdrawer.undo.list_survey import Reading
    from withdrawer.undo.pauses import Pause
    from withdrawer.undo.watcher import TrialSeen, Watcher


class TakeRisk(Struct, frozen=True):
    """Whether the person takes the risk to their account. Asked before the first job; needs the whole word."""


class UndoList(Struct, frozen=True):
    """Whether to undo one list's part of a plan: `people` are all who would be undone, in the order of the acts.

    `before` acts of the other list come first. `today` is the day in the person's zone; `per_day` None: no limit.
    """

    half: Half
    people: "Sequence[Decision]"
    before: int
    today: date
    per_day: int | None
    used_today: int


class ReplaceJob(Struct, frozen=True):
    """Whether a new job takes the place of the open one, of which so many people are left."""

    job: "Job"
    left: int


class RemoveAccepted(Struct, frozen=True):
    """Whether people who accepted after the confirm are removed from the connections."""

    people: "Sequence[PlanLine]"


class EndJob(Struct, frozen=True):
    """Whether the open job ends for good: so many people of each list are left as they are."""

    job: "Job"
    left: Mapping[Half, int]
    is_scheduled: bool


class SameMember(Struct, frozen=True):
    """Whether the one who is signed in now, by this name and slug, is the member whose journal it is."""

    known: "Account"
    name: str
    slug: str


class ExportZone(Struct, frozen=True):
    """In which zone the times of the data export are, such as that of the invitation to `name`."""

    name: str


class ExportAsks(Struct, frozen=True):
    """What a data export asks about people of the open job: whether to keep some, or to ask later about removing them.

    Told as a notice it says that nothing is done about them until that is answered.
    """

    kind: "Asked"
    people: "Sequence[ExportQuestion]"


class TakeBack(Struct, frozen=True):
    """Whether people whom the open job left out, only because of the keep list, are planned anew."""

    people: "Sequence[PlanLine]"


class PauseSeenTo(Struct, frozen=True):
    """Whether the person has done what a pause asks for; told as a notice, only what that is."""

    stop: "Stop"
    pause: "Pause"


class ControlNames(Struct, frozen=True):
    """Whether these words name the controls to press. `control` is None where they were told just before."""

    words: Sequence[str]
    control: "ToConfirm | None"
    language: str


class RemovalEntry(Struct, frozen=True):
    """Which of the entries of a connection's menu removes it."""

    control: "ToConfirm"
    language: str


class InstallSchedule(Struct, frozen=True):
    """Whether the schedule is written.

    `guarded` is a folder from which macOS may keep a scheduled start, "" for none.
    """

    entry: "Entry"
    schedule: "Schedule"
    guarded: str = ""
    no_screen: NoScreen | None = None


class Forgettable(StrEnum):
    """How much is to be forgotten."""

    PEOPLE = "people"
    PROFILE = "profile"
    ALL = "all"


class DeleteForGood(Struct, frozen=True):
    """Whether what lies in a home is deleted, so much of it.

    `census` is None where the journal can't be read, `stop` empty where nothing is paused.
    """

    what: Forgettable
    census: "Census | None"
    is_signed_in: bool
    snapshots: int
    crashes: int
    copies: int
    stop: str


class SavePage(Struct, frozen=True):
    """Whether the recording of a page is saved."""

    taken: "TakenPage"


class WhichPage(Struct, frozen=True):
    """Which page is to be recorded."""


class DoNext(Struct, frozen=True):
    """Whether the next command is carried out now."""

    command: str


Question: TypeAlias = (
    "TakeRisk | UndoList | ReplaceJob | RemoveAccepted | EndJob | TrialSeen | SameMember | ExportZone | ExportAsks"
    " | TakeBack | PauseSeenTo | ControlNames | RemovalEntry | InstallSchedule | DeleteForGood | SavePage | WhichPage"
    " | DoNext"
)


class Said(StrEnum):
    """What is told without any value; its words are in `show/messages.py`."""

    NOBODY_SELECTED = "nobody selected"
    NOTHING_TOUCHED = "nothing touched"
    JOB_STAYS_OPEN = "job stays open"
    SELECTION_IS_FOR_A_NEW_JOB = "selection is for a new job"
    EXPORT_ZONE_UNSETTLED = "export zone unsettled"
    DOUBTED_ARE_KEPT = "doubted are kept"
    DOUBTED_STAY = "doubted stay"
    BROWSER_OPENS_TO_SIGN_IN = "browser opens to sign in"
    LOOKING_WHO_IS_SIGNED_IN = "looking who is signed in"
    NOTHING_IS_PAUSED = "nothing is paused"
    STILL_PAUSED = "still paused"
    GOES_ON_AGAIN = "goes on again"
    GO_TO_THE_PAGE = "go to the page"
    NOTHING_SAVED = "nothing saved"
    NOTHING_WRITTEN = "nothing written"
    NOTHING_DELETED = "nothing deleted"


class Replaces(Struct, frozen=True):
    """A dry run's plan would take the place of the open job, and drop so many people who are left."""

    left: int


class Unheard(Struct, frozen=True):
    """Options that change nothing, since the job is over."""

    options: tuple[str, ...]


class NobodyMeant(Struct, frozen=True):
    """Keep rules that mean nobody on the pages that were read."""

    rules: "tuple[IdleRules, ...]"


class EarlierListKept(Struct, frozen=True):
    """A list was written where another was, which is kept as `kept`."""

    file: Path
    kept: Path


class Previewed(Struct, frozen=True):
    """A plan. `is_result` where it is what was asked for, so that it goes to standard output.

    `run_options` belong into the command that undoes it; None where a question follows instead of a command.
    """

    plan: "Plan"
    is_result: bool
    run_options: Sequence[str] | None


class ExportTaken(Struct, frozen=True):
    """What a data export holds; `is_new` where that was not all known before."""

    taken: "TakenExport"
    is_new: bool


class RulesRemoved(Struct, frozen=True):
    """What was taken off the keep list, as it was written; `still` are rules on it that were written alike."""

    written: Sequence[str]
    still: "Sequence[PersonRule]"


class JobStands(Struct, frozen=True):
    """Where a job stands. `is_report` at the end of a run; at its beginning it only tells progress when all is done."""

    standing: "Standing"
    is_report: bool
    run_options: Sequence[str] = ()


Notice: TypeAlias = (
    "Said | Replaces | Unheard | NobodyMeant | EarlierListKept | ExportAsks | PauseSeenTo | Previewed | ExportTaken"
    " | RulesRemoved | JobStands | PlanFile | Reading | SecondBurst | StillThere | Finding"
)
"""Of a file of people its remarks are told, of a reading what could not be read, of an entry that it is still there."""


class User(Protocol):
    """The one who uses withdrawer."""

    @property
    def can_answer(self) -> bool:
        """Whether a question can be seen and answered."""

    @property
    def watcher(self) -> "Watcher":
        """Who looks on while pages are read and people acted on."""

    def tell(self, notice: Notice) -> None:
        """Say something that needs no answer."""

    def show(self, question: Question) -> None:
        """Say what a question is about, where its answer is given already."""

    def ask(self, question: Question) -> bool:
        """Show what a question is about and put it. Raises UsageError where nobody can answer, and Interrupted."""

    def ask_text(self, question: Question) -> str:
        """Ask for a line of text, stripped; empty for Enter alone. Raises as `ask` does."""

    def choose(self, question: Question, choices: Sequence[str]) -> str:
        """Ask for one of several, the first for Enter alone. Raises as `ask` does."""

    def stop(self) -> None:
        """Stop drawing progress."""

    def has_pressed_enter(self) -> bool:
        """Whether a line has come that nobody has read yet; never waits for one."""


def agrees(user: User, question: Question, *, says_yes: bool) -> bool:
    """Whether the person says yes; where they have said so beforehand, the question is shown and not put."""
    if says_yes:
        user.show(question)
        return True
    return user.ask(question)
