"""The bursts that a preview found: when, how many, compared with the usual rate, how sure, and what to type."""

from dataclasses import replace
from datetime import tzinfo

from rich.console import Console

from withdrawer.clock import moment_words
from withdrawer.escape import shown
from withdrawer.plan.bursts.blasts import Blast, Sureness
from withdrawer.plan.plan import Plan
from withdrawer.plan.selection import Selection
from withdrawer.show.blocks import Row, show_command, show_heading, show_rows, show_words
from withdrawer.show.command import command_line

MOST_BURSTS = 5
LONGEST_WORDING = 40
HOW_SURE = {
    Sureness.SURE: "sure: so many in so few minutes",
    Sureness.LIKELY: "likely",
    Sureness.WEAK: "a weak sign: only the same wording side by side",
}
NAMED_WORDINGS = 2
"""How many of LinkedIn's wordings are quoted for a burst that has many."""


def show_bursts(plan: Plan, console: Console, zone: tzinfo, *, has_commands: bool = True) -> None:
    """Print the bursts, or state that there are none; with `has_commands` also what to type."""
    if not plan.groups:
        return
    if not plan.blasts:
        show_words(console, "No burst found: no time stands out from your usual pace.")
        return
    show_heading(console, "Bursts, which may be a blast")
    rows: list[Row] = [
        (f"{number}.", blast.count, f"{told_burst(blast, zone)}\n{_against(blast)}")
        for number, blast in enumerate(plan.blasts[:MOST_BURSTS], start=1)
    ]
    show_rows(console, rows)
    if not has_commands:
        return
    show_words(console, f"To see what undoing {'the first' if len(rows) > 1 else 'it'} would mean, type:")
    show_command(console, command_line("preview", replace(plan.selection, blast=1), zone))
    if len(rows) > 1:
        show_words(console, f"or {'another' if len(rows) > 2 else 'the other'}, by its times:")
    for blast in plan.blasts[1:MOST_BURSTS]:
        show_command(console, command_line("preview", selection_of(blast, plan.selection), zone))


def selection_of(blast: Blast, selection: Selection) -> Selection:
    """Return the selection that takes a burst by its times, or by its wordings where no times can be read.

    Of its times those in which there is nobody else, as far as minutes can tell.
    """
    window = blast.core or blast.window
    return replace(selection, blast=None, window=window, older_than="", wordings=() if window else blast.wordings)


def typed_selection(plan: Plan) -> Selection:
    """Return a plan's selection as it can be typed: `--blast` is the largest burst only, a setting may name another."""
    if plan.blast is None or plan.selection.blast in (None, 1):
        return plan.selection
    return selection_of(plan.blast, plan.selection)


def told_burst(blast: Blast, zone: tzinfo) -> str:
    """Return when a burst happened."""
    said = [f"Sent {shown(wording, LONGEST_WORDING)}" for wording in blast.wordings]
    words = " and ".join(said) if len(said) <= NAMED_WORDINGS else f"{', '.join(said[:NAMED_WORDINGS])} and so on"
    if blast.window is None:
        return f"{words}, date not understood"
    since, until = moment_words(blast.window.since, zone), moment_words(blast.window.until, zone)
    return f"{since} to {until}" if blast.core else f"{words}: sometime between {since} and {until}"


def _against(blast: Blast) -> str:
    parts = [HOW_SURE[blast.sureness]]
    if blast.usual_per_day is not None:
        parts.append(f"your usual pace: {_rounded(blast.usual_per_day)} a day")
    if blast.is_imported:
        parts.append("they are in your address book")
    return "; ".join(parts)


def _rounded(number: float) -> str:
    return "fewer than 1" if number < 1 else f"about {number:,.0f}"
