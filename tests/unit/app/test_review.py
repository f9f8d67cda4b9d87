"""The desk at which a plan is reviewed: it plans again, may only lose people, and opens exactly what was approved."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.answers import Answering
from tests.support.review import BLAST, NOW, SELECTING, Listed, context, desk_of
from withdrawer.app.context import CommandContext
from withdrawer.app.review import Approval, Desk, NotReadSoFar, StalePlan
from withdrawer.app.typed_input import Selecting
from withdrawer.app.user_questions import ReplaceJob, TakeRisk, UndoList
from withdrawer.errors import RunLocked, UsageError
from withdrawer.journal.lock import review_lock
from withdrawer.journal.records import Outcome, PlanLine
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.person_rules import read_rule

SENT, CONNECTIONS = Half.SENT, Half.CONNECTIONS


@pytest.fixture
def at(tmp_path: Path) -> Iterator[CommandContext]:
    with context(tmp_path / "home") as opened:
        yield opened


def planned(desk: Desk, half: Half) -> list[int]:
    lines = desk.reviewed.plan.sent if half is SENT else desk.reviewed.plan.connections
    return [place for place, line in enumerate(lines.decisions) if line.verdict is Verdict.PLANNED]


def approval(desk: Desk, sent: list[int], connections: list[int] = [], **changes: object) -> Approval:  # noqa: B006
    ticked = Approval(desk.reviewed.number, {SENT: sent, CONNECTIONS: connections}, word="yes")
    return replace(ticked, **changes)  # type: ignore[arg-type]


def job_lines(desk: Desk) -> list[PlanLine]:
    assert desk.job is not None
    return desk.look.at.journal.jobs.lines(desk.job)


def test_what_is_approved_becomes_a_job_of_exactly_those(at: CommandContext) -> None:
    desk = desk_of(at, Listed())
    sent, connections = planned(desk, SENT), planned(desk, CONNECTIONS)
    assert len(sent) == 11
    assert len(connections) == 3
    desk.approve(approval(desk, sent[2:], connections[:1], first={SENT: [sent[5]]}))
    lines = job_lines(desk)
    undone = {(it.half, it.key) for it in lines if it.verdict is Verdict.PLANNED}
    assert undone == {(SENT, f"sent-{place}") for place in sent[2:]} | {(CONNECTIONS, "connections-0")}
    assert {it.reason_code for it in lines if it.key in ("sent-0", "connections-1")} == {"unticked"}
    assert lines[0].key == f"sent-{sent[5]}"
    assert len(lines) == 12 + 4 + 3


def test_a_list_of_which_nobody_is_ticked_is_no_part_of_the_job(at: CommandContext) -> None:
    desk = desk_of(at, Listed(), replace(SELECTING, also_accepted=True))
    desk.approve(approval(desk, planned(desk, SENT)))
    assert desk.job is not None
    assert desk.job.terms.halves == (SENT,)
    assert not desk.job.terms.also_accepted, "connections were there, and none was ticked"


@pytest.mark.parametrize("ticks", [{SENT: [13]}, {SENT: [7]}, {SENT: [99]}, {CONNECTIONS: [5]}, {SENT: [-1]}])
def test_a_page_can_not_tick_whom_the_plan_does_not(at: CommandContext, ticks: dict[Half, list[int]]) -> None:
    desk = desk_of(at, Listed())
    with pytest.raises(StalePlan):
        desk.approve(Approval(desk.reviewed.number, ticks, word="yes"))
    with pytest.raises(StalePlan):
        desk.questions(Approval(desk.reviewed.number, {SENT: [0]}, first=ticks))
    assert desk.job is None
    assert at.open_job is None


def test_an_approval_of_an_older_plan_is_refused(at: CommandContext) -> None:
    desk = desk_of(at, Listed())
    old = approval(desk, planned(desk, SENT))
    desk.choose(replace(SELECTING, with_note=True))
    for call in (desk.approve, desk.questions, desk.write_down):
        with pytest.raises(StalePlan):
            call(old)
    assert at.open_job is None


def test_approved_twice_is_one_job(at: CommandContext) -> None:
    desk = desk_of(at, Listed())
    once = approval(desk, planned(desk, SENT))
    desk.approve(once)
    for _ in range(50):
        with pytest.raises(StalePlan):
            desk.approve(once)
    with pytest.raises(StalePlan):
        desk.choose(SELECTING)
    account = at.account
    assert account is not None
    assert len(at.journal.jobs.all(account)) == 1


@pytest.mark.parametrize("word", ["", "y", "no", "yes please"])
def test_the_first_job_needs_the_whole_word(at: CommandContext, word: str) -> None:
    desk = desk_of(at, Listed())
    sent = planned(desk, SENT)
    assert any(isinstance(it, TakeRisk) for it in desk.questions(approval(desk, sent)))
    with pytest.raises(UsageError, match="risk"):
        desk.approve(approval(desk, sent, word=word))
    assert at.open_job is None


def test_an_open_job_is_replaced_only_where_that_was_agreed_to(at: CommandContext) -> None:
    first = desk_of(at, Listed())
    first.approve(approval(first, planned(first, SENT)))
    desk = desk_of(at, Listed())
    ticked = approval(desk, planned(desk, SENT)[:2], word="")
    asked = desk.questions(ticked)
    assert [it.left for it in asked if isinstance(it, ReplaceJob)] == [11]
    assert not any(isinstance(it, TakeRisk) for it in asked), "that was agreed to with the first job"
    with pytest.raises(UsageError, match="still open"):
        desk.approve(ticked)
    assert first.job is not None
    assert at.open_job == first.job
    desk.approve(replace(ticked, replaces=True))
    assert at.open_job is not None
    assert at.open_job.id != first.job.id
    assert isinstance(at.user, Answering)
    page = at.home.summaries / f"2026-11-22-job-{first.job.id}.html"
    assert at.user.told[-1] == f"The summary of the job that this one replaces: {page}"


def test_nobody_ticked_is_nothing_to_approve(at: CommandContext) -> None:
    desk = desk_of(at, Listed())
    with pytest.raises(UsageError, match="Nobody is ticked"):
        desk.approve(approval(desk, []))
    assert at.open_job is None


def test_a_reading_of_the_day_before_is_too_old(tmp_path: Path) -> None:
    with context(tmp_path / "home") as at:
        desk = desk_of(at, Listed())
        shown = desk.reviewed
    with context(tmp_path / "home", NOW + timedelta(hours=23)) as later:
        desk.look.at = later
        with pytest.raises(UsageError, match="too long ago"):
            desk.approve(Approval(shown.number, {SENT: [0]}, word="yes"))
        assert later.open_job is None


def test_the_questions_have_the_numbers_of_those_ticked(at: CommandContext) -> None:
    desk = desk_of(at, Listed())
    sent, connections = planned(desk, SENT), planned(desk, CONNECTIONS)
    lists = [it for it in desk.questions(approval(desk, sent[:4], connections[1:])) if isinstance(it, UndoList)]
    assert [(it.half, len(it.people), it.before) for it in lists] == [(SENT, 4, 0), (CONNECTIONS, 2, 4)]
    assert [it.person.key for it in lists[1].people] == ["connections-1", "connections-2"]


def test_another_selection_is_planned_without_reading_again(at: CommandContext) -> None:
    desk = desk_of(at, Listed())
    wider = desk.choose(Selecting(since="2026-11-19 00:00"))
    assert wider.number == 2
    assert len(planned(desk, SENT)) == 12
    with pytest.raises(UsageError, match="--since"):
        desk.choose(Selecting(since="the day of the blast"))
    assert desk.reviewed.number == 2, "what can't be read changes nothing"


def test_who_was_skipped_at_the_top_can_not_be_chosen(at: CommandContext) -> None:
    """Read for invitations before the blast only, from a page below the newest."""
    desk = desk_of(at, Listed(), Selecting(older_than="1 hour"))
    readings, ends = desk._now_shown().readings, at.now - timedelta(hours=1)
    skipping = replace(readings, sent=replace(readings.sent, skipped=100, until=ends))
    desk.lay(Selecting(older_than="1 hour"), skipping, desk.reviewed.account, at.now)
    for selecting in (Selecting(since="all"), Selecting(sent=("2 hours ago",)), Selecting(older_than="30 minutes")):
        with pytest.raises(NotReadSoFar, match="newest invitations"):
            desk.choose(selecting)
    desk.choose(Selecting(older_than="1 day"))


def test_what_was_not_read_so_far_can_not_be_chosen(at: CommandContext) -> None:
    desk = desk_of(at, Listed(older=1), reads=False)
    with pytest.raises(NotReadSoFar):
        desk.choose(Selecting(since="all"))
    with pytest.raises(NotReadSoFar):
        desk.choose(Selecting(since=f"{BLAST - timedelta(days=2):%Y-%m-%d %H:%M}", only="connections"))
    desk.choose(Selecting(since=f"{BLAST - timedelta(minutes=1):%Y-%m-%d %H:%M}", only="connections"))


def test_keeping_for_good_holds_for_the_plan_and_for_every_job(at: CommandContext) -> None:
    desk = desk_of(at, Listed())
    place = planned(desk, SENT)[0]
    desk.keep(desk.reviewed.number, {SENT: [place], CONNECTIONS: [1]}, is_kept=True)
    assert place not in planned(desk, SENT)
    assert 1 not in planned(desk, CONNECTIONS)
    assert {rule.value for rule in at.journal.kept.rules()} == {"sent-0", "connections-1"}
    desk.keep(desk.reviewed.number, {SENT: [place]}, is_kept=False)
    assert place in planned(desk, SENT)
    assert 1 not in planned(desk, CONNECTIONS)
    with pytest.raises(UsageError, match="others too"):
        desk.keep(desk.reviewed.number, {SENT: [5]}, is_kept=False)


def test_a_list_is_written_in_place_of_a_job(at: CommandContext, tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    desk = desk_of(at, Listed(), csv=file)
    sent = planned(desk, SENT)
    desk.write_down(approval(desk, sent[:3]))
    rows = file.read_text("utf-8-sig").splitlines()[1:]
    assert sum(row.startswith("undo") for row in rows) == 3
    assert len(rows) == 19
    assert desk.is_settled
    assert at.open_job is None


def test_a_job_that_was_opened_meanwhile_is_not_replaced_unasked(tmp_path: Path) -> None:
    """Another terminal opens one while the page, which was asked about an earlier one or about none, is open."""
    with context(tmp_path / "home") as at, context(tmp_path / "home") as other:
        desk, elsewhere = desk_of(at, Listed()), desk_of(other, Listed())
        ticked = approval(desk, planned(desk, SENT), replaces=True)
        assert not any(isinstance(it, ReplaceJob) for it in desk.questions(ticked))
        elsewhere.approve(approval(elsewhere, planned(elsewhere, SENT)))
        with pytest.raises(UsageError, match="still open"):
            desk.approve(ticked)
        assert any(isinstance(it, ReplaceJob) for it in desk.questions(ticked))
        later = desk_of(other, Listed())
        again = approval(later, planned(later, SENT)[:3], replaces=True)
        later.questions(again)
        later.approve(again)
        with pytest.raises(UsageError, match="still open"):
            desk.approve(ticked)
        assert at.open_job == later.job
        desk.questions(ticked)
        desk.approve(ticked)
        assert at.open_job == desk.job


def test_a_keep_list_that_was_changed_elsewhere_makes_the_page_stale(tmp_path: Path) -> None:
    with context(tmp_path / "home") as at, context(tmp_path / "home") as other:
        desk = desk_of(at, Listed())
        ticked = approval(desk, planned(desk, SENT))
        other.journal.kept.add([read_rule("Sent Person 3", "keep")], NOW)
        for call in (desk.questions, desk.approve):
            with pytest.raises(StalePlan):
                call(ticked)
        assert at.open_job is None
        assert 3 not in planned(desk, SENT), "a reload shows the plan as it is now"
        desk.approve(approval(desk, planned(desk, SENT)))
        assert "sent-3" not in {it.key for it in job_lines(desk) if it.verdict is Verdict.PLANNED}


def test_people_undone_by_another_run_since_the_reading_have_to_be_read_again(tmp_path: Path) -> None:
    with context(tmp_path / "home") as at, context(tmp_path / "home") as other:
        desk, elsewhere = desk_of(at, Listed()), desk_of(other, Listed())
        elsewhere.approve(approval(elsewhere, planned(elsewhere, SENT)))
        line = other.journal.jobs.remaining(elsewhere.job)[0]  # type: ignore[arg-type]
        act = other.journal.acts.intend(line, NOW + timedelta(minutes=1))
        other.journal.acts.settle(act, Outcome.GONE, None, NOW + timedelta(minutes=1))
        ticked = approval(desk, planned(desk, SENT), replaces=True)
        for call in (desk.questions, desk.approve):
            with pytest.raises(UsageError, match="has undone people since"):
                call(ticked)
        assert at.open_job == elsewhere.job


def test_one_review_of_a_home_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "review.lock"
    with review_lock(file), pytest.raises(RunLocked, match="already open in another terminal"), review_lock(file):
        pass
    with review_lock(file):
        assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"
