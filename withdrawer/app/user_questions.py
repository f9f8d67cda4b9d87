"""What a command asks its user. A question holds all that its answer depends on, so it never lacks its numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from withdrawer.errors import NoScreen
from withdrawer.plan.half import Half

if TYPE_CHECKING:
    from withdrawer.app.guide_steps import GuideSituation, GuideStep
    from withdrawer.journal.forget import Census
    from withdrawer.journal.questions import Asked
    from withdrawer.journal.questions import Question as ExportQuestion
    from withdrawer.journal.records import Account, Job, PlanLine, Stop
    from withdrawer.journal.wishes import Wish
    from withdrawer.linkedin.labels.shape_search import ToConfirm
    from withdrawer.linkedin.saved_page import TakenPage
    from withdrawer.plan.bursts.blasts import Blast
    from withdrawer.plan.decisions import Decision
    from withdrawer.plan.forecast import Backlog
    from withdrawer.plan.groups import Group
    from withdrawer.schedule.entry import Entry
    from withdrawer.schedule.state import Schedule
    from withdrawer.undo.pauses import Pause
    from withdrawer.undo.watcher import TrialSeen


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
    older_than: str = ""
    """The age that the user's tidy wish names, which stays, and its schedule with it; "" without one."""


class IncludeNoted(Struct, frozen=True):
    """Whether a tidy wish includes the `count` invitations that carry a personal note; as a notice, it does not."""

    count: int


class AgreeTidy(Struct, frozen=True):
    """Whether to withdraw, again and again, invitations older than an age as typed. Requires the whole word.

    `days` are those of the looks, Monday as 0; `ready` are old enough now, `kept` are kept, of `pending` in all.
    `limit` is the most at one time, `per_day` the most in a day; None for no limit.
    """

    older_than: str
    days: tuple[int, ...]
    by_itself: bool
    ready: int
    kept: int
    pending: int
    limit: int | None
    per_day: int | None
    backlog: "Backlog | None"


class StopTidy(Struct, frozen=True):
    """Whether to end the tidy wish; `left` people of its open job then stay invited."""

    older_than: str
    left: int


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


class SignInAnew(Struct, frozen=True):
    """Whether to delete the sign-in of a wrong account, whose member has this name, and to open the browser again."""

    name: str


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
    """Whether to install the schedule; `wish` is the tidy wish that it looks after as well.

    `guarded` is a folder that macOS may block for a scheduled start, "" for none.
    """

    entry: "Entry"
    schedule: "Schedule"
    guarded: str = ""
    no_screen: NoScreen | None = None
    wish: "Wish | None" = None


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
        """What may be typed: Enter alone does the step, q leaves the guide.

        l lists everybody, p shows them on a page, s skips the step, b chooses another blast.
        """
        everybody = ("l", "p") if self.step.can_show_everybody else ()
        skip = ("s",) if self.step.can_be_skipped else ()
        return ("", *everybody, *skip, *(("b",) if self.step.can_choose_again else ()), "q")


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
    " | DownloadBrowser | RightAccount | SignInAnew | OfferShortcut | NextStep | ChooseBlast | UntilWhen"
    " | IncludeNoted | AgreeTidy | StopTidy"
)
