"""A schedule, as text and as data."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from withdrawer.app.user_questions import InstallSchedule
from withdrawer.clock import moment_words
from withdrawer.escape import safe
from withdrawer.schedule.backends.base import BackendName, File, Held
from withdrawer.schedule.condition import AGAIN
from withdrawer.schedule.state import Ending, Schedule
from withdrawer.schedule.times import DAYS, next_start
from withdrawer.shell import quoted
from withdrawer.show.envelope import Shown, instant
from withdrawer.show.output import Verbatim
from withdrawer.show.tidy import days_words
from withdrawer.show.words import people

if TYPE_CHECKING:
    from withdrawer.app.context import CommandContext
    from withdrawer.app.installation import Installation
    from withdrawer.app.schedule import ScheduleSeen

ENDINGS = {
    Ending.FINISHED: "nothing is left to do, and the schedule has removed itself",
    Ending.JOB_DONE: "nothing is left to do in the job, and the schedule stays for your tidy wish",
    Ending.WENT_ON: "it continued the job",
    Ending.LATER: "the allowance is used up, so it left the rest for the next start",
    Ending.NOT_TODAY: "you said “Not today”, so it leaves the rest for another day",
    Ending.NOT_NOW: "its window was closed before it began, so it leaves the rest for the next start",
    Ending.NO_JOB: "the job it was made for is no longer open, so it has removed itself",
    Ending.ASKED: "it did nothing, because a question about your data export waits for you: withdrawer run",
    Ending.READY: "invitations are ready to be withdrawn, and wait for your yes: withdrawer run",
    Ending.NOTHING_READY: "there was nobody to withdraw",
    Ending.NOTHING_DUE: "nothing was due",
    Ending.PAUSED: "it did nothing, because LinkedIn is asking you for something: withdrawer resume",
    Ending.STOPPED: "LinkedIn is asking you for something: withdrawer resume",
    Ending.HELD: "LinkedIn says yes and does nothing, which lasts until the next day: there is nothing to do",
    Ending.SIGNED_OUT: "you are not signed in there, or signed in as somebody else: withdrawer login",
    Ending.LOCKED: "another run was using the account",
    Ending.NOT_UNDERSTOOD: "a page was not understood, and nothing was clicked: withdrawer preview says more",
    Ending.NO_SCREEN: "there was no screen to open a browser window on, and it never works hidden",
    Ending.INTERRUPTED: "it was interrupted",
    Ending.FAILED: "it could not continue: withdrawer run says why",
}
"""Also shown in logs and on the desktop, so none contains a name."""
NOTHING = "Nothing is scheduled. For every day: withdrawer schedule install"
IDLE = "Nothing is scheduled here, so nothing was started. To continue your job yourself: withdrawer run"
LEAVING = "The schedule is being removed, so nothing was started."


def install_lines(offer: InstallSchedule) -> list[str]:
    """Return what will happen, in words, and what may prevent it."""
    lines = [*offer_lines(offer)]
    lines.append("To see exactly what is written, and write nothing, add --dry-run.")
    if offer.guarded:
        lines.append(
            f"Note: macOS may not let a scheduled start read your {offer.guarded} folder, and asks where nobody sees "
            "it. Install withdrawer elsewhere, or allow it in System Settings, Privacy & Security."
        )
    if offer.no_screen:
        lines.append(f"Note: {offer.no_screen.message} {offer.no_screen.hint}")
    return lines


MADE_UP = "A start missed because the computer slept or was off is caught up"
MISSED = {
    BackendName.SYSTEMD: f"{MADE_UP} when it is on again.",
    BackendName.WINDOWS: f"{MADE_UP} when it is on again.",
    BackendName.CRON: f"{MADE_UP} within the hour, when it is on again.",
    BackendName.LAUNCHD: (
        "If the computer sleeps at that time, it starts when the computer wakes; if it is off, on the next day."
    ),
}
"""What happens to a start that was missed because the machine was asleep or off."""


def offer_lines(offer: InstallSchedule) -> list[str]:
    """Return what will happen, in words."""
    schedule, wish = offer.schedule, offer.wish
    when = f"{_days(schedule)} at {schedule.at}"
    task = "continue the job that you have confirmed and nothing else"
    ends = "When the job is done, the schedule removes itself. To remove it before"
    if wish is not None:
        age, days = safe(wish.older_than), days_words(wish.days)
        look = f"{days} to {'withdraw' if wish.by_itself else 'look for'} invitations older than {age}"
        task = f"continue the job that is open and, if none is, {look}"
        ends = "It stays until you type `withdrawer tidy off`. To remove only the schedule"
    return [
        f"{when[0].upper()}{when[1:]}{_delay(schedule)}, {schedule.backend} will start withdrawer, to {task}:",
        Verbatim(f"  {' '.join(map(quoted, offer.entry.command))}"),
        "Before it begins, its window asks for two minutes: Start now, In an hour, or Not today. It tells you on the "
        "desktop when it begins, when it is done, and when it needs you.",
        f"{MISSED[schedule.backend]} {ends}: withdrawer schedule remove",
    ]


def install_shown(found: "Installation", at: "CommandContext") -> Shown:
    """Return what was, or would be, written."""
    offer = found.offer
    data = {
        "files": [{"where": file.where, "text": file.text} for file in found.files],
        "command": list(offer.entry.command),
        "schedule": seen_data(found.schedule),
    }
    starts_at = next_start(offer.schedule.times, at.now, at.zone)
    first = moment_words(starts_at, at.zone)
    if found.is_dry_run:
        lines = [
            *file_lines(found.files),
            *offer_lines(offer),
            f"Its first start would be {first}. Nothing was written, and nothing is scheduled by this.",
        ]
        return Shown({**data, "next_at": instant(starts_at)}, lines)
    if found.schedule is None:
        return Shown(data)
    return Shown(data, message=f"Scheduled. The next start: {first}. See: withdrawer schedule show")


def schedule_shown(seen: "ScheduleSeen | None", at: "CommandContext") -> Shown:
    """Return the result of `schedule show`."""
    if seen is None or seen.condition is None:
        return Shown({"schedule": None}, [NOTHING])
    data = {
        **(seen_data(seen) or {}),
        "is_held": seen.condition.held in (Held.HELD, Held.UNKNOWN),
        "held": seen.condition.held.value,
        "missed": seen.condition.missed,
        "lost": seen.condition.lost or None,
    }
    return Shown({"schedule": data}, schedule_lines(seen, at.now, at.zone))


def removal_shown(removed: Sequence[BackendName], _: "CommandContext") -> Shown:
    """Return which schedulers the schedule was removed from."""
    names = [name.value for name in removed]
    line = f"Removed from {' and '.join(names)}." if names else "Nothing was scheduled."
    return Shown({"removed": names, "schedule": None}, [line])


def file_lines(files: Sequence[File]) -> list[str]:
    """Return exactly what is written, and where."""
    return [
        Verbatim(line)
        for file in files
        for line in (f"{file.where}:", *(f"    {it}" for it in file.text.splitlines()), "")
    ]


def schedule_lines(seen: "ScheduleSeen", now: datetime, zone: tzinfo) -> list[str]:
    """Return the description of a schedule whose condition was queried."""
    schedule, troubles = seen.schedule, trouble_lines(seen)
    if not schedule.is_on:
        return [*(troubles or ["Nothing is scheduled any more."]), *_last_lines(schedule, zone)]
    lines = [f"By {schedule.backend}, {_days(schedule)} at {schedule.at}{_delay(schedule)}."]
    lines += _last_lines(schedule, zone) or ["It has not run yet."]
    if seen.condition and seen.condition.held is Held.UNKNOWN:
        lines.append(f"{schedule.backend} does not answer here, so it is not known whether it is switched on.")
    if troubles:
        return [*lines, *troubles]
    if seen.looks_on:
        looks = moment_words(seen.coming.next_at, zone)
        return [*lines, f"No job is open. It looks for old invitations {days_words(seen.looks_on)}; next: {looks}."]
    first = next_start(schedule.times, now, zone)
    lines.append(f"The next start: {moment_words(first, zone)}.")
    if seen.coming.acts_at != first:
        lines.append(f"The allowance is used up until later: it continues {moment_words(seen.coming.acts_at, zone)}.")
    return lines


def trouble_lines(seen: "ScheduleSeen") -> list[str]:
    """Return what prevents it from starting or from being removed, each with the next step; empty if all is well."""
    schedule, condition = seen.schedule, seen.condition
    if condition is None or not seen.is_troubled:
        return []
    if not schedule.is_on:
        return [
            f"The schedule is being removed: {schedule.backend} may still hold its entry, which does nothing. "
            "Again: withdrawer schedule remove"
        ]
    lines: list[str] = []
    if condition.lost:
        lines.append(f"{condition.lost} is gone, so nothing can be started. Set it up again: {AGAIN}")
    if condition.held is Held.DISABLED:
        lines.append(f"It is switched off in {schedule.backend}. To switch it on again: {AGAIN}")
    if condition.held is Held.MISSING:
        lines.append(f"{schedule.backend} no longer has it. Set it up again: {AGAIN}")
    if condition.missed:
        gone = "1 start has" if condition.missed == 1 else f"{condition.missed:,} starts have"
        lines.append(f"{gone} been missed. If the computer was on, set it up again: {AGAIN}")
    return lines


def seen_data(seen: "ScheduleSeen | None") -> dict[str, Any] | None:
    """Return a schedule as JSON data; None if nothing was ever scheduled."""
    if seen is None:
        return None
    schedule = seen.schedule
    last = schedule.last
    return {
        "backend": schedule.backend.value,
        "at": schedule.at,
        "days": [DAYS[day] for day in schedule.days],
        "delay_minutes": schedule.delay_minutes,
        "job": schedule.job,
        "is_on": schedule.is_on,
        "is_leaving": schedule.is_leaving,
        "rests_on": schedule.rests_on.isoformat() if schedule.rests_on else None,
        "installed_at": instant(schedule.installed_at),
        "last": {
            "started_at": instant(last.started_at),
            "ended_at": instant(last.ended_at),
            "ending": last.ending.value if last.ending else None,
        }
        if last
        else None,
        "next_at": instant(seen.coming.next_at) if schedule.is_on else None,
    }


def _last_lines(schedule: Schedule, zone: tzinfo) -> list[str]:
    last = schedule.last
    if last is None:
        return []
    if last.ending is None or last.ended_at is None:
        return [f"Last started {moment_words(last.started_at, zone)}: still going, or something ended it."]
    took = last.ended_at - last.started_at
    length = f" after {people(round(took / timedelta(minutes=1)), 'minute')}" if took >= timedelta(minutes=1) else ""
    return [f"Last started {moment_words(last.started_at, zone)}, ended{length}: {ENDINGS[last.ending]}."]


def _days(schedule: Schedule) -> str:
    if schedule.times.is_daily:
        return "every day"
    return "on " + ", ".join(DAYS[day].title() for day in sorted(schedule.days))


def _delay(schedule: Schedule) -> str:
    return f", up to {people(schedule.delay_minutes, 'minute')} later (a random time)" if schedule.delay_minutes else ""
