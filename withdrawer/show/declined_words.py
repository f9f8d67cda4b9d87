"""What is said about people who stay because of a no or of --limit: how to undo them after all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING

from withdrawer.errors import UsageError
from withdrawer.invocation import CURRENT
from withdrawer.journal.records import Job
from withdrawer.plan.decisions import Code
from withdrawer.plan.half import Half
from withdrawer.show.words import NOUN, people
from withdrawer.undo.job_progress import NOT_CONFIRMED, Standing

if TYPE_CHECKING:  # `status` reads no selection unless somebody was declined
    from withdrawer.plan.selection import Selection

UNDO = {Half.SENT: "withdraw", Half.CONNECTIONS: "remove"}


def declined_words(half: Half, count: int, selection: "Selection", zone: tzinfo) -> str:
    """Return what a no means for the people of a list."""
    stay = f"The {people(count, NOUN[half])} {'stays' if count == 1 else 'stay'}"
    return f"{stay}. {_later('once this job is over', half, count, selection, zone)}"


def declined_lines(standing: Standing, zone: tzinfo) -> Iterator[str]:
    """Yield the same below the report of a job that is over, and of whoever was beyond its limit.

    A tidy job takes those next week.
    """
    reasons = {NOT_CONFIRMED: "because you said no"}
    if not standing.job.is_tidy:
        reasons[Code.BEYOND_LIMIT] = "beyond --limit"
    for half, tally in standing.tallies.items():
        for code, why in reasons.items():
            if count := tally.kept.get(code, 0):
                stay = f"{people(count, NOUN[half])} {'stays' if count == 1 else 'stay'}, {why}"
                selection = _selection_of(standing.job, half)
                later = "" if selection is None else f" {_later('after all', half, count, selection, zone)}"
                yield f"{stay}.{later}"


def _selection_of(job: Job, half: Half) -> "Selection | None":
    """Return the selection of a job for one list, without a limit; None if it can't be read: what needs it says so."""
    from withdrawer.journal.documents import selection_of

    try:
        return replace(selection_of(job.terms.selection), halves=(half,), limit=None)
    except UsageError:
        return None


def _later(when: str, half: Half, count: int, selection: "Selection", zone: tzinfo) -> str:
    from withdrawer.show.command import command_line

    if CURRENT.is_demo:
        return "In a real job, it says here how to undo them after all."
    them = "it" if count == 1 else "them"
    if selection.is_empty:
        return f"To {UNDO[half]} {them} {when}, choose again: withdrawer preview"
    return f"To {UNDO[half]} {them} {when}: {command_line('run', selection, zone)}"
