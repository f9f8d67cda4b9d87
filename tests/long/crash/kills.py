"""Killing at random instants: the run itself, or its browser."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.long.crash.judge import Verdicts
from tests.long.crash.trial import Running, Trial, trial_on

LONGEST_SECONDS = 9.0
NEAR_AN_ACT_SECONDS = 0.25
KILLS_OF_ONE_JOB = 15
RUNS_OF_ONE_JOB = 40
ENDINGS = {0, 3}
"""Exit codes of a run that nobody broke off."""


@dataclass
class Tally:
    """What came of many kills. `kept_silent` counts runs that settled something unresolved and did not say so."""

    kills: int = 0
    landed_on_an_open_act: int = 0
    kept_silent: int = 0
    verdicts: Verdicts = field(default_factory=Verdicts)
    endings: Counter[int] = field(default_factory=Counter)

    @property
    def is_clean(self) -> bool:
        """Whether all that must hold has held."""
        return self.verdicts.is_clean and not self.kept_silent and set(self.endings) <= ENDINGS


def kill_process(running: Running) -> bool:
    """SIGKILL for the run alone: its driver and browser have to find out by themselves."""
    if running.has_ended:
        return False
    running.process.kill()
    return True


def kill_browser(running: Running) -> bool:
    """SIGKILL for the browser alone."""
    browsers = [] if running.has_ended else running.browsers()
    for browser in browsers:
        os.kill(browser, signal.SIGKILL)
    return bool(browsers)


def choose_instant(running: Running, random: Random) -> None:
    """Wait until the instant of a kill: anywhere in a run, or just after an act was asked for."""
    if random.random() < 0.4:
        time.sleep(random.uniform(0, LONGEST_SECONDS))
    else:
        running.await_acts(random.randint(1, 5))
        time.sleep(random.uniform(0, NEAR_AN_ACT_SECONDS))


def break_off(trial: Trial, kill: Callable[[Running], bool], kills: int, random: Random, tally: Tally) -> int:
    """Kill this job's runs so often at most, then let it finish; gives how many kills met a living one."""
    met = 0
    while not trial.is_finished and trial.runs < RUNS_OF_ONE_JOB:
        running = trial.run()
        is_to_be_killed = met < min(kills, KILLS_OF_ONE_JOB)
        if is_to_be_killed:
            choose_instant(running, random)
        was_alive = is_to_be_killed and kill(running)
        running.end()
        tally.kept_silent += running.has_kept_silent()
        if was_alive:
            met += 1
            tally.landed_on_an_open_act += bool(trial.unresolved)
        else:
            tally.endings[running.process.returncode] += 1
    return met


def attack(folder: Path, kill: Callable[[Running], bool], kills: int, people: int, seed: int) -> Tally:
    """Kill so often, over as many jobs as that takes, and judge each."""
    random, tally = Random(seed), Tally()
    while tally.kills < kills:
        place = folder / f"job-{tally.verdicts.jobs}"
        with trial_on(place, {"people": people}) as trial:
            met = break_off(trial, kill, kills - tally.kills, random, tally)
            tally.kills += met
            tally.verdicts += trial.judge()
    return tally
