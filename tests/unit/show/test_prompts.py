from dataclasses import replace
from datetime import UTC, date

import pytest

from tests.unit.journal.samples import TERMS, planned
from tests.unit.plan.making import ASTRIDE, WINDOW, connected, pending, seen
from withdrawer.app.user_questions import EndJob, Question, RemoveAccepted, ReplaceJob, TakeRisk, UndoList
from withdrawer.journal.records import Job, JobState
from withdrawer.plan.decisions import Decision, OriginChoice
from withdrawer.plan.people import Half
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection, Unsure
from withdrawer.show.prompts import prompt_of
from withdrawer.show.words import people
from withdrawer.undo.watcher import TrialSeen

from .making import CONNECTIONS, NOW, SENT

TODAY = date(2026, 11, 21)
BLAST = Selection(window=WINDOW)
JOB = Job(1, JobState.OPEN, TERMS, NOW, None, None)


def undo(half: Half, count: int, per_day: int | None = 40, used: int = 0, before: int = 0) -> UndoList:
    sent, connections = ([pending("ana")], []) if half is SENT else ([], [connected("ana")])
    [line] = make_plan(sent, connections, [seen("ana")], BLAST, {}).planned
    return UndoList(half, [line] * count, before, TODAY, per_day, used)


def words(question: UndoList) -> str:
    return "\n".join(prompt_of(question, UTC).lines)


def test_a_question_names_the_exact_count_and_what_cannot_be_taken_back() -> None:
    prompt = prompt_of(undo(SENT, 1412), UTC)
    assert prompt.question == "Withdraw 1,412 invitations?"
    text = "\n".join(prompt.lines)
    assert "This withdraws 1,412 invitations, newest first." in text
    assert "up to three weeks" in text
    assert "e-mails" in text
    prompt = prompt_of(undo(CONNECTIONS, 1), UTC)
    assert prompt.question == "Remove 1 connection?"
    assert "recommendations" in "\n".join(prompt.lines)
    assert "ndorsements" in "\n".join(prompt.lines)


def test_every_connection_is_named_and_told_apart() -> None:
    two = [connected("ana", headline="Baker"), connected("ana-2", name="Ana", headline="Pilot")]
    plan = make_plan([], two, [seen("ana"), seen("ana-2")], BLAST, {})
    names = prompt_of(UndoList(CONNECTIONS, plan.planned, 0, TODAY, 40, 0), UTC).names
    assert [it.strip() for it in names[2:]] == [
        "Ana, Baker (connected November 21, 2026)", "Ana, Pilot (connected November 21, 2026)",
    ]  # fmt: skip
    hundreds = prompt_of(RemoveAccepted([planned(f"p-{at}") for at in range(300)]), UTC)
    assert sum("Name of p-" in line for line in hundreds.names) == 300
    assert hundreds.question == "Remove 300 connections?"


def test_the_days_are_told_for_40_and_80_a_day_and_for_the_job_s_own() -> None:
    assert words(undo(SENT, 100, 60)).splitlines()[-3:] == [
        "  at  40 a day: finished on Mon 23 Nov 2026, 3 days",
        "  at  60 a day: finished on Sun 22 Nov 2026, 2 days  (this job)",
        "  at  80 a day: finished on Sun 22 Nov 2026, 2 days",
    ]
    assert "1 day  (this job)" in words(undo(SENT, 40))


@pytest.mark.parametrize("per_day", [40, 80, 60])
def test_what_was_used_today_delays_every_date(per_day: int) -> None:
    text = words(undo(SENT, 1, per_day, used=100))
    assert "Saturday 21" not in text
    assert text.count("Sun 22 Nov 2026, 1 day") == len({40, 80, per_day})


def test_connections_are_finished_after_the_invitations_that_come_first() -> None:
    assert "at  40 a day: finished on Tue 24 Nov 2026" in words(undo(CONNECTIONS, 20, before=101))


def test_removals_are_priced_at_25_a_day() -> None:
    assert "at  80 a day: finished on Sun 22 Nov 2026, 2 days" in words(undo(CONNECTIONS, 26))


def test_above_100_a_day_is_warned_of() -> None:
    assert "LinkedIn may restrict the account" in words(undo(SENT, 5, 101))
    assert "LinkedIn may restrict the account" not in words(undo(SENT, 5, 100))


def test_without_a_limit_there_are_no_dates() -> None:
    assert "finished on" not in words(undo(SENT, 5, None))


def test_doubtful_people_are_told_in_numbers() -> None:
    everybody = replace(BLAST, unsure=Unsure.INCLUDE, origin=OriginChoice.ANY)
    sent = [pending("ana"), pending("bob"), pending("cem", ASTRIDE)]
    plan = make_plan(sent, [connected("dan"), connected("eve")], [seen("dan")], everybody, {})

    def of(half: Half) -> tuple[Decision, ...]:
        return tuple(it for it in plan.planned if it.person.half is half)

    assert "Of unclear date, and included because you chose so (--unsure include): 1 of them." in words(
        UndoList(SENT, of(SENT), 0, TODAY, 40, 0)
    )
    told = words(UndoList(CONNECTIONS, of(CONNECTIONS), 3, TODAY, 40, 0))
    assert "Not known to come from these invitations, and included because you chose so (--origin): 1 of them." in told
    assert "--unsure" not in words(undo(SENT, 9))


def test_the_risk_says_what_it_means() -> None:
    for part in ("forbids automated tools", "can tell", "restrict your account", "by hand", "six months"):
        assert part in "\n".join(prompt_of(TakeRisk(), UTC).lines)
    assert prompt_of(TakeRisk(), UTC).word == "yes"


def test_no_two_questions_have_the_same_words() -> None:
    questions: list[Question] = [
        TakeRisk(), undo(SENT, 3), undo(CONNECTIONS, 3), ReplaceJob(JOB, 5), RemoveAccepted([planned("ana")]),
        EndJob(JOB, {SENT: 1310}, is_scheduled=False), TrialSeen(gone=3, tried=3, left=7, is_sure=True),
    ]  # fmt: skip
    asked = [prompt_of(question, UTC).question for question in questions]
    assert len(set(asked)) == len(asked)
    assert all("Go on?" not in it and "Continue?" not in it for it in asked)


def test_the_end_says_what_stays_and_how_to_pause() -> None:
    told = "\n".join(prompt_of(EndJob(JOB, {SENT: 1310, CONNECTIONS: 1}, is_scheduled=True), UTC).lines)
    assert "1,310 invitations stay pending and 1 connection stays." in told
    assert "Only to pause, answer n" in told
    assert "schedule" in told


@pytest.mark.parametrize(("count", "told"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1000, "1,000 days")])
def test_a_count_bears_its_noun(count: int, told: str) -> None:
    assert people(count, "day") == told
