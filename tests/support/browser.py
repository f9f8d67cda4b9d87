"""One driver and one Chromium for all tests of a process: starting them is most of what a command costs.

Each command gets a fresh context in it, as it gets a fresh profile otherwise. A command whose browser is more than
that is started as it is for everybody: another argument, a visible window. On a profile that a browser has used before
it starts one of its own, without the machinery of windows (`SHELL`).
"""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import playwright.sync_api

from tests.support.site import SPARING, door
from withdrawer.linkedin.browser import launch
from withdrawer.linkedin.browser.executable import find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright

_begin_driver = playwright.sync_api.sync_playwright
SHELL = "chromium-headless-shell"
"""Chromium's page engine without the browser around it: the same pages for a third less work (`scripts/test`)."""


class SharedDriver(AbstractContextManager["Playwright"]):
    """Stands for `sync_playwright()`, which can't be open twice in a process: leaving it ends nothing.

    An open driver leaves its event loop marked as running. Outside of it that mark is taken away, so that a test
    without a browser can run a loop of its own.
    """

    driver: "Playwright | None" = None
    chromium: "Browser | None" = None
    _manager: Any = None
    _depth = 0

    def __enter__(self) -> "Playwright":
        of = SharedDriver
        if of._manager is None or of._manager._dispatcher_fiber.dead:
            of._manager, of.chromium = _begin_driver(), None
            of.driver = of._manager.__enter__()
        asyncio._set_running_loop(of._manager._loop)
        of._depth += 1
        assert of.driver is not None
        return of.driver

    def __exit__(self, *_: object) -> None:
        SharedDriver._depth -= 1
        if not SharedDriver._depth:
            asyncio._set_running_loop(None)


def share_driver() -> None:
    """Let everything in this process use one driver."""
    playwright.sync_api.sync_playwright = SharedDriver  # type: ignore[assignment]


def end_driver() -> None:
    """End it, with its browsers."""
    if SharedDriver._manager is not None:
        asyncio._set_running_loop(SharedDriver._manager._loop)
        SharedDriver._manager.__exit__()
        asyncio._set_running_loop(None)
        SharedDriver._manager = None


def chromium(driver: "Playwright") -> "Browser":
    """The headless browser that finds every host behind the door."""
    if SharedDriver.chromium is None or not SharedDriver.chromium.is_connected():
        SharedDriver.chromium = start_chromium(driver, f"--host-resolver-rules=MAP * 127.0.0.1:{door().port}")
    return SharedDriver.chromium


def headless_browser() -> Path:
    """The browser for tests whose matter is a page: the shell if it is here, otherwise the one withdrawer finds.

    One whose matter is the browser itself takes what withdrawer finds: its profile, its windows, its end.
    """
    named = os.environ.get("WITHDRAWER_BROWSER", "")
    shell = None if named else shutil.which(SHELL)
    return Path(shell) if shell else find_browser(None, named, os.environ)


def start_chromium(driver: "Playwright", *arguments: str) -> "Browser":
    """A headless browser of one's own, with these arguments."""
    return driver.chromium.launch(
        executable_path=headless_browser(),
        args=[*arguments, SPARING, "--no-proxy-server"],
        chromium_sandbox=not launch.is_root(),
        handle_sigint=False,
    )


@contextmanager
def shared_chromium() -> Iterator[None]:
    """While this is open, commands work in contexts of the shared browser, wherever that makes no difference."""
    share_driver()
    start = launch.start_context

    def start_context(driver: "Playwright", settings: launch.BrowserSettings) -> "BrowserContext":
        if not settings.is_headless or not door().lead_to(settings.args):
            return start(driver, settings)
        if (settings.profile / "Default").exists():
            return start(driver, replace(settings, executable=headless_browser()))
        return chromium(driver).new_context(ignore_https_errors=True, service_workers="block")

    with mock.patch.object(launch, "start_context", start_context):
        yield
