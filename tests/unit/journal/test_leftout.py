"""Whom the open job left out because of the keep list, and how they come back into it."""

import pytest

from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, Outcome
from withdrawer.plan.keep.keep_rules import KeepRules
from withdrawer.plan.keep.written_lists import read_people
from withdrawer.plan.people import Half, Person
from withdrawer.plan.person_rules import PersonRule
from withdrawer.undo.job_progress import standing_of, still_to_do
from withdrawer.undo.keep_changes import Released, released

from .samples import NOW, TERMS, kept, planned


@pytest.fixture
def job(journal: Journal, account: Account) -> Job:
    return journal.jobs.begin(account, TERMS, [planned("ada"), planned("ben", 1), kept("cleo", 2)], NOW)


def hold_back(journal: Journal, job: Job, key: str, reason: str | None = None) -> None:
    line = next(line for line in journal.jobs.lines(job) if line.key == key)
    person = Person(Half.SENT, key, line.name, "", "", None, has_note=False, position=0, seen_at=NOW)
    reason = reason or str(KeepRules(journal.kept.rules()).reason(person))
    journal.acts.settle_line(line, Outcome.KEPT, None, NOW, reason)


def add(journal: Journal, text: str) -> tuple[PersonRule, ...]:
    rules = read_people(text, "keep")
    journal.kept.add(rules, NOW)
    return rules


def remove(journal: Journal, account: Account, rules: tuple[PersonRule, ...]) -> Released:
    journal.kept.remove(rules)
    people = released(journal, account, rules)
    assert people
    return people


def left_out(people: Released) -> list[str]:
    return [line.key for line in people.left_out]


def test_whom_only_the_list_held_back_comes_back_into_the_plan(journal: Journal, account: Account, job: Job) -> None:
    rules = add(journal, "Name of ada")
    hold_back(journal, job, "ada")
    assert [line.key for line in still_to_do(journal, job)] == ["ben"]
    before = standing_of(journal, account, job, NOW).tallies[Half.SENT]
    people = remove(journal, account, rules)
    assert left_out(people) == ["ada"]
    assert journal.jobs.take_back(job, people.left_out)
    assert [line.key for line in still_to_do(journal, job)] == ["ada", "ben"]
    after = standing_of(journal, account, job, NOW).tallies[Half.SENT]
    assert (after.listed, after.planned) == (before.listed, before.planned) == (3, 2)
    assert dict(after.kept) == {"note": 1}, "nobody counts twice"
    again = next(line for line in still_to_do(journal, job) if line.key == "ada")
    journal.acts.settle(journal.acts.intend(again, NOW), Outcome.NOT_DONE, None, NOW)
    assert left_out(remove(journal, account, rules)) == [], "nor comes back twice"


def test_whom_another_rule_of_the_list_means_stays_out(journal: Journal, account: Account, job: Job) -> None:
    rules = add(journal, "Name of ada")
    add(journal, "linkedin.com/in/ada")
    hold_back(journal, job, "ada", "named by your keep list 'Name of ada'")
    assert left_out(remove(journal, account, rules)) == []


@pytest.mark.parametrize(
    "reason", ["named by --keep 'Name of ada'", "invited with a personal note", "named: --keep 'Name of ada'", "note"]
)
def test_whom_something_else_held_back_stays_out(journal: Journal, account: Account, job: Job, reason: str) -> None:
    rules = add(journal, "Name of ada")
    hold_back(journal, job, "ada", reason)
    assert left_out(remove(journal, account, rules)) == []


def test_whose_turn_is_still_to_come_is_told(journal: Journal, account: Account, job: Job) -> None:
    people = remove(journal, account, add(journal, "Name of ben"))
    assert left_out(people) == []
    assert [line.key for line in people.coming] == ["ben"]


def test_nobody_comes_back_into_a_job_that_is_over(journal: Journal, account: Account, job: Job) -> None:
    rules = add(journal, "Name of ada")
    hold_back(journal, job, "ada")
    people = remove(journal, account, rules)
    journal.jobs.finish(job, NOW)
    assert not journal.jobs.take_back(job, people.left_out)
    assert released(journal, account, rules) is None


def test_a_sentence_of_an_older_journal_still_tells_that_the_list_held_somebody_back(
    journal: Journal, account: Account, job: Job
) -> None:
    rules = add(journal, "Name of ada")
    hold_back(journal, job, "ada", "named by your keep list 'Name of ada'")
    assert left_out(remove(journal, account, rules)) == ["ada"]
