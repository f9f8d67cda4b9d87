"""The output of `status`: a one-sentence summary of the job (day, counts, next start, what to do), then details."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.status import AccountStatus
from withdrawer.clock import moment_words
from withdrawer.escape import shown
from withdrawer.invocation import CURRENT
from withdrawer.journal.lock import Holder
from withdrawer.journal.records import DONE, JobState, Outcome, Stop
from withdrawer.plan.half import Half
from withdrawer.schedule.outlook import Outlook, outlook
from withdrawer.schedule.state import Ending, Schedule
from withdrawer.shell import quoted
from withdrawer.show.data import account_data, standing_data
from withdrawer.show.envelope import Shown, instant
from withdrawer.show.farewell import parting_lines
from withdrawer.show.pictures.bars import glyphs_for
from withdrawer.show.report import report_lines
from withdrawer.show.schedule import ENDINGS, seen_data, trouble_lines
from withdrawer.show.second_burst_words import second_data, second_words
from withdrawer.show.tidy import tidy_data, tidy_words
from withdrawer.show.words import UNCHECKED, near_words, people
from withdrawer.undo.job_progress import Standing, Tally

LONGEST_NAME = 40
NOBODY = "Nobody has signed in here yet. Next: withdrawer login (or try it first: withdrawer demo)"
SEEN_TO_BY_RESUME = (Ending.STOPPED, Ending.PAUSED)
ACCEPTED = "nothing, or remove those who accepted: withdrawer run --also-accepted"
WAITING = "answer the question about your data export: withdrawer run"


def status_shown(found: AccountStatus, at: CommandContext) -> Shown:
    """Return the status: the job's summary, then its numbers, then any stop."""
    lines, data = _job_told(found, at)
    if (holder := found.holder) is not None:
        since = moment_words(holder.since, at.zone)
        lines.insert(0, f"`{holder.command}` is using this account, since {since} (process {holder.process}).")
    if (stop := found.stop) is not None:
        told = stop.told(at.zone)
        lines.append(f"{told.message} {told.hint if stop.ends_by_itself else f'Next: {stop.way_out}'}")
    if found.others:
        lines += ["", *_others_lines(found.others)]
    return Shown(
        {
            **data,
            "tidy": tidy_data(found.tidy, found.schedule),
            "stop": _stop_data(stop) if stop else None,
            "in_use_by": _holder_data(holder) if holder else None,
            "other_accounts": [*found.others],
        },
        lines,
    )


def _holder_data(holder: Holder) -> dict[str, Any]:
    return {"command": holder.command, "process": holder.process, "since": instant(holder.since)}


def _others_lines(others: Sequence[str]) -> list[str]:
    """Return the names of the other accounts, and how to see one."""
    names = ", ".join(shown(name, LONGEST_NAME) or "the one without a name" for name in others)
    named = next((name for name in others if name), "")
    how = f" To see one, type: withdrawer status --account {quoted(named)}" if named else ""
    return [f"Other account{'s' if len(others) > 1 else ''}: {names}.{how}"]


def _job_told(found: AccountStatus, at: CommandContext) -> tuple[list[str], dict[str, Any]]:
    account, stop, seen = found.account, found.stop, found.schedule
    troubles = trouble_lines(seen) if seen else []
    if account is None:
        return [NOBODY, *troubles], {"account": None, "job": None}
    who = f"{account.name} (linkedin.com/in/{account.slug})"
    tidy = [tidy_words(found.tidy, seen, at.now, at.zone)] if found.tidy else []
    if found.job is None:
        told = [who, *(tidy or ["No job yet. Next: withdrawer preview"]), *troubles]
        return told, {"account": account_data(account), "job": None}
    standing, second = found.job.standing, found.job.second
    summary = summary_of(
        standing,
        seen.schedule if seen else None,
        at.zone,
        way_out=stop.way_out if stop else "",
        held_until=stop.opens_at if stop and stop.ends_by_itself else None,
        is_troubled=bool(troubles),
        is_running=found.holder is not None,
    )
    lines = [sentence(summary, at.zone), *([second_words(second, at.now, at.zone)] if second else []), *troubles]
    lines += ["Today it rests, because you said “Not today”."] if found.job.is_resting else []
    lines += tidy
    lines += ["", who, f"Job of {moment_words(standing.job.confirmed_at, at.zone)}:"]
    if found.job.unresolved and standing.job.state is not JobState.OPEN:
        lines.append(
            f"{people(found.job.unresolved, 'person')}: not known yet what became of it; the next run looks it up."
        )
    glyphs = None if at.everywhere.plain else glyphs_for(sys.stdout.encoding)
    lines += report_lines(standing, at.zone, "" if stop or found.holder else "withdrawer run", glyphs)
    lines += scheduled_farewell(standing, seen.schedule if seen else None, is_replay=at.home.kind == "replay")
    return lines, {
        **standing_data(account, standing),
        "second_burst": second_data(second),
        "summary": summary_data(summary, at.zone),
        "schedule": seen_data(seen),
    }


def scheduled_farewell(standing: Standing, schedule: Schedule | None, *, is_replay: bool) -> list[str]:
    """Return how to leave, if the schedule has finished the job: nobody was there to read it below its last run."""
    last = schedule.last if schedule and schedule.job == standing.job.id else None
    is_finished = last is not None and last.ending is Ending.FINISHED
    return ["The whole story: withdrawer summary", *parting_lines(standing, is_replay=is_replay)] if is_finished else []


def resume_shown(still: Stop | None, _: CommandContext) -> Shown:
    """Return the stop that remains after `resume`, if any."""
    return Shown({"stop": {"kind": still.kind, "seen_at": instant(still.seen_at)} if still else None})


def _stop_data(stop: Stop) -> dict[str, Any]:
    return {
        "kind": stop.kind,
        "seen_at": instant(stop.seen_at),
        "detail": stop.detail,
        "next": CURRENT.complete(stop.way_out),
        "opens_at": instant(stop.opens_at),
    }


@dataclass(frozen=True)
class Summary:
    """The contents of the summary sentence. `to_do` is a command or a need, empty if there is nothing to do.

    `is_paused` means that no schedule continues the job until that is done.
    """

    standing: Standing
    day: int
    days: int
    next_at: datetime | None
    is_scheduled: bool
    to_do: str
    is_paused: bool

    @property
    def left(self) -> int:
        """Number of people still to be undone."""
        return sum(self.standing.left.values())


def summary_of(
    standing: Standing,
    schedule: Schedule | None,
    zone: tzinfo,
    *,
    way_out: str = "",
    held_until: datetime | None = None,
    is_troubled: bool = False,
    is_running: bool = False,
) -> Summary:
    """Return the summary of a job; `way_out` is the command that ends a pause.

    `held_until` is when a pause ends by itself; `is_troubled` means that the schedule is unlikely to start,
    `is_running` that the account is in use.
    """
    now, confirmed_on = standing.allowance.now, _day(standing.job.confirmed_at, zone)
    is_open = standing.job.state is JobState.OPEN
    is_scheduled = is_open and schedule is not None and schedule.is_on and schedule.job == standing.job.id
    if not is_open:
        finished_on = _day(standing.job.finished_at or now, zone)
        days = _count(confirmed_on, finished_on)
        to_do = way_out or (ACCEPTED if standing.accepted else "")
        return Summary(standing, days, days, None, is_scheduled=False, to_do=to_do, is_paused=bool(way_out))
    coming = _outlook(standing, max(now, held_until or now), schedule if is_scheduled else None, zone)
    go_on = "withdrawer run"
    if coming.next_at > now and not is_scheduled:
        go_on = f"{go_on}, {_about(coming.next_at, now, zone)}"
    to_do = way_out or (WAITING if standing.asked else "")
    if is_scheduled and is_troubled:
        to_do = to_do or "the schedule does not start: withdrawer schedule install"
    to_do = to_do or ("" if is_running else _to_do(schedule if is_scheduled else None, go_on))
    today = _count(confirmed_on, _day(now, zone))
    days = max(_count(confirmed_on, coming.finishes_on), today)
    return Summary(
        standing,
        today,
        days,
        coming.next_at,
        is_scheduled=is_scheduled,
        to_do=to_do,
        is_paused=bool(way_out) or (is_scheduled and is_troubled),
    )


def sentence(summary: Summary, zone: tzinfo) -> str:
    """Return the job's one-sentence summary; contains no names."""
    day = f"Day {summary.day:,} of {summary.days:,}."
    if summary.standing.job.state is not JobState.OPEN:
        length = f", after {summary.days:,} days" if summary.days > 1 else ""
        day = f"The job is {summary.standing.job.state}{length}."
    parts = [day, f"{_numbers(summary)}."]
    if summary.is_scheduled and not summary.is_paused:
        parts.append(f"Next: {_about(summary.next_at, summary.standing.allowance.now, zone)}.")
    return " ".join([*parts, f"To do: {summary.to_do}" if summary.to_do else "Nothing to do."])


def summary_data(summary: Summary, zone: tzinfo) -> dict[str, Any]:
    """Return the same as JSON data."""
    return {
        "sentence": CURRENT.complete(sentence(summary, zone)),
        "day": summary.day,
        "days": summary.days,
        "left": summary.left,
        "next_at": instant(summary.next_at),
        "is_scheduled": summary.is_scheduled,
        "to_do": CURRENT.complete(summary.to_do),
    }


def _numbers(summary: Summary) -> str:
    tallies = summary.standing.tallies
    parts = [_done(tallies[half]) for half in Half if tallies[half].planned or half is Half.SENT]
    if summary.standing.asked:
        parts.append(f"{summary.standing.asked:,} in question")
    if summary.standing.accepted:
        parts.append(f"{len(summary.standing.accepted):,} accepted (waiting for you)")
    for outcome in (Outcome.REFUSED, Outcome.UNRESOLVED):
        count = sum(tally.outcomes[outcome] for tally in tallies.values())
        parts += [f"{count:,} {'not known yet' if outcome is Outcome.UNRESOLVED else outcome}"] if count else []
    unread = sum(tally.unread for tally in tallies.values())
    parts += [f"{unread:,} could not be read"] if unread else []
    return ", ".join([*parts, f"{summary.standing.surely_left:,} left"])


def _done(tally: Tally) -> str:
    word = DONE[tally.half]
    checked = f"{tally.proven:,} {word} and checked"
    return f"{checked}, {tally.unchecked:,} {UNCHECKED}" if tally.unchecked else checked


def _outlook(standing: Standing, now: datetime, schedule: Schedule | None, zone: tzinfo) -> Outlook:
    """Return the outlook from `now`, before which nothing can be done.

    Without a schedule, the user is assumed to start a run once a day, including today if something can still be done.
    """
    has_room = standing.next_at is not None and standing.next_at <= now
    if schedule is None:
        opens_at = max(standing.next_at or now, now)
        return Outlook(opens_at, _day(now, zone) + timedelta(days=standing.days_left), opens_at)
    return outlook(schedule.times, standing.next_at, standing.days_left + has_room, now, zone)


def _to_do(schedule: Schedule | None, go_on: str) -> str:
    if schedule is None:
        return go_on
    ending = schedule.last.ending if schedule.last else None
    if ending is None or not ending.needs_person or ending in SEEN_TO_BY_RESUME:
        return ""
    return f"the last start did not continue: {ENDINGS[ending]}"


def _about(at: datetime | None, now: datetime, zone: tzinfo) -> str:
    if at is None:
        return "now"
    return near_words(at, now, zone, "about ")


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()


def _count(first: date, last: date) -> int:
    return (last - first).days + 1
