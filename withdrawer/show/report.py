"""The report after a run: what happened, what is left, what LinkedIn should now show, and the next command."""

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from withdrawer.errors import AllowanceSpent
from withdrawer.escape import shown
from withdrawer.invocation import CURRENT
from withdrawer.journal.records import DONE, JobState, Outcome
from withdrawer.plan.forecast import REMOVALS_A_DAY
from withdrawer.plan.half import Half
from withdrawer.show.day_lines import day_lines
from withdrawer.show.declined_words import declined_lines
from withdrawer.show.pictures.bars import BLOCKS, Glyphs
from withdrawer.show.reasons import kept_words
from withdrawer.show.words import NOUN, UNCHECKED, near_words, people, told_day
from withdrawer.undo.job_progress import AT_THE_ACT, NOT_CONFIRMED, Share, Standing, Tally

if TYPE_CHECKING:
    from withdrawer.undo.list_survey import Reading

MOST_NAMES = 10
LONGEST_NAME = 60
WOULD = {Half.SENT: "withdraw", Half.CONNECTIONS: "remove"}
LISTS = {Half.SENT: "Sent invitations", Half.CONNECTIONS: "Connections"}
SECOND_LOOK = (
    "They are no longer listed, but withdrawer can't read how many LinkedIn counts there: to be sure, it looks once "
    "more, an hour later."
)
OTHER_ENDS = {
    Outcome.GONE: "already gone when withdrawer came to them.",
    Outcome.KEPT: "kept at the last moment.",
    Outcome.REFUSED: "refused by LinkedIn, or not confirmed: still there.",
    Outcome.UNRESOLVED: "not known yet, to be looked up by the next run before anything else.",
    Outcome.NOT_DONE: "not reached, to be tried again by the next run.",
}


def report_lines(standing: Standing, zone: tzinfo, go_on: str, glyphs: Glyphs | None = BLOCKS) -> list[str]:
    """Return the report's lines; `go_on` is the command that continues, empty if none applies.

    `glyphs` are the letters of its bars, None for words.
    """
    lines = [line for tally in standing.tallies.values() for line in _half_lines(tally)]
    if standing.job.state is not JobState.OPEN:
        lines += [line for tally in standing.tallies.values() for line in _kept_lines(tally)]
    lines += day_lines(standing.done_at, zone, glyphs)
    lines += _accepted_lines(standing)
    lines += [f"{waiting_words(standing.asked)}."] if standing.asked else []
    is_checked = not any(it.unchecked or it.outcomes[Outcome.UNRESOLVED] for it in standing.tallies.values())
    if standing.stated is not None and is_checked:
        lines.append(f"LinkedIn's page of sent invitations should now say: People ({standing.stated:,}).")
    return [*lines, *left_lines(standing, zone, go_on)]


def waiting_words(count: int) -> str:
    """Return that nothing is done about some people until the user has answered. Contains no names."""
    who = "1 person of the job is" if count == 1 else f"{count:,} people of the job are"
    return f"{who} not touched until you have answered whether to keep them: withdrawer run"


def share_lines(share: Share, standing: Standing, zone: tzinfo) -> list[str]:
    """Return what continuing the open job would do, and from when. Nothing has been done."""
    lines = [f"{people(share.unknown, 'person')} of an earlier run would be looked up first."] if share.unknown else []
    when = told_instant(standing.next_at, standing.allowance.now, zone)
    for half in Half:
        those = [it for it in share.people if it.half is half]
        if those:
            names = [f"  {shown(it.name or it.key, LONGEST_NAME)}" for it in those[:MOST_NAMES]]
            more = [f"  and {len(those) - MOST_NAMES:,} more"] if len(those) > MOST_NAMES else []
            count = people(len(those), NOUN[half])
            lines += [
                f"{when.capitalize()} this would {WOULD[half]} {count} of {standing.left[half]:,}:",
                *names,
                *more,
            ]
    if not share.people:
        lines.append("Nobody would be undone now." if not share.unknown else "Nobody else would be undone.")
    if share.kept:
        are = "person of the job is" if share.kept == 1 else "people of the job are"
        lines.append(f"{share.kept:,} {are} kept by your rules now, and would be left alone.")
    lines += [f"{waiting_words(standing.asked)}."] if standing.asked else []
    days = f", about {people(standing.days_left, 'more day')}" if standing.days_left else ""
    lines.append(f"{standing.surely_left:,} left of the open job{days}. Nothing has been changed.")
    return [*lines, f"To do it, {when}, type: withdrawer run"]


def _half_lines(tally: Tally) -> list[str]:
    lines = []
    if tally.planned:
        done = people(tally.proven, NOUN[tally.half])
        lines.append(f"{done} {DONE[tally.half]} and checked on a fresh page, of {tally.planned:,} planned.")
        lines += [f"  {tally.unchecked:,} {UNCHECKED}."] if tally.unchecked else []
        lines += [f"  {tally.outcomes[it]:,} {words}" for it, words in OTHER_ENDS.items() if tally.outcomes[it]]
    if tally.unread:
        lines.append(
            f"{people(tally.unread, 'row')} of {LISTS[tally.half]} could not be read: look again with "
            "`withdrawer preview`."
        )
    return lines


def _kept_lines(tally: Tally) -> list[str]:
    """Return how many the job left alone on purpose, and why."""
    kept = [
        (count, kept_words(code) or "for another reason")
        for code, count in tally.kept.items()
        if code not in (NOT_CONFIRMED, AT_THE_ACT)
    ]
    why = kept[0][1] if len(kept) == 1 else ", ".join(f"{count:,} {words}" for count, words in kept)
    total = sum(count for count, _ in kept)
    return [f"{people(total, NOUN[tally.half])} kept: {why}."] if kept else []


def unread_lines(reading: "Reading") -> list[str]:
    """Return which part of a list could not be read, if any; whether it belongs to the selection is unknown."""
    where, lines = LISTS[reading.half], []
    if reading.skipped:
        newest = f"The newest {reading.skipped:,} of {reading.stated:,} in {where}"
        lines.append(f"{newest} were not read: they were sent later than those you chose.")
    if reading.unread:
        lines.append(f"{people(reading.unread, 'row')} of {where} could not be read.")
    if reading.is_cut and reading.stated is None:
        lines.append(f"{where} was not read: the page loads of the day are used up.")
    elif reading.is_cut and reading.missing:
        lines.append(
            f"The page loads of the day ran out before the end of {where}: {reading.missing:,} older people were not "
            "read. They come next, with the same selection, once those found now are withdrawn."
        )
    elif reading.missing and not reading.has_reached:
        tail = (
            "its count may include people whose profiles are closed."
            if reading.is_complete
            else f"the other {reading.missing:,} could not be reached."
        )
        came = reading.skipped + len(reading.people) + reading.unread
        lines.append(f"LinkedIn counts {reading.stated:,} under {where} and showed {came:,}: {tail}")
    return lines


def _accepted_lines(standing: Standing) -> list[str]:
    accepted = standing.accepted
    if not accepted:
        return []
    names = [f"  {shown(line.name or line.key, LONGEST_NAME)}" for line in accepted[:MOST_NAMES]]
    more = [f"  and {len(accepted) - MOST_NAMES:,} more"] if len(accepted) > MOST_NAMES else []
    return [
        f"{len(accepted):,} accepted meanwhile: now among your connections, and left alone.",
        *names,
        *more,
        "  In a real job, it says here how to remove them too."
        if CURRENT.is_demo
        else "  To remove them too: withdrawer run --also-accepted",
    ]


def left_lines(standing: Standing, zone: tzinfo, go_on: str) -> list[str]:
    """Return what is left, until when, and what to type."""
    left = standing.surely_left
    if standing.job.state is not JobState.OPEN:
        declined = [*declined_lines(standing, zone)]
        if not standing.is_partial:
            return [*declined, f"The job is {standing.job.state}. Nothing to do."]
        return [*declined, f"The job is {standing.job.state}, except for what it says above: see `withdrawer history`."]
    days = f", about {people(standing.days_left, 'more day')}" if standing.days_left else ""
    when = told_instant(standing.next_at, standing.allowance.now, zone)
    if left:
        lines = [f"{left:,} left{days}."]
    elif standing.asked or standing.unknown:
        lines = ["Nobody else is left."]
    else:
        lines = ["Everybody has been done; the last few still have to be checked."]
        lines += [SECOND_LOOK] if standing.next_at else []
    if standing.allowance.left == 0:
        lines.append(f"The allowance of {standing.allowance.per_day} in 22 hours is used up.")
    elif standing.allowance.removals_left == 0 and not standing.left[Half.SENT]:
        lines.append(f"The {REMOVALS_A_DAY} removals allowed in 22 hours are used up.")
    return [*lines, f"To continue, {when}, type: {go_on}"] if go_on and not CURRENT.is_demo else lines


def done_of(standing: Standing) -> tuple[int, int]:
    """Return how many of a job's people are settled, and how many there are."""
    planned = sum(tally.planned for tally in standing.tallies.values())
    return planned - sum(standing.left.values()) - standing.asked, planned


def whole_job_words(standing: Standing, zone: tzinfo) -> str:
    """Return a short note on when the whole job is finished; empty if that is today."""
    if not standing.days_left:
        return ""
    end = (standing.allowance.now + timedelta(days=standing.days_left)).astimezone(zone)
    return f"whole job: {told_day(end.date(), standing.allowance.now.year)}"


def spent_words(spent: AllowanceSpent, now: datetime, zone: tzinfo) -> str:
    """Return what is used up, and when the job can continue."""
    return (
        f"{spent.message} It can continue {told_instant(spent.opens_at, now, zone)}."
        if spent.opens_at
        else spent.message
    )


def told_instant(at: datetime | None, now: datetime, zone: tzinfo) -> str:
    """Return an instant in words: now, today or tomorrow at a time, or the day. Seconds are rounded up."""
    if at is None or at <= now:
        return "now"
    return near_words(at + timedelta(seconds=59), now, zone, "from ")
