"""How a tidy wish stands beside the jobs, and when its schedule looks next."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import msgspec
import pytest

from tests.unit.journal.samples import NOW, TERMS, planned
from withdrawer.app.consent import accepted_since
from withdrawer.app.schedule import schedule_seen
from withdrawer.app.wish import tidy_seen, wish_selection
from withdrawer.errors import UsageError
from withdrawer.journal.journal import Journal
from withdrawer.journal.wishes import Wish
from withdrawer.plan.dates.spans import FOREVER_AGO
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.state import Schedule

WISH = Wish("3 weeks", {"version": 1}, (0,), by_itself=False, agreed_at=NOW - timedelta(days=9))
DAILY = Schedule(BackendName.CRON, "10:30", tuple(range(7)), 0, None, NOW)


@pytest.fixture
def at() -> Iterator[Any]:
    """An account with a wish, for which 12 were ready yesterday."""
    with Journal.in_memory() as journal:
        account = journal.accounts.remember("me", "Me", NOW)
        journal.wishes.agree(account, WISH)
        journal.wishes.note_look(account, WISH, NOW - timedelta(days=1), 12, None)
        yield Desk(journal)


class Desk(SimpleNamespace):
    """As much of a context as these need."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal=journal, now=NOW, zone=UTC, home=SimpleNamespace(folder=Path("nowhere")))

    @property
    def account(self) -> Any:
        return self.journal.accounts.current()

    @property
    def open_job(self) -> Any:
        return self.journal.jobs.open_job(self.account)


def ready(at: Any) -> int:
    seen = tidy_seen(at)
    assert seen is not None
    return seen.ready


def test_nobody_is_ready_while_another_job_is_open_or_once_they_had_theirs(at: Any) -> None:
    assert ready(at) == 12
    job = at.journal.jobs.begin(at.account, TERMS, [planned("ana")], NOW)
    assert ready(at) == 0, "withdrawer run would continue that job"
    at.journal.jobs.finish(job, NOW)
    assert ready(at) == 12
    tidy = at.journal.jobs.begin_tidy(at.account, TERMS, [planned("ben")], NOW, WISH.agreed_at)
    at.journal.jobs.finish(tidy, NOW)
    assert ready(at) == 0, "a kill came before that was written down"


def test_who_accepted_during_a_tidy_job_is_left_alone(at: Any) -> None:
    from withdrawer.journal.records import Outcome

    job = at.journal.jobs.begin_tidy(at.account, TERMS, [planned("ben")], NOW, WISH.agreed_at)
    [line] = at.journal.jobs.lines(job)
    at.journal.acts.settle_line(line, Outcome.ACCEPTED, None, NOW, "accepted")
    at.journal.jobs.finish(job, NOW)
    assert accepted_since(at.journal, at.account) is None


@pytest.mark.parametrize(
    ("days", "looked_at", "rests_on", "following"),
    [
        (range(7), "2026-11-20", None, "2026-11-23"),
        (range(7), "2026-11-10", None, "2026-11-22"),  # Monday was missed
        (range(7), "2026-11-10", "2026-11-22", "2026-11-23"),
        ((2, 3), "2026-11-20", None, "2026-11-25"),  # it starts on Wednesdays and Thursdays only
    ],
)
def test_it_looks_next_at_the_first_start_on_which_it_is_due(
    at: Any, days: Any, looked_at: str, rests_on: str | None, following: str
) -> None:
    at.journal.wishes.note_look(at.account, WISH, datetime.fromisoformat(looked_at).replace(tzinfo=UTC), 0, None)
    rests = date.fromisoformat(rests_on) if rests_on else None
    schedule = msgspec.structs.replace(DAILY, days=tuple(days), rests_on=rests)
    seen = schedule_seen(at, schedule, asks_system=False)
    assert (f"{seen.coming.next_at:%Y-%m-%d %H:%M}", seen.looks_on) == (f"{following} 10:30", (0,))


def test_a_wish_that_can_t_be_read_says_how_to_mend_it() -> None:
    broken = msgspec.structs.replace(WISH, selection={"version": 99})
    with pytest.raises(UsageError) as error:
        wish_selection(broken, NOW, UTC)
    assert "withdrawer tidy set" in error.value.hint


def test_an_age_is_counted_even_where_the_clock_was_changed_at_that_time_of_day() -> None:
    now = datetime(2026, 11, 15, 1, 30, tzinfo=UTC)  # three weeks after 2:30 came twice in Berlin
    window = wish_selection(WISH, now, cast("Any", ZoneInfo("Europe/Berlin"))).window
    assert window is not None
    assert window.since == FOREVER_AGO
    assert abs(window.until - (now - timedelta(weeks=3))) <= timedelta(hours=1)
