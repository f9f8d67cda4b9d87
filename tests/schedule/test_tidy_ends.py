"""What may come between a tidy wish and its acts: a kill, two starts at once, an end in the middle, a no."""

import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.schedule.conftest import Machine
from tests.schedule.days import on
from tests.schedule.tidying import DAY, FULL_SPEED, MONDAY, SET, WEEK, Account
from tests.support.command import command
from tests.support.site import LocalSite
from withdrawer.errors import Exit
from withdrawer.journal.lock import run_lock

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("headless_shell")]


@pytest.fixture
def account(tmp_path: Path) -> Account:
    """Somebody who agreed that it withdraws by itself, on the Monday after."""
    account = Account(tmp_path, Machine(tmp_path))
    account.type("preview")
    account.live_on(0)
    assert account.type(*SET, "--by-itself").code == Exit.DONE
    assert account.type("schedule", "install", "--yes").code == Exit.DONE
    account.now = MONDAY + WEEK
    return account


def start(account: Account, site: LocalSite) -> subprocess.Popen[str]:
    environment = account.machine.environment(**on(site, account.now), **FULL_SPEED)
    return subprocess.Popen(
        command("schedule", "run"), env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def counted(account: Account, query: str) -> int:
    with closing(sqlite3.connect(account.machine.home / "journal.sqlite3")) as journal:
        return int(journal.execute(f"SELECT COUNT(*) FROM {query}").fetchone()[0])


def test_a_kill_between_the_job_and_its_first_act_loses_nobody_and_takes_nobody_twice(account: Account) -> None:
    wanted = account.old_enough()
    with LocalSite.start(account.options) as site:
        running = start(account, site)
        end = time.monotonic() + 60
        while not counted(account, "jobs") and time.monotonic() < end:
            time.sleep(0.005)
        running.send_signal(signal.SIGKILL)
        running.communicate()
    assert counted(account, "jobs WHERE is_tidy AND state = 'open'") == 1
    assert counted(account, "acts") == 0, "killed before the first act"
    account.now += DAY
    told = account.type("schedule", "run")
    assert told.code == Exit.DONE, told.err
    assert sorted(account.withdrawn()) == sorted(wanted)
    assert account.tidy()["last"]["state"] == "finished"


def test_of_two_starts_in_the_same_instant_one_goes_on(account: Account) -> None:
    wanted = account.old_enough()
    with LocalSite.start(account.options) as site:
        both = [start(account, site) for _ in range(2)]
        told = [it.communicate(timeout=100) for it in both]
    assert {it.returncode for it in both} <= {Exit.DONE, Exit.LOCKED}, told
    assert sorted(account.withdrawn()) == sorted(wanted)
    assert counted(account, "jobs") == 1


def test_tidy_off_waits_for_the_end_of_a_run_and_then_ends_its_job_and_its_schedule(account: Account) -> None:
    told = account.type("run", "--yes", "--per-day", "3")
    assert told.code == Exit.DONE, told.err
    assert account.tidy()["last"]["state"] == "open"
    with run_lock(account.machine.home / "lock"):
        assert account.type("tidy", "off", "--yes").code == Exit.LOCKED
    assert account.tidy()["last"]["state"] == "open"
    assert account.type("tidy", "off", "--yes").code == Exit.DONE
    assert "schedule run" not in account.machine.lines
    account.now += WEEK
    assert account.type("schedule", "run").code == Exit.DONE
    assert account.type("run").code == Exit.DONE
    assert len(account.withdrawn()) == 3


def test_another_wish_ends_the_job_of_the_earlier_one_whose_people_may_not_be_meant(account: Account) -> None:
    account.type("run", "--yes", "--per-day", "3")
    assert account.type("tidy", "set", "--older-than", "10 months", "--yes").code == Exit.DONE
    assert account.type("status", "--json").data["job"]["state"] == "ended"
    account.now += WEEK
    assert account.type("schedule", "run").code == Exit.DONE
    assert len(account.withdrawn()) == 3, "it asks now"
    assert account.tidy()["ready"] < len(account.old_enough())


def test_a_wish_without_a_yes_is_none(tmp_path: Path) -> None:
    account = Account(tmp_path, Machine(tmp_path))
    account.type("preview")
    told = account.type("tidy", "set", "--older-than", "3 weeks")
    assert told.code == Exit.USAGE
    assert "there is no terminal to ask on" in told.err
    assert account.tidy() is None
    assert account.type("schedule", "install", "--yes").code == Exit.USAGE
