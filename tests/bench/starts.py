"""What it costs to start a command that opens no browser, over importing click."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.bench.figures import Figure, measured_in_turns, ratio, seconds
from tests.bench.people import NOW, open_job, scanned
from withdrawer.home import open_home
from withdrawer.journal.journal import Journal

ROUNDS = 7
PEOPLE = 10_000
CLICK = (sys.executable, "-c", "import click")
WITHDRAWER = (sys.executable, "-m", "withdrawer")


def start_figures() -> Iterator[Figure]:
    """`--help`, and `status` on the journal of a large job, each a process of its own."""
    yield _over_click("starts: --help", *WITHDRAWER, "--help", limit=3.0)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        home = open_home(Path(name), "", "real", {})
        with Journal.open(home.journal) as journal:
            account = journal.accounts.remember("robin-ashgrove-5e1d", "Robin Ashgrove", NOW)
            scanned(journal, account, PEOPLE, NOW)
            open_job(journal, account, PEOPLE)
        yield _over_click(f"starts: status, {PEOPLE:,} people", *WITHDRAWER, "status", "--home", name, limit=4.0)


def _over_click(name: str, *words: str, limit: float) -> Figure:
    return ratio(name, *measured_in_turns(_run(*words), _run(*CLICK), ROUNDS), "import click", limit)


def _run(*words: str) -> partial[float]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    return partial(seconds, partial(subprocess.run, words, env=kept, check=True, stdout=subprocess.DEVNULL))
