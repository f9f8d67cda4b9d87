"""`review` while a job is open: who is done and who is left, keeping people from now on, and taking that back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from withdrawer.app.keep import keep_exactly, rule_for
from withdrawer.app.look import Look
from withdrawer.errors import UsageError
from withdrawer.journal.records import DONE, Account, Job, Outcome, PlanLine
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules, with_companies
from withdrawer.plan.plan import Places
from withdrawer.undo.job_progress import TRIES


class LineState(StrEnum):
    """Where a job stands with one person."""

    LEFT = "planned"
    CHECKED = "checked"
    ANSWERED = "answered"
    """LinkedIn agreed, and no fresh page has confirmed it yet."""
    UNKNOWN = "unknown"
    REFUSED = "refused"
    """LinkedIn refused, so often that the job has given up."""
    ACCEPTED = "accepted"
    GONE = "gone"
    KEPT = "kept"
    NEVER_PLANNED = "never planned"


@dataclass(frozen=True)
class JobReviewed:
    """What the page shows of an open job: its people, invitations first, each with where the job stands with them.

    `kept` are the places of those left who are on the lasting keep list by their own address, so that no act follows.
    """

    account: Account
    job: Job
    lines: tuple[PlanLine, ...]
    states: tuple[LineState, ...]
    kept: frozenset[int]


@dataclass
class JobDesk:
    """What the page may ask for about the open job. Nothing is approved here: whoever is kept is kept at once."""

    look: Look
    account: Account
    job: Job
    is_settled: bool = field(default=False, init=False)

    @property
    def reviewed(self) -> JobReviewed:
        """What the page shows now."""
        journal = self.look.at.journal
        lines = tuple(sorted(journal.jobs.lines(self.job), key=_place))
        listed = journal.kept.rules()
        own = {(it.pointer, it.value) for it in listed}
        rules = KeepRules(with_companies(listed, journal.exports.all()))
        states = [state_of(line) for line in lines]
        kept = set()
        for place, (line, state) in enumerate(zip(lines, states, strict=True)):
            if state is LineState.LEFT and rules.reason_by(line.key, line.name):
                kept.add(place)
                rule = rule_for(line.key)
                if (rule.pointer, rule.value) not in own:
                    states[place] = LineState.KEPT
        left = frozenset(place for place in kept if states[place] is LineState.LEFT)
        return JobReviewed(self.account, self.job, lines, tuple(states), left)

    def keep(self, places: Places, *, is_kept: bool) -> None:
        """Keep people who are left, from now on, or take that back.

        Raises UsageError for a place that this job doesn't have, or if a rule means others too.
        """
        keep_exactly(self.look.at, [line.key for line in self._people(places)], is_kept=is_kept)

    def finish(self) -> None:
        """End the review."""
        self.is_settled = True

    def _people(self, places: Places) -> Iterable[PlanLine]:
        """Return the people at these places of each list. Raises UsageError for a place that this job doesn't have."""
        lines = {half: [it for it in self.reviewed.lines if it.half is half] for half in Half}
        found = []
        for half, those in places.items():
            if any(not 0 <= place < len(lines[half]) or not lines[half][place].key for place in those):
                raise UsageError("There is no such person in this job.", "Reload the page.")
            found += [lines[half][place] for place in those]
        return found


def _place(line: PlanLine) -> tuple[bool, int, int]:
    return line.half is not Half.SENT, line.position, line.id


def state_of(line: PlanLine) -> LineState:
    """Return where the job stands with a person."""
    if line.verdict is not Verdict.PLANNED:
        return LineState.NEVER_PLANNED
    match line.outcome:
        case None | Outcome.NOT_DONE:
            return LineState.LEFT
        case outcome if outcome is DONE[line.half]:
            return LineState.ANSWERED if line.is_unchecked else LineState.CHECKED
        case Outcome.REFUSED:
            return LineState.REFUSED if line.refusals >= TRIES else LineState.LEFT
        case Outcome.UNRESOLVED:
            return LineState.UNKNOWN
        case Outcome.ACCEPTED:
            return LineState.ACCEPTED
        case Outcome.KEPT:
            return LineState.KEPT
        case _:
            return LineState.GONE
