"""Each fault of the site ends as docs/faults.md says; what the demo claims is what the site's log says."""

import json
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_running import FULL_SPEED, SELECT
from tests.long.faults.play import differences, play
from tests.long.faults.rows import Row, rows
from tests.support.command import command
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser

QUICK = [row for row in rows() if row.quick]


@pytest.mark.parametrize("row", QUICK, ids=lambda row: row.fault)
@pytest.mark.timeout(240)
def test_a_fault_ends_as_documented(row: Row, tmp_path: Path) -> None:
    played = play(row.fault, tmp_path)
    assert differences(row, played) == [], played.said


def test_a_window_closed_by_hand_ends_the_run_and_says_how_to_go_on(
    stage: Callable[..., Stage], tmp_path: Path
) -> None:
    here = stage(people=12, latency_ms=150)
    environment = here.environment
    environment["WITHDRAWER_BROWSER_ARGS"] += " --remote-debugging-port=0"
    running = subprocess.Popen(
        command("run", *FULL_SPEED, *SELECT), env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    end = time.monotonic() + 90
    while len(here.keys("withdrawn")) < 4 and running.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.05)
    [port_file] = here.home.rglob("DevToolsActivePort")
    port = port_file.read_text("utf-8").split()[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=10) as told:
        [page] = [it for it in json.load(told) if it["type"] == "page"]
    urllib.request.urlopen(f"http://127.0.0.1:{port}/json/close/{page['id']}", timeout=10).close()
    out, err = running.communicate(timeout=60)
    assert running.returncode == Exit.INTERRUPTED, err
    assert "withdrawer run" in err
    assert "Traceback" not in err
    document = json.loads(out)
    assert document["data"]["sent"]["withdrawn"] <= len(here.keys("withdrawn"))
    again = here.run("run", *FULL_SPEED)
    assert again.code == Exit.DONE, again.err
    assert again.data["sent"]["withdrawn"] == len(here.keys("withdrawn")) == len(set(here.keys("act")) & here.blast())
