from pathlib import Path

import msgspec
import pytest

from withdrawer.errors import UsageError
from withdrawer.replay.fixtures import layouts
from withdrawer.replay.pages.layouts import Behaviour, load_layout
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.page_variants import ARMS, parse_arm
from withdrawer.replay.world.site import build_site
from withdrawer.replay.world.site_log import ListKind


@pytest.mark.parametrize("name", ARMS)
def test_every_arm_changes_what_it_says_and_is_typed_right(name: str) -> None:
    arm = ARMS[name]
    for layout in arm.layouts or layouts():
        assert parse_arm(layout, name) == (arm.key, arm.value)
        behaviour = msgspec.convert({arm.key: arm.value}, Behaviour)
        assert getattr(behaviour, arm.key) == arm.value


@pytest.mark.parametrize("layout", layouts())
@pytest.mark.parametrize("kind", ListKind)
def test_a_layout_is_as_its_file_says_but_for_what_the_page_changes(layout: str, kind: ListKind) -> None:
    own = load_layout(layout).behaviour(kind)
    assert build_site(SiteOptions(layout=layout)).behaviour(kind) == own
    changed = build_site(SiteOptions(layout=layout, arms=("stall:7",), latency_ms=9)).behaviour(kind)
    assert changed == msgspec.structs.replace(own, stall_ms=7, latency_ms=9)


def test_a_number_follows_the_name_and_the_last_arm_wins() -> None:
    behaviour = build_site(SiteOptions(arms=("stall:300", "load-more", "scrolling"))).behaviour(ListKind.SENT)
    assert (behaviour.stall_ms, behaviour.loading) == (300, "scroll")


@pytest.mark.parametrize("name", ["gremlins", "stall:", "stall:0", "stall:soon", "virtualised:3", "withdrawn-spelling"])
def test_an_arm_that_the_layout_has_not_lists_those_it_has(name: str) -> None:
    with pytest.raises(UsageError, match=name) as raised:
        parse_arm("artdeco", name)
    assert "dash-withdraw" in raised.value.hint
    assert "withdrawn-spelling" not in raised.value.hint


def test_the_options_reach_the_process_of_the_site_as_they_are(tmp_path: Path) -> None:
    options = SiteOptions(layout="sdui-2025", arms=("load-more", "stall:9"), people=7, log=tmp_path / "log.jsonl")
    assert SiteOptions.from_line(options.line()) == options
