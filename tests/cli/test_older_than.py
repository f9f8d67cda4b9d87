"""`--older-than` on a long list: only the pages that are needed, and nobody younger than that."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
SIZE = 100
"""People on a page of Sent in this layout."""
NOW = datetime.fromisoformat("2026-11-21T15:00:00+00:00")
MANY = """seed = 5
[member]
name = "Robin Ashgrove"
slug = "robin-ashgrove-5e1d"
[before]
people = {people}
from = "2 hours"
to = "{days} days"
[connections]
people = 5
from = "30 days"
to = "2 years"
"""


@contextmanager
def long_list(folder: Path, layout: str, people: int, days: int) -> Iterator[Stage]:
    """So many invitations, the oldest of them sent so many days ago."""
    scenario = folder / "many.toml"
    scenario.write_text(MANY.format(people=people, days=days), "utf-8")
    options = SiteOptions(
        scenario=str(scenario), now=NOW.isoformat(), layout=layout, log=folder / "log", truth=folder / "truth"
    )
    with LocalSite.start(options) as site:
        yield Stage(folder / "home", site, {"WITHDRAWER_NOW": NOW.isoformat()})


def older(here: Stage, days: int) -> set[str]:
    """Who is pending and was invited longer ago than that."""
    pending = [it for it in here.site.truth()["people"] if it["at_start"] == "pending"]
    sent = {it["slug"]: datetime.fromisoformat(it["sent_at"]) for it in pending}
    return {slug for slug, at in sent.items() if NOW - at > timedelta(days=days)}


def test_on_numbered_pages_only_those_of_the_selection_are_loaded(tmp_path: Path) -> None:
    with long_list(tmp_path, "artdeco", people=1200, days=60) as here:
        told = here.run("preview", "--older-than", "45 days", "--only", "sent", "--json")
        assert told.code == Exit.DONE, told.err
        assert "were not read: they were sent later" in told.err
        loads = len(here.keys("listed")) // SIZE
        again = here.run("preview", "--older-than", "45 days", "--only", "sent", "--json")
        loads_again = len(here.keys("listed")) // SIZE - loads
        ran = here.run(
            "run", "--older-than", "45 days", "--only", "sent", "--unsure", "include", "--limit", "6", "--yes",
            "--pace", "none", "--json",
        )  # fmt: skip
        assert ran.code == Exit.DONE, ran.err
        loads_of_run = len(here.keys("listed")) // SIZE - loads - loads_again
        acted, listed = here.keys("withdrawn"), here.keys("listed")
    assert told.data["sent"] == again.data["sent"]
    newest_first = list(dict.fromkeys(listed[SIZE:]))
    places = sorted(map(newest_first.index, acted))
    assert places == list(range(places[0], places[0] + 6)), "side by side"
    assert loads <= 7
    assert loads_again <= 5
    assert (len(acted), ran.data["sent"]["proven"]) == (6, 6)
    assert loads_of_run <= loads_again + 8
    assert set(acted) <= older(here, 28)


@pytest.mark.parametrize("layout", ["artdeco", "sdui-2025", "sdui-2026"])
def test_nobody_younger_is_withdrawn_on_any_layout(tmp_path: Path, layout: str) -> None:
    with long_list(tmp_path, layout, people=24, days=120) as here:
        ran = here.run("run", "--older-than", "6 weeks", "--only", "sent", "--with-note", "--yes", "--pace", "none",
            "--json")  # fmt: skip
        assert ran.code == Exit.DONE, ran.err
        acted, old, much_older = here.keys("withdrawn"), older(here, 42), older(here, 62)
    assert len(acted) == len(set(acted)) == ran.data["sent"]["proven"] > 0
    assert much_older <= set(acted) <= old
    assert "LinkedIn shows only “1 month ago”" in ran.err
