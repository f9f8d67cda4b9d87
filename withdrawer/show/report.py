"""After a run: what happened, what is left and until when, what LinkedIn should now say, and the one next command."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from withdrawer.journal.records import Job, JobState, Outcome
from withdrawer.plan.halves import Half
from withdrawer.show.confirm import people
from withdrawer.show.data import Tally
from withdrawer.undo.pacing import Allowance

UNDONE = {Half.SENT: "withdrawn", Half.CONNECTIONS: "removed"}
NOUN = {Half.SENT: "invitation", Half.CONNECTIONS: "connection"}


@dataclass(frozen=True)
class Standing:
    """Where a job stands: what a report and `status` say. `stated` is LinkedIn's own count of pending invitations."""

    job: Job
    tallies: tuple[Tally, ...]
    left: int
    allowance: Allowance
    next_at: datetime | None
    stated: int | None
    also_accepted: bool
    zone: tzinfo

    @property
    def is_partial(self) -> bool:
        """Whether somebody was refused or is not known."""
        return any(tally.is_partial for tally in self.tallies)


def report_lines(standing: Standing) -> list[str]:
    """The report, a line each."""
    lines = [line for tally in standing.tallies for line in _half_lines(tally)]
    lines += _accepted_lines(standing)
    if standing.stated is not None:
        lines.append(f"LinkedIn's own page of sent invitations should now say: People ({standing.stated:,}).")
    return [*lines, *left_lines(standing)]


def _half_lines(tally: Tally) -> list[str]:
    if not tally.planned and not tally.outcomes:
        return []
    noun = NOUN[tally.half]
    lines = [
        f"{people(tally.done, noun)} {UNDONE[tally.half]}, {tally.proven:,} of them checked, of {tally.planned:,} planned."
    ]
    said = {
        Outcome.ACCEPTED: "accepted meanwhile: now connections.",
        Outcome.GONE: "already gone when their turn came; nothing was done.",
        Outcome.KEPT: "kept at the last moment.",
        Outcome.REFUSED: "refused by LinkedIn, or not confirmed: still there; another run tries them again.",
        Outcome.UNRESOLVED: "not known yet; the next run looks them up before anything else.",
    }
    return lines + [f"  {tally.of(it):,} {words}" for it, words in said.items() if tally.of(it)]


def _accepted_lines(standing: Standing) -> list[str]:
    accepted = sum(tally.of(Outcome.ACCEPTED) for tally in standing.tallies)
    if not accepted or standing.also_accepted:
        return []
    since = standing.job.terms.window.since.astimezone(standing.zone)
    return [
        f"{accepted:,} accepted while this went on: they are your connections now, and are left alone.",
        f"  To look at removing them: withdrawer preview --only connections --since '{since:%Y-%m-%d %H:%M}'",
    ]


def left_lines(standing: Standing) -> list[str]:
    """What is left, until when, and what to type."""
    if standing.job.state is JobState.FINISHED:
        tail = " Those that were refused stay: see `withdrawer history`." if standing.is_partial else ""
        return [f"The job is finished. Nothing to do.{tail}"]
    when = told_instant(standing.next_at, standing.allowance.now, standing.zone)
    sent, connections = (_left_of(tally) for tally in _both(standing.tallies))
    days = standing.allowance.days_left(sent, connections)
    lines = [f"{standing.left:,} left" + (f", about {people(days, 'more day')}." if days else ".")]
    if standing.allowance.left == 0:
        lines.append(f"Today's allowance of {standing.allowance.per_day} is used up; the next act may come {when}.")
    return [*lines, f"To go on {when}, type: withdrawer run"]


def _both(tallies: Sequence[Tally]) -> tuple[Tally, Tally]:
    by_half = {tally.half: tally for tally in tallies}
    return by_half.get(Half.SENT, Tally(Half.SENT)), by_half.get(Half.CONNECTIONS, Tally(Half.CONNECTIONS))


def _left_of(tally: Tally) -> int:
    final = sum(count for outcome, count in (tally.outcomes or {}).items() if outcome.is_final)
    return max(tally.planned - final, 0)


def told_instant(at: datetime | None, now: datetime, zone: tzinfo) -> str:
    """An instant as a person says it: now, today or tomorrow at a time, or the day."""
    if at is None or at <= now:
        return "now"
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    day = {0: "today", 1: "tomorrow"}.get((local.date() - today).days, f"on {local:%A %d %B}")
    return f"{day} from {local:%H:%M}"
