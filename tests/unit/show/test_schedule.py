from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from tests.unit.schedule.making import entry
from withdrawer.app.schedule import ScheduleSeen
from withdrawer.app.user_questions import InstallSchedule
from withdrawer.journal.wishes import Wish
from withdrawer.schedule.backends.base import BackendName, File, Held
from withdrawer.schedule.condition import Condition
from withdrawer.schedule.outlook import Outlook
from withdrawer.schedule.state import Ending, Schedule
from withdrawer.schedule.times import next_start
from withdrawer.show.schedule import ENDINGS, file_lines, offer_lines, schedule_lines, seen_data

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
SCHEDULE = Schedule(BackendName.CRON, "10:30", (0, 2), 30, 7, NOW)
FINE = Condition(Held.HELD)


def lines(schedule: Schedule, condition: Condition = FINE, *, next_at: datetime | None = None) -> list[str]:
    coming = next_at or next_start(schedule.times, NOW, BERLIN)
    return schedule_lines(ScheduleSeen(schedule, Outlook(coming, coming.date(), coming), condition), NOW, BERLIN)


def test_it_says_when_and_that_it_has_not_run_yet() -> None:
    assert lines(SCHEDULE) == [
        "By cron, on Mon, Wed at 10:30, up to 30 minutes later (a random time).",
        "It has not run yet.",
        "The next start: Mon 23 Nov 2026, 10:30.",
    ]


def test_it_says_how_the_last_run_ended() -> None:
    later = SCHEDULE.started(NOW - timedelta(hours=1)).ended(Ending.WENT_ON, NOW - timedelta(minutes=40))
    assert lines(later)[1] == f"Last started Fri 20 Nov 2026, 11:00, ended after 20 minutes: {ENDINGS[Ending.WENT_ON]}."


def test_a_run_without_an_end_is_told_as_that() -> None:
    assert lines(SCHEDULE.started(NOW))[1].endswith("still going, or something ended it.")


def test_an_entry_that_somebody_took_out_is_missed() -> None:
    assert "cron no longer has it" in lines(SCHEDULE, Condition(Held.MISSING))[-1]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (Condition(Held.DISABLED), "It is switched off in cron."),
        (Condition(Held.HELD, missed=5), "5 starts have been missed."),
        (Condition(Held.HELD, missed=1), "1 start has been missed."),
        (Condition(Held.HELD, lost="/gone/python"), "/gone/python is gone"),
    ],
)
def test_what_keeps_it_from_starting_is_told_with_the_next_step_and_no_start_is_promised(
    condition: Condition, said: str
) -> None:
    told = lines(SCHEDULE, condition)
    assert said in told[-1]
    assert "withdrawer schedule install" in told[-1]
    assert not [line for line in told if "The next start" in line]


def test_a_manager_that_does_not_answer_is_told_and_the_start_is_expected() -> None:
    told = lines(SCHEDULE, Condition(Held.UNKNOWN))
    assert "does not answer here" in told[-2]
    assert "The next start:" in told[-1]


def test_one_that_is_being_removed_says_so_until_it_is_gone() -> None:
    leaving = SCHEDULE.taken_off()
    assert "is being removed" in lines(leaving)[0]
    assert "withdrawer schedule remove" in lines(leaving)[0]
    assert lines(leaving, Condition(Held.MISSING)) == ["Nothing is scheduled any more."]


def test_a_start_before_the_allowance_opens_is_not_promised() -> None:
    assert "continues Wed 25 Nov 2026" in lines(SCHEDULE, next_at=NOW + timedelta(days=5))[-1]


def test_one_that_has_taken_itself_off_promises_nothing() -> None:
    off = SCHEDULE.started(NOW).ended(Ending.FINISHED, NOW).gone()
    assert lines(off)[0] == "Nothing is scheduled any more."
    data = seen_data(ScheduleSeen(off, Outlook(NOW, NOW.date(), NOW)))
    assert data is not None
    assert (data["is_on"], data["next_at"], data["last"]["ending"]) == (False, None, "finished")


def test_every_line_of_every_file_can_be_looked_at() -> None:
    shown = file_lines([File("here", "one\ntwo"), File("there", "three")])
    assert shown == ["here:", "    one", "    two", "", "there:", "    three", ""]


def test_the_offer_says_in_words_what_will_happen_and_quotes_the_command() -> None:
    shown = offer_lines(InstallSchedule(entry(word="/home/max example"), SCHEDULE))
    assert shown[0].startswith(
        "On Mon, Wed at 10:30, up to 30 minutes later (a random time), cron will start withdrawer"
    )
    assert shown[1].endswith('schedule run --home "/home/max example"')


def test_the_offer_with_a_tidy_wish_says_what_it_looks_for_and_when() -> None:
    wish = Wish("3 weeks", {}, (0, 3), by_itself=False, agreed_at=NOW)
    shown = "\n".join(offer_lines(InstallSchedule(entry(), SCHEDULE, wish=wish)))
    assert "continue the job that is open and, if none is, on Mondays and Thursdays to look for invitations" in shown
    assert "It stays until you type `withdrawer tidy off`" in shown
    shown = "\n".join(
        offer_lines(InstallSchedule(entry(), SCHEDULE, wish=msgspec.structs.replace(wish, by_itself=True)))
    )
    assert "to withdraw invitations older than 3 weeks" in shown
