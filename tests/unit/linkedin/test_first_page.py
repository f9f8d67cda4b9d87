"""How a window is opened that takes the focus for a moment at most; what a desktop makes of it needs a desktop."""

from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from playwright.sync_api import Error

from withdrawer.linkedin.browser.launch import BrowserSettings, first_page

SETTINGS = BrowserSettings(Path(), Path(), Path(), takes_focus=False)


class Context:
    """A browser with one window; `refuses` are the commands that it does not know."""

    def __init__(self, *refuses: str) -> None:
        self.refuses = refuses
        self.sent: list[str] = []
        self.first = SimpleNamespace(close=lambda: self.sent.append("close the first"))
        self.pages = [self.first]

    def new_cdp_session(self, _page: object) -> "Context":
        return self

    def send(self, command: str, words: Any = None) -> dict[str, Any]:
        if command in self.refuses:
            raise Error(f"{command} wasn't found")
        state = (words or {}).get("bounds", {}).get("windowState", "")
        self.sent.append(f"{command.partition('.')[2]} {state}".strip())
        return {"windowId": 1}

    @contextmanager
    def expect_page(self, timeout: float) -> Any:
        assert timeout
        yield SimpleNamespace(value="the second")


def opened(context: Context, settings: BrowserSettings = SETTINGS) -> object:
    return first_page(cast("Any", context), settings)


def test_the_first_window_gives_the_focus_back_before_a_second_one_comes_in_the_background() -> None:
    context = Context()
    assert opened(context) == "the second"
    assert context.sent == ["getWindowForTarget", "setWindowBounds minimized", "createTarget", "close the first"]


def test_where_somebody_has_asked_for_it_or_nobody_sees_it_the_first_one_is_taken() -> None:
    for settings in (BrowserSettings(Path(), Path(), Path()), BrowserSettings(Path(), Path(), Path(), (), True, False)):
        context = Context()
        assert opened(context, settings) is context.first
        assert context.sent == []


def test_a_browser_that_can_not_do_that_keeps_its_first_window_and_shows_it() -> None:
    context = Context("Target.createTarget")
    assert opened(context) is context.first
    assert context.sent[-1] == "setWindowBounds normal"
    assert opened(Context("Browser.getWindowForTarget")) is not None
