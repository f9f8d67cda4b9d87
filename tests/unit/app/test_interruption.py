"""What a signal does to a command, tried on a process of its own."""

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals there")

WAITING = """
import time
from withdrawer.app.interruption import interruptible
from withdrawer.errors import Interrupted
with interruptible("To continue, type: withdrawer run") as interruption:
    print("ready", flush=True)
    try:
        while True:
            {work}
    except Interrupted as error:
        print(error.message, flush=True)
        raise SystemExit(130)
"""
HEEDS = WAITING.format(work="interruption.check(); time.sleep(0.01)")
DEAF = WAITING.format(work="time.sleep(0.01)")


def started(program: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda it: it.name)
def test_work_that_looks_up_ends_by_itself(number: signal.Signals) -> None:
    process = started(HEEDS)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "Stopped.\n")
    assert "Traceback" not in err


def test_work_that_hangs_is_ended_within_two_seconds_with_its_last_words() -> None:
    process = started(DEAF)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert time.monotonic() - began < 2
    assert process.returncode == 130
    assert err.count("To continue, type: withdrawer run") == 1


def test_a_second_signal_is_no_traceback() -> None:
    process = started(DEAF)
    for _ in range(3):
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Traceback" not in err


QUIET = """
import signal
from withdrawer.app.interruption import SIGNALS, interruptible
before = [signal.getsignal(number) for number in SIGNALS]
with interruptible("words") as interruption:
    assert [signal.getsignal(number) for number in SIGNALS] != before
    interruption.check()
assert [signal.getsignal(number) for number in SIGNALS] == before
"""


def test_without_a_signal_everything_is_as_before() -> None:
    assert subprocess.run([sys.executable, "-c", QUIET], check=False).returncode == 0
