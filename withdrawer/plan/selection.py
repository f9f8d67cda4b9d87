"""Everything the user specified about whom to undo. Stored with the job; survives a JSON round trip unchanged."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from withdrawer.plan.dates.spans import Window
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.person_rules import PersonRule
from withdrawer.plan.plan_file import PlanFile


class Unsure(StrEnum):
    """What happens to people whose span is only partly in the window."""

    INCLUDE = "include"
    SKIP = "skip"


@dataclass(frozen=True)
class Selection:
    """Who is selected: no one without a window, wording, blast or file; with the first two, those in both.

    `wordings` are LinkedIn's own ("yesterday"); `match` are regular expressions, one of which must be found in the name
    or headline. `blast` is the number of a burst in the preview, from 1. `first` are undone before all others. `limit`
    is the maximum number of acts to plan, over both halves. `plan_file` names the people individually, whenever they
    were invited. `older_than` is the age that the window was made from, "" if none was: people whose
    LinkedIn wording is at least that old count as inside too.
    """

    window: Window | None = None
    wordings: tuple[str, ...] = ()
    halves: tuple[Half, ...] = (Half.SENT, Half.CONNECTIONS)
    keep: KeepRules = field(default_factory=KeepRules)
    match: tuple[str, ...] = ()
    with_note: bool = False
    with_messages: bool = False
    unsure: Unsure = Unsure.SKIP
    origin: OriginChoice = OriginChoice.KNOWN
    also_accepted: bool = False
    first: tuple[PersonRule, ...] = ()
    limit: int | None = None
    blast: int | None = None
    plan_file: PlanFile | None = None
    older_than: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected: the plan will then touch no one."""
        return self.window is None and not self.wordings and self.blast is None and self.plan_file is None

    def frozen(self, window: Window | None) -> "Selection":
        """Return the selection as stored with a job: wordings, which change meaning by tomorrow, become a window.

        So does a file, as the job has its people. The lasting keep list is left out, because it may change during the
        job.
        """
        return replace(self, window=window, wordings=(), blast=None, plan_file=None, keep=self.keep.of_this_job)
