"""What LinkedIn may do to a run, and what must never happen then."""

import json
import subprocess
import time
from collections.abc import Callable

import pytest

from tests.cli.test_running import FULL_SPEED, SELECT
from tests.support.command import command
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("headless_shell")]


def test_a_refusal_behind_a_vanished_row_is_never_called_withdrawn(stage: Callable[..., Stage]) -> None:
    here = stage(people=12, faults=("refused-silently:5",))
    told = here.run("run", *FULL_SPEED, *SELECT)
    assert told.code == Exit.PARTIAL, told.err
    assert told.document["status"] == "partial"
    assert told.data["sent"]["refused"] == 1
    assert told.data["sent"]["withdrawn"] == told.data["sent"]["proven"] == len(here.keys("withdrawn"))
    assert told.data["job"]["state"] == "open"


def test_where_the_trial_is_refused_nobody_else_is_tried(stage: Callable[..., Stage]) -> None:
    here = stage(people=14, faults=("refused-silently",))
    told = here.run("run", *FULL_SPEED, *SELECT)
    assert told.code == Exit.PARTIAL, told.err
    assert len(here.keys("act")) == 3
    assert told.data["sent"]["withdrawn"] == 0
    assert told.data["sent"]["refused"] == 3


def test_signed_out_says_so_and_touches_nobody(stage: Callable[..., Stage]) -> None:
    here = stage(scenario="signed-out", people=10)
    told = here.run("preview", "--json")
    assert told.code == Exit.SIGNED_OUT
    assert "withdrawer login" in told.err
    assert here.happened()["act"] == 0


def test_a_second_run_is_locked_out_and_says_so(stage: Callable[..., Stage]) -> None:
    here = stage(people=12, latency_ms=300)
    running = subprocess.Popen(
        command("run", *FULL_SPEED, *SELECT), env=here.environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while not here.happened()["withdrawn"]:
            assert time.monotonic() < end
            time.sleep(0.05)
        for arguments in (("preview",), ("run", "--yes"), ("login",)):
            assert here.run(*arguments).code == Exit.LOCKED
        told = here.run("status")
        assert told.code == Exit.DONE
        assert "`withdrawer run` is using this account, since " in told.out
        assert "type: withdrawer run" not in told.out
        told = here.run("status", "--json")
        assert told.data["in_use_by"]["process"] == running.pid
        assert told.data["summary"]["to_do"] == ""
        assert here.run("history").code == Exit.DONE
    finally:
        out, err = running.communicate(timeout=90)
    assert running.returncode == Exit.DONE, err
    assert json.loads(out)["data"]["sent"]["withdrawn"] == len(here.keys("withdrawn"))
    assert here.run("status", "--json").data["in_use_by"] is None


@pytest.mark.long
def test_a_killed_run_is_looked_up_and_goes_on(stage: Callable[..., Stage]) -> None:
    here = stage(people=18, latency_ms=80)
    for acts in (2, 5, 8):
        running = subprocess.Popen(
            command("run", "--yes", "--pace", "none", *(SELECT if acts == 2 else ())), env=here.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.monotonic() + 60
        while len(here.keys("act")) < acts and running.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.01)
        running.kill()
        running.wait()
    told = here.run("run", *FULL_SPEED)
    assert told.code == Exit.DONE, told.err
    assert told.data["job"]["state"] == "finished"
    assert set(here.keys("withdrawn")) == here.blast() - set(here.keys("accepted"))
    done = here.keys("withdrawn")
    assert len(done) == len(set(done))
    assert told.data["sent"]["withdrawn"] == len(done)
