"""Hostile people on the replay site: browser, reader, journal, plan, acts and every word about them, for real."""

import json
import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.cli.test_running import FULL_SPEED, NOW, SELECT, at
from tests.security.hostile import Writer
from tests.security.judging import faults_of, obeyed_by_a_terminal
from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
PEOPLE = int(os.environ.get("HOSTILE_PEOPLE", "16"))
"""Some hundreds of them: HOSTILE_PEOPLE=300 scripts/test security/test_hostile_site.py"""
LONGEST = 400


def with_hostile_people(state: Path) -> None:
    """Give everybody of a site's state a hostile name, headline and note."""
    writer = Writer(5, rarely_long=10**9)
    world = json.loads(state.read_text("utf-8"))
    for person in world["people"]:
        if "@" not in person["slug"]:
            field = [writer.field().encode("utf-8", "replace").decode()[:LONGEST] for _ in range(3)]
            person["first_name"], person["headline"] = field[0], field[1]
            person["note"] = person["note"] and field[2]
    state.write_text(json.dumps(world), "utf-8")


@pytest.mark.timeout(1000)
def test_hostile_people_are_withdrawn_as_planned_and_nobody_else_is(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    options = SiteOptions(people=PEOPLE, now=NOW.isoformat(), state=state)
    with LocalSite.start(options):
        pass
    with_hostile_people(state)
    with ExitStack() as stack:
        here = Stage(tmp_path / "home", stack.enter_context(LocalSite.start(options)), at(NOW))
        seen = here.run("preview", *SELECT, "--csv", str(tmp_path / "list.csv"), "--json", str(tmp_path / "list.json"))
        assert seen.code == Exit.DONE, seen.err
        told = here.run("run", *FULL_SPEED, *SELECT)
        assert told.code in (Exit.DONE, Exit.PARTIAL), told.err
        planned = here.blast()
        assert set(here.keys("act")) <= planned, "nobody outside the plan is touched"
        assert told.data["sent"]["withdrawn"] == len(here.keys("withdrawn"))
        assert len(here.keys("withdrawn")) >= 0.9 * told.data["sent"]["planned"]
        history = here.run("history", "--limit", "500")
        said = [seen, told, history, here.run("history", "--json"), here.run("status")]
        assert history.out.count("\n") >= len(here.keys("withdrawn"))
        for one in said:
            assert faults_of(one.out + one.err) == []
            assert obeyed_by_a_terminal(one.out + one.err) == []
        names = {it["name"] for it in json.loads((tmp_path / "list.json").read_text("utf-8"))["data"]["people"]}
        assert any(faults_of(name) for name in names), "they were hostile"
