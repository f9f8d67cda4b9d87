"""What `status` and the bare command tell: whose account, which job, what is left, what stops it."""

from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.result import Result
from withdrawer.cli.scheduling import readable_schedule, told_schedule, troubles_of
from withdrawer.invocation import CURRENT
from withdrawer.journal.records import Account, JobState, Stop
from withdrawer.show.data import account_data, standing_data
from withdrawer.show.envelope import instant
from withdrawer.show.output import print_lines
from withdrawer.show.report import report_lines
from withdrawer.show.second_burst_words import second_data, second_words
from withdrawer.show.sentence import sentence, summary_data, summary_of
from withdrawer.undo.job_progress import standing_of

NOBODY = "Nobody has signed in here yet. Next: withdrawer login (or try it first: withdrawer demo)"


def tell_standing(at: CommandContext) -> Result:
    """Say it on stdout, and give it as data."""
    account = at.journal.accounts.current()
    lines: list[str] = [NOBODY]
    data: dict[str, Any] = {"account": None, "job": None}
    stop = at.journal.stops.active(account, at.now)
    if account is not None:
        lines, data = _job(at, account, stop)
    if data["job"] is None:  # else they stand beneath the sentence
        lines += troubles_of(at, readable_schedule(at))
    if stop is not None:
        told = stop.told(at.zone)
        lines.append(f"{told.message} {told.hint if stop.ends_by_itself else f'Next: {stop.way_out}'}")
    data["stop"] = _stop_data(stop) if stop else None
    if not at.everywhere.json:
        print_lines(lines)
    return Result(data)


def _stop_data(stop: Stop) -> dict[str, Any]:
    return {
        "kind": stop.kind,
        "seen_at": instant(stop.seen_at),
        "detail": stop.detail,
        "next": CURRENT.complete(stop.way_out),
        "opens_at": instant(stop.opens_at),
    }


def _job(at: CommandContext, account: Account, stop: Stop | None) -> tuple[list[str], dict[str, Any]]:
    who = f"{account.name} (linkedin.com/in/{account.slug})"
    job = at.journal.jobs.open_job(account) or at.journal.jobs.last(account)
    if job is None:
        return [who, "No job yet. Next: withdrawer preview"], {"account": account_data(account), "job": None}
    standing = standing_of(at.journal, account, job, at.now)
    schedule = readable_schedule(at)
    held_until = stop.opens_at if stop and stop.ends_by_itself else None
    troubles = troubles_of(at, schedule)
    summary = summary_of(
        standing,
        schedule,
        at.zone,
        way_out=stop.way_out if stop else "",
        held_until=held_until,
        is_troubled=bool(troubles),
    )
    is_resting = schedule is not None and schedule.rests_on == at.now.astimezone(at.zone).date()
    told_rest = ["Today it rests, because you said “Not today”."] if is_resting else []
    lines = [sentence(summary, at.zone), *troubles, *told_rest, "", who]
    lines.append(f"Job of {job.confirmed_at.astimezone(at.zone):%A %d %B %H:%M}:")
    second = at.journal.second_bursts.last_since(account, job.confirmed_at)
    if second:
        lines[1:1] = [second_words(second, at.now, at.zone)]
    unresolved = len(at.journal.acts.unresolved(account))
    if unresolved and job.state is not JobState.OPEN:
        lines.append(f"{unresolved} act(s) are not known yet; the next run looks them up.")
    told = {
        "second_burst": second_data(second),
        "summary": summary_data(summary, at.zone),
        "schedule": told_schedule(at, schedule),
    }
    go_on = "" if stop else "withdrawer run"
    return [*lines, *report_lines(standing, at.zone, go_on)], {**standing_data(account, standing), **told}
