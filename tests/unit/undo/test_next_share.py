"""Whom `run --dry-run` says it would come to: as many as the allowance lets, and no removal too many."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from tests.unit.journal.samples import NOW, TERMS, planned
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, Outcome, Proof
from withdrawer.plan.forecast import REMOVALS_A_DAY
from withdrawer.plan.half import Half
from withdrawer.undo.allowance import PERIOD
from withdrawer.undo.job_progress import Share, next_share, standing_of

SENT, CONNECTIONS = Half.SENT, Half.CONNECTIONS


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite3") as journal:
        yield journal


def begun(journal: Journal, sent: int, removals: int, per_day: int | None) -> tuple[Account, Job]:
    account = journal.accounts.remember("me", "Me", NOW)
    lines = [planned(f"sent-{at}", at) for at in range(sent)]
    lines += [planned(f"made-{at}", at, CONNECTIONS) for at in range(removals)]
    return account, journal.jobs.begin(account, msgspec.structs.replace(TERMS, per_day=per_day), lines, NOW)


def share(journal: Journal, account: Account, job: Job) -> Share:
    return next_share(journal, account, standing_of(journal, account, job, NOW))


@pytest.mark.parametrize(
    ("sent", "removals", "per_day", "told"),
    [
        (100, 100, 40, (40, 0)),
        (10, 100, 40, (10, 25)),
        (10, 100, 20, (10, 10)),
        (0, 100, 40, (0, REMOVALS_A_DAY)),
        (100, 100, None, (100, 100)),
        (3, 0, 40, (3, 0)),
    ],
)
def test_it_is_what_the_allowance_lets_be_done(
    journal: Journal, sent: int, removals: int, per_day: int | None, told: tuple[int, int]
) -> None:
    people = share(journal, *begun(journal, sent, removals, per_day)).people
    assert tuple(sum(it.half is half for it in people) for half in (SENT, CONNECTIONS)) == told
    assert [it.key for it in people][: told[0]] == [f"sent-{at}" for at in range(told[0])]


def test_where_all_is_used_it_is_what_will_be_free_first(journal: Journal) -> None:
    account, job = begun(journal, 10, 0, 3)
    for number, line in enumerate(journal.jobs.lines(job)[:3]):
        at = NOW - timedelta(hours=5 - number)
        act = journal.acts.intend(line, at)
        journal.acts.settle(act, Outcome.WITHDRAWN, Proof.ANSWER, at)
    standing = standing_of(journal, account, job, NOW)
    assert standing.next_at == NOW - timedelta(hours=5) + PERIOD
    assert [it.key for it in next_share(journal, account, standing).people] == ["sent-3"]
