"""The preview at a glance, on one screen: when, who, why not, what it costs, how long it takes, and what to type."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from withdrawer.escape import safe, shown
from withdrawer.invocation import CURRENT
from withdrawer.plan.half import Half
from withdrawer.plan.plan import HalfPlan, Plan
from withdrawer.plan.selection import Unsure
from withdrawer.show.blocks import show_heading
from withdrawer.show.burst_lines import show_bursts, typed_selection
from withdrawer.show.command import command_line
from withdrawer.show.evidence_data import warning_words
from withdrawer.show.list_preview import name_of
from withdrawer.show.output import WIDEST
from withdrawer.show.pictures.bars import glyphs_for
from withdrawer.show.pictures.stretches import stretches_of
from withdrawer.show.preview_notes import Note, notes_of
from withdrawer.show.sent_lines import bar_lines, legend, sent_picture, word_lines
from withdrawer.show.words import people
from withdrawer.undo.allowance import Allowance

LINES = 23
"""What a small terminal shows beside its prompt."""
MOST_BARS, FEWEST_BARS = 10, 4
BARS_ALONE = 7
"""How many bars there are while nothing is selected: how to select comes below."""
COLUMNS = ("read", "undo", "unclear", "keep", "outside")
TITLES = {Half.SENT: "Invitations", Half.CONNECTIONS: "Connections"}
UNDONE = {Half.SENT: "would be withdrawn", Half.CONNECTIONS: "would be removed"}
NARROW = 64
"""Columns below which the numbers stand in sentences."""
LABEL = 10
MOST_BY_NAME = 6


def show_preview(
    plan: Plan,
    console: Console,
    zone: tzinfo,
    next_command: str | None = None,
    *,
    who: str = "",
    allowance: Allowance | None = None,
    is_plain: bool = False,
    is_guided: bool = False,
) -> None:
    """Print the preview of a plan, with instants in `zone`.

    `next_command` is what to type next; None derives it from the selection, "" prints none because a question follows.
    With `is_guided` nothing is suggested to be typed. `who` is the account; `allowance` tells how long it takes;
    `is_plain` is for a screen reader: words, no bars.
    """
    width = min(console.width, WIDEST)
    is_bare = is_plain or width < NARROW
    head = Text(_title(plan, zone, who, width), "bold")
    below = [*_warnings(plan)]
    if plan.selection.is_empty:
        picture = _picture(plan, console, zone, BARS_ALONE, is_plain=is_plain)
        _print(console, width, [head, Text(), *picture, *below])
        show_bursts(plan, console, zone, has_commands=not is_guided)
        show_heading(console, "Nothing is selected, so nothing would be undone.")
        if not is_guided:
            _show_how_to_select(plan, console, zone, width)
        return
    command = command_line("run", typed_selection(plan), zone) if next_command is None else next_command
    below += _numbers(plan, is_bare=is_bare)
    below += [Text(), *_noted(notes_of(plan, zone, allowance, has_question=not command), width, console)]
    commands = _commands(plan, zone, "" if is_guided else command, width)
    bars = LINES - len(_wrapped(console, width, below)) - len(commands) - 3
    picture = _picture(plan, console, zone, min(max(bars, FEWEST_BARS), MOST_BARS), is_plain=is_plain)
    lines = [head, Text(), *picture, *below]
    over = len(_wrapped(console, width, lines)) + len(commands) - LINES
    for at in [at for at, line in reversed([*enumerate(lines)]) if not line.plain][: max(over, 0)]:
        del lines[at]
    _print(console, width, lines)
    for line in commands:
        console.print(line, soft_wrap=True)


def _title(plan: Plan, zone: tzinfo, who: str, width: int) -> str:
    """Return whose lists were read, how much of them and, if there is room, when."""

    def is_told(half: Half) -> bool:
        if plan.selection.is_empty:  # then Connections may not have been read
            return half is Half.SENT or bool(plan.connections.decisions)
        return half in plan.selection.halves

    def told(lines: HalfPlan, noun: str) -> str:
        read, others = len(lines.decisions), lines.skipped + lines.further
        return (f"{read:,} of " if others else "") + people(read + others, noun)

    parts = [
        told(lines, noun)
        for half, lines, noun in (
            (Half.SENT, plan.sent, "pending invitation"),
            (Half.CONNECTIONS, plan.connections, "connection"),
        )
        if is_told(half)
    ]
    seen = [it.person.seen_at for it in (*plan.sent.decisions, *plan.connections.decisions)]
    when = f", read at {max(seen).astimezone(zone):%H:%M}" if seen else ""
    title = f"{f'{shown(who, 40)}: ' if who else ''}{' and '.join(parts)}"
    return f"{title}{when}" if cell_len(title + when) < width else title


def _picture(plan: Plan, console: Console, zone: tzinfo, most: int, *, is_plain: bool) -> list[Text]:
    picture = sent_picture(plan)
    found = stretches_of(picture.sendings, zone, most)
    if not found:
        return [Text("No pending invitation was read.")]
    if is_plain:
        return [Text("When you sent them, the newest first:"), *map(Text, word_lines(picture, found))]
    width, glyphs = min(console.width, WIDEST), glyphs_for(console.encoding)
    head, key = Text().append("When you sent them", "bold"), legend(picture, glyphs)
    if (gap := width - 2 - head.cell_len - key.cell_len) >= 2:
        return [head.append(" " * gap).append(key), *bar_lines(picture, found, glyphs, width)]
    return [head, Text("  ").append(key), *bar_lines(picture, found, glyphs, width)]


def _numbers(plan: Plan, *, is_bare: bool) -> list[Text]:
    """Return each list's numbers: a small table, or sentences where there is no room or nobody to see columns."""
    halves = [
        (half, lines)
        for half, lines in ((Half.SENT, plan.sent), (Half.CONNECTIONS, plan.connections))
        if half in plan.selection.halves
    ]
    if is_bare:
        return [Text(), *(Text(_sentence(half, lines)) for half, lines in halves)]
    rows = [Text(), Text(f"{'':<13}{''.join(f'{name:>9}' for name in COLUMNS)}", "dim")]
    for half, lines in halves:
        first, undo, *others = _counts(lines)
        row = Text(f"{TITLES[half]:<13}{first:>9,}")
        row.append(f"{undo:>9,}", "bold" if undo else "")
        row.append("".join(f"{number:>9,}" if number else f"{'-':>9}" for number in others))
        rows.append(row.append(f"  {UNDONE[half]}" if undo else ""))
    return rows


def _counts(lines: HalfPlan) -> tuple[int, ...]:
    counts = lines.counts
    return counts.listed, counts.planned, counts.unsure, sum(counts.kept.values()), counts.outside


def _sentence(half: Half, lines: HalfPlan) -> str:
    listed, planned, unsure, kept, outside = _counts(lines)
    parts = [f"{planned:,} {UNDONE[half]}"]
    parts += [f"{number:,} {name}" for number, name in ((unsure, "unclear"), (kept, "kept"), (outside, "outside"))]
    return f"{TITLES[half]}: {listed:,} read. {', '.join(parts)}."


def _noted(notes: Iterable[Note], width: int, console: Console) -> list[Text]:
    """Return the notes, each with its label in front and its words wrapped beside it."""
    lines = []
    for label, words, style in notes:
        wrapped = Text(safe(words), style).wrap(console, max(width - LABEL - 1, 20))
        lines += [
            Text().append(f"{label if at == 0 else '':<{LABEL}}", "bold").append_text(part)
            for at, part in enumerate(wrapped)
        ]
    return lines


def _commands(plan: Plan, zone: tzinfo, command: str, width: int) -> list[Text]:
    """Return what to type: to see everybody, and to undo this. A command is never broken."""
    if not command:
        return []
    if not plan.planned:
        lines = [Text("Nobody would be undone.", "bold"), *_typed("Look at everybody:", _look(plan, zone), width)]
        if plan.unsure_sent:
            wider = command_line("preview", replace(typed_selection(plan), unsure=Unsure.INCLUDE), zone)
            lines += _typed("Take in the unclear ones:", wider, width)
        return lines
    return [
        *_typed("Look at everybody:", _look(plan, zone), width),
        *_typed("Undo this (it asks first):", command, width),
    ]


def _look(plan: Plan, zone: tzinfo) -> str:
    return f"{command_line('preview', typed_selection(plan), zone)} --list"


def _typed(words: str, command: str, width: int) -> list[Text]:
    whole = safe(CURRENT.complete(command))
    if 28 + len(whole) <= width:
        return [Text(f"{words:<28}").append(whole, "bold")]
    return [Text(words), Text("  ").append(whole, "bold")]


def _warnings(plan: Plan) -> list[Text]:
    """Return what may make the plan other than meant: evidence left out, weak evidence, people not found."""
    words = [warning_words(warning) for warning in plan.narrowing.warnings]
    by_name = [it.person for it in plan.sent.decisions if it.person.form in plan.narrowing.dated_by_name]
    if by_name:
        words.append(
            "Dated by name alone, which is theirs only on both sides (the export has no address): "
            f"{_names([name_of(it) for it in by_name])}."
        )
    if plan.found is not None:
        for told, those in (
            (NOT_FOUND["accepted"], plan.found.accepted),
            (NOT_FOUND["missing"], plan.found.missing),
            (NOT_FOUND["ambiguous"], plan.found.ambiguous),
        ):
            if those:
                words.append(told.format(f"{len(those):,}", _names([shown(it.name or it.key, 40) for it in those])))
    return [Text(safe(it), "bold") for it in words]


NOT_FOUND = {
    "accepted": (
        "Of the list, {} accepted since: {}. They are connections now, and stay. A new preview shows them among those."
    ),
    "missing": "Of the list, {} not listed on the pages that were read: {}.",
    "ambiguous": "Of the list, {} named as several people are: {}. Nobody is touched on a guess.",
}


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_BY_NAME:,} more" if len(names) > MOST_BY_NAME else ""
    return f"{', '.join(names[:MOST_BY_NAME])}{more}"


def _show_how_to_select(plan: Plan, console: Console, zone: tzinfo, width: int) -> None:
    largest = max(plan.groups, key=lambda group: group.count, default=None)
    if largest is None:
        return
    group = command_line("preview", replace(plan.selection, wordings=(largest.wording,)), zone)
    lines = [
        *_typed("Look at one group:", group, width),
        *_typed("Or from a time on:", 'withdrawer preview --since "yesterday 14:00"', width),
        *_typed("See everybody:", "withdrawer preview --list", width),
    ]
    for line in lines:
        console.print(line, soft_wrap=True)


def _wrapped(console: Console, width: int, lines: Sequence[Text]) -> list[Text]:
    return [part for line in lines for part in (line.wrap(console, width) if line.plain else [line])]


def _print(console: Console, width: int, lines: Sequence[Text]) -> None:
    for line in _wrapped(console, width, lines):
        console.print(line, soft_wrap=True)
