"""What a run decides before it opens a browser, and after: on a home whose lists nobody has to read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.support.answers import Answering
from tests.support.review import NOW, context
from tests.unit.journal.samples import TERMS, planned
from withdrawer.app import run as runs
from withdrawer.app.context import CommandContext
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.run import JobReport, NextShare, Run
from withdrawer.app.typed_input import Pacing, Selecting
from withdrawer.errors import UsageError, Wall
from withdrawer.journal.records import Account, JobState, Outcome, Proof, Terms
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.person_rules import read_rule
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CommandContext]:
    """A context in which a browser is never opened."""

    def opened(*_: Any) -> None:
        raise AssertionError("a browser was opened")

    monkeypatch.setattr(runs, "browser_of", opened)
    with context(tmp_path / "home") as made:
        yield made


@pytest.fixture
def account(at: CommandContext) -> Account:
    return at.journal.accounts.remember("maya-example", "Maya Example", NOW)


def run(at: CommandContext, user: Answering | None = None, **options: Any) -> Run:
    return Run(Look(replace(at, user=user or Answering(None)), RunOptions(**options)))


def acted(at: CommandContext, account: Account, *keys: str) -> None:
    """Withdrawals of an hour ago, each checked."""
    job = at.open_job
    assert job is not None
    for line in at.journal.jobs.lines(job):
        if line.key in keys:
            act = at.journal.acts.intend(line, NOW - timedelta(hours=1))
            at.journal.acts.settle(act, Outcome.WITHDRAWN, Proof.READING, NOW - timedelta(hours=1))


def test_nobody_is_acted_on_before_the_days_allowance_opens_again(at: CommandContext, account: Account) -> None:
    at.journal.jobs.begin(account, replace_terms(per_day=2), [planned(key) for key in ("ana", "ben", "cid")], NOW)
    acted(at, account, "ana", "ben")
    report = run(at, Answering(None), says_yes=True).start()
    assert isinstance(report, JobReport)
    assert report.standing.left[Half.SENT] == 1
    assert report.standing.allowance.left == 0


def test_a_number_a_day_that_was_typed_holds_for_this_run(at: CommandContext, account: Account) -> None:
    at.journal.jobs.begin(account, replace_terms(per_day=40), [planned(key) for key in ("ana", "ben", "cid")], NOW)
    acted(at, account, "ana", "ben")
    pacing, typed = Pacing(per_day=2), frozenset({"per_day"})
    report = run(at, says_yes=True, pacing=pacing, typed=typed).start()
    assert isinstance(report, JobReport), "the two of today are done already"
    with pytest.raises(AssertionError, match="a browser was opened"):
        run(at, says_yes=True, pacing=pacing).start()


def test_a_dry_run_of_the_open_job_opens_nothing(at: CommandContext, account: Account) -> None:
    at.journal.jobs.begin(account, TERMS, [planned("ana"), planned("ben", 1)], NOW)
    share = run(at).start(is_dry_run=True)
    assert isinstance(share, NextShare)
    assert [it.key for it in share.share.people] == ["ana", "ben"]
    at.journal.kept.add([read_rule("ana", "keep")], NOW)
    share = run(at).start(is_dry_run=True)
    assert isinstance(share, NextShare)
    assert ([it.key for it in share.share.people], share.share.kept) == (["ben"], 1)


def test_a_run_ends_at_once_where_linkedin_had_asked_for_something(at: CommandContext, account: Account) -> None:
    at.journal.jobs.begin(account, TERMS, [planned("ana")], NOW)
    at.journal.stops.record(account, "captcha", NOW, "LinkedIn shows a captcha.")
    with pytest.raises(Wall):
        run(at, says_yes=True).start()
    assert at.open_job is not None
    assert at.open_job.state is JobState.OPEN


@pytest.mark.parametrize(
    ("user", "says_yes", "asked"),
    [(Answering(True), False, True), (Answering(True), True, False), (Answering(None), False, False)],
)
def test_people_who_accept_meanwhile_are_removed_only_after_a_yes_of_their_own(
    at: CommandContext, user: Answering, says_yes: bool, asked: bool
) -> None:
    mine = Answering(user.answer)
    wanted = run(at, mine, says_yes=says_yes)._wants_accepted([planned("ana", half=Half.CONNECTIONS)])
    assert wanted is asked
    assert bool(mine.asked) is asked


def test_a_keep_rule_that_means_nobody_ends_a_run_that_can_not_ask(at: CommandContext) -> None:
    rules = KeepRules((read_rule("Nobody Of This Name", "--keep"),))
    plan = make_plan([], [], [], Selection(keep=rules), {})
    user = Answering()
    look = Look(replace(at, user=user), RunOptions())
    with pytest.raises(UsageError, match="Nobody Of This Name"):
        look.mind_idle_rules(plan, is_error=True)
    look.mind_idle_rules(plan, is_error=False)
    assert "Nobody Of This Name" in user.told[-1]


def test_a_job_is_not_replaced_by_a_selection_that_only_the_settings_have(at: CommandContext, account: Account) -> None:
    at.journal.jobs.begin(account, TERMS, [planned("ana")], NOW)
    user = Answering(None)
    share = run(at, user, selecting=Selecting(since="2026-11-20")).start(is_dry_run=True)
    assert isinstance(share, NextShare)
    assert user.told, "the selection of the settings is for another job, and that is said"


def replace_terms(**changed: Any) -> Terms:

    return msgspec.structs.replace(TERMS, **changed)


def test_what_is_not_known_yet_is_looked_up_even_on_a_spent_day(at: CommandContext, account: Account) -> None:
    job = at.journal.jobs.begin(account, replace_terms(per_day=1), [planned(key) for key in ("ana", "ben")], NOW)
    at.journal.acts.intend(at.journal.jobs.lines(job)[0], NOW - timedelta(hours=1))
    with pytest.raises(AssertionError, match="a browser was opened"):
        run(at, says_yes=True).start()
