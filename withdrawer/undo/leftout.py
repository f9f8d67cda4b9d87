"""Whom the open job left out because of the keep list, and what becomes of them when a rule is taken off it."""

from collections.abc import Sequence
from dataclasses import dataclass

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, JobLine, Outcome
from withdrawer.plan.keep.keep_rules import KeepRules, named_by, with_companies
from withdrawer.plan.person_rules import KEEP_LIST, PersonRule
from withdrawer.plan.pointing import RuleIndex
from withdrawer.plan.verdicts import Verdict


@dataclass(frozen=True)
class Released:
    """The people of the open job whom rules meant that are no longer on the list, and no other rule of it means.

    `left_out` were planned, and held back at the act for no other reason. `coming` are planned, and their turn is still
    to come. `never_planned` were kept before the job was confirmed.
    """

    job: Job
    left_out: Sequence[JobLine]
    coming: Sequence[JobLine]
    never_planned: Sequence[JobLine]


def released(journal: Journal, account: Account, rules: Sequence[PersonRule]) -> Released | None:
    """What it means for the open job that these rules are off the list; None where no job is open."""
    job = journal.jobs.open_job(account)
    if job is None:
        return None
    removed = RuleIndex(rules)
    reasons = {f"{named_by(KEEP_LIST)}{rule.written!r}" for rule in rules}
    still = KeepRules(with_companies(journal.kept.rules(), journal.exports.all()))
    lines = journal.jobs.lines(job)
    details = {act.id: act.detail for act in journal.acts.with_ids(account, {it.act for it in lines if it.act})}

    def is_released(line: JobLine, reason: str) -> bool:
        person = (line.line.key, line.line.name)
        is_meant = reason in reasons or (reason.startswith(named_by(KEEP_LIST)) and removed.find_by(*person))
        return bool(is_meant) and still.reason_by(*person) is None

    planned = [line for line in lines if line.line.verdict is Verdict.PLANNED]
    return Released(
        job=job,
        left_out=[it for it in planned if it.outcome is Outcome.KEPT and is_released(it, details.get(it.act, ""))],
        coming=[
            it
            for it in planned
            if (it.outcome is None or not it.outcome.is_final)
            and removed.find_by(it.line.key, it.line.name)
            and still.reason_by(it.line.key, it.line.name) is None
        ],
        never_planned=[it for it in lines if it.line.reason_code == "named" and is_released(it, it.line.reason)],
    )
