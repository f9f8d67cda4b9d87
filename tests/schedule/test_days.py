"""The scheduled command, day after day, against the replay site: from `install` to its own removal."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.schedule.conftest import NOW, SOMEBODY_ELSE_S, Machine
from tests.schedule.days import A_DAY, FULL_SPEED, SELECT, in_one_go, on, site_at, totals
from tests.support.site import LocalSite, SiteOptions
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser


@pytest.mark.timeout(300)
def test_it_goes_on_to_the_end_takes_itself_off_and_has_done_what_one_run_does(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    now, days, names = NOW, 0, []
    while "schedule run" in machine.lines or not days:
        with site_at(now, tmp_path) as site:
            sealed = on(site, now)
            if not days:
                names = [it["name"] for it in site.truth()["people"]]
                first = machine.run("run", *FULL_SPEED, "--per-day", "3", *SELECT, **sealed)
                assert first.data["job"]["state"] == "open", first.err
                assert machine.run("schedule", "install", "--yes", **sealed).code == Exit.DONE
            else:
                told = machine.run("schedule", "run", **sealed)
                assert told.code == Exit.DONE, told.err
                assert f"Day {days + 1} of 3. " in told.err or "The job is finished, after 3 days" in told.err
            events = site.events()
            assert len([it for it in events if it["event"] == "act"]) <= 3 * (days + 1), "the allowance holds"
        # At first a little too early: the allowance opens within three hours, so the run waits for it.
        now, days = (now + timedelta(hours=22), 1) if not days else (now + A_DAY, days + 1)
        assert days < 9
    assert days == 3
    status = machine.run("status", "--json", **sealed).data
    assert status["job"]["state"] == "finished"
    [page] = (machine.home / "summaries").iterdir()
    assert "every one of them checked on a fresh page" in page.read_text("utf-8")
    assert status["schedule"]["is_on"] is False
    assert status["schedule"]["last"]["ending"] == "finished"
    assert machine.lines == SOMEBODY_ELSE_S
    assert "Waiting until" in machine.log
    assert not [name for name in names if name in machine.log], "the log names nobody"
    accepted = {it["slug"] for it in events if it["event"] == "accepted"}
    assert {it["key"] for it in status["accepted_meanwhile"]} == accepted != set()
    assert "(waiting for you)" in status["summary"]["sentence"]
    assert not [it for it in events if it["event"] == "removed"], "who accepted meanwhile is left alone"
    assert totals(status) == in_one_go(tmp_path / "other")


def test_a_wall_in_a_scheduled_run_leaves_it_installed_and_the_next_start_idle(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    with site_at(NOW, tmp_path) as site:
        machine.run("run", *FULL_SPEED, "--per-day", "3", *SELECT, **on(site, NOW))
        machine.run("schedule", "install", "--yes", **on(site, NOW))
    later = NOW + A_DAY
    options = SiteOptions(
        people=11, now=later.isoformat(), state=tmp_path / "state", log=tmp_path / "log", faults=("throttled:1",)
    )
    with LocalSite.start(options) as site:
        assert machine.run("schedule", "run", **on(site, later)).code == Exit.WALL
        acts = len([it for it in site.events() if it["event"] == "act"])
        assert machine.run("schedule", "run", **on(site, later + A_DAY)).code == Exit.WALL
        assert len([it for it in site.events() if it["event"] == "act"]) == acts, "no act after the wall"
    assert "schedule run" in machine.lines
