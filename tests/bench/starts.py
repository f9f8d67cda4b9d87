"""What it costs to start a command that opens no browser, over importing click."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from tests.bench.figures import Figure, measured_in_turns, ratio, seconds
from tests.bench.people import NOW, open_job, scanned
from withdrawer.home import open_home
from withdrawer.journal.journal import Journal

ROUNDS = 7
PEOPLE = 10_000
CLICK = (sys.executable, "-c", "import click")
TAB = {"_WITHDRAWER_COMPLETE": "bash_complete", "COMP_WORDS": "withdrawer ", "COMP_CWORD": "1"}
WITHDRAWER = (sys.executable, "-m", "withdrawer")


def start_figures() -> Iterator[Figure]:
    """`--help`, the Tab key, and `status` on the journal of a large job, each a process of its own."""
    yield _over_click("starts: --help", *WITHDRAWER, "--help", limit=3.0)
    yield _over_click("starts: a Tab", *WITHDRAWER, limit=3.0, more=TAB)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        home = open_home(Path(name), "", "real", {})
        with Journal.open(home.journal) as journal:
            account = journal.accounts.remember("robin-ashgrove-5e1d", "Robin Ashgrove", NOW)
            scanned(journal, account, PEOPLE, NOW)
            open_job(journal, account, PEOPLE)
        yield _over_click(f"starts: status, {PEOPLE:,} people", *WITHDRAWER, "status", "--home", name, limit=4.0)


def _over_click(name: str, *words: str, limit: float, more: Mapping[str, str] = MappingProxyType({})) -> Figure:
    return ratio(name, *measured_in_turns(_run(*words, **more), _run(*CLICK), ROUNDS), "import click", limit)


def _run(*words: str, **more: str) -> partial[float]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    return partial(seconds, partial(subprocess.run, words, env={**kept, **more}, check=True, stdout=subprocess.DEVNULL))
