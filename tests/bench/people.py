"""What 10,000 people cost: planning them with all that was seen before, and the memory of a preview that lists them."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from tests.bench.figures import Figure, measured_in_turns, ratio, seconds
from tests.bench.ground import Crowd
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, PlanLine, Terms
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person, Row, person_from
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection
from withdrawer.replay.process import ReplaySite, SiteOptions

NOW = datetime(2026, 11, 20, 15, 20, tzinfo=UTC)
DAY = timedelta(days=1)
WINDOW = Window(NOW - 2 * DAY, NOW + DAY)
PEOPLE, SCANS, ROUNDS = 10_000, 10, 3
FEW = 100
PREVIEW = (sys.executable, "-m", "withdrawer", "preview", "--since", "all", "--only", "sent", "--json")


def planning_figure() -> Iterator[Figure]:
    """Planning with everything that ten earlier scans saw, over planning on an empty journal; its reads included."""
    people = sent(PEOPLE, NOW)
    with _journal() as (full, account), _journal() as (empty, nobody):
        for number in range(SCANS):
            scanned(full, account, PEOPLE, NOW - (SCANS - number) * DAY / SCANS)
        ours, bare = (
            partial(seconds, partial(_plan, journal, whose, people))
            for journal, whose in ((full, account), (empty, nobody))
        )
        taken = measured_in_turns(ours, bare, ROUNDS)
    yield ratio(f"people: planning after {SCANS} scans of {PEOPLE:,}", *taken, "empty journal", 3.0)


def memory_figure() -> Iterator[Figure]:
    """The most memory that a preview's own process takes, over that of a hundred rows. Linux only."""
    many, few = (_megabytes(count) for count in (PEOPLE, FEW))
    yield ratio(f"people: memory of a preview, {PEOPLE:,} rows", [many], [few], f"{FEW} rows", 1.5, "MB")


@contextmanager
def _journal() -> Iterator[tuple[Journal, Account]]:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, Journal.open(Path(folder) / "journal.sqlite3") as it:
        yield it, it.accounts.remember("robin-ashgrove-5e1d", "Robin Ashgrove", NOW)


def _plan(journal: Journal, account: Account, people: list[Person]) -> None:
    make_plan(people, (), journal.scans.earlier_sightings(account), Selection(window=WINDOW), {})


def scanned(journal: Journal, account: Account, count: int, at: datetime) -> None:
    """Note that so many invitations were seen at an instant."""
    scan = journal.scans.begin(account, Half.SENT, at, UTC)
    journal.scans.add(scan, sent(count, at))
    journal.scans.end(scan, at, 1, count, complete=True, language="en")


def sent(count: int, at: datetime) -> list[Person]:
    """So many people, all invited within the last days, as a list shows them at that instant."""
    rows = (
        Row(Half.SENT, f"person-{it}-example", "", f"Person {it} Example", "Keeper of quiet machines",
            "Sent today" if it < count // 2 else "Sent 3 days ago", "", it, at + it // 10 * timedelta(seconds=1))
        for it in range(count)
    )  # fmt: skip
    return [person_from(row, UTC) for row in rows]


def open_job(journal: Journal, account: Account, count: int) -> Job:
    """A confirmed job of so many people."""
    lines = [
        PlanLine(Half.SENT, f"person-{it}-example", f"Person {it} Example", it, False, Verdict.PLANNED, "selected",
                 "selected", None)
        for it in range(count)
    ]  # fmt: skip
    return journal.jobs.begin(account, Terms({}, WINDOW, 40, "steady", (Half.SENT,), False), lines, NOW)


def _megabytes(rows: int) -> float:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        scenario = folder / "scenario.toml"
        scenario.write_text(Crowd(before=rows, rows_a_load=100).scenario(), "utf-8")
        with ReplaySite.start(SiteOptions(str(scenario))) as site, (folder / "out.json").open("w+") as out:
            variables = {**os.environ, "WITHDRAWER_BROWSER_ARGS": site.browser_args}
            process = subprocess.Popen(
                (*PREVIEW, "--home", str(folder / "home")), env=variables, stdout=out, stderr=subprocess.DEVNULL
            )
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
