"""Every wall of the site, from the act that meets it to the end of the job: nothing is clicked in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.test_login import look_and_press_enter, sign_in, start_login
from tests.cli.test_running import FULL_SPEED, NOW, SELECT, at
from tests.long.faults.play import acts_after_the_wall, acts_on_the_done
from tests.support.command import SECONDS, Told
from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from tests.unit.schedule.making import remember_schedule
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Wall:
    """A fault, how it ends a run and what it says, what is typed next, and how long it holds whatever is typed."""

    fault: str
    code: Exit = Exit.WALL
    way_out: str = "withdrawer resume"
    holds: timedelta = timedelta()
    needs_login: bool = False
    says: str = ""


WALLS = [
    Wall("verification", needs_login=True),
    Wall("captcha"),
    Wall("throttled", holds=6 * HOUR),
    Wall("blocked", holds=24 * HOUR),
    Wall("restricted", holds=24 * HOUR, says="It holds until Mon 19 Oct 2026, 15:2"),
    Wall("signed-out", Exit.SIGNED_OUT, "withdrawer login", needs_login=True),
    Wall("sign-in-page", Exit.SIGNED_OUT, "withdrawer login", needs_login=True),
]
OFTEN = ("throttled", "signed-out")
"""One of each kind; the others differ from them in little, and are `long`."""


@contextmanager
def site(folder: Path, now: datetime, *faults: str) -> Iterator[Stage]:
    """One day of the site, whose state and log go on over the days."""
    options = SiteOptions(
        people=10, faults=faults, now=now.isoformat(), state=folder / "state.json", log=folder / "log.jsonl"
    )
    with LocalSite.start(options) as running:
        yield Stage(folder / "home", running, at(now))


def log_in(stage: Stage, wall: Wall) -> None:
    if wall.fault != "signed-out":
        assert look_and_press_enter(stage).code == Exit.DONE
        return
    login = start_login(stage)
    sign_in(stage.home / "profile", login)
    _, said = login.communicate("\n", timeout=SECONDS)
    assert login.returncode == Exit.DONE, said
    del stage.given["WITHDRAWER_BROWSER_ARGS"]


def claims_what_the_site_did(stage: Stage, told: Told) -> None:
    done = stage.keys("withdrawn")
    assert told.data["sent"]["withdrawn"] == len(done) == len(set(done))
    assert acts_on_the_done(stage.site.events()) == []
    assert set(stage.keys("act")) <= stage.blast()


def is_refused(stage: Stage, wall: Wall) -> None:
    """Nothing is opened or clicked, whoever asks, and the way out is named."""
    remember_schedule(stage.home)
    before = stage.site.events()
    for words in (("run", "--yes"), ("preview",), ("schedule", "run")):
        told = stage.run(*words)
        assert told.code == wall.code, (words, told.err)
        assert wall.way_out in told.err or words[0] == "schedule"
    assert stage.site.events() == before


@pytest.mark.parametrize(
    "wall", [pytest.param(it, id=it.fault, marks=[] if it.fault in OFTEN else [pytest.mark.long]) for it in WALLS]
)
@pytest.mark.timeout(240)
def test_a_wall_stops_everything_until_it_is_seen_to_and_then_the_job_is_finished(wall: Wall, tmp_path: Path) -> None:
    with site(tmp_path, NOW, f"{wall.fault}:4") as here:
        # The profile that a process of its own leaves behind is used by all that come after it.
        run = here.run_apart if wall.needs_login else here.run
        met = run("run", *FULL_SPEED, *SELECT)
        assert met.code == wall.code, met.err
        assert wall.says in met.err
        assert "So far 3 of " in met.err
        assert acts_after_the_wall(here.site.events()) == 0
        assert met.data["sent"]["withdrawn"] == len(here.keys("withdrawn")) == 3
        is_refused(here, wall)
        for words in ((), ("status",)):
            assert f"Next: {wall.way_out}" in here.run(*words).out
        assert f"To do: {wall.way_out}" in here.run("status").out
        early = here.run("resume", *(["--yes"] if wall.holds else []))
        assert early.code == (Exit.WALL if wall.holds else Exit.USAGE)
        assert "Seen Mon 12 Oct 2026, 15:2" in early.err
        assert ("at the earliest" if wall.holds else "withdrawer login") in early.err
        assert any(here.home.glob("snapshots/*.html")), "what the page was like is kept"
    if wall.holds:
        with site(tmp_path, NOW + wall.holds - HOUR) as here:
            assert here.run("resume", "--yes").code == Exit.WALL
            is_refused(here, wall)
    with site(tmp_path, NOW + wall.holds + 25 * HOUR) as here:
        if wall.needs_login:
            log_in(here, wall)
        assert here.run("resume", *([] if wall.needs_login else ["--yes"])).code == Exit.DONE
        told = here.run("run", *FULL_SPEED)
        assert told.code == Exit.DONE, told.err
        assert told.data["job"]["state"] == "finished"
        claims_what_the_site_did(here, told)
        assert set(here.keys("withdrawn")) == here.blast() - set(here.keys("accepted"))
