"""The preview: what would be undone and what left alone, before anything is touched."""

from collections import Counter
from dataclasses import replace
from datetime import tzinfo

from rich.console import Console

from withdrawer.escape import safe, shown
from withdrawer.plan.decisions import Code, Origin, Sign, Verdict
from withdrawer.plan.evidence.remedies import Remedy, Settling, ways_to_settle
from withdrawer.plan.groups import Group
from withdrawer.plan.half import Half
from withdrawer.plan.plan import Plan
from withdrawer.plan.selection import Unsure
from withdrawer.show.blocks import Row, show_command, show_heading, show_rows, show_words
from withdrawer.show.burst_lines import show_bursts, told_burst, typed_selection
from withdrawer.show.command import command_line
from withdrawer.show.evidence_data import warning_words
from withdrawer.show.list_preview import show_half
from withdrawer.show.reasons import NOT_TAKEN_BACK, SIGNS
from withdrawer.show.words import people, told_window

MOST_GROUPS = 20
LONGEST_WORDING = 40
LONGEST_NAME = 40
MOST_BY_NAME = 6


def show_preview(plan: Plan, console: Console, zone: tzinfo, next_command: str | None = None) -> None:
    """Print the preview of a plan, with instants in `zone`.

    `next_command` is what to type next; None derives it from the selection, "" prints none because a question follows.
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
                _show_settling(plan, console, zone)
    _show_matched_by_name(plan, console)
    _show_not_found(plan, console)
    _show_origins(plan, console)
    _show_next(
        plan, console, command_line("run", typed_selection(plan), zone) if next_command is None else next_command
    )


def _show_matched_by_name(plan: Plan, console: Console) -> None:
    """Print who was dated in the data export by name alone, which is weaker evidence than a profile address."""
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
    """Print the people in a plan file whom the plan can't include."""
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
    """Print what it costs, and what to type; if a question follows, that question says so instead."""
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


GET_EXPORT = (
    "LinkedIn's data export, which has the minute of each: on linkedin.com open Me, Settings & Privacy, Data privacy, "
    "Get a copy of your data; choose Invitations, Connections, Imported Contacts and Messages; LinkedIn mails a link, "
    "often within minutes, good for 72 hours. Then type: withdrawer import FILE.zip"
)
"""Source: data-export B.1."""


def _show_settling(plan: Plan, console: Console, zone: tzinfo) -> None:
    """Print how many invitations are unclear and what resolves them; nothing if none are."""
    ways = ways_to_settle(plan)
    if not ways:
        return
    show_words(console, f"What would settle {people(plan.unsure_sent, 'unclear date')}, the cheapest first:")
    show_rows(console, [(f"{number}.", None, _told(way)) for number, way in enumerate(ways, start=1)])
    wider = next((way.window for way in ways if way.window), None)
    if wider:
        show_words(console, "That wider window, to be looked at first:")
        show_command(console, command_line("preview", replace(plan.selection, window=wider, blast=None), zone))
    if plan.blast and plan.selection.unsure is Unsure.SKIP:
        show_words(console, "Or take them all in, with whoever you invited by hand meanwhile:")
        show_command(console, command_line("preview", replace(typed_selection(plan), unsure=Unsure.INCLUDE), zone))


def _told(way: Settling) -> str:
    if way.remedy is Remedy.EXPORT:
        return GET_EXPORT
    return f"A wider window, without unclear dates; {people(way.inside, 'invitation')} would lie in it."


LET_IN = {Origin.KNOWN: "", Origin.LIKELY: " (--origin likely)", Origin.UNKNOWN: " (--origin any)"}


def _show_origins(plan: Plan, console: Console) -> None:
    """Print how many connections have which origin, on what evidence, and which option includes them."""
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
