"""The signed-in member: `/in/me/` redirects to their own profile (signing-in: eight sources, 2026)."""

from dataclasses import dataclass

from withdrawer.clock import stopwatch
from withdrawer.errors import PageNotUnderstood
from withdrawer.linkedin.addresses import SITE
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.lists.rows import slug_of, whole
from withdrawer.linkedin.walls import check_address, check_page

NAME = "main h1, [role=main] h1, main section h2, [role=main] section h2"
LIMIT_SECONDS = 20.0


@dataclass(frozen=True)
class Member:
    """The signed-in member: the decoded slug, and the name as the profile shows it."""

    slug: str
    name: str


def signed_in_member(browser: Browser) -> Member:
    """The signed-in member. Raises SignedOut, Wall, or PageNotUnderstood if no profile shows."""
    from playwright.sync_api import Error

    try:
        browser.goto(f"{SITE}/in/me/")
    except Error as error:
        # The redirect can abort the driver's own navigation, so the address below decides.
        if "ERR_ABORTED" not in error.message and "interrupted by another navigation" not in error.message:
            raise
    end = stopwatch() + LIMIT_SECONDS
    while (slug := slug_of(browser.page.url)) in ("", "me"):
        check_address(browser.page.url)
        if stopwatch() > end:
            check_page(browser.page)
            raise PageNotUnderstood(
                "LinkedIn did not lead to the own profile, so it is not known who is signed in.",
                "Look into withdrawer's own browser with `withdrawer login`.",
            )
        browser.wait(0.1)
    return Member(slug, _name(browser) or slug)


def _name(browser: Browser) -> str:
    from playwright.sync_api import TimeoutError as NoHeading

    try:
        text = browser.page.locator(NAME).first.text_content(timeout=5_000)
    except NoHeading:
        text = browser.page.title().split("|")[0]
    return whole(" ".join((text or "").split()))
