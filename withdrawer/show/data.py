"""The `data` of preview, run, demo and status: a plan's contents, and a job's state."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from withdrawer.journal.records import DONE, Account, Job, Outcome
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.half import Half
from withdrawer.show.envelope import Shown, instant
from withdrawer.undo.allowance import Allowance
from withdrawer.undo.job_progress import Standing, Tally, tally_of_plan

if TYPE_CHECKING:
    from withdrawer.app.context import CommandContext
    from withdrawer.app.login import SignedIn
    from withdrawer.plan.plan import Plan


def plan_data(account: Account, plan: "Plan", allowance: Allowance) -> dict[str, Any]:
    """Return the `data` of a preview; its groups have LinkedIn's wording."""
    tallies = {Half.SENT: tally_of_plan(Half.SENT, plan.sent)}
    tallies[Half.CONNECTIONS] = tally_of_plan(Half.CONNECTIONS, plan.connections)
    days = allowance.days_left(tallies[Half.SENT].planned, tallies[Half.CONNECTIONS].planned)
    return {
        "account": account_data(account),
        "job": None,
        "window": window_data(plan.window),
        **{half.value: tally_data(tally) for half, tally in tallies.items()},
        "groups": [{"wording": group.wording, "count": group.count} for group in plan.groups],
        "allowance": allowance_data(allowance, days, allowance.next_at),
    }


def standing_data(account: Account, standing: Standing) -> dict[str, Any]:
    """Return the `data` of a run and of `status`."""
    return {
        "account": account_data(account),
        "job": job_data(standing.job, sum(standing.left.values())),
        "window": window_data(standing.job.terms.window),
        **{half.value: tally_data(tally) for half, tally in standing.tallies.items()},
        "allowance": allowance_data(standing.allowance, standing.days_left, standing.next_at),
        "in_question": standing.asked,
        "accepted_meanwhile": [{"key": line.key, "name": line.name} for line in standing.accepted],
    }


def tally_data(tally: Tally) -> dict[str, Any]:
    """Return one half's object in the JSON document."""
    others = (Outcome.GONE, Outcome.ACCEPTED, Outcome.REFUSED, Outcome.UNRESOLVED)
    return {
        "listed": tally.listed,
        "planned": tally.planned,
        DONE[tally.half].value: tally.done,
        "proven": tally.proven,
        **{outcome.value: tally.outcomes[outcome] for outcome in others},
        "unchecked": tally.unchecked,
        "unsure": tally.unsure,
        "unread": tally.unread,
        "kept": dict(tally.kept),
    }


def account_data(account: Account) -> dict[str, str]:
    """Return the account's slug and name."""
    return {"slug": account.slug, "name": account.name}


def login_shown(found: "SignedIn", _: "CommandContext") -> Shown:
    """Return the result of `login`: who has signed in."""
    account = found.account
    words = f"Signed in as {account.name} (linkedin.com/in/{account.slug}). Next: withdrawer preview"
    return Shown({"account": account_data(account), "pending": found.pending}, message=words)


def window_data(window: Window | None) -> dict[str, str | None]:
    """Return the window's ends; None for an open end."""
    return {"since": instant(window.since) if window else None, "until": instant(window.until) if window else None}


def job_data(job: Job, left: int) -> dict[str, Any]:
    """Return a job, with the number of people still to be undone."""
    return {
        "id": job.id,
        "state": job.state.value,
        "confirmed_at": instant(job.confirmed_at),
        "finished_at": instant(job.finished_at),
        "left": left,
    }


def allowance_data(allowance: Allowance, days_left: int, next_at: datetime | None) -> dict[str, Any]:
    """Return the allowance. `left` is None if there is no limit."""
    return {"used": allowance.used, "left": allowance.left, "days_left": days_left, "next_at": instant(next_at)}
