import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from withdrawer.errors import WithdrawerError
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Instants, Job, Outcome, PlanLine, Proof
from withdrawer.plan.half import Half

from .samples import NOW, TERMS, kept, planned


@pytest.fixture
def job(journal: Journal, account: Account) -> Job:
    plan = [planned("ada", 0), planned("ben", 1), planned("cem", 0, Half.CONNECTIONS), kept("dan", 2)]
    return journal.jobs.begin(account, TERMS, plan, NOW)


@pytest.fixture
def ada(journal: Journal, job: Job) -> PlanLine:
    return line_of(journal, job, "ada")


def line_of(journal: Journal, job: Job, key: str) -> PlanLine:
    [line] = [line for line in journal.jobs.lines(job) if line.key == key]
    return line


def test_an_intent_without_an_outcome_is_unresolved(journal: Journal, account: Account, ada: PlanLine) -> None:
    number = journal.acts.intend(ada, NOW)
    [act] = journal.acts.unresolved(account)
    assert (act.id, act.key, act.name, act.clicked, act.intended_at) == (number, "ada", "Name of ada", True, NOW)
    assert (act.outcome, act.outcome_at, act.proof) == (Outcome.UNRESOLVED, None, None)


def test_an_outcome_is_kept_with_its_proof(journal: Journal, account: Account, ada: PlanLine) -> None:
    later = NOW + timedelta(seconds=3)
    journal.acts.settle(journal.acts.intend(ada, NOW), Outcome.WITHDRAWN, Proof.ANSWER, later, "row gone, 200")
    assert journal.acts.unresolved(account) == []
    [act] = journal.acts.history(account, 10)
    assert (act.outcome, act.outcome_at, act.proof, act.detail) == (
        Outcome.WITHDRAWN,
        later,
        Proof.ANSWER,
        "row gone, 200",
    )


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.REMOVED])
def test_nothing_counts_as_done_without_a_proof(journal: Journal, ada: PlanLine, outcome: Outcome) -> None:
    act = journal.acts.intend(ada, NOW)
    with pytest.raises(WithdrawerError):
        journal.acts.settle(act, outcome, None, NOW)


def test_nobody_is_acted_on_while_an_act_is_unresolved(journal: Journal, ada: PlanLine) -> None:
    journal.acts.intend(ada, NOW)
    with pytest.raises(WithdrawerError, match="not resolved yet"):
        journal.acts.intend(ada, NOW)
    with pytest.raises(WithdrawerError, match="not resolved yet"):
        journal.acts.settle_line(ada, Outcome.GONE, Proof.READING, NOW)


def test_an_unresolved_act_of_a_replaced_job_holds_the_new_one_too(
    journal: Journal, account: Account, ada: PlanLine
) -> None:
    act = journal.acts.intend(ada, NOW)
    second = journal.jobs.begin(account, TERMS, [planned("ada"), planned("ada", half=Half.CONNECTIONS)], NOW)
    sent, connection = journal.jobs.lines(second)
    with pytest.raises(WithdrawerError, match="not resolved yet"):
        journal.acts.intend(sent, NOW)
    journal.acts.intend(connection, NOW)
    journal.acts.settle(act, Outcome.REFUSED, None, NOW)
    journal.acts.intend(sent, NOW)


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome.is_final])
def test_nobody_is_acted_on_after_a_final_outcome(journal: Journal, ada: PlanLine, outcome: Outcome) -> None:
    journal.acts.settle(journal.acts.intend(ada, NOW), outcome, Proof.READING, NOW)
    with pytest.raises(WithdrawerError, match="already settled"):
        journal.acts.intend(ada, NOW)


def test_after_a_refusal_and_after_nothing_happened_there_may_be_another_act(
    journal: Journal, job: Job, ada: PlanLine
) -> None:
    for outcome in (Outcome.REFUSED, Outcome.NOT_DONE, Outcome.REFUSED):
        journal.acts.settle(journal.acts.intend(ada, NOW), outcome, None, NOW)
    journal.acts.settle(journal.acts.intend(ada, NOW), Outcome.WITHDRAWN, Proof.READING, NOW)
    line = line_of(journal, job, "ada")
    assert (line.outcome, line.refusals) == (Outcome.WITHDRAWN, 2)


def test_a_kept_person_is_never_acted_on(journal: Journal, job: Job) -> None:
    with pytest.raises(WithdrawerError, match="no open job plans"):
        journal.acts.intend(line_of(journal, job, "dan"), NOW)


def test_nobody_is_acted_on_for_a_job_that_is_over(journal: Journal, job: Job, ada: PlanLine) -> None:
    journal.jobs.finish(job, NOW)
    with pytest.raises(WithdrawerError, match="no open job plans"):
        journal.acts.intend(ada, NOW)


MAY_BECOME = {
    Outcome.UNRESOLVED: set(Outcome),
    Outcome.REFUSED: set(Outcome),
    Outcome.NOT_DONE: set(Outcome),
    Outcome.WITHDRAWN: {Outcome.REFUSED},
    Outcome.REMOVED: {Outcome.REFUSED},
    Outcome.GONE: {Outcome.ACCEPTED},
    Outcome.ACCEPTED: set(),
    Outcome.KEPT: set(),
}


@pytest.mark.parametrize("after", Outcome)
@pytest.mark.parametrize("before", Outcome)
def test_an_outcome_stays_but_for_what_a_reading_can_contradict(
    journal: Journal, job: Job, ada: PlanLine, before: Outcome, after: Outcome
) -> None:
    act = journal.acts.intend(ada, NOW)
    journal.acts.settle(act, before, Proof.ANSWER, NOW)
    if after in MAY_BECOME[before]:
        journal.acts.settle(act, after, Proof.READING, NOW, "read again")
        assert line_of(journal, job, "ada").outcome is after
    else:
        with pytest.raises(WithdrawerError, match="already has an outcome"):
            journal.acts.settle(act, after, Proof.READING, NOW, "read again")
        assert line_of(journal, job, "ada").outcome is before


def test_an_answer_is_no_proof_until_a_fresh_page_has_shown_it(
    journal: Journal, account: Account, job: Job, ada: PlanLine
) -> None:
    journal.acts.settle(journal.acts.intend(ada, NOW), Outcome.WITHDRAWN, Proof.ANSWER, NOW)
    line = line_of(journal, job, "ada")
    assert line.is_unchecked
    assert [act.key for act in journal.acts.unchecked(account)] == ["ada"]
    assert journal.acts.withdrawn_since(account, NOW - timedelta(days=1)) == []
    journal.acts.check(line, NOW + timedelta(minutes=1))
    line = line_of(journal, job, "ada")
    [act] = journal.acts.of_job(job)
    assert (act.outcome_at, act.checked_at) == (NOW, NOW + timedelta(minutes=1))
    assert journal.acts.done_at(job) == [NOW]
    assert (line.outcome, line.proof, journal.acts.unchecked(account)) == (Outcome.WITHDRAWN, Proof.READING, [])
    assert [act.key for act in journal.acts.withdrawn_since(account, NOW - timedelta(days=1))] == ["ada"]
    assert journal.acts.withdrawn_since(account, NOW) == []
    [counted] = [it for it in journal.jobs.counted(job) if it.outcome is Outcome.WITHDRAWN]
    assert counted.is_checked


def test_what_was_held_is_refused_and_costs_no_try(journal: Journal, job: Job, ada: PlanLine) -> None:
    for number in range(4):
        act = journal.acts.intend(ada, NOW)
        journal.acts.settle(act, Outcome.WITHDRAWN, Proof.ANSWER, NOW)
        journal.acts.settle(act, Outcome.REFUSED, None, NOW, "still there", is_held=number % 2 == 0)
    line = line_of(journal, job, "ada")
    assert (line.outcome, line.refusals) == (Outcome.REFUSED, 2)
    journal.acts.hold([line.act])
    assert line_of(journal, job, "ada").refusals == 1


def test_an_act_that_stays_unresolved_may_say_why(journal: Journal, account: Account, ada: PlanLine) -> None:
    act = journal.acts.intend(ada, NOW)
    journal.acts.settle(act, Outcome.UNRESOLVED, None, NOW, "no answer came")
    [unresolved] = journal.acts.unresolved(account)
    assert (unresolved.detail, unresolved.outcome_at) == ("no answer came", None)


def test_clicks_use_the_allowance_whatever_came_of_them_and_readings_do_not(
    journal: Journal, account: Account, job: Job, ada: PlanLine
) -> None:
    before, after = NOW - timedelta(hours=22), NOW + timedelta(hours=5)
    journal.acts.settle(journal.acts.intend(ada, before), Outcome.REFUSED, None, NOW)
    journal.acts.intend(ada, after)
    journal.acts.settle_line(line_of(journal, job, "ben"), Outcome.GONE, Proof.READING, NOW)
    journal.acts.intend(line_of(journal, job, "cem"), NOW)
    counted = Instants([after, after], [after])  # the clock was set back between the last two
    assert journal.acts.instants_since(account, before) == counted


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from withdrawer.journal.journal import Journal
journal = Journal.open(Path(sys.argv[1]))
job = journal.jobs.open_job(journal.accounts.current())
at = datetime.fromisoformat(sys.argv[2])
act = journal.acts.intend(journal.jobs.remaining(job)[0], at)
journal.database._connection.execute("BEGIN IMMEDIATE")
journal.database.write("UPDATE acts SET outcome = 'gone' WHERE id = ?", (act,))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_an_intent_outlives_a_killed_process_and_half_an_outcome_does_not(
    journal: Journal, file: Path, account: Account, job: Job
) -> None:
    journal.close()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(file), NOW.isoformat()], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Journal.open(file) as again:
        [act] = again.acts.unresolved(account)
        assert (act.key, act.intended_at, act.job_id) == ("ada", NOW, job.id)
        assert [line.outcome for line in again.jobs.remaining(job)] == [Outcome.UNRESOLVED, None, None]
