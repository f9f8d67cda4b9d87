"""The state of the browser, its session and LinkedIn's pages.

Reads only; the probe opens a dialog and presses Cancel.
"""

import os
import re
import stat
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from shlex import quote

from withdrawer.errors import Interrupted, PageNotUnderstood, SignedOut, UsageError, Wall, WithdrawerError
from withdrawer.findings import Finding, broken, fine, look
from withdrawer.home import Home
from withdrawer.linkedin.acting.actor import ActEvidence, Actor, Seen
from withdrawer.linkedin.acting.row_menu import refuse_unconfirmed
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.isolated_world import decoded
from withdrawer.linkedin.lists.list_page import ListPage
from withdrawer.linkedin.lists.page_script import Signs
from withdrawer.linkedin.member import signed_in_member
from withdrawer.linkedin.redaction.linkedin_texts import missing_labels
from withdrawer.linkedin.redaction.outline import outline_of
from withdrawer.linkedin.redaction.snapshot import save_snapshot
from withdrawer.linkedin.saved_page import layout_of, read_shown
from withdrawer.plan.dates.languages import language_of, wordings_for
from withdrawer.plan.people import Half, Person, Row, person_from

PAGES = {Half.SENT: "Sent invitations", Half.CONNECTIONS: "Connections"}
CONTROL = {Half.SENT: "withdraw", Half.CONNECTIONS: "menu"}
"""The field of the labels that names the rows' control."""
CLOCK_LIMIT = timedelta(minutes=2)
PATIENCE_SECONDS = 5.0
PRODUCT = re.compile(r"(?:Headless)?([A-Z][a-z]+)/(\d{1,4})(?:\.[\d.]*)?")


@dataclass(frozen=True)
class PageFacts:
    """What kind of page a list is, without anything that is written on it.

    `layout` is one that `layout_of` knows, `language` one of LinkedIn's interface; either may be "unknown". `rows` are
    those that the page showed first.
    """

    layout: str
    language: str
    rows: int


def page_facts(browser: Browser, half: Half, confirmed: tuple[str, ...] = ()) -> PageFacts:
    """Return what kind of page the browser shows now. Loads nothing. Raises SignedOut or Wall."""
    from playwright.sync_api import Error

    try:
        outline = outline_of(browser.page)
        rows = len(read_shown(browser, half, confirmed).rows)
    except (PageNotUnderstood, Error):  # the findings say so
        return PageFacts("unknown", "unknown", 0)
    return PageFacts(layout_of(outline), language_of(outline.language) or "unknown", rows)


def browser_name(browser: Browser) -> str:
    """Return the browser's name and main version, such as "Chrome 141"."""
    product = PRODUCT.fullmatch(_product(browser))
    return f"{product[1].replace('Edg', 'Edge')} {product[2]}" if product else "another browser"


def _product(browser: Browser) -> str:
    return str(browser.page.context.new_cdp_session(browser.page).send("Browser.getVersion")["product"])


def profile_finding(home: Home) -> Finding:
    """Whether a browser has used the profile, and whether only the owner can read the folders of its session."""
    if os.name == "posix":
        folders = [it for it in (home.folder, home.profile) if it.exists()]
        open_to_others = [it for it in folders if stat.S_IMODE(it.stat().st_mode) & 0o077]
        if open_to_others:
            names = " ".join(f"'{folder}'" for folder in open_to_others)
            return look("profile", "Others on this machine can look into it: it holds a session.", f"chmod 700 {names}")
    if not (home.profile / "Default").is_dir():
        return look("profile", f"No browser has used {home.profile} yet.", "withdrawer login")
    return fine("profile", f"{home.profile}, for you alone.")


def browser_finding(browser: Browser, executable: Path) -> Finding:
    """The browser's version and path."""
    return fine("browser", f"{_product(browser)} ({executable})")


def session_findings(browser: Browser, known: str) -> list[Finding]:
    """Who is signed in, compared with the journal's slug; `known` is empty if the journal has no account yet."""
    try:
        member = signed_in_member(browser)
    except (SignedOut, PageNotUnderstood) as error:
        return [broken("session", error)]
    signed_in = fine("session", f"Signed in as {member.name} (linkedin.com/in/{member.slug}).")
    if known and member.slug != known:
        other = SignedOut(
            f"This journal belongs to linkedin.com/in/{known}.",
            "Sign in as that member with `withdrawer login`, or give the other a home of its own with --account NAME.",
        )
        return [signed_in, broken("account", other)]
    return [signed_in, fine("account", "The journal's own." if known else "The journal is nobody's yet.")]


def clock_finding(server_at: datetime, now: datetime) -> Finding:
    """The machine's clock compared with the `Date` of LinkedIn's latest answer."""
    off = now - server_at
    if abs(off) < CLOCK_LIMIT:
        return fine("clock", "It agrees with LinkedIn's.")
    way = "ahead of" if off > timedelta() else "behind"
    return look(
        "clock",
        f"This computer is {abs(off) // timedelta(minutes=1):,} minutes {way} LinkedIn. Ages go by LinkedIn's clock.",
        "Let the computer set its clock by itself: the allowance counts hours.",
    )


def page_findings(
    browser: Browser, half: Half, zone: tzinfo, snapshots: Path, confirmed: tuple[str, ...] = ()
) -> list[Finding]:
    """Whether a list is understood, by which signs, and which labels are known. Raises Wall, SignedOut, Interrupted.

    `confirmed` are the user's own words for controls.
    """
    page = ListPage(browser, half, PATIENCE_SECONDS, confirmed)
    about = PAGES[half].lower()
    try:
        page.open()
        rows = page.shown()
        signs = page.script.signs()
    except PageNotUnderstood as error:
        hint = f"{error.hint} {_copied(browser, snapshots)}To report it, type: withdrawer save-page {half}"
        return [broken(about, PageNotUnderstood(error.message, hint))]
    except (Wall, SignedOut, Interrupted):
        raise
    except WithdrawerError as error:
        return [broken(about, error)]
    return [_page(page, rows, signs, zone), _labels(page)]


def _copied(browser: Browser, snapshots: Path) -> str:
    from playwright.sync_api import Error

    try:
        return f"A redacted copy of the page is in {save_snapshot(browser.page, snapshots)}. "
    except (PageNotUnderstood, Error):  # no copy can be taken
        return ""


def _page(page: ListPage, rows: tuple[Row, ...], signs: Signs, zone: tzinfo) -> Finding:
    about = PAGES[page.half].lower()
    if not rows:
        return fine(about, "The page says that it is empty.")
    people = [person_from(row, zone, wordings_for(page.labels.language)) for row in rows]
    ages = sum(person.span is not None for person in people)
    nobody = sum(not person.key for person in people)
    is_newest_first = page.half is Half.SENT or signs.sorted
    sentence = (
        f"{len(rows):,} rows understood, {signs.controls:,} buttons; {ages:,} with an age that is read, "
        f"{nobody:,} without a person; LinkedIn counts {'nothing' if page.stated is None else f'{page.stated:,}'}; "
        f"{'newest first' if is_newest_first else 'not sorted by newest'}; {page.unread:,} buttons without a row."
    )
    report = f"To report the page, type: withdrawer save-page {page.half}"
    if ages < len(rows):
        unread = next(row.age for row, person in zip(rows, people, strict=True) if person.span is None)
        return look(about, f"{sentence} Not read: “{unread}”.", report)
    if page.unread:
        return look(about, sentence, report)
    if not is_newest_first:
        return look(about, sentence, "Nothing: preview sorts it first, or else reads it to its end.")
    return fine(about, sentence)


def _labels(page: ListPage) -> Finding:
    about = f"labels, {PAGES[page.half].lower()}"
    found, language = page.spoken.found, page.labels.language
    missing = missing_labels(page.spoken.known, page.half)
    if found is not None and found.is_confirmed:
        missing = [it for it in missing if it != CONTROL[page.half]]
        return look(
            about,
            f"Language {language}; you have confirmed “{found.candidate.word}”{_not_known(missing)}.",
            "Nothing: what else is needed is asked once, before anybody is touched.",
        )
    if found is not None:
        return look(
            about,
            f"Language {language}{_not_known(missing)}. By its place the rows' control is “{found.candidate.word}”.",
            f"You are asked once, before anybody is touched. To confirm it now: --label {quote(found.candidate.word)}",
        )
    if missing:
        return look(
            about, f"Language {language}{_not_known(missing)}.", "You are asked once, before anybody is touched."
        )
    return fine(about, f"Language {language}; all are known.")


def _not_known(missing: list[str]) -> str:
    return f"; not known: {', '.join(missing)}" if missing else ""


ABOUT = "probe"

Wanted = Callable[[Sequence[Person]], Collection[str]]
"""Given the people read so far, returns the keys of those who may be probed."""


def probe(
    browser: Browser,
    zone: tzinfo,
    wanted: Wanted,
    is_past: Callable[[Sequence[Person]], bool],
    rest: Callable[[], None],
    confirmed: tuple[str, ...] = (),
) -> Finding:
    """Open the dialog of the first wanted pending invitation. Calls `rest` between two loads of the list.

    Raises Wall, SignedOut or Interrupted.
    """
    page = ListPage(browser, Half.SENT, PATIENCE_SECONDS, confirmed)
    page.open()
    try:
        refuse_unconfirmed(page)
    except UsageError as error:
        return look(ABOUT, f"Nobody's dialog was opened. {error.message}", error.hint)
    wordings = wordings_for(page.labels.language)
    rows: list[Row] = []
    for batch in page.batches():
        rows += batch
        people = [person_from(row, zone, wordings) for row in rows]
        keys = wanted(people)
        found = next((row for row in rows if (row.slug or row.address) in keys), None)
        if found is not None:
            return _of(page, found)
        if is_past(people):
            break
        rest()
    return look(ABOUT, "There is nobody whose dialog could be opened.", "Name another time with --since.")


def _of(page: ListPage, row: Row) -> Finding:
    words: list[str] = []

    def hold() -> ActEvidence:
        """Called once the dialog is open and understood, just before the click that would confirm."""
        words.append(decoded(page.script.call("reader => reader.words()"), str))
        return ActEvidence(Seen.KEPT, "only looked at")

    evidence = Actor(page, hold).act(row)
    if evidence.seen is Seen.GONE:
        return look(ABOUT, f"{row.name} has gone from the list meanwhile.", "withdrawer doctor --probe")
    if evidence.seen is not Seen.KEPT:
        return _not_understood(f"The dialog of {row.name} is not understood: {evidence.detail}.")
    if page.script.call("reader => reader.openDialogs()"):
        return _not_understood("The dialog did not close with Cancel. Nothing was confirmed.")
    # A name may consist of invisible characters only.
    first = next(iter(row.name.split()), "")
    is_named = first != "" and first.casefold() in words[0].casefold()
    naming = f"names {row.name}" if is_named else f"names nobody ({row.name} was meant)"
    sentence = f"The dialog {naming} and has its confirming button. Cancel was pressed; nothing was changed."
    return fine(ABOUT, sentence) if is_named else look(ABOUT, sentence, "Nothing: the first three people are a trial.")


def _not_understood(sentence: str) -> Finding:
    return broken(ABOUT, PageNotUnderstood(sentence, "To report it, type: withdrawer save-page sent --dialog"))
