"""The allowance over days, zones and wrong clocks, each run a process of its own: counted in the site's log."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.test_running import SELECT, at
from tests.support.command import Told
from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from withdrawer.clock import parse_instant
from withdrawer.errors import Exit
from withdrawer.undo.allowance import PERIOD

pytestmark = pytest.mark.browser
HOUR = timedelta(hours=1)
PER_DAY = 3
BEFORE_MIDNIGHT = datetime.fromisoformat("2026-10-12T23:59:59+02:00")
SLOW_MS = 400
"""A page's answer takes so long that no machine is quick enough to withdraw three people before midnight."""


@dataclass
class Days:
    """One site and one home over days. The site's clock is right; what the run takes for now may be wrong."""

    folder: Path
    acts: list[datetime] = field(default_factory=list)

    def run(
        self,
        true: datetime,
        *words: str,
        claimed: datetime | None = None,
        zone: str = "Europe/Berlin",
        latency_ms: int | None = None,
    ) -> Told:
        options = SiteOptions(
            people=16,
            now=true.isoformat(),
            state=self.folder / "state.json",
            log=self.folder / "log.jsonl",
            latency_ms=latency_ms,
        )
        with LocalSite.start(options) as site:
            here = Stage(self.folder / "home", site, {**at(claimed or true), "TZ": zone})
            told = here.run("run", "--yes", "--json", *words)
            self.acts = [parse_instant(it["at"], "at") for it in site.events() if it["event"] == "act"]
        assert told.code == Exit.DONE, told.err
        assert told.data["sent"]["withdrawn"] == len(self.acts)
        return told


def most_in_a_period(instants: Sequence[datetime]) -> int:
    return max(sum(first <= it < first + PERIOD for it in instants) for first in instants)


def test_the_allowance_holds_across_midnight_a_change_of_zone_and_a_clock_set_back(tmp_path: Path) -> None:
    days, start = Days(tmp_path), BEFORE_MIDNIGHT
    days.run(start, "--pace", "none", "--per-day", str(PER_DAY), *SELECT, latency_ms=SLOW_MS)
    assert len(days.acts) == PER_DAY
    assert days.acts[-1].astimezone(start.tzinfo).day == 13, "it went on past midnight"
    for hours, claimed, zone in (
        (1, 1, "Europe/Berlin"),
        (2, 2, "Pacific/Auckland"),  # there it is the next afternoon
        (3, 3, "Pacific/Honolulu"),  # and there still the day before
        (4, -20, "Europe/Berlin"),  # set back a day
        (21, 21, "Pacific/Kiritimati"),
    ):
        told = days.run(start + hours * HOUR, claimed=start + claimed * HOUR, zone=zone)
        assert len(days.acts) == PER_DAY, f"{hours} hours later, in {zone}"
        assert told.data["allowance"]["left"] == 0
    days.run(start + 23 * HOUR, zone="Pacific/Auckland")
    assert len(days.acts) == 2 * PER_DAY
    days.run(start + 24 * HOUR, claimed=start + 1 * HOUR, zone="America/New_York")
    days.run(start + 46 * HOUR, claimed=start + 23 * HOUR)
    assert most_in_a_period(days.acts) == PER_DAY


def test_limit_is_held_over_processes(tmp_path: Path) -> None:
    days = Days(tmp_path)
    told = days.run(BEFORE_MIDNIGHT, "--pace", "none", "--per-day", "2", "--limit", "5", *SELECT)
    assert (len(days.acts), told.data["job"]["state"]) == (2, "open")
    for day in (1, 2):
        told = days.run(BEFORE_MIDNIGHT + day * 24 * HOUR)
        assert told.data["job"]["state"] == "finished"
        assert len(days.acts) + told.data["sent"]["accepted"] == told.data["sent"]["planned"] == 5
