"""Where LinkedIn wants the person: sign-in pages, verification, captcha, restriction, too many requests.

Sources: signing-in and sent-invitations section 6 (addresses by six tools and more; 999 and 429; the captcha frame
without a change of address).
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page

from withdrawer.errors import SignedOut, Wall

SIGN_IN = re.compile(r"^/(?:login|uas/|authwall|signup)")
VERIFICATION = re.compile(r"^/(?:checkpoint|challenge)")
TOO_MANY = 429
DENIED = 999
"""LinkedIn's own status for what it takes for a program (sent-invitations 6)."""
REDIRECTS = range(300, 400)
TROUBLE = re.compile(
    r"security verification|quick security check|verification required|unusual activity|"
    r"(?:account|temporarily) (?:is |has been )?restricted",
    re.IGNORECASE,
)
SIGN_IN_FIELD = '[autocomplete="current-password"], input[type="password"]'
CAPTCHA = (
    'iframe#humanThirdPartyIframe, iframe[src*="protechts.net"], iframe[src*="captcha"], iframe[title*="captcha" i]'
)

SIGN_IN_HINT = "Sign in again in withdrawer's own browser: withdrawer login"
HAND_OVER = (
    "Open withdrawer's own browser with `withdrawer login`, do what LinkedIn asks there, then type "
    "`withdrawer resume`. Until then no run will act."
)
LEAVE_ALONE = "Leave the account alone for some hours, then type `withdrawer resume`. Until then no run will act."
DAY = re.compile(
    r"\b(?:(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2}) (?P<month2>[a-z]{3,9})\.? (?P<year2>\d{4})|(?P<iso>\d{4}-\d\d-\d\d))\b",
    re.IGNORECASE,
)
SMALLEST = 60
"""Pixels: a captcha that a person is to solve is larger; those that only watch are not seen."""
PROFILES = 'main a[href*="/in/"]'


def check_address(url: str) -> None:
    """Raise SignedOut or Wall where this address is one of LinkedIn's gates."""
    path = urlsplit(url).path
    if SIGN_IN.match(path):
        raise SignedOut("LinkedIn shows its sign-in page: this browser is not signed in.", SIGN_IN_HINT)
    if VERIFICATION.match(path):
        raise Wall("verification", "LinkedIn asks for a verification.", HAND_OVER)


def check_answer(status: int, url: str, headers: Mapping[str, str]) -> None:
    """Raise SignedOut or Wall where an answer is one, or leads to one: a page's own requests are led there too.

    `headers` have names in lower case.
    """
    if status == TOO_MANY:
        raise Wall("throttled", f"LinkedIn answered {TOO_MANY}: too many requests.", LEAVE_ALONE)
    if status == DENIED:
        raise Wall("blocked", f"LinkedIn answered {DENIED}: it takes this browser for a program.", LEAVE_ALONE)
    check_address(url)
    if status in REDIRECTS:
        check_address(headers.get("location", ""))


def check_gates(page: Page) -> None:
    """Raise SignedOut or Wall where a gate stands on the page itself, at whatever address, even over a list."""
    check_address(page.url)
    if _shows(page, SIGN_IN_FIELD):
        raise SignedOut("LinkedIn shows its sign-in form: this browser is not signed in.", SIGN_IN_HINT)
    if _shows(page, CAPTCHA, SMALLEST):
        raise Wall("captcha", "LinkedIn shows a captcha.", HAND_OVER)


def check_page(page: Page) -> None:
    """Raise SignedOut or Wall by what the page shows. Only for a page that shows no list: words alone prove nothing."""
    check_gates(page)
    main = page.locator("main, body").first
    if not main.count() or page.locator(PROFILES).count() > 1:
        return
    text = " ".join((main.text_content(timeout=2_000) or "").split())
    words = TROUBLE.search(text)
    if words and "restricted" in words[0].lower():
        opens_at = day_named(text)
        until = f" It names {opens_at:%d %B %Y}." if opens_at else ""
        raise Wall("restricted", f"LinkedIn shows a notice: “{words[0]}”.{until}", HAND_OVER, opens_at)
    if words:
        raise Wall("verification", f"LinkedIn shows a notice: “{words[0]}”.", HAND_OVER)


def day_named(text: str) -> datetime | None:
    """The end of the last day that a notice names, UTC; None where it names none that can be read."""
    days = [day for day in map(_day, DAY.finditer(text)) if day]
    return max(days) + timedelta(days=1) if days else None


def _day(found: re.Match[str]) -> datetime | None:
    month, day, year = (found[name] or found[f"{name}2"] for name in ("month", "day", "year"))
    for text, form in ((found["iso"], "%Y-%m-%d"), (f"{day} {(month or '')[:3]} {year}", "%d %b %Y")):
        try:
            return datetime.strptime(text or "", form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def _shows(page: Page, selector: str, smallest: int = 0) -> bool:
    boxes = [element.bounding_box() for element in page.query_selector_all(selector) if element.is_visible()]
    return any(box and min(box["width"], box["height"]) >= smallest for box in boxes)
