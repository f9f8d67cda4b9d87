import msgspec
import pytest

from withdrawer.errors import UsageError
from withdrawer.replay.fixtures import layouts
from withdrawer.replay.pages.layouts import Behaviour, load_layout
from withdrawer.replay.site_options import SiteOptions
from withdrawer.replay.world.page_changes import Page
from withdrawer.replay.world.page_variants import ARMS, with_arms
from withdrawer.replay.world.site_log import ListKind


@pytest.mark.parametrize("name", ARMS)
def test_every_arm_changes_what_it_says_and_is_typed_right(name: str) -> None:
    arm = ARMS[name]
    for layout in arm.layouts or layouts():
        page = with_arms(Page(), layout, (name,))
        assert getattr(page, arm.key) == arm.value
        assert msgspec.toml.decode(msgspec.toml.encode({arm.key: arm.value}), type=Page) == page


def test_a_scenario_can_say_all_that_a_layout_says() -> None:
    assert set(Behaviour.__struct_fields__) < set(Page.__struct_fields__)


@pytest.mark.parametrize("layout", layouts())
@pytest.mark.parametrize("kind", ListKind)
def test_a_layout_is_as_its_file_says_but_for_what_the_page_changes(layout: str, kind: ListKind) -> None:
    own = load_layout(layout).behaviour(kind)
    assert Page().changed(own) == own
    assert Page(size=7, stall_ms=0).changed(own) == msgspec.structs.replace(own, size=7)


def test_a_number_follows_the_name_and_the_last_arm_wins() -> None:
    page = with_arms(Page(), "sdui-2026", ("stall:300", "load-more", "scrolling"))
    assert (page.stall_ms, page.loading) == (300, "scroll")


@pytest.mark.parametrize("name", ["gremlins", "stall:", "stall:0", "stall:soon", "virtualised:3", "withdrawn-spelling"])
def test_an_arm_that_the_layout_has_not_lists_those_it_has(name: str) -> None:
    with pytest.raises(UsageError, match=name) as raised:
        with_arms(Page(), "artdeco", (name,))
    assert "dash-withdraw" in raised.value.hint
    assert "withdrawn-spelling" not in raised.value.hint


def test_arms_reach_the_site_through_the_command_line() -> None:
    arguments = SiteOptions(layout="sdui-2025", arms=("load-more", "stall:9")).arguments()
    assert [arguments[at + 1] for at, word in enumerate(arguments) if word == "--arm"] == ["load-more", "stall:9"]
