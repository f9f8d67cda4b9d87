from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from tests.unit.show.making import CONNECTIONS, NOW, SENT, standing, tally
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.state import Ending, Schedule
from withdrawer.show.schedule import ENDINGS
from withdrawer.show.status import scheduled_farewell, sentence, summary_data, summary_of
from withdrawer.undo.job_progress import Standing

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = Schedule(BackendName.SYSTEMD, "10:30", tuple(range(7)), 30, 3, NOW)
ACCEPTED = tuple(f"Name {number}" for number in range(9))


def begun(it: Standing, days_ago: int) -> Standing:
    """The same job, confirmed earlier."""
    return replace(it, job=msgspec.structs.replace(it.job, confirmed_at=NOW - timedelta(days=days_ago)))


def breath(it: Standing, schedule: Schedule | None = DAILY, *, way_out: str = "") -> str:
    return sentence(summary_of(it, schedule, BERLIN, way_out=way_out), BERLIN)


UNDER_WAY = begun(
    standing(tally(SENT, 560, withdrawn=120, accepted=9), left=(431, 0), used=40, accepted=ACCEPTED), days_ago=2
)


def test_it_is_said_in_one_breath() -> None:
    assert breath(UNDER_WAY) == (
        "Day 3 of 14. 120 withdrawn and checked, 9 accepted (waiting for you), 431 left. "
        "Next: tomorrow about 10:30. Nothing to do."
    )


def test_whoever_accepted_in_a_job_that_is_over_waits_for_a_yes_and_is_no_nothing_to_do() -> None:
    it = standing(tally(SENT, 9, withdrawn=8, accepted=1), accepted=ACCEPTED[:1])
    assert breath(it, None).endswith("To do: nothing, or remove those who accepted: withdrawer run --also-accepted")


def test_it_names_nobody() -> None:
    assert not any(name in breath(UNDER_WAY) for name in ACCEPTED)


def test_without_a_schedule_the_person_has_something_to_do() -> None:
    assert breath(UNDER_WAY, None) == (
        "Day 3 of 14. 120 withdrawn and checked, 9 accepted (waiting for you), 431 left. "
        "To do: withdrawer run, tomorrow about 12:20"
    )


@pytest.mark.parametrize("other", [msgspec.structs.replace(DAILY, job=4), DAILY.taken_off()])
def test_another_job_s_schedule_or_one_that_is_off_is_none(other: Schedule) -> None:
    assert breath(UNDER_WAY, other).endswith("To do: withdrawer run, tomorrow about 12:20")


def test_paused_it_says_resume_and_promises_no_start() -> None:
    assert breath(UNDER_WAY, way_out="withdrawer resume").endswith("431 left. To do: withdrawer resume")


@pytest.mark.parametrize("ending", [it for it in Ending if it.needs_person])
def test_a_start_that_needed_the_person_is_said_until_the_next(ending: Ending) -> None:
    said = breath(UNDER_WAY, DAILY.started(NOW).ended(ending, NOW))
    assert said.endswith("Nothing to do.") == (ending in (Ending.STOPPED, Ending.PAUSED))  # resume has seen to those
    if ending is Ending.NO_SCREEN:
        assert ENDINGS[ending] in said


def test_only_scheduled_days_count() -> None:
    weekdays = Schedule(BackendName.CRON, "10:30", (0, 1, 2, 3, 4), 0, 3, NOW)
    it = standing(tally(SENT, 80, withdrawn=40), left=(40, 0), used=40)  # on a Saturday
    assert breath(it, weekdays) == (
        "Day 1 of 3. 40 withdrawn and checked, 40 left. Next: on Mon 23 Nov about 10:30. Nothing to do."
    )


def test_what_is_done_and_not_checked_refused_or_unknown_shows() -> None:
    it = standing(
        tally(SENT, 9, proven=4, withdrawn=5, refused=1, unresolved=1), tally(CONNECTIONS, 2, removed=1), left=(2, 1)
    )
    done = "4 withdrawn and checked, 1 answered by LinkedIn, not checked yet, 1 removed and checked"
    assert f"{done}, 1 refused, 1 not known yet, 2 left." in breath(it)


def test_a_finished_job_leaves_nothing_to_do() -> None:
    it = begun(standing(tally(SENT, 5, withdrawn=5)), days_ago=3)
    assert breath(it) == "The job is finished, after 4 days. 5 withdrawn and checked, 0 left. Nothing to do."


def test_scripts_get_the_parts_as_well() -> None:
    data = summary_data(summary_of(UNDER_WAY, DAILY, BERLIN), BERLIN)
    assert {name: data[name] for name in ("day", "days", "left", "is_scheduled", "to_do")} == {
        "day": 3,
        "days": 14,
        "left": 431,
        "is_scheduled": True,
        "to_do": "",
    }
    assert data["next_at"] == "2026-11-22T09:30:00Z"


def test_while_linkedin_holds_it_goes_on_by_the_first_start_after_that() -> None:
    held_until = datetime(2026, 11, 22, 0, 0, tzinfo=BERLIN)
    it = standing(tally(SENT, 9, withdrawn=4), left=(5, 0))
    alone = sentence(summary_of(it, None, BERLIN, held_until=held_until), BERLIN)
    assert alone.endswith("To do: withdrawer run, tomorrow about 00:00")
    assert "Day 1 of 2." in alone
    planned = sentence(summary_of(it, DAILY, BERLIN, held_until=held_until), BERLIN)
    assert "Next: tomorrow about 10:30" in planned
    assert planned.endswith("Nothing to do.")


def test_a_job_that_the_schedule_has_finished_tells_how_to_leave_to_who_looks_at_it() -> None:
    it = standing(tally(SENT, 5, withdrawn=5))
    finished = DAILY.started(NOW).ended(Ending.FINISHED, NOW).taken_off()
    told = "\n".join(scheduled_farewell(it, finished, is_replay=False))
    assert "withdrawer summary" in told
    assert "withdrawer forget --all" in told
    assert "forget" not in "".join(scheduled_farewell(it, finished, is_replay=True))
    other = msgspec.structs.replace(finished, job=9)
    went_on = DAILY.started(NOW).ended(Ending.WENT_ON, NOW)
    for schedule in (None, DAILY, other, went_on):
        assert scheduled_farewell(it, schedule, is_replay=False) == []
