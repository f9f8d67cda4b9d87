from datetime import timedelta

import msgspec
import pytest

from withdrawer.errors import WithdrawerError
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, JobState, Outcome, PlanLine, Proof
from withdrawer.plan.decisions import Code, Decision, Reason, Verdict
from withdrawer.plan.half import Half, Unread

from .samples import NOW, SPAN, TERMS, kept, person, planned

CONNECTIONS = Half.CONNECTIONS


def as_planned(line: PlanLine) -> PlanLine:
    """A line as it was before it was kept."""
    return msgspec.structs.replace(line, id=0)


def test_a_job_gives_back_what_was_confirmed(journal: Journal, account: Account) -> None:
    assert journal.jobs.open_job(account) is None
    job = journal.jobs.begin(account, TERMS, [planned("ada"), kept("ben")], NOW)
    assert journal.jobs.open_job(account) == job
    assert (job.terms, job.confirmed_at, job.state) == (TERMS, NOW, JobState.OPEN)
    assert [as_planned(line) for line in journal.jobs.lines(job)] == [planned("ada"), kept("ben")]


def test_rows_that_were_not_read_are_kept_by_kind(journal: Journal, account: Account) -> None:
    unread = {Half.SENT: Unread(2, 5), CONNECTIONS: Unread(3, 0)}
    assert journal.jobs.begin(account, TERMS, [], NOW, unread).unread == unread


def test_a_job_without_a_limit_has_none(journal: Journal, account: Account) -> None:
    terms = msgspec.structs.replace(TERMS, per_day=None, also_accepted=True)
    assert journal.jobs.begin(account, terms, [], NOW).terms == terms


def test_a_new_job_replaces_the_open_one(journal: Journal, account: Account) -> None:
    journal.jobs.begin(account, TERMS, [planned("ada")], NOW)
    second = journal.jobs.begin(account, TERMS, [planned("ada")], NOW + timedelta(hours=1))
    assert journal.jobs.open_job(account) == second
    states = [row["state"] for row in journal.database.rows("SELECT state FROM jobs ORDER BY id")]
    assert states == ["replaced", "open"]


def test_a_plan_that_cannot_be_kept_whole_is_not_begun(journal: Journal, account: Account) -> None:
    first = journal.jobs.begin(account, TERMS, [planned("ada")], NOW)
    with pytest.raises(WithdrawerError):
        journal.jobs.begin(account, TERMS, [planned("ben"), planned("ben", 1)], NOW)
    assert journal.jobs.open_job(account) == first


def test_a_finished_job_is_the_last_but_not_open(journal: Journal, account: Account) -> None:
    job = journal.jobs.begin(account, TERMS, [], NOW)
    done = journal.jobs.finish(job, NOW + timedelta(days=3))
    assert (done.state, done.finished_at) == (JobState.FINISHED, NOW + timedelta(days=3))
    assert journal.jobs.open_job(account) is None
    assert journal.jobs.last(account) == done


def test_the_trial_is_passed_once_for_the_job(journal: Journal, account: Account) -> None:
    job = journal.jobs.begin(account, TERMS, [], NOW)
    assert job.trial_passed_at is None
    journal.jobs.pass_trial(job, NOW)
    again = journal.jobs.open_job(account)
    assert again is not None
    assert again.trial_passed_at == NOW


def test_acts_go_first_ones_then_invitations_then_connections_newest_first(journal: Journal, account: Account) -> None:
    plan = [
        planned("c1", 1, CONNECTIONS),
        planned("s2", 2),
        planned("c9", 9, CONNECTIONS, first=True),
        planned("s10", 10),
        planned("s8", 8, first=True),
        planned("s1", 1),
        planned("c0", 0, CONNECTIONS),
    ]
    job = journal.jobs.begin(account, TERMS, plan, NOW)
    assert [line.key for line in journal.jobs.remaining(job)] == ["s8", "c9", "s1", "s2", "s10", "c0", "c1"]


def test_only_planned_people_without_a_final_outcome_remain(journal: Journal, account: Account) -> None:
    plan = [planned(str(outcome), place) for place, outcome in enumerate(Outcome)]
    job = journal.jobs.begin(account, TERMS, [*plan, kept("ben", 99), planned("untouched", 100)], NOW)
    for line, outcome in zip(journal.jobs.lines(job), Outcome, strict=False):
        act = journal.acts.intend(line, NOW)
        journal.acts.settle(act, outcome, Proof.READING, NOW)
    remaining = [(line.key, line.outcome, line.refusals) for line in journal.jobs.remaining(job)]
    assert remaining == [
        ("refused", Outcome.REFUSED, 1),
        ("not done", Outcome.NOT_DONE, 0),
        ("unresolved", Outcome.UNRESOLVED, 0),
        ("untouched", None, 0),
    ]


def test_those_who_accept_later_join_the_plan(journal: Journal, account: Account) -> None:
    job = journal.jobs.begin(account, TERMS, [planned("ada")], NOW)
    [line] = journal.jobs.lines(job)
    journal.acts.settle_line(line, Outcome.ACCEPTED, Proof.READING, NOW)
    journal.jobs.extend(job, [planned("ada", half=CONNECTIONS)])
    assert [as_planned(line) for line in journal.jobs.remaining(job)] == [planned("ada", half=CONNECTIONS)]


def test_a_decision_is_kept_as_it_was() -> None:
    decision = Decision(person("ada", 4), Reason(Code.NAMED, "--keep 'Ada'"), first=True)
    assert PlanLine.of(decision) == PlanLine(
        Half.SENT, "ada", "Name of ada", 4, True, Verdict.KEPT, "named: --keep 'Ada'", "named", SPAN
    )


def test_a_person_listed_twice_is_planned_once_and_kept_once(journal: Journal, account: Account) -> None:
    job = journal.jobs.begin(account, TERMS, [planned("ada", 0), kept("ada", 5)], NOW)
    assert [line.key for line in journal.jobs.remaining(job)] == ["ada"]
