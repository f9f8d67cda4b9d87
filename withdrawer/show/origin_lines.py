"""Where the connections since the blast come from, and what shows it (decision 11)."""

from collections import Counter

from rich.console import Console

from withdrawer.plan.decisions import Code, Origin, Sign, Verdict
from withdrawer.plan.plan import Plan
from withdrawer.show.blocks import Row, show_rows, show_words
from withdrawer.show.reasons import SIGNS
from withdrawer.show.words import people

LET_IN = {Origin.KNOWN: "", Origin.LIKELY: " (--origin likely)", Origin.UNKNOWN: " (--origin any)"}


def show_origins(plan: Plan, console: Console) -> None:
    """Write how many connections have which origin, on what evidence, and what lets them in."""
    candidates = [line for line in plan.connections.decisions if line.verdict is not Verdict.OUTSIDE]
    counts = Counter((line.origin, line.sign) for line in candidates if line.origin and line.sign)
    if counts:
        show_words(console, "Where they come from:")
        rows: list[Row] = [
            (origin, counts[origin, sign], f"{SIGNS[sign]}{LET_IN[origin]}")
            for origin in Origin
            for sign in Sign
            if (origin, sign) in counts
        ]
        show_rows(console, rows)
    unknown = plan.connections.counts.kept.get(Code.UNKNOWN_ORIGIN, 0)
    if unknown:
        show_words(
            console,
            f"{people(unknown, 'connection')} came since then, but no scan saw them pending before: they may come "
            "from the blast, or be people you wanted. They stay. To look at removing them too, add: --origin any",
        )
    strangers = sum(line.origin not in (None, Origin.KNOWN) for line in plan.planned)
    if strangers:
        show_words(
            console,
            f"Careful: {people(strangers, 'connection')} above would go though nothing shows that they came of these "
            "invitations. Name whom you want with --keep.",
            style="bold",
        )
