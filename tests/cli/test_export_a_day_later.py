"""The usual order: the blast is being undone already when LinkedIn sends the data export, a day later."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.exports import write_export
from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from tests.unit.schedule.making import remember_schedule
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
SCENARIO = """
seed = 23
zone = "Europe/Berlin"
recent_wording = "day"
namesakes = false

[member]
name = "Robin Ashgrove"
slug = "robin-ashgrove-5e1d"

[blast]
ago = "1135 minutes"
spread = "2 minutes"
people = 18
accepted_before = 2

# Invited by hand, in the very minutes of the blast.
[before]
people = 4
from = "1134 minutes"
to = "1135 minutes"

# Invited by hand too, on the same Friday.
[after]
people = 3
from = "1100 minutes"
to = "1120 minutes"

[connections]
people = 14
from = "30 days"
to = "9 years"
"""


@contextmanager
def at(moment: str, folder: Path) -> Iterator[Stage]:
    scenario = folder / "story.toml"
    scenario.write_text(SCENARIO, encoding="utf-8")
    options = SiteOptions(
        scenario=str(scenario), now=moment, state=folder / "state", log=folder / "log", truth=folder / "truth"
    )
    with LocalSite.start(options) as site:
        yield Stage(folder / "home", site, {"WITHDRAWER_NOW": moment})


def blast_and_others(here: Stage) -> tuple[list[dict[str, Any]], set[str]]:
    invited = [it for it in here.site.truth()["people"] if it["sent_at"] and it["sent_at"].startswith("2026-11-20")]
    return [it for it in invited if it["blast"]], {it["slug"] for it in invited if not it["blast"]}


def test_strangers_of_the_same_minutes_stay_once_the_export_has_come(tmp_path: Path) -> None:
    with at("2026-11-21T09:00:00+01:00", tmp_path) as here:
        told = here.run("run", "--sent", "yesterday", "--yes", "--json", "--pace", "none", "--per-day", "5")
        assert told.code == Exit.DONE, told.err
        blast, strangers = blast_and_others(here)
        before = set(here.keys("act"))
        assert len(before) == 5, "of them were some who had been invited by hand, after the blast"
        assert told.data["sent"]["planned"] == 25
        left = strangers - before
        assert len(left) == 4

    with at("2026-11-22T09:30:00+01:00", tmp_path) as here:
        invited = [it for it in here.site.truth()["people"] if it["sent_at"]]
        export = write_export(tmp_path / "export.zip", invited, imported=[it["name"] for it in blast])
        told = here.run("import", str(export), "--json")
        assert told.code == Exit.DONE, told.err
        assert told.data["questions"] == {"keep": 4, "remove": 2}
        assert here.run("status", "--json").data["in_question"] == 4
        assert "question about your data export" in " ".join(here.run("status").out.split())

        remember_schedule(here.home)
        told = here.run("schedule", "run", "--json")
        assert told.code == Exit.DONE, told.err
        first = set(here.keys("act"))
        assert len(first) == 10, "the schedule goes on with the others"
        assert not left & first

        told = here.run("run", "--yes", "--json", "--pace", "none", "--per-day", "1000")
        assert told.code == Exit.DONE, told.err
        assert told.data["job"]["state"] == "finished"
        acted = set(here.keys("act"))
        assert not left & acted
        assert acted - before == {it["slug"] for it in blast if not it["accepted"]} - before
        assert here.happened()["removed"] == 0, "who accepted before the first look needs a yes of their own"
        assert told.data["sent"]["kept"]["at_the_act"] == 4
