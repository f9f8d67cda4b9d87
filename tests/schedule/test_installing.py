"""install, show and remove, with a crontab of the test's own."""

import json
import re
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from tests.schedule.conftest import NOW, SOMEBODY_ELSE_S, Machine
from withdrawer.clock import system_clock
from withdrawer.errors import Exit
from withdrawer.schedule.state import Ending, LastRun, read_schedule, write_schedule

pytestmark = pytest.mark.skipif(sys.platform not in ("linux",), reason="cron is chosen on Linux without systemd")


def test_without_a_confirmed_job_nothing_is_scheduled_and_the_way_there_is_said(machine: Machine) -> None:
    told = machine.run("schedule", "install", "--yes")
    assert told.code == Exit.USAGE
    assert "withdrawer run" in told.err
    assert machine.lines == SOMEBODY_ELSE_S


def test_it_shows_the_exact_lines_and_asks_before_it_writes_them(machine: Machine) -> None:
    machine.confirm_job()
    told = machine.run("schedule", "install")
    assert told.code == Exit.USAGE
    assert "--yes" in told.err
    assert machine.lines == SOMEBODY_ELSE_S
    shown = machine.run("schedule", "install", "--dry-run")
    assert shown.code == Exit.DONE
    assert "Its first start would be" in shown.out
    assert "Nothing was written" in shown.out
    assert machine.lines == SOMEBODY_ELSE_S
    assert not (machine.home / "schedule.json").exists()
    assert machine.run("schedule", "install", "--yes").code == Exit.DONE
    for line in machine.lines.removeprefix(SOMEBODY_ELSE_S).splitlines():
        assert f"    {line}\n" in shown.out


def test_remove_takes_out_all_of_it_and_nothing_else(machine: Machine) -> None:
    machine.confirm_job()
    for _again in range(2):
        assert machine.run("schedule", "install", "--yes", "--at", "9:05", "--days", "mon-fri").code == Exit.DONE
        assert machine.lines.startswith(SOMEBODY_ELSE_S)
        assert machine.lines.count("--if-missed") == 1
    file = machine.home / "schedule.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    told = machine.run("schedule", "remove")
    assert (told.code, told.out) == (Exit.DONE, "Removed from cron.\n")
    assert machine.lines == SOMEBODY_ELSE_S
    assert not file.exists()
    assert "Nothing was scheduled" in machine.run("schedule", "remove").out


def test_to_forget_all_of_an_account_takes_its_schedule_along(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    assert machine.run("forget", "--all", "--yes").code == Exit.DONE
    assert machine.lines == SOMEBODY_ELSE_S
    assert not machine.home.exists()


def test_a_crontab_that_was_none_is_none_again(machine: Machine) -> None:
    machine.confirm_job()
    machine.crontab.unlink()
    machine.run("schedule", "install", "--yes")
    assert machine.lines
    machine.run("schedule", "remove")
    assert not machine.crontab.exists()


def test_the_line_finds_this_home_from_a_bare_environment(machine: Machine) -> None:
    """As cron runs it: `sh`, another folder, and next to no variables."""
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    line = next(line for line in machine.lines.splitlines() if "schedule run" in line)
    command = line.split(None, 5)[5].replace("\\%", "%")
    ended = subprocess.run(
        ["/bin/sh", "-c", command], env={"PATH": "/usr/bin:/bin"}, cwd="/", capture_output=True, text=True, check=False
    )
    assert ended.returncode == Exit.USAGE, ended.stderr
    assert "no screen" in ended.stderr
    assert "no screen" in machine.run("schedule", "show").out


def test_a_scheduled_start_runs_nothing_of_the_folder_it_starts_in(machine: Machine, tmp_path: Path) -> None:
    """cron starts in the home folder: whatever `calendar.py` or `click.py` lies there must not be run."""
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    line = next(line for line in machine.lines.splitlines() if "schedule run" in line)
    folder = tmp_path / "planted"
    folder.mkdir()
    for name in ("calendar", "click", "msgspec", "trustme", "sqlite3"):
        (folder / f"{name}.py").write_text(f"open({str(tmp_path / 'run')!r}, 'a').write('{name} ')\n")
    command = line.split(None, 5)[5].replace("\\%", "%")
    ended = subprocess.run(
        ["/bin/sh", "-c", command],
        env={"PATH": "/usr/bin:/bin"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == Exit.USAGE, ended.stderr
    assert not (tmp_path / "run").exists()


def test_the_screen_is_remembered_in_the_home_and_no_secret_anywhere(machine: Machine) -> None:
    machine.confirm_job()
    secret = {"API_TOKEN": "canary", "WITHDRAWER_KEEP": "Ana Canary", "PYTHONSTARTUP": "canary"}
    machine.run("schedule", "install", "--yes", DISPLAY=":7", **secret)
    remembered = json.loads((machine.home / "schedule.json").read_text("utf-8"))
    assert remembered["environment"] == {"DISPLAY": ":7", "TZ": "Europe/Berlin"}
    assert "DISPLAY" not in machine.lines
    assert "canary" not in f"{machine.lines} {remembered}".lower()


def test_a_start_takes_over_what_is_remembered_where_nothing_else_is_set(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes", DISPLAY="elsewhere:1")
    with machine.journal() as journal:
        journal.stops.record(machine.account(journal), "throttled", NOW, "LinkedIn answered 429.")
    assert machine.run("schedule", "run").code == Exit.WALL
    with machine.journal() as journal:
        journal.stops.clear(machine.account(journal), NOW)
    assert "no screen" in machine.run("schedule", "run", DISPLAY=":99999").err


def test_an_entry_of_an_earlier_version_with_variables_goes_on_working(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    told = machine.run("schedule", "run", "--variable", "DISPLAY=:99999", "--variable", "PYTHONPATH=/x")
    assert "no screen" in told.err


def test_a_home_whose_name_is_no_text_is_refused_in_words(machine: Machine) -> None:
    machine.home = machine.home.with_name("home \udcff")
    machine.confirm_job()
    told = machine.run("schedule", "install", "--yes")
    assert told.code == Exit.USAGE
    assert "not valid UTF-8" in told.err
    assert "Unicode" not in told.err
    for words in (("show",), ("remove",), ("run",)):
        assert machine.run("schedule", *words).code == Exit.DONE


def test_what_cron_does_not_let_go_is_told_remembered_and_starts_nothing(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    machine.send_cron_away()
    for _again in range(2):
        told = machine.run("schedule", "remove")
        assert told.code == Exit.UNEXPECTED
        assert 'type "crontab -e"' in told.err
    assert "is being removed" in machine.run("schedule", "show").out
    assert "is being removed" in machine.run("status").out
    assert "nothing was started" in machine.run("schedule", "run").err
    assert not (machine.home / "schedule.log").exists(), "it did nothing"
    machine.send_cron_away(is_away=False)
    assert "is being removed" in machine.run("schedule", "show").out
    assert "nothing was started" in machine.run("schedule", "run").err
    assert machine.lines == SOMEBODY_ELSE_S, "the start has taken itself out"
    assert "Nothing is scheduled any more." in machine.run("schedule", "show").out
    assert machine.run("schedule", "remove").code == Exit.DONE


def test_to_forget_all_keeps_the_memory_of_an_entry_that_is_left(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    machine.send_cron_away()
    told = machine.run("forget", "--all", "--yes")
    assert told.code == Exit.UNEXPECTED
    assert "All is deleted but this home's schedule" in told.err
    left = {"schedule.json", "kind", "lock", "review.lock"}
    assert {it.name for it in machine.home.iterdir()} == left
    machine.run("schedule", "run")
    assert {it.name for it in machine.home.iterdir()} == left, "it did nothing"
    machine.send_cron_away(is_away=False)
    assert machine.run("forget", "--all", "--yes").code == Exit.DONE
    assert machine.lines == SOMEBODY_ELSE_S
    assert not machine.home.exists()


def test_what_was_left_in_the_system_makes_no_home_and_does_nothing(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    left = machine.lines
    machine.run("forget", "--all", "--yes")
    line = next(line for line in left.splitlines() if "schedule run" in line)
    command = line.split(None, 5)[5].replace("\\%", "%")
    ended = subprocess.run(["/bin/sh", "-c", command], env={}, cwd="/", capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (Exit.DONE, "")
    assert "Nothing is scheduled here" in ended.stderr
    assert not machine.home.exists()


def test_a_line_that_somebody_has_switched_off_promises_nothing(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    commented = "".join(f"# {line}" if "schedule run" in line else line for line in machine.lines.splitlines(True))
    machine.crontab.write_text(commented, encoding="utf-8")
    assert "switched off in cron" in machine.run("schedule", "show").out
    assert machine.run("schedule", "show", "--json").data["schedule"]["held"] == "disabled"
    assert "Nothing to do" not in machine.run("status").out
    machine.run("schedule", "remove")
    assert machine.lines == SOMEBODY_ELSE_S


def test_starts_that_were_missed_and_a_program_that_has_moved_are_told_everywhere(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    schedule = read_schedule(machine.home)
    assert schedule is not None
    now = system_clock()
    last = LastRun(now - timedelta(days=5), now - timedelta(days=5), Ending.WENT_ON)
    early = msgspec.structs.replace(schedule, installed_at=now - timedelta(days=6), last=last)
    write_schedule(machine.home, early)
    shown = machine.run("schedule", "show").out
    assert re.search("[45] starts have been missed", shown)
    assert "The next start" not in shown
    assert "been missed" in machine.run("status").out
    assert "Nothing to do" not in machine.run("status").out
    write_schedule(machine.home, msgspec.structs.replace(schedule, command=("/gone/python", *schedule.command[1:])))
    for words in (("schedule", "show"), ("status",)):
        assert "/gone/python is gone" in machine.run(*words).out
    told = machine.run("doctor", "--json", WITHDRAWER_BROWSER="none-such").data["findings"]
    [found] = [it for it in told if it["about"] == "schedule"]
    assert (found["mark"], found["next"]) == ("look", "withdrawer schedule install")
    machine.run("schedule", "install", "--yes")
    assert "The next start:" in machine.run("schedule", "show").out


def test_an_installation_that_fails_says_why_also_where_cleaning_up_fails(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    refusing = (
        (machine.programs / "crontab").read_text("utf-8").replace("-) cat", '-) echo "disk full" >&2; exit 1; cat')
    )
    (machine.programs / "crontab").write_text(refusing, encoding="utf-8")
    told = machine.run("schedule", "install", "--yes")
    assert told.code == Exit.UNEXPECTED
    assert "disk full" in told.err


def test_show_says_when_it_runs_and_misses_an_entry_that_somebody_took_out(machine: Machine) -> None:
    assert "Nothing is scheduled" in machine.run("schedule", "show").out
    machine.confirm_job()
    machine.run("schedule", "install", "--yes", "--days", "mon-fri", "--delay", "0")
    told = machine.run("schedule", "show", "--json").data["schedule"]
    assert (told["backend"], told["at"], told["days"], told["is_held"]) == (
        "cron",
        "10:30",
        ["mon", "tue", "wed", "thu", "fri"],
        True,
    )
    machine.crontab.write_text(SOMEBODY_ELSE_S, encoding="utf-8")
    assert "cron no longer has it" in machine.run("schedule", "show").out


@pytest.mark.parametrize("backend", ["systemd", "launchd", "windows"])
def test_any_backend_s_file_can_be_looked_at_and_none_is_written_where_it_is_not(
    machine: Machine, backend: str
) -> None:
    machine.confirm_job()
    shown = machine.run("schedule", "install", "--dry-run", "--backend", backend, "--json", TZ="")
    assert shown.code == Exit.DONE, shown.err
    assert "schedule" in shown.data["files"][-1]["text"]
    refused = machine.run("schedule", "install", "--yes", "--backend", backend, TZ="")
    assert refused.code == Exit.USAGE
    assert backend in refused.err


def test_a_wrong_time_is_refused_before_anything(machine: Machine) -> None:
    told = machine.run("schedule", "install", "--yes", "--at", "half ten")
    assert told.code == Exit.USAGE
    assert "--at" in told.err


def test_doctor_tells_of_the_schedule(machine: Machine) -> None:
    def told() -> dict[str, str]:
        findings = machine.run("doctor", "--json", WITHDRAWER_BROWSER="none-such").data["findings"]
        [found] = [it for it in findings if it["about"] == "schedule"]
        return dict(found)

    assert told()["mark"] == "ok"
    assert "Nothing is scheduled" in told()["sentence"]
    machine.confirm_job()
    machine.run("schedule", "install", "--yes")
    assert told()["sentence"].startswith("By cron")
    assert "It has not run yet" in told()["sentence"]
    machine.crontab.write_text(SOMEBODY_ELSE_S, encoding="utf-8")
    assert told()["mark"] == "look"
    assert told()["next"] == "withdrawer schedule install"
