"""What the scheduled command does when it may not, or can not, go on; nothing here opens a browser."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec

from tests.schedule.conftest import NOW, Machine
from tests.support.command import Told
from withdrawer.clock import system_clock
from withdrawer.errors import Exit
from withdrawer.schedule.state import Ending, Schedule, read_schedule, write_schedule


def remembered(machine: Machine) -> Schedule:
    schedule = read_schedule(machine.home)
    assert schedule is not None
    return schedule


def test_without_a_screen_it_says_so_and_does_not_work_hidden(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    told = machine.run("schedule", "run")
    assert told.code == Exit.USAGE
    assert "no screen" in told.err
    status = machine.run("status").out.splitlines()[0]
    assert "no screen" in status
    assert "Nothing to do" not in status
    assert "schedule run" in machine.lines, "it stays installed"


def test_a_stop_leaves_it_installed_but_idle_until_resume(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    with machine.journal() as journal:
        journal.stops.record(machine.account(journal), "throttled", NOW, "LinkedIn answered 429.")
    told = machine.run("schedule", "run", DISPLAY="elsewhere:1")
    assert told.code == Exit.WALL
    assert "schedule run" in machine.lines
    assert "To do: withdrawer resume" in machine.run("status").out.splitlines()[0]
    assert "withdrawer resume" in machine.run("schedule", "show").out
    assert machine.run("resume", "--yes").code == Exit.DONE
    assert machine.run("schedule", "run").code == Exit.USAGE  # no screen: it is idle no longer


def test_a_job_that_is_done_ends_the_schedule(machine: Machine) -> None:
    job = machine.confirm_job()
    before = machine.lines
    machine.run("schedule", "install", "--yes")
    with machine.journal() as journal:
        journal.jobs.finish(job, NOW)
    assert machine.run("schedule", "run").code == Exit.DONE
    assert machine.lines == before
    assert "Nothing is scheduled any more" in machine.run("schedule", "show").out


def test_a_job_in_the_place_of_the_confirmed_one_is_not_gone_on_with(machine: Machine) -> None:
    machine.confirm_job()
    before = machine.lines
    machine.run("schedule", "install", "--yes")
    machine.confirm_job()
    told = machine.run("schedule", "run")
    assert told.code == Exit.DONE
    assert "no longer open" in told.err
    assert "nothing was started" in machine.run("schedule", "run").err
    assert machine.lines == before


def test_typed_by_hand_without_a_schedule_it_does_nothing_and_names_the_way(machine: Machine) -> None:
    machine.confirm_job()
    told = machine.run("schedule", "run", "--json", DISPLAY="elsewhere:1")
    assert told.code == Exit.DONE
    assert told.document["data"] == {"schedule": None}
    assert "withdrawer run" in told.err
    assert "removed itself" not in told.err


def test_a_day_on_which_it_was_told_no_is_told_and_no_start_of_it_begins(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    today = system_clock().astimezone(ZoneInfo("Europe/Berlin")).date()
    ended = remembered(machine).started(system_clock()).ended(Ending.NOT_TODAY, system_clock())
    write_schedule(machine.home, ended.resting(today))
    for words in ((), ("--if-missed",)):
        told = machine.run("schedule", "run", *words, DISPLAY="elsewhere:1")
        assert told.code == Exit.DONE
    assert "Not today" in machine.run("status").out
    assert "Not today" in machine.run("schedule", "show").out
    assert machine.run("schedule", "show", "--json").data["schedule"]["rests_on"] == today.isoformat()


def test_an_allowance_that_opens_on_another_day_is_left_for_the_next_start(machine: Machine) -> None:
    job = machine.confirm_job(people=41)
    machine.run("schedule", "install", "--yes")
    with machine.journal() as journal:
        for line in journal.jobs.lines(job)[:40]:
            journal.acts.intend(line, system_clock() + timedelta(hours=5))
    told = machine.run("schedule", "run", DISPLAY="elsewhere:1")
    assert told.code == Exit.DONE, told.err
    assert "left the rest for the next start" in machine.run("schedule", "show").out
    last = remembered(machine).last
    assert last is not None
    assert last.ending is Ending.LATER


def test_what_it_tells_holds_no_name(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    (machine.home / "config.toml").write_text("[output]\njson = true\n", encoding="utf-8")
    told = machine.run("schedule", "run")
    assert told.out == "", "a setting for the terminal is none for a scheduler's log"
    asked_for = machine.run("schedule", "run", "--json")
    told = Told(told.code, told.out + asked_for.out, told.err + asked_for.err)
    everything = told.out + told.err + machine.log + (machine.home / "schedule.json").read_text("utf-8")
    assert "person-0" not in everything
    assert "Example" not in everything
    assert "example" not in everything


def test_the_hourly_line_runs_only_where_a_start_was_missed(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    assert machine.run("schedule", "run", "--if-missed").code == Exit.DONE
    assert remembered(machine).last is None
    missed = msgspec.structs.replace(remembered(machine), installed_at=system_clock() - timedelta(days=2))
    write_schedule(machine.home, missed)
    assert machine.run("schedule", "run", "--if-missed").code == Exit.USAGE  # it ran: there is no screen
    assert remembered(machine).last is not None
    assert machine.run("schedule", "run", "--if-missed").code == Exit.DONE
