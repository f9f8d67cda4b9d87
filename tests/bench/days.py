"""How often LinkedIn's lists are opened and asked for rows on a day of 40 acts, counted in the site's own log."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure
from tests.bench.ground import Crowd
from withdrawer.replay.process import ReplaySite, SiteOptions

BEGUN_AT = datetime.fromisoformat("2026-11-20T15:20:00+00:00")
DAY = timedelta(days=1)
ACTS = 40
CROWD = Crowd(blast=300, before=200, connections=200)
FIRST_RUN = ("run", "--since", "3 hours ago", "--yes", "--pace", "none", "--per-day", str(ACTS))
ROWS_A_LOAD = 10
MOST_OPENINGS, MOST_LOADS = 6, 8

Events = list[dict[str, Any]]


def day_figures() -> Iterator[Figure]:
    """Openings, and loads of further rows: of the first day once it acts, and of all that the second day does."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        first = _day(Path(name), BEGUN_AT, *FIRST_RUN)
        yield from _figures("first day's acts", first[_opened_to_act(first) :])
        yield from _figures("later day", _day(Path(name), BEGUN_AT + DAY, "run", "--yes"))


def _day(folder: Path, now: datetime, *words: str) -> Events:
    """Type a command on that day; what the site saw of it."""
    scenario, log = folder / "scenario.toml", folder / f"{now:%d}.jsonl"
    scenario.write_text(CROWD.scenario(), "utf-8")
    options = SiteOptions(str(scenario), log=log, state=folder / "state.json", now=now.isoformat())
    with ReplaySite.start(options) as site:
        variables = {
            **os.environ,
            "WITHDRAWER_HOME": str(folder / "home"),
            "WITHDRAWER_BROWSER_ARGS": site.browser_args,
            "WITHDRAWER_NOW": now.isoformat(),
        }
        subprocess.run((sys.executable, "-m", "withdrawer", *words), env=variables, check=True, capture_output=True)
        events = site.events()
    acts = sum(event["event"] == "withdrawn" for event in events)
    assert acts == ACTS, f"{acts} acts in place of {ACTS}"
    return events


def _opened_to_act(events: Events) -> int:
    """Where the list was opened on which the first act was done: what comes before it is the selecting look."""
    first_act = next(at for at, event in enumerate(events) if event["event"] == "act")
    return max(at for at in range(first_act) if _is_opening(events[at]))


def _is_opening(event: dict[str, Any]) -> bool:
    return event["event"] == "page" and str(event["path"]).startswith("/mynetwork/")


def _figures(day: str, events: Events) -> Iterator[Figure]:
    openings = sum(map(_is_opening, events))
    rows = sum(event["event"] == "listed" for event in events)
    yield Figure(f"days: openings of a list, {day}", openings, "openings", MOST_OPENINGS)
    # Each opening brings its first rows by itself.
    yield Figure(f"days: loads of further rows, {day}", -(-rows // ROWS_A_LOAD) - openings, "loads", MOST_LOADS)
