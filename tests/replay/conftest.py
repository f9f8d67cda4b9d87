"""A headless browser on a replay site, driven by hand: none of withdrawer's own page code."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright

from tests.support.browser import SharedDriver, chromium
from tests.support.site import LocalSite, SiteOptions, door

HOME = "https://www.linkedin.com"
SENT = f"{HOME}/mynetwork/invitation-manager/sent/"
CONNECTIONS = f"{HOME}/mynetwork/invite-connect/connections/"

Visit = Callable[..., tuple[LocalSite, Page]]


@pytest.fixture
def driver() -> Iterator[Playwright]:
    with SharedDriver() as shared:
        yield shared


@pytest.fixture
def start_site() -> Iterator[Callable[..., LocalSite]]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(LocalSite.start(SiteOptions(**options)))


@pytest.fixture
def visit(start_site: Callable[..., LocalSite], driver: Playwright) -> Iterator[Visit]:
    """Start a site with these options and open an address on it in a fresh profile. A page error fails the test."""
    errors: list[Any] = []
    with ExitStack() as stack:

        def visit_site(url: str, **options: Any) -> tuple[LocalSite, Page]:
            site = start_site(**options)
            door().lead_to_site(site)
            context = stack.enter_context(chromium(driver).new_context(ignore_https_errors=True))
            context.set_default_timeout(10_000)
            context.on("weberror", lambda error: errors.append(error.error))
            page = context.new_page()
            page.goto(url)
            return site, page

        yield visit_site
    assert errors == []
