"""One list in a preview: its numbers, who is kept and why, who is at the edges, whose date is unclear."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from rich.console import Console

from withdrawer.escape import shown
from withdrawer.plan.dates.date_pieces import MONTHS
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.groups import group_by_wording
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.plan import HalfPlan
from withdrawer.show.blocks import Row, show_heading, show_rows, show_words
from withdrawer.show.reasons import KEPT_BECAUSE, reason_words
from withdrawer.show.words import told_span

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
"""Reasons that are not specific to one person: their number is enough here; the CSV list names everyone."""


def show_kept(lines: HalfPlan, console: Console) -> None:
    """Print who on a list is kept for a reason of their own, and why."""
    kept = [it for it in lines.decisions if it.verdict is Verdict.KEPT and it.reason_code not in OF_MANY]
    if not kept:
        return
    rows: list[Row] = [
        (_name(line.person), None, shown(reason_words(line.reason), LONGEST_REASON)) for line in kept[:MOST_NAMED]
    ]
    show_words(console, "Kept:")
    show_rows(console, rows)
    if len(kept) > MOST_NAMED:
        show_words(console, f"and {len(kept) - MOST_NAMED:,} more: --csv FILE lists everybody with the reason.")


TITLES = {Half.SENT: "Invitations", Half.CONNECTIONS: "Connections"}
UNDONE = {Half.SENT: "would be withdrawn", Half.CONNECTIONS: "would be removed"}
MOST_UNSURE_GROUPS = 5
MONTH_NAME = re.compile(rf"(?:^|(?<=\d ))(?:{'|'.join(MONTHS)})(?= \d)", re.IGNORECASE)
COARSE = "LinkedIn tells their dates too coarsely for this window"


def show_half(half: Half, lines: HalfPlan, console: Console, zone: tzinfo) -> None:
    """Print the summary of one list."""
    counts = lines.counts
    show_heading(console, f"{TITLES[half]}: {counts.listed:,} read")
    rows: list[Row] = [(UNDONE[half], counts.planned, _with_unclear(lines))]
    rows.append(("outside", counts.outside, "left alone" if counts.outside else ""))
    rows.append(("date unclear", counts.unsure, "left alone" if counts.unsure else ""))
    rows += [("kept", number, KEPT_BECAUSE.get(Code(code), code)) for code, number in counts.kept.items()]
    rows += _imported(lines)
    show_rows(console, rows)
    show_kept(lines, console)
    _show_edges(half, lines, console)
    _show_unsure(lines, console, zone)


def _imported(lines: HalfPlan) -> list[Row]:
    """Return how many planned people are in the imported address book, which a blast is sent to."""
    number = sum(line.is_imported for line in lines.decisions if line.verdict is Verdict.PLANNED)
    return [("in your address book", number, "of these, says your data export")] if number else []


def _with_unclear(lines: HalfPlan) -> str:
    unclear = sum(line.reason_code is Code.UNSURE_INCLUDED for line in lines.decisions)
    return f"{unclear:,} of them with an unclear date (--unsure include)" if unclear else ""


def _show_edges(half: Half, lines: HalfPlan, console: Console) -> None:
    edges = edges_of(lines.decisions)
    parts = (
        ("left alone, just newer", edges.newer_outside),
        ("first in the list", edges.first),
        ("last in the list", edges.last),
        ("left alone, just older", edges.older_outside),
    )
    rows: list[Row] = [(label, None, _names(half, named)) for label, named in parts if named]
    if rows:
        console.print()
        show_rows(console, rows)


def _names(half: Half, named: Iterable[Person]) -> str:
    verb = "sent" if half is Half.SENT else "connected"
    return "\n".join(f"{_name(person)} ({verb} {_when(person)})" for person in named)


def _name(person: Person) -> str:
    return shown(person.name or person.key or "no name", LONGEST_NAME)


def _when(person: Person) -> str:
    """Return LinkedIn's wording; English month names are capitalised."""
    words = shown(person.wording, LONGEST_NAME)
    if not re.search(r"\d{4}", words):
        return words
    return f"on {MONTH_NAME.sub(lambda month: month[0].title(), words)}"


def _show_unsure(lines: HalfPlan, console: Console, zone: tzinfo) -> None:
    """Print which wordings are unclear, and what they can mean."""
    unsure = [line for line in lines.decisions if line.verdict is Verdict.UNSURE]
    if not unsure:
        return
    doubts = {
        "it is not sure that they belong to the burst" if line.reason_code is Code.BLAST_UNCLEAR else COARSE
        for line in unsure
    }
    show_words(console, f"Unclear: {'; '.join(sorted(doubts))}. They stay, unless you add: --unsure include")
    rows: list[Row] = []
    for group in group_by_wording(line.person for line in unsure)[:MOST_UNSURE_GROUPS]:
        meaning = told_span(group.span, zone) if group.span else "not understood"
        rows.append((shown(group.wording, LONGEST_NAME) or "no date", group.count, meaning))
    show_rows(console, rows)


SHOWN = 3
"""Number of people named at each edge."""


@dataclass(frozen=True, slots=True)
class Edges:
    """People on one list, each part newest first. `last` excludes everyone in `first`."""

    newer_outside: tuple[Person, ...]
    first: tuple[Person, ...]
    last: tuple[Person, ...]
    older_outside: tuple[Person, ...]


def edges_of(decisions: Sequence[Decision]) -> Edges:
    """Return the edges of one list's decisions, in list order. If no one is planned, all outside count as older."""
    planned = [index for index, line in enumerate(decisions) if line.verdict is Verdict.PLANNED]
    top, bottom = (planned[0], planned[-1]) if planned else (0, -1)
    inside = [decisions[index].person for index in planned]
    return Edges(
        newer_outside=_outside(decisions[:top])[-SHOWN:],
        first=tuple(inside[:SHOWN]),
        last=tuple(inside[SHOWN:][-SHOWN:]),
        older_outside=_outside(decisions[bottom + 1 :])[:SHOWN],
    )


def _outside(decisions: Sequence[Decision]) -> tuple[Person, ...]:
    return tuple(line.person for line in decisions if line.verdict is Verdict.OUTSIDE)
