"""The browser for a command, with the run lock held and the member verified, and the context for reading and acting."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from withdrawer.app.context import CommandContext
from withdrawer.app.user import OtherBrowser, Said
from withdrawer.app.user_questions import DownloadBrowser, SameMember
from withdrawer.browser_args import with_no_proxy
from withdrawer.clock import Clock
from withdrawer.errors import AnotherMember, NoBrowser, SignedOut, Wall, WithdrawerError
from withdrawer.home import KEPT_PAGE, Home, thin_out
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import SIGNED_OUT, Account
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.browser.browser_policy import refuse_forbidden
from withdrawer.linkedin.browser.executable import DOWNLOAD_MEGABYTES, find_browser, program_named
from withdrawer.linkedin.browser.launch import BrowserSettings, open_browser
from withdrawer.linkedin.member import Member, signed_in_member
from withdrawer.undo.browser_lists import BrowserLists
from withdrawer.undo.pacing import Pace, PaceName
from withdrawer.undo.run_context import RunContext

MOST_PAGES = 30
FULL_SPEED_PATIENCE_SECONDS = 25.0
PATIENCE_SECONDS = 45.0
"""How long a list may stall before it counts as complete; LinkedIn's stall for tens of seconds (connections A.4)."""

TOLERANCE = timedelta(minutes=5)
"""Clock differences up to this are ignored: a response's `Date` has whole seconds and arrives late."""


def settings_of(at: CommandContext, *, is_login: bool = False) -> BrowserSettings:
    """Return the browser settings: visible on the real site, hidden on a replay, unless overridden.

    The browser that `login` used is reused; only `login` itself can switch to another one named in the settings. Raises
    UsageError if there is none, or a policy forbids to control it.
    """
    named = at.config.browser.path
    remembered = None if is_login and named else remembered_browser(at.home)
    executable = find_browser(remembered, named, os.environ)
    refuse_forbidden(executable)
    return BrowserSettings(
        executable=executable,
        profile=at.home.profile,
        snapshots=at.home.snapshots,
        args=with_no_proxy(at.config.browser.args),
        is_headless=at.is_hidden,
        takes_focus=at.takes_focus,
    )


def offer_browser(at: CommandContext, *, is_login: bool = False) -> None:
    """If there is no browser, offer to download one. Raises NoBrowser if the user declines or no one can be asked."""
    try:
        settings_of(at, is_login=is_login)
    except NoBrowser as missing:
        if not (at.user.can_answer and at.user.ask(DownloadBrowser(DOWNLOAD_MEGABYTES, missing.folder))):
            raise
        from withdrawer.linkedin.browser.installer import download_browser

        at.user.tell(Said.DOWNLOAD_BEGINS)
        download_browser(at.interruption.check, at.user.tell)


@contextmanager
def browser_of(at: CommandContext) -> Iterator[Browser]:
    """Open the browser with the run lock held.

    Raises RunLocked if another run holds it, Wall or SignedOut if a stop is active, and JournalDamaged. A wall met
    anywhere is recorded as a stop that lasts until `resume`. Afterwards deletes old saved pages, except the latest and
    those that a stop refers to.
    """
    try:
        with run_lock(at.home.lock):
            at.refuse_stopped()
            at.journal.refuse_damage()
            settings = settings_of(at)
            _mind_other_browser(at, settings.executable)
            with open_browser(settings, at.interruption.check) as browser:
                yield browser
    except Wall as wall:
        _note_stop(at, wall.kind, wall, wall.snapshot, wall.opens_at)
        raise
    except AnotherMember:
        raise
    except SignedOut as ended:
        _note_stop(at, SIGNED_OUT, ended, ended.snapshot)
        raise
    finally:
        with suppress(OSError, WithdrawerError):
            thin_out(at.home.snapshots, KEPT_PAGE, MOST_PAGES, at.journal.stops.snapshots())


def _mind_other_browser(at: CommandContext, used: Path) -> None:
    """Tell whoever named another browser than the one that they signed in with that it is not used."""
    named = at.config.browser.path
    if named and program_named(named, os.environ).resolve() != used.resolve():
        at.user.tell(OtherBrowser(used, named))


def _note_stop(
    at: CommandContext,
    kind: str,
    ended: WithdrawerError,
    snapshot: Path | None = None,
    opens_at: datetime | None = None,
) -> None:
    """Record a stop, unless one of the same kind is already active."""
    account = at.account
    stop = at.journal.stops.active(account, at.now)
    is_a_stop = kind != SIGNED_OUT or account is not None  # otherwise no one has signed in yet, so nothing was stopped
    if is_a_stop and (stop is None or stop.kind != kind):
        at.journal.stops.record(account, kind, at.now, ended.message, snapshot, opens_at)


def run_context_of(at: CommandContext, browser: Browser, account: Account, pace: PaceName) -> RunContext:
    """Return everything that reading and acting need."""
    is_full_speed = pace is PaceName.NONE
    set_ = at.config.pace
    waits = Pace(
        gap=set_.gap_seconds,
        rest=(set_.rest_minutes[0] * 60, set_.rest_minutes[1] * 60),
        rest_every=set_.rest_every,
        reading=set_.reading_seconds if not at.is_sealed else (0, 0),
    ).named(pace)
    return RunContext(
        lists=BrowserLists(browser, FULL_SPEED_PATIENCE_SECONDS if is_full_speed or at.is_sealed else PATIENCE_SECONDS),
        journal=at.journal,
        account=account,
        pace=waits,
        loads_per_day=at.loads_per_day,
        clock=linkedin_clock(at, browser),
        zone=at.zone,
        random=Random(),
        watch=at.user.watcher,
    )


def remembered_browser(home: Home) -> Path | None:
    """Return the browser that `login` used, to which this profile belongs."""
    try:
        path = (home.folder / "browser").read_text("utf-8").strip()
    except OSError:
        return None
    return Path(path) if path else None


def account_of(
    at: CommandContext, browser: Browser, *, is_same: bool = False, confirm: Callable[[Member], None] | None = None
) -> Account:
    """Return the signed-in member's account. If the slug differs, the user is asked whether it is the same member.

    `is_same` confirms it beforehand; `--yes` does not. Raises AnotherMember with both names if it is someone else, or
    no one can be asked: withdrawer acts only for the journal's member. `confirm` is called before a member whom the
    journal does not know is recorded.
    """
    member, user = signed_in_member(browser), at.user
    known = at.account
    if known is None and confirm is not None:
        confirm(member)
    if known is not None and known.slug != member.slug:
        if not is_same and not (user.can_answer and user.ask(SameMember(known, member.name, member.slug))):
            raise _another(known, member)
        at.journal.accounts.rename(known, member.slug)
    account = at.journal.accounts.remember(member.slug, member.name, at.now)
    at.journal.stops.clear_kind(account, SIGNED_OUT, at.now)
    return account


def linkedin_clock(at: CommandContext, browser: Browser) -> Clock:
    """Return the clock by which acts are counted: the machine's, or LinkedIn's if the machine's is wrong.

    Setting the clock forward must not free allowance early. A replay's time is always used as it is.
    """
    off = browser.seen_at - at.now
    if at.is_sealed or abs(off) < TOLERANCE:
        return at.clock
    return lambda: at.clock() + off


def _another(known: Account, member: Member) -> AnotherMember:
    return AnotherMember(
        f"{member.name} ({member.slug}) is signed in, but this journal belongs to {known.name} ({known.slug}). "
        "Nobody was touched.",
        "Sign in as the latter with `withdrawer login`, or give the other a home of its own with --account NAME. If it "
        "is the same member under another address, type: withdrawer login --same-member",
    )
