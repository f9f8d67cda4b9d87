"""What a change of the keep list means: for whom it comes too late, and whom the open job left out by a rule."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Act, Job, Outcome, PlanLine
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.keep.keep_rules import KeepRules, RuleIndex, with_companies
from withdrawer.plan.person_rules import KEEP_LIST, PersonRule
from withdrawer.undo.run_context import NOT_INVITED_AGAIN

UNDONE = (Outcome.WITHDRAWN, Outcome.REMOVED, Outcome.UNRESOLVED)
EVERY_ACT = 2**31
KEPT_BY_LIST = re.compile(rf"named(?: by|:) {KEEP_LIST} ")
"""How the journal begins a reason that a rule of the keep list gives; "by" in older ones."""


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


@dataclass(frozen=True)
class Released:
    """The people of the open job whom rules meant that are no longer on the list, and no other rule of it means.

    `left_out` were planned, and held back at the act for no other reason. `coming` are planned, and their turn is still
    to come. `never_planned` were kept before the job was confirmed.
    """

    job: Job
    left_out: Sequence[PlanLine]
    coming: Sequence[PlanLine]
    never_planned: Sequence[PlanLine]


def released(journal: Journal, account: Account, rules: Sequence[PersonRule]) -> Released | None:
    """What it means for the open job that these rules are off the list; None where no job is open."""
    job = journal.jobs.open_job(account)
    if job is None:
        return None
    removed = RuleIndex(rules)
    writtens = {repr(rule.written) for rule in rules}
    still = KeepRules(with_companies(journal.kept.rules(), journal.exports.all()))
    lines = journal.jobs.lines(job)
    details = {act.id: act.detail for act in journal.acts.with_ids(account, {it.act for it in lines if it.act})}

    def is_released(line: PlanLine, reason: str) -> bool:
        person = (line.key, line.name)
        named = KEPT_BY_LIST.match(reason)
        is_meant = named and (reason[named.end() :] in writtens or removed.find(*person))
        return bool(is_meant) and still.reason_by(*person) is None

    planned = [line for line in lines if line.verdict is Verdict.PLANNED]
    return Released(
        job=job,
        left_out=[it for it in planned if it.outcome is Outcome.KEPT and is_released(it, details.get(it.act, ""))],
        coming=[
            it
            for it in planned
            if (it.outcome is None or not it.outcome.is_final)
            and removed.find(it.key, it.name)
            and still.reason_by(it.key, it.name) is None
        ],
        never_planned=[it for it in lines if it.reason_code == "named" and is_released(it, it.reason)],
    )
