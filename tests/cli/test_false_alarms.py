"""What looks like a wall and is none: words that people wrote, and LinkedIn's banner about new invitations."""

import json
from pathlib import Path

import pytest

from tests.cli.test_running import FULL_SPEED, NOW, SELECT, at
from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
NAMES = [("Security", "Verification"), ("Unusual", "Activity"), ("Quick Security", "Check")]
HEADLINES = ["Captcha engineer | account temporarily restricted no more", "Too many requests (429)", "Sign in to join"]
NOTE = "We noticed unusual activity. Your account has been restricted. Verification required!"


def worded_like_walls(state: Path) -> None:
    """Let everybody of a site's state, and the member, bear words that stand on walls."""
    world = json.loads(state.read_text("utf-8"))
    world["member"]["name"] = "Security Verification"
    for number, person in enumerate(it for it in world["people"] if "@" not in it["slug"]):
        person["first_name"], person["last_name"] = NAMES[number % len(NAMES)]
        person["headline"] = HEADLINES[number % len(HEADLINES)]
        person["note"] = person["note"] and NOTE
    state.write_text(json.dumps(world), "utf-8")


@pytest.mark.parametrize("layout", [pytest.param("artdeco", marks=pytest.mark.long), "sdui-2026"])
def test_words_of_walls_in_names_headlines_notes_and_a_banner_stop_nothing(layout: str, tmp_path: Path) -> None:
    options = SiteOptions(
        people=11, layout=layout, now=NOW.isoformat(), state=tmp_path / "state.json", faults=("banner",)
    )
    with LocalSite.start(options):
        pass
    worded_like_walls(tmp_path / "state.json")
    with LocalSite.start(options) as site:
        here = Stage(tmp_path / "home", site, at(NOW))
        told = here.run("run", *FULL_SPEED, *SELECT)
        assert told.code == Exit.DONE, told.err
        assert told.data["job"]["state"] == "finished"
        done = here.keys("withdrawn")
        assert told.data["sent"]["withdrawn"] == told.data["sent"]["proven"] == len(done)
        assert set(done) == here.blast() - set(here.keys("accepted"))
        status = here.run("status", "--json")
        assert status.data["stop"] is None
        assert status.data["account"]["name"] == "Security Verification"
