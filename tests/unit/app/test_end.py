"""`withdrawer end`: only a yes ends a job, and what is ended stays so."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.answers import Answering
from tests.unit.journal.samples import NOW, TERMS, planned
from withdrawer.app.context import CommandContext
from withdrawer.app.end import end
from withdrawer.app.run import JobReport
from withdrawer.app.user_questions import EndJob
from withdrawer.errors import RunLocked, UsageError
from withdrawer.home import Home, open_home
from withdrawer.journal.journal import Journal
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import JobState
from withdrawer.plan.half import Half


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path / "home", "", "replay", {})


@pytest.fixture
def journal(home: Home) -> Iterator[Journal]:
    with Journal.open(home.journal) as journal:
        account = journal.accounts.remember("me", "Me", NOW)
        journal.jobs.begin(account, TERMS, [planned("ana"), planned("ben"), planned("cem", half=Half.CONNECTIONS)], NOW)
        yield journal


def ended(journal: Journal, home: Home, user: Answering, *, says_yes: bool) -> JobReport:
    account = journal.accounts.current()
    assert account is not None
    at = SimpleNamespace(
        journal=journal, home=home, user=user, now=NOW, zone=UTC, account=account,
        open_job=journal.jobs.open_job(account),
    )  # fmt: skip
    found = end(cast("CommandContext", at), says_yes=says_yes)
    assert found is not None
    return found


def state(journal: Journal) -> JobState:
    account = journal.accounts.current()
    assert account is not None
    job = journal.jobs.last(account)
    assert job is not None
    return job.state


def test_a_no_leaves_it_open(journal: Journal, home: Home) -> None:
    user = Answering(False)
    assert ended(journal, home, user, says_yes=False).standing.job.state is JobState.OPEN
    assert state(journal) is JobState.OPEN
    [asked] = user.asked
    assert isinstance(asked, EndJob)
    assert asked.left == {Half.SENT: 2, Half.CONNECTIONS: 1}


@pytest.mark.parametrize("says_yes", [False, True])
def test_a_yes_ends_it_for_good(journal: Journal, home: Home, says_yes: bool) -> None:
    user = Answering(None if says_yes else True)
    assert ended(journal, home, user, says_yes=says_yes).standing.job.state is JobState.ENDED
    account = journal.accounts.current()
    assert account is not None
    assert journal.jobs.open_job(account) is None
    assert state(journal) is JobState.ENDED
    assert any("2 invitations stay pending" in told for told in user.told)
    assert user.told[-1].endswith(str(home.summaries / "2026-11-21-job-1.html"))


def test_nobody_there_ends_nothing(journal: Journal, home: Home) -> None:
    with pytest.raises(UsageError, match="no terminal"):
        ended(journal, home, Answering(None), says_yes=False)
    assert state(journal) is JobState.OPEN


def test_while_a_run_goes_on_nothing_is_ended(journal: Journal, home: Home) -> None:
    with run_lock(home.lock), pytest.raises(RunLocked):
        ended(journal, home, Answering(), says_yes=True)
    assert state(journal) is JobState.OPEN
