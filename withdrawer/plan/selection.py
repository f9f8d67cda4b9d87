"""Everything a person has said about whom to undo. A job keeps it; it goes to JSON and back unchanged."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from withdrawer.plan.dates.spans import Window
from withdrawer.plan.decisions import OriginChoice
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.person_rules import PersonRule
from withdrawer.plan.plan_file import PlanFile


class Unsure(StrEnum):
    """What happens to people whose span lies only partly in the window."""

    INCLUDE = "include"
    SKIP = "skip"


@dataclass(frozen=True)
class Selection:
    """Who is selected: nobody without a window, a wording, a blast or a file; with the first two, who is in both.

    `wordings` are LinkedIn's own ("yesterday"), `match` regular expressions on name or headline of which one must be
    found. `blast` is the number of a burst as a preview counts them, from 1. `first` are undone before all others.
    `limit` is the most acts to plan, over both halves. `plan_file` names the people one by one, whenever they were
    invited.
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

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected: the plan will then touch nobody."""
        return self.window is None and not self.wordings and self.blast is None and self.plan_file is None

    def frozen(self, window: Window | None) -> "Selection":
        """The selection as a job keeps it: wordings, which mean others tomorrow, become the window they meant.

        So does a file: the job has its people.

        The lasting keep list stays outside: it may change while the job goes on.
        """
        return replace(self, window=window, wordings=(), blast=None, plan_file=None, keep=self.keep.of_this_job)
