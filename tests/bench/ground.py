"""What a measurement stands on: a replay site in a process of its own, a browser, and a fresh journal."""

import os
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from random import Random
from typing import cast
from unittest.mock import MagicMock

from withdrawer.clock import system_clock
from withdrawer.journal.journal import Journal
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.executable import find_browser
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser
from withdrawer.replay.process import ReplaySite, SiteOptions
from withdrawer.undo.browser_lists import BrowserLists
from withdrawer.undo.pacing import Pace, PaceName
from withdrawer.undo.run_context import RunContext
from withdrawer.undo.watcher import Watcher

SCENARIO = """\
seed = 7
[member]
name = "Robin Ashgrove"
slug = "robin-ashgrove-5e1d"
[blast]
ago = "75 minutes"
spread = "2 minutes"
people = {blast}
[before]
people = {before}
from = "5 days"
to = "14 months"
[connections]
people = {connections}
from = "6 days"
to = "9 years"
[page]
size = {rows_a_load}
confirm_delay_ms = 0
"""
PATIENCE_SECONDS = 25.0


@dataclass(frozen=True)
class Crowd:
    """Who is on the site, and how it behaves."""

    blast: int = 0
    before: int = 0
    connections: int = 0
    arms: tuple[str, ...] = ()
    latency_ms: int = 0
    rows_a_load: int = 10

    def scenario(self) -> str:
        """Nobody accepts, so that each measurement of a run finds the same lists."""
        return SCENARIO.format(**vars(self))


@dataclass(frozen=True)
class Ground:
    """A site with the context of a tool that works on it."""

    site: ReplaySite
    context: RunContext
    browser: Browser


@contextmanager
def ground(crowd: Crowd, reading: tuple[float, float] = (0, 0)) -> Iterator[Ground]:
    """Everything started, and ended afterwards. `reading` is the pace between two loads, in seconds."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        scenario = folder / "scenario.toml"
        scenario.write_text(crowd.scenario(), "utf-8")
        options = SiteOptions(
            str(scenario),
            log=folder / "site.jsonl",
            arms=crowd.arms,
            latency_ms=crowd.latency_ms,
        )
        with ReplaySite.start(options) as site, Journal.open(folder / "journal.sqlite3") as journal:
            settings = BrowserSettings(
                executable=find_browser(None, os.environ.get("WITHDRAWER_BROWSER", ""), os.environ),
                profile=folder / "profile",
                snapshots=folder / "snapshots",
                args=tuple(shlex.split(site.browser_args)),
                is_headless=True,
            )
            with open_browser(settings, lambda: None) as browser:
                member = journal.accounts.remember("robin-ashgrove-5e1d", "Robin Ashgrove", system_clock())
                context = RunContext(
                    lists=BrowserLists(browser, PATIENCE_SECONDS),
                    journal=journal,
                    account=member,
                    pace=Pace(reading=reading).named(PaceName.STEADY if any(reading) else PaceName.NONE),
                    loads_per_day=None,
                    clock=system_clock,
                    zone=UTC,
                    random=Random(7),
                    watch=cast("Watcher", MagicMock()),
                )
                yield Ground(site, context, browser)
