from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from tests.unit.journal.samples import person
from withdrawer.invocation import CURRENT
from withdrawer.journal.records import JobState
from withdrawer.plan.half import Half
from withdrawer.plan.selection import Selection
from withdrawer.show.report import report_lines, told_instant, unread_lines, whole_job_words
from withdrawer.undo.job_progress import Standing
from withdrawer.undo.list_survey import Reading

from .making import CONNECTIONS, NOW, SENT, TERMS, standing, tally, with_terms

BERLIN = ZoneInfo("Europe/Berlin")
GO_ON = "withdrawer run --home x"
PEOPLE = tuple(person(key) for key in ("ana", "bo", "cem"))


def report(it: Standing) -> list[str]:
    return report_lines(it, BERLIN, GO_ON)


def test_a_finished_job_says_what_was_done_and_checked() -> None:
    lines = report(standing(tally(SENT, 1412, withdrawn=1412), tally(CONNECTIONS, 1, removed=1), stated=203))
    assert lines == [
        "1,412 invitations withdrawn and checked on a fresh page, of 1,412 planned.",
        "1 connection removed and checked on a fresh page, of 1 planned.",
        "LinkedIn's page of sent invitations should now say: People (203).",
        "The job is finished. Nothing to do.",
    ]


def test_a_finished_job_says_whom_it_left_alone_and_why() -> None:
    sent = replace(tally(SENT, 5, withdrawn=5), kept={"unticked": 8, "note": 1})
    connections = replace(tally(CONNECTIONS), kept={"unticked": 12})
    lines = report(standing(sent, connections))
    assert lines[1:3] == [
        "9 invitations kept: 8 not ticked on the review page, 1 invited with a personal note.",
        "12 connections kept: not ticked on the review page.",
    ]
    assert not any("kept" in line for line in report(standing(sent, connections, left=(3, 0))))


def test_whoever_was_kept_at_the_last_moment_is_told_once() -> None:
    told = report(standing(replace(tally(SENT, 9, withdrawn=8, kept=1), kept={"note": 2, "at_the_act": 1})))
    assert "  1 kept at the last moment." in told
    assert "2 invitations kept: invited with a personal note." in told
    assert not any("another reason" in line for line in told)


def test_a_half_without_a_plan_is_not_told() -> None:
    assert not any("connection" in line for line in report(standing(tally(SENT, 5, withdrawn=5))))


def test_what_is_done_and_not_proven_shows() -> None:
    lines = report(standing(tally(SENT, 5, proven=4, withdrawn=5)))
    assert lines[:2] == [
        "4 invitations withdrawn and checked on a fresh page, of 5 planned.",
        "  1 answered by LinkedIn, not checked yet.",
    ]


def test_rows_that_could_not_be_read_leave_no_job_without_a_word() -> None:
    it = standing(replace(tally(SENT, 5, withdrawn=5), unread=80))
    assert it.is_partial
    assert "80 rows of Sent invitations could not be read: look again with `withdrawer preview`." in report(it)
    assert not any("Nothing to do" in line for line in report(it))


@pytest.mark.parametrize(
    ("seen", "lines"),
    [
        (Reading(SENT, PEOPLE, 3, is_complete=True), []),
        (
            Reading(SENT, PEOPLE, 90),
            ["LinkedIn counts 90 under Sent invitations and showed 3: the other 87 could not be reached."],
        ),
        (Reading(SENT, PEOPLE, 90, has_reached=True), []),
        (
            Reading(SENT, PEOPLE, 4, is_complete=True),
            ["LinkedIn counts 4 under Sent invitations and showed 3: its count may include people whose"],
        ),
        (Reading(SENT, PEOPLE, 90, has_reached=True, unread=5), ["5 rows of Sent invitations could not be read."]),
        (
            Reading(SENT, PEOPLE, 90, unread=5),
            ["5 rows of Sent invitations could not be read.", "90 under Sent", "showed 8: the other 82 could not be"],
        ),
        (Reading(SENT, PEOPLE, 4, unread=1), ["1 row of Sent invitations could not be read."]),
        (Reading(SENT, PEOPLE, None, is_complete=True), []),
        (
            Reading(SENT, PEOPLE, 3003, is_complete=True, skipped=3000),
            ["The newest 3,000 of 3,003 in Sent invitations were not read: they were sent later"],
        ),
        (
            Reading(SENT, PEOPLE, 3009, skipped=3000),
            ["The newest 3,000", "LinkedIn counts 3,009", "showed 3,003: the other 6 could not be reached"],
        ),
        (
            Reading(SENT, PEOPLE, 90, is_cut=True),
            ["loads of the day ran out before the end of Sent invitations: 87 older people were not read."],
        ),
        (Reading(SENT, PEOPLE, 3, is_cut=True), []),
        (Reading(CONNECTIONS, is_cut=True), ["Connections was not read: the page loads of the day are used up."]),
    ],
)
def test_what_did_not_come_or_could_not_be_read_is_told_with_its_number(seen: Reading, lines: list[str]) -> None:
    told = " ".join(unread_lines(seen))
    assert all(line in told for line in lines)
    assert bool(told) == bool(lines)


def test_every_other_end_has_its_line() -> None:
    one_each = tally(SENT, 5, gone=1, kept=1, refused=1, unresolved=1, not_done=1)
    assert report(standing(one_each, left=(3, 0)))[:6] == [
        "0 invitations withdrawn and checked on a fresh page, of 5 planned.",
        "  1 already gone when withdrawer came to them.",
        "  1 kept at the last moment.",
        "  1 refused by LinkedIn, or not confirmed: still there.",
        "  1 not known yet, to be looked up by the next run before anything else.",
        "  1 not reached, to be tried again by the next run.",
    ]


def test_an_open_job_says_what_is_left_until_when_and_what_to_type() -> None:
    assert report(standing(tally(SENT, 100, withdrawn=40), left=(60, 0), used=40))[1:] == [
        "60 left, about 2 more days.",
        "The allowance of 40 in 22 hours is used up.",
        "To continue, tomorrow from 12:20, type: withdrawer run --home x",
    ]


@pytest.mark.parametrize(
    ("left", "words"), [(5, "4 left"), (1, "Nobody else is left.")], ids=["others too", "nobody else"]
)
def test_whoever_is_not_known_yet_is_counted_once(left: int, words: str) -> None:
    it = standing(tally(SENT, 9, withdrawn=9 - left, unresolved=1), left=(left, 0))
    told = report_lines(it, BERLIN, "withdrawer run")
    assert "  1 not known yet, to be looked up by the next run before anything else." in told
    assert told[-2].startswith(words)


def test_a_demo_names_no_command_for_the_real_account(monkeypatch: pytest.MonkeyPatch) -> None:
    it = standing(tally(SENT, 10, withdrawn=9), left=(1, 0), used=9, accepted=("Ana",))
    assert any("withdrawer run" in line for line in report(it))
    monkeypatch.setattr(CURRENT, "command", "demo")
    assert not any("withdrawer run" in line for line in report(it))


def test_an_interrupted_job_can_go_on_now() -> None:
    assert report(standing(tally(SENT, 10, withdrawn=9), left=(1, 0), used=9))[1:] == [
        "1 left.",
        "To continue, now, type: withdrawer run --home x",
    ]


def test_removals_that_are_used_up_are_told_apart_from_the_allowance() -> None:
    lines = report(standing(tally(CONNECTIONS, 30, removed=25), left=(0, 5), used=25, removed=25))
    assert lines[1:] == [
        "5 left, about 1 more day.",
        "The 25 removals allowed in 22 hours are used up.",
        "To continue, tomorrow from 12:20, type: withdrawer run --home x",
    ]


def test_removals_that_are_used_up_hold_nothing_up_while_invitations_are_left() -> None:
    assert not any("used up" in line for line in report(standing(left=(1, 5), used=25, removed=25)))


def test_a_finished_job_with_refusals_says_where_to_look() -> None:
    lines = report(standing(tally(SENT, 5, withdrawn=4, refused=1)))
    assert lines[-1] == "The job is finished, except for what it says above: see `withdrawer history`."


@pytest.mark.parametrize("names", [("Ana Nueva",), ("Ana Nueva", "Bo\x1b[2J")])
def test_those_who_accepted_are_named_with_the_command_that_removes_them(names: tuple[str, ...]) -> None:
    lines = report(standing(tally(SENT, 5, withdrawn=3, accepted=len(names)), accepted=names))
    assert f"{len(names)} accepted meanwhile: now among your connections, and left alone." in lines
    assert "  Ana Nueva" in lines
    assert "  To remove them too: withdrawer run --also-accepted" in lines
    assert not any("\x1b" in line for line in lines)


def test_where_nobody_waits_for_a_yes_nothing_is_offered() -> None:
    lines = report(standing(tally(SENT, 5, accepted=2), terms=with_terms(also_accepted=True)))
    assert not any("--also-accepted" in line for line in lines)


def test_the_words_for_a_replaced_job() -> None:
    it = standing(left=(5, 0))
    replaced = Standing(**{**vars(it), "job": type(it.job)(3, JobState.REPLACED, it.job.terms, NOW, NOW, None)})
    assert report(replaced) == ["The job is replaced. Nothing to do."]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (None, "now"),
        (NOW - timedelta(hours=1), "now"),
        (NOW, "now"),
        (NOW + timedelta(hours=2), "today from 16:20"),
        (NOW + timedelta(seconds=1), "today from 14:21"),
        (datetime(2026, 11, 21, 23, 59, 30, tzinfo=UTC), "tomorrow from 00:00"),
        (NOW + timedelta(days=1), "tomorrow from 14:20"),
        (NOW + timedelta(days=2), "on Mon 23 Nov from 14:20"),
    ],
)
def test_an_instant_is_told_as_a_day_and_a_minute_at_which_it_has_come(at: datetime | None, words: str) -> None:
    assert told_instant(at, NOW, UTC) == words


def test_the_end_of_the_whole_job_is_told_where_it_is_not_today() -> None:
    assert whole_job_words(standing(left=(100, 0), used=40), BERLIN) == "whole job: Tue 24 Nov"
    assert whole_job_words(standing(left=(10, 0)), BERLIN) == ""


@pytest.mark.parametrize(("half", "words"), [(CONNECTIONS, "4 connections stay"), (SENT, "4 invitations stay")])
def test_a_list_that_was_declined_is_named_at_the_end_with_what_undoes_it_after_all(half: Half, words: str) -> None:
    no = replace(tally(half), kept={"not_confirmed": 4})
    yes = tally(SENT if half is CONNECTIONS else CONNECTIONS, 5, withdrawn=5)
    selection = msgspec.to_builtins(Selection(window=TERMS.window))
    it = standing(yes, no, terms=msgspec.structs.replace(TERMS, selection=selection))
    [line] = [line for line in report(it) if "because you said no" in line]
    assert line.startswith(words)
    assert "withdrawer run --since 2026-11-21T12:20+01:00" in line
    assert line.endswith(f"--only {half}")
    [line] = [line for line in report(standing(yes, no)) if "because you said no" in line]
    assert line.endswith("withdrawer preview"), "a job without a window"
    beyond = replace(yes, kept={"beyond_limit": 9})
    limited = msgspec.to_builtins(Selection(window=TERMS.window, limit=5))
    terms = msgspec.structs.replace(TERMS, selection=limited)
    [line] = [line for line in report(standing(beyond, terms=terms)) if "stay, beyond --limit" in line]
    assert line.startswith(f"9 {'invitations' if yes.half is SENT else 'connections'} stay")
    assert line.endswith(f"withdrawer run --since 2026-11-21T12:20+01:00 --only {yes.half}")
    still_open = standing(tally(SENT, 500, withdrawn=40), no, left=(460, 0), used=40)
    assert not any("because you said no" in line for line in report(still_open))
