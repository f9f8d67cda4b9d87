"""Whoever a data export puts in question is not acted on before the person has answered, by whichever run."""

from collections.abc import Sequence

import pytest

from withdrawer.errors import WithdrawerError
from withdrawer.journal.questions import Asked, Question
from withdrawer.journal.records import Job, JobState, Outcome, PlanLine
from withdrawer.plan.half import Half
from withdrawer.undo.job_progress import settle_kept, standing_of, still_to_do

from .world import CONNECTIONS, RECENT, SENT, Bench, Member


def about(kind: Asked, half: Half, *keys: str, position: int = 0) -> list[Question]:
    return [Question(kind, half, key, key.title(), position, "invited at another time than the burst") for key in keys]


def doubt(bench: Bench, job: Job, *keys: str, half: Half = SENT) -> None:
    bench.journal.questions.add(job, about(Asked.KEEP, half, *keys), bench.world.now)


def answer(bench: Bench, job: Job, *, is_yes: bool) -> None:
    bench.journal.questions.answer(job, Asked.KEEP, bench.world.now, is_yes=is_yes)
    settle_kept(bench.journal, job, bench.world.now)


def test_nobody_in_question_is_acted_on_and_the_job_stays_open(bench: Bench) -> None:
    bench.people(SENT, "a", "stranger", "b", "c", "d")
    job = bench.job()
    doubt(bench, job, "stranger")
    job = bench.go_on(bench.run(job))
    assert bench.acted_on() == ["a", "b", "c", "d"]
    assert job.state is JobState.OPEN
    standing = standing_of(bench.journal, bench.account, job, bench.world.now)
    assert (standing.asked, sum(standing.left.values())) == (1, 0)
    assert still_to_do(bench.journal, job) == []


def test_a_yes_keeps_and_the_job_is_finished(bench: Bench) -> None:
    bench.people(SENT, "a", "stranger", "b", "c")
    job = bench.job()
    doubt(bench, job, "stranger")
    bench.run(job)
    answer(bench, job, is_yes=True)
    job = bench.go_on(job)
    assert job.state is JobState.FINISHED
    assert bench.outcomes(job, SENT)["stranger"] is Outcome.KEPT
    assert "stranger" not in bench.acted_on()


def test_a_no_lets_them_be_undone_like_the_others(bench: Bench) -> None:
    bench.people(SENT, "a", "stranger", "b", "c")
    job = bench.job()
    doubt(bench, job, "stranger")
    answer(bench, job, is_yes=False)
    doubt(bench, job, "stranger")  # the same export once more asks nothing
    job = bench.run(job)
    assert sorted(bench.acted_on()) == ["a", "b", "c", "stranger"]
    assert job.state is JobState.FINISHED


@pytest.mark.parametrize("after", [1, 2, 4])
def test_an_export_that_comes_in_the_middle_of_a_run_is_heard_at_once(bench: Bench, after: int) -> None:
    bench.people(SENT, *"abcdefg")
    job = bench.job()
    bench.world.after[after] = lambda: doubt(bench, job, "f", "g")
    bench.go_on(bench.run(job))
    assert not {"f", "g"} & set(bench.acted_on())
    assert set(bench.acted_on()) == set("abcde")


def test_the_journal_itself_refuses_the_act(bench: Bench) -> None:
    bench.people(SENT, "a")
    job = bench.job()
    line = bench.line(job, "a")
    doubt(bench, job, "a")
    for _ in range(2):
        with pytest.raises(WithdrawerError, match="need not be kept"):
            bench.journal.acts.intend(line, bench.world.now)
        bench.journal.questions.answer(job, Asked.KEEP, bench.world.now, is_yes=True)


def test_who_was_in_question_and_accepted_is_not_offered_for_removal(bench: Bench) -> None:
    bench.people(SENT, "a", "stranger", "friend", "b", "c")
    job = bench.job(also_accepted=True)
    bench.world.accept("stranger", "friend")
    bench.world.after[1] = lambda: doubt(bench, job, "stranger")
    bench.go_on(bench.run(job))
    assert bench.acted_on(CONNECTIONS) == ["friend"]


@pytest.mark.parametrize("is_yes", [True, False])
def test_who_accepted_before_is_removed_only_after_two_yeses(bench: Bench, is_yes: bool) -> None:
    bench.people(SENT, "a", "b", "c")
    bench.people(CONNECTIONS, *(f"friend-{number}" for number in range(25)), "early")
    job = bench.job()
    bench.world.lists[CONNECTIONS].insert(0, Member("new", RECENT[CONNECTIONS]))
    bench.journal.questions.add(job, about(Asked.REMOVE, CONNECTIONS, "early", position=25), bench.world.now)
    runner = bench.runner(job)
    asked: list[list[str]] = []

    def says_yes(people: Sequence[PlanLine]) -> bool:
        asked.append([it.key for it in people])
        return True

    runner.wants_accepted = says_yes
    bench.journal.questions.answer(job, Asked.REMOVE, bench.world.now, is_yes=is_yes)
    job = runner.run(is_continued=False)
    assert asked == ([["early"]] if is_yes else [])
    assert bench.acted_on(CONNECTIONS) == (["early"] if is_yes else [])
    assert job.state is JobState.FINISHED
