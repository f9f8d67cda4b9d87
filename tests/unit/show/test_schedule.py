from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.unit.schedule.making import entry
from withdrawer.schedule.backends.base import BackendName, File
from withdrawer.schedule.state import Ending, Schedule
from withdrawer.schedule.times import next_start
from withdrawer.show.schedule import ENDINGS, offer_lines, schedule_data, schedule_lines

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
SCHEDULE = Schedule(BackendName.CRON, "10:30", (0, 2), 30, 7, NOW)


def lines(schedule: Schedule, *, is_held: bool = True, next_at: datetime | None = None) -> list[str]:
    coming = next_at or next_start(schedule.times, NOW, BERLIN)
    return schedule_lines(schedule, NOW, BERLIN, coming, is_held=is_held)


def test_it_says_when_and_that_it_has_not_run_yet() -> None:
    assert lines(SCHEDULE) == [
        "By cron, on Mon, Wed at 10:30, up to 30 minutes later by chance.",
        "It has not run yet.",
        "It starts next Mon 2026-11-23 10:30 CET.",
    ]


def test_it_says_how_the_last_run_ended() -> None:
    later = SCHEDULE.started(NOW - timedelta(hours=1)).ended(Ending.WENT_ON, NOW - timedelta(minutes=40))
    assert (
        lines(later)[1] == f"Last started Fri 2026-11-20 11:00 CET, ended after 20 minutes: {ENDINGS[Ending.WENT_ON]}."
    )


def test_a_run_without_an_end_is_told_as_that() -> None:
    assert lines(SCHEDULE.started(NOW))[1].endswith("still under way, or ended from outside.")


def test_an_entry_that_somebody_took_out_is_missed() -> None:
    assert "cron does not have it any more" in lines(SCHEDULE, is_held=False)[-1]


def test_a_start_before_the_allowance_opens_is_not_promised() -> None:
    assert "goes on Wed 2026-11-25" in lines(SCHEDULE, next_at=NOW + timedelta(days=5))[-1]


def test_one_that_has_taken_itself_off_promises_nothing() -> None:
    off = SCHEDULE.started(NOW).ended(Ending.FINISHED, NOW).taken_off()
    assert lines(off)[0] == "Nothing is scheduled any more."
    data = schedule_data(off, NOW)
    assert data is not None
    assert (data["is_on"], data["next_at"], data["last"]["ending"]) == (False, None, "finished")


def test_the_offer_shows_every_line_of_every_file() -> None:
    shown = offer_lines([File("here", "one\ntwo"), File("there", "three")], entry(), SCHEDULE, "Missed.")
    assert shown[:6] == ["here:", "    one", "    two", "", "there:", "    three"]
    assert any("schedule run" in line for line in shown[6:])
