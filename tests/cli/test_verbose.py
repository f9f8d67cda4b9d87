"""`-v`: what was loaded and done, a line each, and nobody's name."""

from collections.abc import Callable

import pytest

from tests.cli.test_running import FULL_SPEED, SELECT
from tests.support.stage import Stage
from withdrawer.errors import Exit

pytestmark = pytest.mark.browser


def test_each_load_and_each_act_is_told_without_a_name(stage: Callable[..., Stage]) -> None:
    here = stage(people=12)
    told = here.run("run", *FULL_SPEED, *SELECT, "-v", "-q")
    assert told.code == Exit.DONE, told.err
    lines = told.err.splitlines()
    assert sum(line.startswith("- Loaded ") for line in lines) == here.happened()["page"] - 1, "/in/me/ leads on"
    assert sum("One person of sent: done" in line for line in lines) == len(here.keys("withdrawn")) > 0
    assert any("the server's answer is yes; the row has gone" in line for line in lines)
    people = here.site.truth()["people"]
    assert not [it for it in people if it["name"] in told.err or it["slug"] in told.err]
