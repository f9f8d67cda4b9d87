"""Whose account it is: another member is refused, the same one under another address may go on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_login import look_and_press_enter
from tests.cli.test_running import FULL_SPEED, NOW, SELECT, at
from tests.support.site import LocalSite, SiteOptions
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser
NEW = "robin-ashgrove-5e1d-renamed"


def test_another_member_is_refused_with_both_names(stage: Callable[..., Stage], tmp_path: Path) -> None:
    here = stage(people=10, now=NOW.isoformat())
    here.given = at(NOW)
    assert here.run("preview", *SELECT).code == Exit.DONE
    scenario = tmp_path / "other.toml"
    text = (Path(__file__).parents[2] / "fixtures/scenarios/default.toml").read_text("utf-8")
    scenario.write_text(
        text.replace("Robin Ashgrove", "Kim Otherwise").replace("robin-ashgrove-5e1d", "kim-otherwise-1")
    )
    with LocalSite.start(SiteOptions(scenario=str(scenario), people=10, now=NOW.isoformat())) as site:
        there = Stage(here.home, site, at(NOW))
        told = there.run("run", *FULL_SPEED, *SELECT)
        assert told.code == Exit.SIGNED_OUT, told.err
        assert "Robin Ashgrove" in told.err
        assert "Kim Otherwise" in told.err
        signing_in = look_and_press_enter(there)
        assert signing_in.code == Exit.SIGNED_OUT
        assert "Robin Ashgrove" in signing_in.err
        assert there.happened()["act"] == 0


def test_the_same_member_under_another_address_is_asked_for_and_goes_on(stage: Callable[..., Stage]) -> None:
    here = stage(people=10, faults=("own-renamed:2",), now=NOW.isoformat())
    here.given = at(NOW)
    assert here.run("run", *FULL_SPEED, *SELECT, "--per-day", "2").code == Exit.DONE
    told = here.run("run", *FULL_SPEED, "--per-day", "20")
    assert told.code == Exit.SIGNED_OUT
    for words in (f"Robin Ashgrove ({NEW})", "Robin Ashgrove (robin-ashgrove-5e1d)", "withdrawer login --same-member"):
        assert words in told.err
    assert look_and_press_enter(here).code == Exit.SIGNED_OUT, "nobody has said that it is the same"
    assert len(here.keys("act")) == 2
    assert here.run("status", "--json").data["stop"] is None
    assert look_and_press_enter(here, "--same-member").data["account"]["slug"] == NEW
    told = here.run("run", *FULL_SPEED, "--per-day", "20")
    assert told.code == Exit.DONE, told.err
    assert told.data["account"]["slug"] == NEW
    assert told.data["job"]["state"] == "finished"
    assert told.data["sent"]["withdrawn"] == len(here.keys("withdrawn")) == len(set(here.keys("act")))
    assert told.data["allowance"]["used"] == len(here.keys("act")), "the acts of the first run still count"
