"""What all tests share. A busy machine is no failure: hypothesis has no deadline, the tests as a whole have one."""

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from withdrawer.invocation import begin

if TYPE_CHECKING:
    from tests.support.stage import Stage

settings.register_profile("unit", deadline=None)
settings.load_profile("unit")


signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that started all this behind it has it ignored


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that may take longest come first, in random order like the others: at the end nobody waits for one."""
    items.sort(key=_most_seconds, reverse=True)


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay to the end: nobody needs to look through them for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


def _most_seconds(item: pytest.Item) -> float:
    mark = item.get_closest_marker("timeout")
    return float(mark.args[0]) if mark else 0


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests with a browser share its driver; the others don't even import it."""
    if item.get_closest_marker("browser") is not None:
        from tests.support.browser import share_driver

        share_driver()


def pytest_sessionfinish() -> None:
    if browser := sys.modules.get("tests.support.browser"):
        browser.end_driver()


@pytest.fixture(autouse=True)
def _no_invocation() -> None:
    """No test completes the commands in messages by the home that an earlier one was run on."""
    begin()


@pytest.fixture
def headless_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of their own, too, take the browser that tests of pages take, which costs them a third less."""
    from tests.support.browser import headless_browser

    monkeypatch.setenv("WITHDRAWER_BROWSER", str(headless_browser()))


@pytest.fixture
def stage(tmp_path: Path) -> "Iterator[Callable[..., Stage]]":
    """Set up a site with these options and a home of its own."""
    from tests.support.site import LocalSite, SiteOptions
    from tests.support.stage import Stage

    with ExitStack() as stack:

        def set_up(**options: Any) -> Stage:
            return Stage(tmp_path / "home", stack.enter_context(LocalSite.start(SiteOptions(**options))))

        yield set_up
