"""A headless browser on a replay site, driven by hand: none of withdrawer's own page code."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from withdrawer.replay.process import ReplaySite, SiteOptions

HOME = "https://www.linkedin.com"
SENT = f"{HOME}/mynetwork/invitation-manager/sent/"
CONNECTIONS = f"{HOME}/mynetwork/invite-connect/connections/"

Visit = Callable[..., tuple[ReplaySite, Page]]


@pytest.fixture(scope="module")
def playwright_driver() -> Iterator[Playwright]:
    """Per module, since two drivers at once do not go together in one process."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def start_site() -> Iterator[Callable[..., ReplaySite]]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(ReplaySite.start(SiteOptions(**options)))


@pytest.fixture(scope="session")
def port() -> int:
    """The port of every site that the shared browser goes to, one after the other."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@pytest.fixture(scope="module")
def shared_browser(playwright_driver: Playwright, port: int) -> Iterator[Browser]:
    """A browser that finds every host on the port, whatever the certificate: starting one is what takes the time."""
    with launch(playwright_driver, [f"--host-resolver-rules=MAP * 127.0.0.1:{port}"]) as browser:
        yield browser


@pytest.fixture
def visit(start_site: Callable[..., ReplaySite], shared_browser: Browser, port: int) -> Iterator[Visit]:
    """Start a site with these options and open an address on it in a fresh profile. A page error fails the test."""
    errors: list[Any] = []
    with ExitStack() as stack:

        def visit_site(url: str, **options: Any) -> tuple[ReplaySite, Page]:
            site = start_site(port=port, **options)
            context = stack.enter_context(shared_browser.new_context(ignore_https_errors=True))
            context.set_default_timeout(10_000)
            context.on("weberror", lambda error: errors.append(error.error))
            page = context.new_page()
            page.goto(url)
            return site, page

        yield visit_site
    assert errors == []


def launch(driver: Playwright, arguments: list[str]) -> Browser:
    """Start a headless Chromium with these arguments."""
    executable = os.environ.get("WITHDRAWER_BROWSER") or shutil.which("chromium")
    return driver.chromium.launch(executable_path=executable, args=[*arguments, *_SANDBOX])


_SANDBOX = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
