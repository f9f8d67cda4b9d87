"""Where the time of one slow path goes: `scripts/bench --profile scan`."""

import argparse
import cProfile
import pstats
import sys
from collections.abc import Callable
from functools import partial

from tests.bench.acts import act_once
from tests.bench.ground import Crowd, ground
from tests.bench.journal import NOW, open_journal, plan, sent, stand
from tests.bench.scanning import list_people
from withdrawer.plan.half import Half

LINES = 25


def main() -> int:
    """Run it once under the profiler and print its dearest functions."""
    parser = argparse.ArgumentParser(prog="scripts/bench --profile", description=__doc__)
    parser.add_argument("work", choices=sorted(WORKS))
    WORKS[parser.parse_args().work]()
    return 0


def profiled(work: Callable[[], object]) -> None:
    """Print where the time of some work goes, the dearest first."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(LINES)


def _scan() -> None:
    with ground(Crowd(before=1_030)) as on:
        profiled(partial(list_people, on, 1_000))


def _act() -> None:
    with ground(Crowd(before=60)) as on:
        profiled(partial(act_once, on, Half.SENT, 20))


def _plan() -> None:
    with open_journal(10_000, 10) as (journal, account, _):
        profiled(partial(plan, journal, account, sent(10_000, NOW)))


def _status() -> None:
    with open_journal(20_000, 1, 20_000) as (journal, account, job):
        profiled(partial(stand, journal, account, job))


WORKS = {"scan": _scan, "act": _act, "plan": _plan, "status": _status}

if __name__ == "__main__":
    sys.exit(main())
