"""Ctrl-C from a real terminal, a closed terminal, a window closed by hand: a clean pause, and nothing is done twice."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pexpect
import pytest

from tests.support.command import command
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = [pytest.mark.browser, pytest.mark.skipif(sys.platform == "win32", reason="no pty there")]
WINDOW = ("--since", "1 day ago", "--until", "40 minutes ago")
LIMIT_SECONDS = 2.0


def start(stage: Stage, *arguments: str) -> "pexpect.spawn[str]":
    program, *rest = command("run", "--yes", *arguments)
    return pexpect.spawn(
        program,
        rest,
        env={**stage.environment, "TERM": "xterm"},
        encoding="utf-8",
        codec_errors="replace",
        timeout=60,
        dimensions=(40, 120),
    )


def wait_for_acts(stage: Stage, count: int) -> None:
    end = time.monotonic() + 60
    while stage.happened()["withdrawn"] < count:
        assert time.monotonic() < end, "no act came"
        time.sleep(0.02)


def go_on_and_finish(stage: Stage) -> None:
    told = stage.run("run", "--yes", "--json", "--pace", "none")
    assert told.code == Exit.DONE, told.err
    assert told.data["job"]["state"] == "finished"
    acts = stage.keys("act")
    assert len(acts) == len(set(acts)), "somebody was acted on twice"
    assert set(stage.keys("withdrawn")) == stage.blast() - set(stage.keys("accepted"))
    assert told.data["sent"]["withdrawn"] == told.data["sent"]["proven"] == len(stage.keys("withdrawn"))


@pytest.mark.parametrize("acts", [0, 3, *(pytest.param(acts, marks=pytest.mark.long) for acts in (1, 7))])
def test_ctrl_c_in_a_real_terminal_ends_cleanly_within_two_seconds(stage: Callable[..., Stage], acts: int) -> None:
    here = stage(people=11, latency_ms=60)
    child = start(here, *WINDOW, "--pace", "none")
    if acts:
        wait_for_acts(here, acts)
    else:
        child.expect("Reading Sent")
    began = time.monotonic()
    child.sendintr()
    child.expect(r"To continue,\s+type: withdrawer run" if acts else "Nothing was touched")
    child.expect(pexpect.EOF)
    child.close()
    assert time.monotonic() - began < LIMIT_SECONDS
    assert child.exitstatus == Exit.INTERRUPTED
    assert "Traceback" not in (child.before or "")
    if acts:
        go_on_and_finish(here)
    else:
        assert here.happened()["act"] == 0


@pytest.mark.usefixtures("headless_shell")
def test_ctrl_c_while_waiting_between_acts_ends_at_once(stage: Callable[..., Stage]) -> None:
    here = stage(people=8)
    child = start(here, *WINDOW)
    wait_for_acts(here, 1)
    time.sleep(0.5)
    began = time.monotonic()
    child.sendintr()
    child.expect(r"To continue,\s+type: withdrawer run")
    child.expect(pexpect.EOF)
    child.close()
    assert time.monotonic() - began < LIMIT_SECONDS
    assert child.exitstatus == Exit.INTERRUPTED
    go_on_and_finish(here)


@pytest.mark.usefixtures("headless_shell")
def test_whatever_terminates_it_with_its_browser_is_told_in_its_own_words_alone(stage: Callable[..., Stage]) -> None:
    here = stage(people=11, latency_ms=60)
    words = command("run", "--yes", "-q", *WINDOW, "--pace", "none")
    child = subprocess.Popen(words, env=here.environment, stderr=subprocess.PIPE, start_new_session=True)
    wait_for_acts(here, 2)
    os.killpg(child.pid, signal.SIGTERM)
    _, err = child.communicate(timeout=LIMIT_SECONDS)
    assert child.returncode == Exit.INTERRUPTED
    assert err.decode().splitlines()[0] == "withdrawer: Stopped."
    assert len(err.splitlines()) == 2, err.decode()


@pytest.mark.usefixtures("headless_shell")
def test_a_closed_terminal_ends_the_run_and_it_goes_on_later(stage: Callable[..., Stage]) -> None:
    here = stage(people=11, latency_ms=60)
    child = start(here, *WINDOW, "--pace", "none")
    wait_for_acts(here, 2)
    began = time.monotonic()
    child.ptyproc.fileobj.close()  # not by its number, which the object would close again one day
    child.closed = True
    while child.isalive():
        assert time.monotonic() - began < LIMIT_SECONDS
        time.sleep(0.02)
    go_on_and_finish(here)


def test_a_window_closed_by_hand_is_a_clean_pause(stage: Callable[..., Stage]) -> None:
    here = stage(people=11, latency_ms=60)
    child = start(here, *WINDOW, "--pace", "none")
    wait_for_acts(here, 2)
    began = time.monotonic()
    close_windows(here)
    child.expect("The browser window was closed")
    child.expect(r"To continue,\s+type: withdrawer run")
    child.expect(pexpect.EOF)
    child.close()
    assert time.monotonic() - began < LIMIT_SECONDS
    assert child.exitstatus == Exit.INTERRUPTED
    go_on_and_finish(here)


def close_windows(stage: Stage) -> None:
    """As a person does: the browser quits politely by itself."""
    listed = subprocess.run(["ps", "-wweo", "pid,args"], capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        if f"--user-data-dir={stage.home}" in line and "--type=" not in line:
            found = re.match(r"\s*(\d+)", line)
            assert found
            os.kill(int(found[1]), signal.SIGINT)
