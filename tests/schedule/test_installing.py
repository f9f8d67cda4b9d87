"""install, show and remove, with a crontab of the test's own."""

import stat
import subprocess
import sys

import pytest

from tests.schedule.conftest import SOMEBODY_ELSE_S, Machine
from withdrawer.errors import Exit

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
    assert machine.lines == SOMEBODY_ELSE_S
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
    assert (told.code, told.out) == (Exit.DONE, "Taken out of cron.\n")
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
    assert ended.returncode == Exit.UNEXPECTED, ended.stderr
    assert "no screen" in ended.stderr
    assert "no screen" in machine.run("schedule", "show").out


def test_the_environment_in_the_line_is_the_screen_and_no_secret(machine: Machine) -> None:
    machine.confirm_job()
    machine.run("schedule", "install", "--yes", DISPLAY=":7", API_TOKEN="canary", WITHDRAWER_KEEP="Ana Canary")
    assert "DISPLAY=:7" in machine.lines
    assert "canary" not in machine.lines.lower()


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
    assert "cron does not have it any more" in machine.run("schedule", "show").out


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
