"""Who is kept, by name and with the reason."""

from rich.console import Console

from withdrawer.plan.decisions import Code, Verdict
from withdrawer.plan.plan import HalfPlan
from withdrawer.show.blocks import Row, show_rows, show_words
from withdrawer.show.text import shown

MOST_NAMED = 12
LONGEST_NAME = 40
LONGEST_REASON = 90
OF_MANY = frozenset(
    {
        Code.UNKNOWN_ORIGIN,
        Code.LIKELY_ORIGIN,
        Code.BEYOND_LIMIT,
        Code.LISTED_TWICE,
        Code.NOT_A_PERSON,
        Code.NOT_SHOWN,
    }
)
"""Reasons that are not about this one person: their number says enough, a list has them all."""


def show_kept(lines: HalfPlan, console: Console) -> None:
    """Write who of a list is kept for a reason of their own, and why."""
    kept = [it for it in lines.decisions if it.verdict is Verdict.KEPT and it.reason_code not in OF_MANY]
    if not kept:
        return
    rows: list[Row] = [
        (shown(line.person.name or line.person.key, LONGEST_NAME), None, shown(line.reason, LONGEST_REASON))
        for line in kept[:MOST_NAMED]
    ]
    show_words(console, "Kept:")
    show_rows(console, rows)
    if len(kept) > MOST_NAMED:
        show_words(console, f"and {len(kept) - MOST_NAMED:,} more: --csv FILE lists everybody with the reason.")
