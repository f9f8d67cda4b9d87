"""Holds the journal of a broken-off and finished job against the site's own log of what was really done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import JobState, Outcome
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half

HALVES = {"sent": Half.SENT, "connection": Half.CONNECTIONS}
DONE = (Outcome.WITHDRAWN, Outcome.REMOVED)
EVERY_ACT = 10**6
Target = tuple[Half, str]


@dataclass(frozen=True)
class Verdicts:
    """How many of each. All but `act_requests`, `jobs` and `finished` must be 0, and these two alike."""

    jobs: int = 0
    finished: int = 0
    act_requests: int = 0
    acts_for_somebody_already_done: int = 0
    acts_on_the_site_and_not_in_the_journal: int = 0
    acts_in_the_journal_and_not_on_the_site: int = 0
    acts_without_an_intent: int = 0
    acts_outside_the_plan: int = 0
    unresolved: int = 0
    unchecked: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost and nobody wronged."""
        good = ("jobs", "finished", "act_requests")
        return self.finished == self.jobs and not any(
            getattr(self, field.name) for field in fields(self) if field.name not in good
        )

    def __add__(self, other: Self) -> "Verdicts":
        return Verdicts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    def lines(self) -> Iterable[str]:
        """One figure a line, as a person reads it."""
        for field in fields(self):
            yield f"{field.name.replace('_', ' '):<42}{getattr(self, field.name):>7}"


def judge(journal_file: Path, events: Iterable[Mapping[str, Any]]) -> Verdicts:
    """Compare what the journal says of its last job with what happened on the site."""
    requested: Counter[Target] = Counter()
    done: set[Target] = set()
    repeated = 0
    for event in events:
        if event["event"] not in ("act", "withdrawn", "removed"):
            continue
        target = (HALVES[event["kind"]], event["slug"])
        if event["event"] == "act":
            requested[target] += 1
            repeated += target in done
        else:
            done.add(target)
    with Journal.open(journal_file) as journal:
        account = journal.accounts.current()
        assert account is not None
        job = journal.jobs.last(account)
        assert job is not None
        planned = {(it.half, it.key) for it in journal.jobs.lines(job) if it.verdict is Verdict.PLANNED}
        acts = [act for act in journal.acts.history(account, EVERY_ACT) if act.clicked]
        intended = Counter((act.half, act.key) for act in acts)
        claimed = {(act.half, act.key) for act in acts if act.outcome in DONE}
        return Verdicts(
            jobs=1,
            finished=int(job.state is JobState.FINISHED),
            act_requests=requested.total(),
            acts_for_somebody_already_done=repeated,
            acts_on_the_site_and_not_in_the_journal=len(done - claimed),
            acts_in_the_journal_and_not_on_the_site=len(claimed - done),
            acts_without_an_intent=(requested - intended).total(),
            acts_outside_the_plan=sum(count for target, count in requested.items() if target not in planned),
            unresolved=len(journal.acts.unresolved(account)),
            unchecked=len(journal.acts.unchecked(account)),
        )
