"""What a change of the keep list means: whom it comes too late for, and whom the open job left out because of it."""

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
"""How a reason given by a rule of the keep list begins in the journal; older ones have "by"."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A person who was acted on. `invitable_at` is None while the act is unresolved."""

    key: str
    name: str
    outcome: Outcome
    at: datetime
    invitable_at: datetime | None


def already_undone(journal: Journal, account: Account, rules: Iterable[PersonRule]) -> dict[str, list[Undone]]:
    """People the rules match whose last act left them undone, by the rule as written; the latest first."""
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
    """People of the open job who were matched by rules now off the list, and by none still on it.

    `left_out` were planned, and held back at the act for no other reason. `coming` are planned and not done yet.
    `never_planned` were kept before the job was confirmed.
    """

    job: Job
    left_out: Sequence[PlanLine]
    coming: Sequence[PlanLine]
    never_planned: Sequence[PlanLine]


def released(journal: Journal, account: Account, rules: Sequence[PersonRule]) -> Released | None:
    """What removing these rules from the list means for the open job; None if no job is open."""
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
