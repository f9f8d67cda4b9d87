"""Where LinkedIn wants the person: sign-in pages, verification, captcha, restriction, too many requests.

Sources: signing-in and sent-invitations section 6 (addresses by six tools and more; 999 and 429; the captcha frame
without a change of address).
"""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from withdrawer.errors import SignedOut, Wall

SIGN_IN = re.compile(r"^/(?:login|uas/|authwall|signup)")
VERIFICATION = re.compile(r"^/(?:checkpoint|challenge)")
THROTTLED = (429, 999)
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


def check_address(url: str) -> None:
    """Raise SignedOut or Wall where this address is one of LinkedIn's gates."""
    path = urlsplit(url).path
    if SIGN_IN.match(path):
        raise SignedOut("LinkedIn shows its sign-in page: this browser is not signed in.", SIGN_IN_HINT)
    if VERIFICATION.match(path):
        raise Wall("verification", "LinkedIn asks for a verification.", HAND_OVER)


def check_answer(response: Response) -> None:
    """Raise SignedOut or Wall where an answer is one, or leads to one: a page's own requests are led there too."""
    if response.status in THROTTLED:
        raise Wall(
            "throttled",
            f"LinkedIn answered {response.status}: too many requests.",
            "Leave the account alone for some hours, then type `withdrawer resume`. Until then no run will act.",
        )
    check_address(response.url)
    if response.status in REDIRECTS:
        check_address(response.headers.get("location", ""))


def check_page(page: Page) -> None:
    """Raise SignedOut or Wall by what the page shows. Only for a page that shows no list: words alone prove nothing."""
    check_address(page.url)
    if _shows(page, SIGN_IN_FIELD):
        raise SignedOut("LinkedIn shows its sign-in form: this browser is not signed in.", SIGN_IN_HINT)
    if _shows(page, CAPTCHA):
        raise Wall("captcha", "LinkedIn shows a captcha.", HAND_OVER)
    main = page.locator("main, body").first
    words = TROUBLE.search(main.text_content(timeout=2_000) or "") if main.count() else None
    if words:
        kind = "restricted" if "restricted" in words[0].lower() else "verification"
        raise Wall(kind, f"LinkedIn shows a notice: “{words[0]}”.", HAND_OVER)


def _shows(page: Page, selector: str) -> bool:
    return any(element.is_visible() for element in page.query_selector_all(selector))
