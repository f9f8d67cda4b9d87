"""`status` and the bare command: the account, its job, what is left, and any stop. Opens no browser."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from withdrawer.app.context import CommandContext
from withdrawer.app.schedule import ScheduleSeen, status_schedule
from withdrawer.app.wish import TidySeen, tidy_seen
from withdrawer.home import Home, is_home, named_accounts
from withdrawer.journal.lock import Holder, holder_of
from withdrawer.journal.records import Account, Stop
from withdrawer.undo.job_progress import Standing, standing_of

if TYPE_CHECKING:
    from withdrawer.plan.bursts.second_bursts import SecondBurst


@dataclass(frozen=True)
class JobStatus:
    """The open job, or else the last one. `is_resting` is True if the user answered "Not today" to its schedule."""

    standing: Standing
    is_resting: bool
    second: "SecondBurst | None"
    unresolved: int


@dataclass(frozen=True)
class AccountStatus:
    """The account's state. `schedule` is None if there is none, or its file is damaged.

    `holder` is the command that uses the account now, if any: no other can.
    """

    account: Account | None
    stop: Stop | None
    job: JobStatus | None
    schedule: ScheduleSeen | None
    others: tuple[str, ...] = ()
    """The other accounts in the same home, by name; "" is the one without a name."""
    tidy: TidySeen | None = None
    holder: Holder | None = None


def status(at: CommandContext) -> AccountStatus:
    """Return the current state."""
    seen = status_schedule(at)
    stop = at.journal.stops.active(at.account, at.now)
    others, tidy, holder = other_accounts(at.home), tidy_seen(at), holder_of(at.home.lock)
    return AccountStatus(at.account, stop, _job(at, seen), seen, others, tidy, holder)


def other_accounts(home: Home) -> tuple[str, ...]:
    """Return the other accounts of the same kind in a home, by name; "" is the one without a name."""
    is_named = home.folder.parent.name == "accounts"
    base = home.folder.parent.parent if is_named else home.folder
    try:
        unnamed = [""] if is_named and is_home(base, home.kind) else []
        named = named_accounts(base, home.kind)
    except OSError:  # a folder of theirs that can't be read says nothing about this account
        return ()
    return (*unnamed, *(name for name in named if base / "accounts" / name != home.folder))


def _job(at: CommandContext, seen: ScheduleSeen | None) -> JobStatus | None:
    account = at.account
    job = (at.journal.jobs.open_job(account) or at.journal.jobs.last(account)) if account else None
    if account is None or job is None:
        return None
    return JobStatus(
        standing=standing_of(at.journal, account, job, at.now),
        is_resting=seen is not None and seen.schedule.rests_on == at.now.astimezone(at.zone).date(),
        second=at.journal.second_bursts.last_since(account, job.confirmed_at),
        unresolved=len(at.journal.acts.unresolved(account)),
    )
