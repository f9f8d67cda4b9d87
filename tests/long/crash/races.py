"""Two runs started in the same instant: exactly one acts."""

import subprocess
from pathlib import Path

from tests.long.crash.trial import LIMIT_SECONDS, SELECT, Trial, trial_on
from tests.support.command import command
from withdrawer.errors import Exit

COMMAND = command("run", "--yes", "--json", "--pace", "none", *SELECT)


def race(trial: Trial) -> tuple[list[int], str]:
    """Start both; gives their exit codes, sorted, and what they said."""
    both = [
        subprocess.Popen(
            COMMAND, env=trial.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    said = [runner.communicate(timeout=LIMIT_SECONDS)[1] for runner in both]
    return sorted(runner.returncode for runner in both), "\n".join(said)


def races(folder: Path, count: int, people: int) -> list[str]:
    """Race so often, each on a site of its own; gives what was wrong."""
    wrong = []
    for number in range(count):
        with trial_on(folder / f"race-{number}", {"people": people}) as trial:
            codes, said = race(trial)
            verdicts = trial.judge()
        if codes != [Exit.DONE, Exit.LOCKED] or not verdicts.is_clean or "another run of withdrawer" not in said:
            wrong.append(f"race {number}: exit codes {codes}, {verdicts}\n{said}")
    return wrong
