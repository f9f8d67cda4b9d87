"""Pages that need the user: sign-in, verification, captcha, restriction, too many requests.

Sources: signing-in and sent-invitations section 6 (addresses from six tools and more; 999 and 429; the captcha frame
without a change of address).
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from withdrawer.clock import moment_words
from withdrawer.errors import SignedOut, Wall
from withdrawer.linkedin.addresses import is_list_address
from withdrawer.linkedin.notices import TROUBLE, is_restriction, opening_of
from withdrawer.zones import local_zone

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIGN_IN = re.compile(r"^/(?:login|uas/|authwall|signup)")
VERIFICATION = re.compile(r"^/(?:checkpoint|challenge)")
SECTIONS = re.compile(r"^/(?:$|(?:feed|in|mynetwork|messaging|notifications|jobs|search)(?:/|$))")
"""Where the user may have gone on their own, from the navigation bar or a row: these are no gates."""
OF_LINKEDIN = re.compile(r"(?:^|\.)linkedin\.com$")
TOO_MANY = 429
DENIED = 999
"""LinkedIn's own status for clients that it takes for a program (sent-invitations 6)."""
REDIRECTS = range(300, 400)
SESSION_ENDS = re.compile(r'^\s*li_at="?(?:delete me)?"?\s*(?:;|$)', re.IGNORECASE | re.MULTILINE)
"""The cookie header that ends the session (newer-evidence 4)."""
CLEARED = re.compile(r'"(?:cookies|\*)"')
SIGN_IN_FIELD = '[autocomplete="current-password"], input[type="password"]'
CAPTCHA = (
    'iframe#humanThirdPartyIframe, iframe[src*="protechts.net"], iframe[src*="captcha"], iframe[title*="captcha" i]'
)

SIGN_IN_HINT = "Sign in again in withdrawer's own browser: withdrawer login"
HAND_OVER = (
    "Open withdrawer's own browser with `withdrawer login`, do what LinkedIn asks there, then type `withdrawer "
    "resume`. Until then nobody is touched."
)
LEAVE_ALONE = "Leave the account alone for some hours, then type `withdrawer resume`. Until then nobody is touched."
RESTRICTED = (
    "Nothing is lost: what was done is in the journal, and the rest of the job waits. Read LinkedIn's notice with "
    "`withdrawer login`. Once the restriction is over, type `withdrawer resume`: then `withdrawer run`, or the "
    "schedule, continues where it stopped. Until then nobody is touched."
)
SMALLEST = 60
"""In pixels: a captcha for people is larger; invisible ones only observe."""
PROFILES = 'main a[href*="/in/"]'
TEXT_MILLISECONDS = 2_000


def check_address(url: str) -> None:
    """Raise SignedOut or Wall if this address is one of LinkedIn's gates."""
    path = urlsplit(url).path
    if SIGN_IN.match(path):
        raise SignedOut("LinkedIn shows its sign-in page: this browser is not signed in.", SIGN_IN_HINT)
    if VERIFICATION.match(path):
        raise Wall("verification", "LinkedIn asks for a verification.", HAND_OVER)


def check_answer(status: int, url: str, headers: Mapping[str, str]) -> None:
    """Raise SignedOut or Wall if an answer is one, or redirects to one, even the answer to a page's own request.

    `headers` have names in lower case.
    """
    if status == TOO_MANY:
        raise Wall("throttled", f"LinkedIn answered {TOO_MANY}: too many requests.", LEAVE_ALONE)
    if status == DENIED:
        raise Wall("blocked", f"LinkedIn answered {DENIED}: it suspects that this browser is automated.", LEAVE_ALONE)
    check_address(url)
    if status in REDIRECTS:
        check_address(headers.get("location", ""))


def check_session(headers: Mapping[str, str]) -> None:
    """Raise SignedOut if an answer ends the session. `headers` have names in lower case.

    Several cookies in one header are separated by newlines.
    """
    if SESSION_ENDS.search(headers.get("set-cookie", "")) or CLEARED.search(headers.get("clear-site-data", "")):
        raise SignedOut("LinkedIn has ended the session: this browser is no longer signed in.", SIGN_IN_HINT)


def check_gates(page: "Page") -> None:
    """Raise SignedOut or Wall if the page itself shows a gate, at any address, even over a list."""
    check_address(page.url)
    if _shows(page, SIGN_IN_FIELD):
        raise SignedOut("LinkedIn shows its sign-in form: this browser is not signed in.", SIGN_IN_HINT)
    if _shows(page, CAPTCHA, SMALLEST):
        raise Wall("captcha", "LinkedIn shows a captcha.", HAND_OVER)


def check_page(page: "Page") -> None:
    """Raise SignedOut or Wall if the page shows a gate. Only for a page without a list, which may hold the same words.

    An unknown page at any other address than a list's is a wall too: a gate may be in any language.
    """
    check_gates(page)
    if shows_profiles(page):
        return
    words = TROUBLE.search(text_of(page))
    if words and is_restriction(words[0]):
        raise restriction(words[0], None)
    if words:
        raise Wall("verification", f"LinkedIn shows a notice: “{words[0]}”.", HAND_OVER)
    if is_unknown_address(page.url):
        raise Wall(
            "verification", "LinkedIn shows a page that withdrawer does not know, in place of the list.", HAND_OVER
        )


def as_told(gate: Wall, page: "Page", now: datetime) -> Wall:
    """The gate as its page describes it: a verification may be a restriction, and a restriction names its end.

    The address is the same for both (newer-evidence 7). `now` is LinkedIn's time.
    """
    if gate.kind not in ("verification", "restricted") or shows_profiles(page):
        return gate
    text = text_of(page)
    words = next((it[0] for it in TROUBLE.finditer(text) if is_restriction(it[0])), "")
    return restriction(words, opening_of(text, now)) if words else gate


def restriction(words: str, opens_at: datetime | None) -> Wall:
    """The wall of a notice with these words; `opens_at` is the end that it names, UTC."""
    until = f" It holds until {moment_words(opens_at, local_zone())}." if opens_at else ""
    return Wall("restricted", f"LinkedIn has restricted the account: “{words}”.{until}", RESTRICTED, opens_at)


def is_unknown_address(url: str) -> bool:
    """Whether LinkedIn has redirected to neither a list nor a section that a user visits on their own."""
    at = urlsplit(url)
    return bool(OF_LINKEDIN.search(at.hostname or "")) and not is_list_address(url) and not SECTIONS.match(at.path)


def shows_profiles(page: "Page") -> bool:
    """Whether the page links to profiles, as a list does."""
    return page.locator(PROFILES).count() > 1


def text_of(page: "Page") -> str:
    """The visible text of the page; empty if it has none."""
    for place in ("main", "body"):
        found = page.locator(place)
        if found.count() and (text := " ".join(found.first.inner_text(timeout=TEXT_MILLISECONDS).split())):
            return text
    return ""


def _shows(page: "Page", selector: str, smallest: int = 0) -> bool:
    boxes = [element.bounding_box() for element in page.query_selector_all(selector) if element.is_visible()]
    return any(box and min(box["width"], box["height"]) >= smallest for box in boxes)
