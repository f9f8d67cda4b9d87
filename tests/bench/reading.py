"""What a preview needs of the list, what it costs to start, and how much memory a long list takes."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from tests.bench.ground import Crowd, ground
from tests.bench.journal import EMPTY, LIMIT, OURS, fill
from tests.bench.rounds import Figure, compare, figure, seconds
from withdrawer.clock import system_clock
from withdrawer.home import open_home
from withdrawer.journal.journal import Journal
from withdrawer.plan.dates.spans import FAR_AHEAD, Window
from withdrawer.plan.half import Half
from withdrawer.plan.selection import Selection
from withdrawer.replay.process import ReplaySite, SiteOptions
from withdrawer.undo.list_survey import survey

CLICK = (sys.executable, "-c", "import click")
WITHDRAWER = (sys.executable, "-m", "withdrawer")
IMPORT = "import click"
MEMORY_LIMIT = 1.5


def window_figure(blast: int = 150, before: int = 2850) -> Figure:
    """Loads that the preview of a blast makes, over those that it needs: as far as the first row that is older."""
    with ground(Crowd(blast=blast, before=before)) as on:
        window = Window(system_clock() - timedelta(hours=3), FAR_AHEAD)
        survey(on.context, Selection(window=window, halves=(Half.SENT,)))
        listed = sum(event["event"] == "listed" for event in on.site.events())
    needed, made = (-(-rows // 10) for rows in (blast + 1, listed))
    name = f"window: a blast of {blast} on a list of {blast + before:,}"
    return figure(name, [made], [needed], "loads needed", (needed + 2) / needed, "loads")


def start_figures(rounds: int) -> list[Figure]:
    """How long commands take that open no browser, each a process of its own."""
    with _home(10_000, 1, 0) as middle, _home(20_000, 5, 20_000) as large, _home(0, 0, 0) as empty:
        status = "start: status, 10,000 people"
        figures = [
            *compare("start: --help", {OURS: _run(*WITHDRAWER, "--help"), IMPORT: _run(*CLICK)}, rounds, {IMPORT: 3.0}),
            *compare(status, {OURS: _command(middle, "status"), IMPORT: _run(*CLICK)}, rounds, {IMPORT: 4.0}),
        ]
        for command in ("status", "history"):
            works = {OURS: _command(large, command), EMPTY: _command(empty, command)}
            figures += compare(f"journal: {command}, 100,000 sightings, 20,000 acts", works, rounds, {EMPTY: LIMIT})
        return figures


@contextmanager
def _home(people: int, scans: int, acts: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        home = open_home(Path(name), "", "real", {})
        with Journal.open(home.journal) as journal:
            fill(journal, people, scans, acts)
        yield home.folder


def _command(home: Path, command: str) -> partial[float]:
    return _run(*WITHDRAWER, command, "--home", str(home))


def _run(*words: str) -> partial[float]:
    return partial(seconds, partial(subprocess.run, words, check=True, stdout=subprocess.DEVNULL))


def memory_figure(rows: int) -> Figure:
    """The most memory that a preview's own process takes, over that of a hundred rows. Linux only."""
    taken = [_megabytes(count) for count in (rows, 100)]
    return figure(f"memory: {rows:,} rows", taken[:1], taken[1:], "100 rows", MEMORY_LIMIT, "MB")


def _megabytes(rows: int) -> float:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        scenario = folder / "scenario.toml"
        scenario.write_text(Crowd(before=rows).scenario(), "utf-8")
        with ReplaySite.start(SiteOptions(str(scenario), log=folder / "site.jsonl")) as site:
            words = [
                *WITHDRAWER,
                "preview",
                "--since",
                "all",
                "--only",
                "sent",
                "--home",
                str(folder / "home"),
                "--json",
            ]
            variables = {**os.environ, "WITHDRAWER_BROWSER_ARGS": site.browser_args}
            with (folder / "out.json").open("w+") as out:
                process = subprocess.Popen(words, env=variables, stdout=out, stderr=subprocess.DEVNULL)
                peak = _peak(process)
                out.seek(0)
                assert json.load(out)["data"]["sent"]["listed"] == rows
    return peak


def _peak(process: "subprocess.Popen[bytes]") -> float:
    """The highest mark that the system has noted of a process, read until it ends."""
    peak = 0.0
    while process.poll() is None:
        lines = Path(f"/proc/{process.pid}/status").read_text("utf-8").splitlines()
        peak = max([peak, *(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))])
        time.sleep(0.02)
    return peak
