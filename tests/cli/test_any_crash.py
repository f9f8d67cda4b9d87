"""The short form of `scripts/long crash`: everything that may happen to a run happens to one job, one after another."""

import sys
from pathlib import Path
from random import Random

import pytest

from tests.long.crash.breaks import BREAKS
from tests.long.crash.kills import kill_browser, kill_process
from tests.long.crash.races import races
from tests.long.crash.trial import go_on, trial_on

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("headless_shell"),
    pytest.mark.timeout(600),
    pytest.mark.skipif(sys.platform == "win32", reason="POSIX"),
]
NOW = "2026-10-12T13:20:00+00:00"


def test_whatever_happens_to_a_job_nothing_is_lost_and_nobody_wronged(tmp_path: Path) -> None:
    random = Random()
    happenings = [name for name in BREAKS if name not in ("asleep", "clock set back a day")]
    random.shuffle(happenings)
    with trial_on(tmp_path, {"people": 32, "now": NOW, "latency_ms": 20}) as trial:
        for kill in (kill_process, kill_browser):
            running = trial.run()
            running.await_acts(random.randint(1, 4))
            assert kill(running)
            running.end()
        for name in happenings:
            BREAKS[name](trial, random)
        assert set(go_on(trial)) <= {0}, trial.told[-1]
        verdicts = trial.judge()
    assert verdicts.is_clean, f"{happenings}: {verdicts}"
    assert verdicts.act_requests >= 20


def test_of_two_runs_in_the_same_instant_exactly_one_acts(tmp_path: Path) -> None:
    assert races(tmp_path, 1, people=12) == []
