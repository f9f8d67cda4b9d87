"""Which kind of run this is, from what was typed and the current state. Pure."""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from withdrawer.errors import UsageError

SELECTING = frozenset({"since", "until", "older_than", "sent", "blast", "plan"})
"""The options that select people; all others only narrow or widen the selection."""
ONLY_WITH_A_SELECTION = frozenset({"only", "match", "with_note", "with_messages", "unsure", "origin", "first", "limit"})
ONLY_WITH_A_JOB = frozenset({"keep", "keep_file", "keep_match", "label", "per_day", "pace"})
"""Accepted by any run that acts; they have no effect when nothing is left to do."""


class RunKind(StrEnum):
    """What a run does."""

    REPORT = "report"
    """Report the last job's state: nothing is left to do."""
    GO_ON = "go on"
    REMOVE_ACCEPTED = "remove accepted"
    """Undo people who accepted during an earlier job."""
    BEGIN = "begin"
    TIDY = "tidy"
    """Preview and ask about what the tidy wish selects."""
    REFUSE = "refuse"


class Refusal(StrEnum):
    """Why a run is refused."""

    NOTHING_SELECTED = "nothing selected"
    ONLY_WITH_A_SELECTION = "only with a selection"
    """Options that only apply to a new selection were typed without one."""
    NEW_JOB_OF_NOTHING = "new job of nothing"
    OPEN_JOB = "open job"
    """A new selection was given while a job is open, and `--yes` rules out asking which to use."""
    NOBODY_TO_ASK = "nobody to ask"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the choice depends on.

    `typed` holds the names of this command line's options. `has_selection` is True if people are selected by options or
    settings; `has_accepted` if people in an earlier job accepted and the user has not agreed to remove them. `has_wish`
    if there is a tidy wish; `is_tidying` if the open job carries it out.
    """

    typed: Set[str] = frozenset()
    has_selection: bool = False
    has_open_job: bool = False
    has_last_job: bool = False
    has_accepted: bool = False
    has_wish: bool = False
    is_tidying: bool = False
    can_ask: bool = True
    says_yes: bool = False
    is_dry_run: bool = False


@dataclass(frozen=True, slots=True)
class RunChoice:
    """What to do. `unheard` are typed options that this kind of run ignores or refuses.

    `replaces` is True if a new job replaces the open one; `asks_to_replace` if the user must confirm that first.
    """

    kind: RunKind
    refusal: Refusal | None = None
    unheard: tuple[str, ...] = ()
    replaces: bool = False
    asks_to_replace: bool = False


def choose_run(at: Situation) -> RunChoice:
    """Return what this run does."""
    choice = _wanted(at)
    acts = choice.kind in (RunKind.GO_ON, RunKind.REMOVE_ACCEPTED, RunKind.BEGIN, RunKind.TIDY)
    if acts and not (at.says_yes or at.can_ask or at.is_dry_run):
        return RunChoice(RunKind.REFUSE, Refusal.NOBODY_TO_ASK)
    return choice


def _wanted(at: Situation) -> RunChoice:
    if at.typed & SELECTING or (at.has_selection and not at.has_open_job):
        return _new(at)
    if "new_job" in at.typed:
        return RunChoice(RunKind.REFUSE, Refusal.NEW_JOB_OF_NOTHING)
    if unheard := _among(at.typed, ONLY_WITH_A_SELECTION):
        return RunChoice(RunKind.REFUSE, Refusal.ONLY_WITH_A_SELECTION, unheard)
    if at.has_open_job:
        return RunChoice(RunKind.GO_ON)
    if "also_accepted" in at.typed and at.has_accepted:
        return RunChoice(RunKind.REMOVE_ACCEPTED)
    if at.has_wish and "also_accepted" in at.typed:  # a wish never removes a connection
        return RunChoice(RunKind.REFUSE, Refusal.ONLY_WITH_A_SELECTION, ("also_accepted",))
    if at.has_wish:
        return RunChoice(RunKind.TIDY)
    if at.has_last_job:
        return RunChoice(RunKind.REPORT, unheard=_among(at.typed, ONLY_WITH_A_JOB))
    return RunChoice(RunKind.REFUSE, Refusal.NOTHING_SELECTED)


def _new(at: Situation) -> RunChoice:
    """Return the choice for a new selection. A tidy job gives way unasked: its wish finds the people again later."""
    asks = at.has_open_job and not at.is_tidying and "new_job" not in at.typed
    if asks and at.says_yes and not at.is_dry_run:
        return RunChoice(RunKind.REFUSE, Refusal.OPEN_JOB)
    return RunChoice(RunKind.BEGIN, replaces=at.has_open_job, asks_to_replace=asks)


def _among(typed: Set[str], names: Set[str]) -> tuple[str, ...]:
    return tuple(sorted(typed & names))


def refused(choice: RunChoice, left: int) -> UsageError:
    """Return the error for a refused run; `left` is the number of people left in the open job."""
    match choice.refusal:
        case Refusal.ONLY_WITH_A_SELECTION:
            return UsageError(
                f"{options_words(choice.unheard)} can only change a new selection"
                + (", and the open job stays as you confirmed it." if left else ", and nothing is selected."),
                "To continue with the open job, type: withdrawer run. For a new one add --sent, --since or --plan."
                if left
                else 'Say who: --sent "yesterday", or --since "WHEN". See the groups: withdrawer preview',
            )
        case Refusal.NEW_JOB_OF_NOTHING:
            return UsageError(
                "--new-job starts a new selection, and nothing is selected.",
                'Say who: --sent "yesterday", or --since "WHEN". See the groups: withdrawer preview',
            )
        case Refusal.OPEN_JOB:
            return UsageError(
                f"A job is still open, with {left:,} left in it, and another selection was given.",
                "Continue with it by `withdrawer run` alone, or start a new one in its place with --new-job.",
            )
        case Refusal.NOBODY_TO_ASK:
            return UsageError(
                "run asks before it undoes anything, and there is no terminal to ask on.",
                "Add --yes to answer its questions beforehand, or look first with --dry-run.",
            )
        case _:
            return UsageError(
                "Nothing is selected, and there is no job to continue.",
                'See the groups with `withdrawer preview`, then select: --sent "yesterday", or --since "WHEN".',
            )


def options_words(names: tuple[str, ...]) -> str:
    """Format options as they are typed."""
    return ", ".join(f"--{name.replace('_', '-')}" for name in names)
