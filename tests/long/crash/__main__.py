"""`scripts/long crash`: attack real runs, print the figures, and exit 1 where anything was lost or anybody wronged."""

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random, SystemRandom

from tests.long.crash.breaks import BREAKS
from tests.long.crash.judge import Verdicts
from tests.long.crash.kills import Tally, attack, kill_browser, kill_process
from tests.long.crash.races import races
from tests.long.crash.trial import go_on, trial_on

NOW = "2026-10-12T13:20:00+00:00"


def main() -> int:
    """Kill so many runs, then so many browsers; race, and let other things happen."""
    parser = argparse.ArgumentParser(prog="scripts/long crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=0, metavar="N", help="kill the run's process so often")
    parser.add_argument("--browser-kills", type=int, default=0, metavar="N", help="kill its browser so often")
    parser.add_argument("--races", type=int, default=0, metavar="N", help="start two runs in the same instant so often")
    parser.add_argument(
        "--others", type=int, default=0, metavar="N", help="power, disk, clock, sleep, network: so often"
    )
    parser.add_argument("--people", type=int, default=26, metavar="N", help="pending invitations of each job's account")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), metavar="S")
    given = parser.parse_args()
    say(f"seed {given.seed}")
    tallies, wrong = [], []
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        for name, kill, kills in (
            ("the run's process", kill_process, given.kills),
            ("the browser", kill_browser, given.browser_kills),
        ):
            if kills:
                tallies.append(attack(Path(folder) / name.split()[-1], kill, kills, given.people, given.seed))
                show(name, tallies[-1])
        if given.races:
            wrong += races(Path(folder) / "races", given.races, people=12)
            say(f"\n{'two runs in the same instant':<42}{given.races:>7}\n{'not exactly one acted':<42}{len(wrong):>7}")
        for name in BREAKS if given.others else ():
            wrong += show_others(Path(folder) / "others", name, given.others, Random(given.seed))
    say("\n".join(wrong))
    return 0 if not wrong and all(tally.is_clean for tally in tallies) else 1


def show_others(folder: Path, name: str, times: int, random: Random) -> list[str]:
    """Let one thing happen so often, each time to a job of its own, and let that finish; gives what was wrong."""
    total, wrong = Verdicts(), []
    for number in range(times):
        with trial_on(folder / f"{name.split()[0]}-{number}", {"people": 22, "now": NOW}) as trial:
            BREAKS[name](trial, random)
            codes = go_on(trial)
            verdicts = trial.judge()
        total += verdicts
        if not verdicts.is_clean or any(codes):
            wrong.append(f"{name}: exit codes {codes}, {verdicts}")
    say(f"\n{name}")
    say("\n".join(total.lines()))
    return wrong


def show(name: str, tally: Tally) -> None:
    """Print the figures."""
    say(f"\n{name}, killed\n{'kills':<42}{tally.kills:>7}")
    say(f"{'of them between intent and outcome':<42}{tally.landed_on_an_open_act:>7}")
    say(f"{'runs that settled and did not say so':<42}{tally.kept_silent:>7}")
    say("\n".join(tally.verdicts.lines()))
    say(f"{'exit codes of the runs left alone':<42}{dict(tally.endings)}")


def say(text: str) -> None:
    """Print at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
