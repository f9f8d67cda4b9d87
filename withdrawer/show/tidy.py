"""The tidy wish, as text and as data: what is asked before it, and how it stands."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from withdrawer.app.user_questions import AgreeTidy, StopTidy
from withdrawer.clock import day_words
from withdrawer.escape import safe
from withdrawer.journal.records import JobState, Outcome
from withdrawer.plan.half import Half
from withdrawer.schedule.times import DAYS
from withdrawer.show.envelope import Shown, instant
from withdrawer.show.words import UNCHECKED, people

if TYPE_CHECKING:
    from withdrawer.app.context import CommandContext
    from withdrawer.app.schedule import ScheduleSeen
    from withdrawer.app.tidy import Tidied, TidyState
    from withdrawer.app.wish import TidySeen
    from withdrawer.plan.forecast import Backlog

AGREE_TIDY = "Do you agree to this? Type yes, or press Enter to leave it"
NONE = 'No tidy wish. To have old invitations withdrawn again and again: withdrawer tidy set --older-than "3 weeks"'
UNSCHEDULED = "To have it looked after by itself: withdrawer schedule install"
WEEK = timedelta(days=7)
FULL_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def tidy_lines(question: AgreeTidy) -> list[str]:
    """Return what the wish means: whom it withdraws now, what it goes on doing, and what can't be undone."""
    age, ready = safe(question.older_than), question.ready
    lines = ["", f"Withdraw invitations that nobody has answered for {age}, again and again:"]
    lines.append(f"  - {ready:,} of your {question.pending:,} pending could be withdrawn now.")
    if question.kept:
        lines[-1] += f" {question.kept:,} more {'is' if question.kept == 1 else 'are'} as old, and kept."
    when = days_words(question.days)
    if question.by_itself:
        lines.append(f"  - {when[0].upper()}{when[1:]} it withdraws those that are old enough by then, without asking.")
    else:
        lines.append(f"  - {when[0].upper()}{when[1:]} it looks, and says how many are ready. It withdraws nobody "
                     "before you say yes.")  # fmt: skip
    lines += [f"  - {line}" for line in _pace_lines(question)]
    lines += [
        "  - Only invitations: it never removes a connection. What you keep stays kept.",
        "  - Nothing takes a withdrawal back, and LinkedIn lets you invite the same person again only after up to "
        "three weeks.",
        "  - To end it at any time: withdrawer tidy off",
    ]
    return lines


def _pace_lines(question: AgreeTidy) -> list[str]:
    most = []
    if question.limit is not None:
        most.append(f"{question.limit:,} each time")
    if question.per_day is not None:
        most.append(f"{question.per_day:,} in any 22 hours")
    lines = [f"At most {' and '.join(most)}."] if most else []
    return lines + ([_backlog_words(question.backlog)] if question.backlog else [])


def _backlog_words(backlog: "Backlog") -> str:
    if backlog.until is None:
        return (
            f"You send faster than this withdraws: about {_rate(backlog.sent_a_day)} a day stay unanswered, and it "
            f"withdraws at most {_rate(backlog.capacity)}. The list would keep growing."
        )
    return f"If you go on as before, the old ones are done by {day_words(backlog.until)}."


def _rate(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 or number == round(number) else f"{number:,.1f}"


def waits_words(left: int) -> str:
    """Return that a new job goes before the open tidy job."""
    waits = f"The {people(left, 'person')} left in the tidy job" if left else "The tidy job"
    return f"{waits} can wait: the tidy wish finds them again when this job is done."


def noted_words(count: int) -> str:
    """Return that invitations with a note are kept, as nobody said otherwise."""
    are = "is" if count == 1 else "are"
    return f"{people(count, 'invitation')} with a personal note {are} kept. To include such: --with-note"


def stop_lines(question: StopTidy) -> list[str]:
    """Return what ending the wish means."""
    lines = ["", f"Invitations older than {safe(question.older_than)} are then no longer withdrawn."]
    if question.left:
        are = "stays" if question.left == 1 else "stay"
        lines.append(f"Its job is open: {people(question.left, 'invitation')} of it {are} pending.")
    lines.append("A schedule that nothing else needs is removed as well. What was withdrawn stays withdrawn.")
    return lines


def days_words(days: Sequence[int]) -> str:
    """Return days of the week as a habit: "on Mondays", "every day"."""
    if len(days) == len(DAYS):
        return "every day"
    names = [FULL_DAYS[day] for day in days]
    return f"on {' and '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"


def tidy_words(seen: "TidySeen", schedule: "ScheduleSeen | None", now: datetime, zone: tzinfo) -> str:
    """Return how the wish stands, in one breath; contains no names."""
    wish, is_scheduled = seen.wish, schedule is not None and schedule.schedule.is_on
    when = days_words(wish.days)
    when = f"{when} about {schedule.schedule.at}" if schedule and is_scheduled else "not scheduled"
    parts = [f"Tidy: invitations older than {safe(wish.older_than)}, {when}."]
    if seen.last is not None:
        parts.append(_last_words(seen, now, zone))
    elif wish.looked_at is not None and not seen.ready:
        parts.append("Nobody was ready at the last look.")
    if seen.pending is not None:
        oldest = wish.oldest_at.astimezone(zone).date() if wish.oldest_at and seen.pending else None
        year = now.astimezone(zone).year
        since = f", the oldest from about {_date_words(oldest, year)}" if oldest else ""
        parts.append(f"{seen.pending:,} pending{since}.")
    if seen.ready:
        parts.append(f"{seen.ready:,} {'is' if seen.ready == 1 else 'are'} ready: withdrawer run")
    return " ".join(parts)


def _last_words(seen: "TidySeen", now: datetime, zone: tzinfo) -> str:
    """Return what the last job did: "Last Monday 12 withdrawn and checked."."""
    assert seen.last is not None
    job, tally = seen.last.job, seen.last.tallies[Half.SENT]
    began, today = job.confirmed_at.astimezone(zone).date(), now.astimezone(zone).date()
    day = {0: "Today", 1: "Yesterday"}.get((today - began).days)
    if day is None:
        is_near = today - began < WEEK
        day = f"Last {began:%A}" if is_near else f"On {began.day} {began:%B}"
    parts = [f"{tally.proven:,} withdrawn and checked"]
    parts += [f"{tally.unchecked:,} {UNCHECKED}"] if tally.unchecked else []
    for outcome in (Outcome.ACCEPTED, Outcome.GONE, Outcome.REFUSED, Outcome.UNRESOLVED):
        count = tally.outcomes[outcome]
        word = "not known yet" if outcome is Outcome.UNRESOLVED else outcome.value
        parts += [f"{count:,} {word}"] if count else []
    left = sum(seen.last.left.values()) if job.state is JobState.OPEN else 0
    parts += [f"{left:,} left"] if left else []
    return f"{day} {', '.join(parts)}."


def _date_words(day: date, year: int) -> str:
    return f"{day.day} {day:%B}" + ("" if day.year == year else f" {day.year}")


def tidy_set_shown(found: "Tidied", at: "CommandContext") -> Shown:
    """Return the wish after `tidy set`, and what to type next."""
    shown = tidy_shown(found.state, at)
    if not found.is_agreed:
        return Shown(shown.data, message="Nothing was changed.")
    tidy, schedule = found.state.tidy, found.state.schedule
    lines = ["Agreed. " + shown.lines[0]]
    if tidy and tidy.ready:
        lines.append("To see them and withdraw them now: withdrawer run")
    lines += [] if schedule and schedule.schedule.is_on else [UNSCHEDULED]
    return Shown(shown.data, lines)


def tidy_shown(found: "TidyState", at: "CommandContext") -> Shown:
    """Return the wish as it stands."""
    if found.tidy is None:
        return Shown({"tidy": None}, [NONE])
    is_scheduled = found.schedule is not None and found.schedule.schedule.is_on
    lines = [tidy_words(found.tidy, found.schedule, at.now, at.zone)]
    lines.append("It withdraws them by itself." if found.tidy.wish.by_itself else "It asks you each time.")
    lines += [] if is_scheduled else [UNSCHEDULED]
    return Shown({"tidy": tidy_data(found.tidy, found.schedule)}, lines)


def tidy_off_shown(found: "TidyState", at: "CommandContext") -> Shown:
    """Return that the wish has ended, or that it stays."""
    if found.tidy is None:
        goes_on = found.schedule is not None and found.schedule.schedule.is_on
        rest = "The schedule continues your open job." if goes_on else "Nothing is withdrawn by itself."
        return Shown({"tidy": None}, [f"There is no tidy wish now. {rest}"])
    return Shown(tidy_shown(found, at).data)


def tidy_data(seen: "TidySeen | None", schedule: "ScheduleSeen | None") -> dict[str, Any] | None:
    """Return the wish as JSON data; None if there is none."""
    if seen is None:
        return None
    wish, last = seen.wish, seen.last
    return {
        "older_than": wish.older_than,
        "days": [DAYS[day] for day in wish.days],
        "by_itself": wish.by_itself,
        "agreed_at": instant(wish.agreed_at),
        "looked_at": instant(wish.looked_at),
        "ready": seen.ready,
        "pending": seen.pending,
        "oldest_at": instant(wish.oldest_at),
        "is_scheduled": schedule is not None and schedule.schedule.is_on,
        "last": {
            "job": last.job.id,
            "confirmed_at": instant(last.job.confirmed_at),
            "state": last.job.state.value,
            "withdrawn": last.tallies[Half.SENT].done,
            "proven": last.tallies[Half.SENT].proven,
        }
        if last
        else None,
    }
