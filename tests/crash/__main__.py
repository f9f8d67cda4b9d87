"""`scripts/crash`: attack real runs, print the figures, and exit 1 where anything was lost or anybody wronged."""

import argparse
import sys
import tempfile
from pathlib import Path
from random import SystemRandom

from tests.crash.kills import Tally, attack, kill_browser, kill_process


def main() -> int:
    """Kill so many runs, then so many browsers."""
    parser = argparse.ArgumentParser(prog="scripts/crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=0, metavar="N", help="kill the run's process so often")
    parser.add_argument("--browser-kills", type=int, default=0, metavar="N", help="kill its browser so often")
    parser.add_argument("--people", type=int, default=26, metavar="N", help="pending invitations of each job's account")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6), metavar="S")
    given = parser.parse_args()
    say(f"seed {given.seed}")
    tallies = []
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        for name, kill, kills in (
            ("the run's process", kill_process, given.kills),
            ("the browser", kill_browser, given.browser_kills),
        ):
            if kills:
                tallies.append(attack(Path(folder) / name.split()[-1], kill, kills, given.people, given.seed))
                show(name, tallies[-1])
    return 0 if all(tally.is_clean for tally in tallies) else 1


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
