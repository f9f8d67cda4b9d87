"""Who is signed in, held against whose journal it is: before the first act, and after each sign-in."""

from datetime import timedelta
from typing import TYPE_CHECKING

from withdrawer.app.context import CommandContext
from withdrawer.app.user import SameMember
from withdrawer.clock import Clock
from withdrawer.errors import AnotherMember
from withdrawer.journal.records import SIGNED_OUT, Account
from withdrawer.linkedin.browser.browser import Browser

if TYPE_CHECKING:
    from withdrawer.linkedin.member import Member

TOLERANCE = timedelta(minutes=5)
"""A clock that is no farther off is believed: an answer's `Date` has whole seconds and comes late."""


def account_of(at: CommandContext, browser: Browser, *, is_same: bool = False) -> Account:
    """The account of the member who is signed in. Under another address the person is asked whether they are the same.

    `is_same` says so beforehand; no `--yes` does. Raises AnotherMember with both names where it is somebody else, or
    nobody is there to ask: withdrawer acts for the journal's member alone.
    """
    from withdrawer.linkedin.member import signed_in_member

    member, user = signed_in_member(browser), at.user
    known = at.account
    if known is not None and known.slug != member.slug:
        if not is_same and not (user.can_answer and user.ask(SameMember(known, member.name, member.slug))):
            raise _another(known, member)
        at.journal.accounts.rename(known, member.slug)
    account = at.journal.accounts.remember(member.slug, member.name, at.now)
    at.journal.stops.clear_kind(account, SIGNED_OUT, at.now)
    return account


def linkedin_clock(at: CommandContext, browser: Browser) -> Clock:
    """The clock by which acts are counted: the machine's, or LinkedIn's own where the machine's is wrong.

    A clock that was set forward must not open the allowance early. In a replay the time is what the replay says.
    """
    off = browser.seen_at - at.now
    if at.is_sealed or abs(off) < TOLERANCE:
        return at.clock
    return lambda: at.clock() + off


def _another(known: Account, member: "Member") -> AnotherMember:
    return AnotherMember(
        f"{member.name} ({member.slug}) is signed in, but this journal is that of {known.name} ({known.slug}). "
        "Nobody was touched.",
        "Sign in as the latter with `withdrawer login`, or give the other a home of its own with --account NAME. If it "
        "is the same member under another address, type: withdrawer login --same-member",
    )
