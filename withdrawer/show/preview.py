"""The preview: what would be undone and what left alone, before anything is touched."""

from collections import Counter
from dataclasses import replace
from datetime import tzinfo

from rich.console import Console

from withdrawer.escape import safe, shown
from withdrawer.plan.groups import Group
from withdrawer.plan.half import Half
from withdrawer.plan.plan import Plan
from withdrawer.show.blocks import Row, show_command, show_heading, show_rows, show_words
from withdrawer.show.burst_lines import show_bursts, told_burst
from withdrawer.show.command import command_line
from withdrawer.show.evidence_data import warning_words
from withdrawer.show.list_preview import show_half
from withdrawer.show.origin_lines import show_origins
from withdrawer.show.reasons import NOT_TAKEN_BACK
from withdrawer.show.settling import show_settling
from withdrawer.show.words import people, told_window

MOST_GROUPS = 20
LONGEST_WORDING = 40
LONGEST_NAME = 40
MOST_BY_NAME = 6


def show_preview(plan: Plan, console: Console, zone: tzinfo, next_command: str | None = None) -> None:
    """Write the preview of a plan, instants in `zone`.

    `next_command` is what to type next; None makes it from the selection, and "" says none, where a question follows.
    """
    _show_groups(plan, console)
    for warning in plan.narrowing.warnings:
        show_words(console, safe(warning_words(warning)), style="bold")
    if plan.selection.is_empty:
        _show_how_to_select(plan, console, zone)
        return
    _show_selection(plan, console, zone)
    for half, lines in ((Half.SENT, plan.sent), (Half.CONNECTIONS, plan.connections)):
        if half in plan.selection.halves:
            show_half(half, lines, console, zone)
            if half is Half.SENT:
                show_settling(plan, console, zone)
    _show_matched_by_name(plan, console)
    _show_not_found(plan, console)
    show_origins(plan, console)
    _show_next(plan, console, command_line("run", plan.selection, zone) if next_command is None else next_command)


def _show_matched_by_name(plan: Plan, console: Console) -> None:
    """Whose date in the data export was found by name alone: that is weaker than by address, and is said."""
    by_name = [it.person for it in plan.sent.decisions if it.person.form in plan.narrowing.dated_by_name]
    if by_name:
        names = ", ".join(shown(person.name or person.key, LONGEST_NAME) for person in by_name[:MOST_BY_NAME])
        more = f" and {len(by_name) - MOST_BY_NAME:,} more" if len(by_name) > MOST_BY_NAME else ""
        show_words(
            console,
            f"Dated by name alone, which is theirs only on both sides (the export has no address): {names}{more}.",
        )


NOT_FOUND = {
    "accepted": "Of the list, {} since: {}. They are connections now, and stay. A new preview shows them among those.",
    "missing": "Of the list, {} on the pages that were read: {}.",
    "ambiguous": "Of the list, {} of whom there are several: {}. Nobody is touched on a guess.",
}


def _show_not_found(plan: Plan, console: Console) -> None:
    """Whom of the people of a file the plan can't have."""
    if plan.found is None:
        return
    found = plan.found
    for words, verb, those in (
        (NOT_FOUND["accepted"], "accepted", found.accepted),
        (NOT_FOUND["missing"], "not listed", found.missing),
        (NOT_FOUND["ambiguous"], "named", found.ambiguous),
    ):
        if those:
            names = ", ".join(shown(it.name or it.key, LONGEST_NAME) for it in those[:MOST_BY_NAME])
            more = f" and {len(those) - MOST_BY_NAME:,} more" if len(those) > MOST_BY_NAME else ""
            show_words(console, words.format(f"{len(those):,} {verb}", f"{names}{more}"), style="bold")


def _show_groups(plan: Plan, console: Console) -> None:
    show_heading(console, "Your pending invitations, in LinkedIn's own words")
    planned = Counter(line.person.wording for line in plan.planned if line.person.half is Half.SENT)
    rows = []
    for group in plan.groups[:MOST_GROUPS]:
        undone = planned[group.wording]
        rows.append((_told_group(group), group.count, f"{undone:,} would be withdrawn" if undone else ""))
    if more := plan.groups[MOST_GROUPS:]:
        rows.append((people(len(more), "older group"), sum(group.count for group in more), ""))
    show_rows(console, rows or [("none were read", None, "")])


def _told_group(group: Group) -> str:
    wording = shown(group.wording, LONGEST_WORDING)
    return f"Sent {wording}" if group.span else f"{wording or 'no date'} (not understood)"


def _show_how_to_select(plan: Plan, console: Console, zone: tzinfo) -> None:
    largest = max(plan.groups, key=lambda group: group.count, default=None)
    show_bursts(plan, console, zone)
    show_heading(console, "Nothing is selected, so nothing would be undone.")
    if largest is None:
        return
    show_words(console, "Nothing has been changed. To see what undoing a group would mean, type its words:")
    chosen = replace(plan.selection, wordings=(largest.wording,))
    show_command(console, command_line("preview", chosen, zone))
    show_words(console, "or the moment the blast began:")
    show_command(console, 'withdrawer preview --since "yesterday 14:00"')


def _show_selection(plan: Plan, console: Console, zone: tzinfo) -> None:
    show_heading(console, "What you selected")
    file = plan.selection.plan_file
    listed = [("List", None, f"{people(len(file.people), 'person')} marked undo in {file.file}")] if file else []
    blast = [("Burst", None, told_burst(plan.blast, zone))] if plan.blast else []
    rows: list[Row] = [
        *listed,
        *blast,
        *(("Group", None, f"Sent {shown(text, LONGEST_WORDING)}") for text in plan.selection.wordings),
    ]
    if plan.window:
        label = "Window" if plan.selection.window or plan.blast else "can mean"
        rows.append((label, None, told_window(plan.window, zone)))
    show_rows(console, rows)


def _show_next(plan: Plan, console: Console, next_command: str) -> None:
    """What it costs, and what to type; where a question follows, the question says so."""
    if not plan.planned:
        show_heading(console, "Nobody would be undone.")
    if plan.planned and not next_command:
        return
    for half in sorted({line.person.half for line in plan.planned}, reverse=True):
        show_words(console, NOT_TAKEN_BACK[half])
    show_words(console, "Nothing has been changed so far.")
    if plan.planned:
        show_words(console, "To undo this, type (you are asked once more before the first act):")
        show_command(console, next_command)
