"""What `status` and the bare command tell: whose account, which job, what is left, what stops it."""

from typing import Any

from withdrawer.cli.desk import Desk
from withdrawer.cli.undoing import Result, left_by_half, standing_of
from withdrawer.journal.records import Account, JobState
from withdrawer.plan.halves import Half
from withdrawer.show.data import account_data, allowance_data, job_data, window_data
from withdrawer.show.envelope import instant
from withdrawer.show.report import report_lines


def tell_standing(at: Desk) -> Result:
    """Say it on stdout, and give it as data."""
    account = at.journal.accounts.current()
    lines, data = _job(at, account) if account else ([NOBODY], {"account": None, "job": None})
    stop = at.journal.stops.active(account)
    if stop is not None:
        when = stop.seen_at.astimezone(at.zone)
        lines.insert(0, f"Paused since {when:%A %d %B %H:%M}: {stop.detail} Next: withdrawer resume")
    data["stop"] = {"kind": stop.kind, "seen_at": instant(stop.seen_at)} if stop else None
    if not at.everywhere.json:
        from withdrawer.show.output import print_lines

        print_lines(lines)
    return Result(data)


NOBODY = "Nobody has signed in here yet. Next: withdrawer login (or try it first: withdrawer demo)"


def _job(at: Desk, account: Account) -> tuple[list[str], dict[str, Any]]:
    who = f"{account.name} (linkedin.com/in/{account.slug})"
    job = at.journal.jobs.open_job(account) or at.journal.jobs.last(account)
    if job is None:
        return [who, "No job yet. Next: withdrawer preview"], {"account": account_data(account), "job": None}
    standing = standing_of(at, account, job)
    lines = [who, f"Job of {job.confirmed_at.astimezone(at.zone):%A %d %B %H:%M}:"]
    unresolved = len(at.journal.acts.unresolved(account))
    if unresolved and job.state is not JobState.OPEN:
        lines.append(f"{unresolved} act(s) are not known yet; the next run looks them up.")
    data = {
        "account": account_data(account),
        "job": job_data(job, standing.left),
        "window": window_data(job.terms.window),
        **{tally.half.value: tally.as_json() for tally in standing.tallies},
        "allowance": allowance_data(standing.allowance, *left_by_half(at, job), standing.next_at),
    }
    return [*lines, *report_lines(standing)], data


__all__ = ["Half", "tell_standing"]
