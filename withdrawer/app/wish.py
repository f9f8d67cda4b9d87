"""The tidy wish as other commands meet it: whom it selects now, when it is due, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, tzinfo
from typing import TYPE_CHECKING

from withdrawer.app.context import CommandContext
from withdrawer.errors import UsageError
from withdrawer.journal.records import Account
from withdrawer.journal.wishes import Wish
from withdrawer.plan.half import Half
from withdrawer.schedule.times import Times, is_missed
from withdrawer.undo.job_progress import Standing, standing_of

if TYPE_CHECKING:  # `status` plans nothing, and must start fast
    from withdrawer.plan.person_rules import PersonRule
    from withdrawer.plan.plan import Plan
    from withdrawer.plan.selection import Selection


@dataclass(frozen=True)
class TidySeen:
    """A wish and how it stands. `pending` is LinkedIn's last count; `last` is the last job that carried it out.

    `is_busy` if a job is open, which goes before, or whoever was ready has had their job already.
    """

    wish: Wish
    pending: int | None
    last: Standing | None
    is_busy: bool = False

    @property
    def ready(self) -> int:
        """The number of invitations that wait for the user's yes."""
        return 0 if self.is_busy else self.wish.ready


def current_wish(at: CommandContext) -> Wish | None:
    """Return the account's wish."""
    return at.journal.wishes.current(at.account) if at.account else None


def tidy_seen(at: CommandContext) -> TidySeen | None:
    """Return the account's wish and how it stands; None if there is none."""
    account, wish = at.account, current_wish(at)
    if account is None or wish is None:
        return None
    job = at.journal.jobs.last_tidy(account)
    is_of_this = job is not None and job.confirmed_at >= wish.agreed_at
    return TidySeen(
        wish,
        pending=at.journal.scans.last_stated(account, Half.SENT),
        last=standing_of(at.journal, account, job, at.now) if job and is_of_this else None,
        is_busy=at.open_job is not None
        or (is_of_this and job is not None and wish.looked_at is not None and job.confirmed_at >= wish.looked_at),
    )


def wish_selection(wish: Wish, now: datetime, zone: tzinfo, kept: "Iterable[PersonRule]" = ()) -> "Selection":
    """Return whom a wish selects at this instant; `kept` are rules that hold besides its own.

    Raises UsageError if the journal's record of it can't be read.
    """
    from withdrawer.journal.documents import selection_of
    from withdrawer.plan.dates.window import window_older_than
    from withdrawer.plan.keep.keep_rules import KeepRules

    try:
        selection = selection_of(wish.selection)
    except UsageError as error:
        raise UsageError(
            "The tidy wish can't be read in the journal, so nothing is done for it.",
            "Type it again: withdrawer tidy set. Or end it: withdrawer tidy off",
        ) from error
    keep = KeepRules((*selection.keep.rules, *kept))
    window = window_older_than(wish.older_than, now, zone)
    return replace(selection, window=window, older_than=wish.older_than, halves=(Half.SENT,), keep=keep)


def is_due(wish: Wish, at: time, now: datetime, zone: tzinfo) -> bool:
    """Return whether one of its days has come, at this time of day, since it was last looked at."""
    return is_missed(Times(at, frozenset(wish.days)), wish.since, now, zone)


def note_look(at: CommandContext, account: Account, wish: Wish, plan: "Plan", *, is_agreed: bool = False) -> None:
    """Record what a look for the wish found; with `is_agreed` its people are being withdrawn, and none is ready."""
    left = plan.sent.decisions
    if is_agreed:
        planned = {id(line) for line in plan.planned}
        left = tuple(line for line in left if id(line) not in planned)
    spans = [line.person.span for line in left if line.person.span]
    oldest = min((span.latest for span in spans), default=None)
    at.journal.wishes.note_look(account, wish, at.now, 0 if is_agreed else len(plan.planned), oldest)
