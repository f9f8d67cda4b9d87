"""What was already done to people whom somebody now wants to keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Act, Outcome
from withdrawer.plan.person_rules import PersonRule
from withdrawer.plan.pointing import RuleIndex
from withdrawer.undo.run_context import NOT_INVITED_AGAIN

UNDONE = (Outcome.WITHDRAWN, Outcome.REMOVED, Outcome.UNRESOLVED)
EVERY_ACT = 2**31


@dataclass(frozen=True, slots=True)
class Undone:
    """Somebody on whom an act was done, or whose act is not known yet; `invitable_at` is None in that case."""

    key: str
    name: str
    outcome: Outcome
    at: datetime
    invitable_at: datetime | None


def already_undone(journal: Journal, account: Account, rules: Iterable[PersonRule]) -> dict[str, list[Undone]]:
    """Whose last act left them undone, by what was written in the rules that mean them; the latest first."""
    index = RuleIndex(rules)
    last: dict[str, Act] = {}
    for act in journal.acts.history(account, EVERY_ACT):
        if act.clicked:
            last.setdefault(act.key, act)
    undone: dict[str, list[Undone]] = {}
    for act in last.values():
        if act.outcome in UNDONE:
            for written in index.written_for(act.key, act.name):
                undone.setdefault(written, []).append(_undone(act))
    return undone


def _undone(act: Act) -> Undone:
    at = act.outcome_at or act.intended_at
    wait = {Outcome.WITHDRAWN: NOT_INVITED_AGAIN, Outcome.REMOVED: timedelta(0)}.get(act.outcome)
    return Undone(act.key, act.name, act.outcome, at, at + wait if wait is not None else None)
