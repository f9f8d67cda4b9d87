"""LinkedIn says yes and does nothing until the next day: the run stops by itself, and goes on by itself."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.test_running import FULL_SPEED, NOW, SELECT
from tests.cli.test_walls import claims_what_the_site_did, site
from tests.unit.schedule.making import remember_schedule
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
HOUR = timedelta(hours=1)


@pytest.mark.timeout(240)
def test_a_hold_ends_the_day_without_a_browser_and_the_next_day_it_goes_on_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("withdrawer.undo.reconcile.SECOND_LOOK_SECONDS", 0.5)
    with site(tmp_path, NOW, "hold:4") as here:
        held = here.run("run", *FULL_SPEED, *SELECT)
        assert (held.code, held.document["status"]) == (Exit.WALL, "stopped"), held.err
        assert "Nothing is opened or clicked before Tue 13 Oct 2026, 00:00" in held.err
        assert held.data["sent"]["withdrawn"] == len(here.keys("withdrawn")) == 3
        assert held.data["sent"]["proven"] == 3
        assert held.data["sent"]["refused"] == len(here.keys("act")) - 3
    with site(tmp_path, NOW + 2 * HOUR) as here:
        remember_schedule(here.home)
        before = here.site.events()
        for words in (("run", "--yes"), ("run", "--yes", "--new-job", *SELECT), ("schedule", "run")):
            told = here.run(*words)
            assert told.code == Exit.WALL, (words, told.err)
        assert "There is nothing to do" in here.run("resume", "--yes").err
        said = here.run("status").out
        assert "Nothing to do: it continues by itself from Tue 13 Oct 2026, 00:00" in said
        assert "withdrawer resume" not in said
        assert here.site.events() == before, "no page was opened"
    with site(tmp_path, NOW + 11 * HOUR) as here:
        told = here.run("run", *FULL_SPEED)
        assert told.code == Exit.DONE, told.err
        assert told.data["job"]["state"] == "finished"
        claims_what_the_site_did(here, told)
        assert set(here.keys("withdrawn")) == here.blast() - set(here.keys("accepted"))
