"""What is said about a list that the user said no to: that its people stay, and how to undo them after all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING

from withdrawer.errors import UsageError
from withdrawer.invocation import CURRENT
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
    """Yield the same below the report of a job that is over."""
    for half, tally in standing.tallies.items():
        if not (count := tally.kept.get(NOT_CONFIRMED, 0)):
            continue
        stay = f"{people(count, NOUN[half])} {'stays' if count == 1 else 'stay'}, because you said no"
        try:
            from withdrawer.journal.documents import selection_of

            selection = replace(selection_of(standing.job.terms.selection), halves=(half,))
        except UsageError:  # the next command that needs it says so
            yield f"{stay}."
        else:
            yield f"{stay}. {_later('after all', half, count, selection, zone)}"


def _later(when: str, half: Half, count: int, selection: "Selection", zone: tzinfo) -> str:
    from withdrawer.show.command import command_line

    if CURRENT.is_demo:
        return "In a real job, it says here how to undo them after all."
    them = "it" if count == 1 else "them"
    if selection.is_empty:
        return f"To {UNDO[half]} {them} {when}, choose again: withdrawer preview"
    return f"To {UNDO[half]} {them} {when}: {command_line('run', selection, zone)}"
