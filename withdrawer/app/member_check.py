"""Who is signed in, held against whose journal it is: before the first act, and after each sign-in."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from withdrawer.app.context import CommandContext
from withdrawer.app.user import PlainQuestion, User
from withdrawer.clock import Clock
from withdrawer.errors import AnotherMember
from withdrawer.escape import safe
from withdrawer.journal.records import SIGNED_OUT, Account
from withdrawer.linkedin.browser.browser import Browser

if TYPE_CHECKING:
    from withdrawer.linkedin.member import Member

Ask = Callable[[str], bool]
TOLERANCE = timedelta(minutes=5)
"""A clock that is no farther off is believed: an answer's `Date` has whole seconds and comes late."""


def nobody_to_ask(_question: str) -> bool:
    """Without an answer nothing is taken for granted."""
    return False


def same_member(user: User) -> Ask:
    """Ask the person, who must be there: no `--yes` answers this beforehand."""
    return lambda told: user.can_answer and user.ask(PlainQuestion("Is that the same member?", told.split("\n")))


def account_of(at: CommandContext, browser: Browser, ask: Ask = nobody_to_ask) -> Account:
    """The account of the member who is signed in. `ask` is asked whether one of the same name is the same member.

    Raises AnotherMember with both names where it is somebody else: withdrawer acts for the journal's member alone.
    """
    from withdrawer.linkedin.member import signed_in_member

    member = signed_in_member(browser)
    known = at.journal.accounts.current()
    if known is not None and known.slug != member.slug:
        if not ask(_question(known, member)):
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


def _question(known: Account, member: "Member") -> str:
    return (
        f"{safe(member.name)} is signed in, as linkedin.com/in/{safe(member.slug)}. This journal is that of "
        f"{safe(known.name)}, linkedin.com/in/{safe(known.slug)}.\n"
        "The same member may have another address now. If it is somebody else, nobody may be touched."
    )


def _another(known: Account, member: "Member") -> AnotherMember:
    return AnotherMember(
        f"{member.name} ({member.slug}) is signed in, but this journal is that of {known.name} ({known.slug}). "
        "Nobody was touched.",
        "Sign in as the latter with `withdrawer login`, or give the other a home of its own with --account NAME. If it "
        "is the same member under another address, type: withdrawer login --same-member",
    )
