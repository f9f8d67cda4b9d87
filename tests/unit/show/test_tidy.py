"""How a tidy wish is asked about, and how it stands in one breath."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from tests.unit.show.making import NOW, SENT, standing, tally
from withdrawer.app.schedule import ScheduleSeen
from withdrawer.app.user_questions import AgreeTidy, EndJob, IncludeNoted, StopTidy
from withdrawer.app.wish import TidySeen, is_due
from withdrawer.journal.wishes import Wish
from withdrawer.plan.forecast import Backlog, backlog
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.outlook import Outlook
from withdrawer.schedule.state import Schedule
from withdrawer.show.prompts import prompt_of
from withdrawer.show.tidy import days_words, tidy_words
from withdrawer.undo.job_progress import Standing

TODAY = date(2026, 11, 21)
WISH = Wish("3 weeks", {}, (0,), by_itself=False, agreed_at=NOW - timedelta(days=20))
SCHEDULE = ScheduleSeen(Schedule(BackendName.CRON, "10:30", (0,), 30, None, NOW), Outlook(NOW, TODAY, NOW))


def seen(
    last: Standing | None = None, pending: int | None = 38, *, is_busy: bool = False, **values: object
) -> TidySeen:
    return TidySeen(msgspec.structs.replace(WISH, **values), pending, last, is_busy)


def last(days_ago: int, *, left: int = 0, **outcomes: int) -> Standing:
    at = standing(tally(SENT, 20, **outcomes), left=(left, 0))
    job = msgspec.structs.replace(at.job, confirmed_at=NOW - timedelta(days=days_ago))
    return replace(at, job=job)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            seen(last(5, withdrawn=12), looked_at=NOW - timedelta(days=5), oldest_at=datetime(2026, 11, 5, tzinfo=UTC)),
            "Tidy: invitations older than 3 weeks, on Mondays about 10:30. Last Monday 12 withdrawn and checked. "
            "38 pending, the oldest from about 5 November.",
        ),
        (
            seen(looked_at=NOW, ready=12, oldest_at=datetime(2025, 11, 5, tzinfo=UTC)),
            "Tidy: invitations older than 3 weeks, on Mondays about 10:30. "
            "38 pending, the oldest from about 5 November 2025. 12 are ready: withdrawer run",
        ),
        (
            seen(looked_at=NOW, pending=0),
            "Tidy: invitations older than 3 weeks, on Mondays about 10:30. "
            "Nobody was ready at the last look. 0 pending.",
        ),
        (
            seen(last(12, left=3, withdrawn=9, accepted=1, refused=2), pending=None, ready=3, is_busy=True),
            "Tidy: invitations older than 3 weeks, on Mondays about 10:30. "
            "On 9 November 9 withdrawn and checked, 1 accepted, 2 refused, 3 left.",
        ),
    ],
)
def test_it_stands_in_one_breath(state: TidySeen, words: str) -> None:
    assert tidy_words(state, SCHEDULE, NOW, ZoneInfo("UTC")) == words


def test_without_a_schedule_it_says_so() -> None:
    assert tidy_words(seen(), None, NOW, UTC).startswith("Tidy: invitations older than 3 weeks, not scheduled.")


@pytest.mark.parametrize(
    ("days", "words"),
    [((0,), "on Mondays"), ((0, 3), "on Mondays and Thursdays"), ((1, 2, 6), "on Tuesdays, Wednesdays and Sundays"),
     (tuple(range(7)), "every day")],
)  # fmt: skip
def test_days_are_a_habit(days: Sequence[int], words: str) -> None:
    assert days_words(days) == words


def agreed(*, by_itself: bool = False, ready: int = 180, limit: int | None = None, ends: Backlog | None = None) -> str:
    question = AgreeTidy("3 weeks", (0,), by_itself, ready, 9, 1000, limit, 40, ends)
    prompt = prompt_of(question, UTC)
    assert prompt.word == "yes"
    return "\n".join(prompt.lines)


def test_before_the_yes_it_says_what_will_go_on_and_what_can_t_be_undone() -> None:
    told = agreed(ends=backlog(180, 2, 40, TODAY))
    assert "180 of your 1,000 pending could be withdrawn now. 9 more are as old, and kept." in told
    assert "On Mondays it looks, and says how many are ready. It withdraws nobody before you say yes." in told
    assert "At most 40 in any 22 hours." in told
    assert "done by Wed 25 Nov 2026" in told
    assert "Nothing takes a withdrawal back" in told
    assert "never removes a connection" in told
    assert "withdrawer tidy off" in told
    alone = agreed(by_itself=True, limit=20)
    assert "On Mondays it withdraws those that are old enough by then, without asking." in alone
    assert "At most 20 each time and 40 in any 22 hours." in alone


def test_whoever_sends_faster_than_it_withdraws_is_told() -> None:
    told = agreed(ends=backlog(180, 61.4, 40, TODAY))
    assert "You send faster than this withdraws: about 61 a day stay unanswered, and it withdraws at most 40." in told
    assert "done by" not in told


@pytest.mark.parametrize(
    ("ready", "sent_a_day", "capacity", "until"),
    [(0, 1, 40, TODAY), (40, 0, 40, TODAY), (41, 0, 40, TODAY + timedelta(days=1)), (180, 35, 40, date(2026, 12, 26)),
     (180, 40, 40, None), (0, 50, 40, None), (5, 1.9, 20 / 7, date(2026, 11, 26))],
)  # fmt: skip
def test_when_it_has_caught_up(ready: int, sent_a_day: float, capacity: float, until: date | None) -> None:
    assert backlog(ready, sent_a_day, capacity, TODAY).until == until


def test_notes_are_asked_about_by_their_number() -> None:
    assert prompt_of(IncludeNoted(180), UTC).question == "Include the 180 with a personal note?"


def test_to_stop_says_what_stays() -> None:
    told = "\n".join(prompt_of(StopTidy("3 weeks", 4), UTC).lines)
    assert "4 invitations of it stay pending." in told
    assert "What was withdrawn stays withdrawn." in told


def test_to_end_a_job_leaves_the_wish_and_says_so() -> None:
    told = "\n".join(prompt_of(EndJob(standing().job, {SENT: 3}, is_scheduled=False, older_than="3 weeks"), UTC).lines)
    assert "Your tidy wish stays" in told
    assert "withdrawer tidy off" in told
    assert "schedule is removed" not in told


@pytest.mark.parametrize(
    ("agreed_at", "looked_at", "now", "due"),
    [
        ("2026-11-16T08:00", None, "2026-11-16T09:29", False),
        ("2026-11-16T08:00", None, "2026-11-16T09:30", True),
        ("2026-11-16T08:00", "2026-11-16T09:31", "2026-11-22T20:00", False),
        ("2026-11-16T08:00", "2026-11-16T09:31", "2026-11-23T09:30", True),
        ("2026-11-16T08:00", "2026-11-16T09:31", "2026-11-25T07:00", True),  # the computer was off on Monday
    ],
)
def test_it_is_due_once_its_day_has_come_even_if_that_start_was_missed(
    agreed_at: str, looked_at: str | None, now: str, due: bool
) -> None:
    def instant(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    wish = msgspec.structs.replace(
        WISH, agreed_at=instant(agreed_at), looked_at=instant(looked_at) if looked_at else None
    )
    assert is_due(wish, SCHEDULE.schedule.times.at, instant(now), ZoneInfo("Europe/Berlin")) is due
