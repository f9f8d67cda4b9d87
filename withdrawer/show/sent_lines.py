"""The picture of when invitations were sent, as lines for a terminal: bars, or words for a screen reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from withdrawer.escape import safe
from withdrawer.plan.bursts.blasts import Blast, Sureness
from withdrawer.plan.dates.spans import Window
from withdrawer.plan.people import Person
from withdrawer.plan.plan import Plan
from withdrawer.show.pictures.bars import Glyphs, Kind, cells_of
from withdrawer.show.pictures.stretches import KIND_OF, MINUTE, Sending, Stretch
from withdrawer.show.words import people

STYLES = {Kind.UNDO: "bold blue", Kind.UNCLEAR: "yellow", Kind.KEEP: "green", Kind.OUTSIDE: "dim"}
NAMES: Mapping[Kind, str] = {kind: kind.value for kind in Kind}
UNSELECTED: Mapping[Kind, str] = {Kind.UNDO: "in the burst", Kind.OUTSIDE: "the others"}
"""What the bars show while nothing is selected."""
HOW_SURE = {Sureness.SURE: "sure", Sureness.LIKELY: "likely", Sureness.WEAK: "perhaps"}
WIDE = 72
"""Columns from which the words about the burst stand beside its bars."""
WORDS = 30
LONGEST_LABEL = 28
LONGEST_BAR, SHORTEST_BAR = 24, 6


@dataclass(frozen=True)
class SentPicture:
    """What a picture shows: everybody on the list of sent invitations, and in words the burst that it marks, if any."""

    sendings: Sequence[Sending]
    names: Mapping[Kind, str]
    burst_words: Sequence[str]


def sent_picture(plan: Plan) -> SentPicture:
    """Return the picture of a plan. Without a selection it shows only what is in the burst and what is not."""
    is_listed = plan.selection.plan_file is not None  # then the reading ends where its last person stands
    burst = None if is_listed else plan.blast or next(iter(plan.blasts), None)
    is_chosen = not plan.selection.is_empty
    sendings = []
    for line in plan.sent.decisions:
        is_burst = burst is not None and in_burst(line.person, burst)
        kind = KIND_OF[line.verdict] if is_chosen else Kind.UNDO if is_burst else Kind.OUTSIDE
        sendings.append(Sending(line.person.span, line.person.wording, kind, is_burst))
    words = _burst_words(burst, sum(it.is_burst for it in sendings)) if burst else ()
    return SentPicture(sendings, NAMES if is_chosen else UNSELECTED, words)


def _burst_words(burst: Blast, count: int) -> list[str]:
    """Return a burst in words: how many in what time, how sure that is, and what is usual."""
    usual = burst.usual_per_day
    sure = HOW_SURE[burst.sureness]
    if usual is not None:
        sure += f"; usual: {'under 1' if usual < 1 else f'about {usual:,.0f}'} a day"
    within = _within_words(burst.window) if burst.core and burst.window else ""
    return [f"the burst: {count:,}{within}", sure]


def in_burst(person: Person, burst: Blast) -> bool:
    """Return whether a person belongs to a burst, as finely as it is known."""
    span = person.span
    if burst.core is None or burst.window is None:
        return person.wording in burst.wordings
    return span is not None and span.is_exact and burst.window.since <= span.earliest < burst.window.until


def _within_words(window: Window) -> str:
    """Return how long a window is."""
    minutes = (window.until - window.since) // MINUTE
    return f" in {people(minutes, 'minute') if minutes < 120 else f'{minutes // 60:,} hours'}"


def legend(picture: SentPicture, glyphs: Glyphs) -> Text:
    """Return what the letters of the bars mean; only those that occur."""
    there = {it.kind for it in picture.sendings}
    text = Text()
    for kind, name in picture.names.items():
        if kind in there:
            text.append("  " if text else "").append(glyphs.kinds[kind], STYLES[kind]).append(f" {name}")
    return text


def bar_lines(picture: SentPicture, found: Sequence[Stretch], glyphs: Glyphs, width: int) -> list[Text]:
    """Return a line with a bar for each stretch, no wider than `width`."""
    has_words = width >= WIDE and bool(picture.burst_words)
    labels = _labels(found, min(LONGEST_LABEL, width // 2))
    numbers = max((len(f"{it.total:,}") for it in found), default=1)
    used = 2 + max(map(cell_len, labels), default=0) + 2 + numbers + 2 + 2 + (WORDS if has_words else 0)
    bar = max(SHORTEST_BAR, min(LONGEST_BAR, width - used))
    largest = max((it.total for it in found), default=1)
    lines = []
    said = _words_beside(found, picture.burst_words) if has_words else {}
    for place, (it, label) in enumerate(zip(found, labels, strict=True)):
        line = Text(f"  {label}  {it.total:>{numbers},}  ")
        cells = cells_of(it.counts, largest, bar)
        for kind in Kind:
            line.append(glyphs.kinds[kind] * cells.get(kind, 0), STYLES[kind])
        if it.is_burst:
            line.append(" " * (bar - sum(cells.values()) + 1))
            line.append(_bracket(found, place, glyphs), "bold")
            line.append(f" {said.get(place, '')}".rstrip(), "bold")
        lines.append(line)
    if picture.burst_words and not has_words:
        lines.append(Text(f"  {glyphs.brackets[-1]} {'; '.join(picture.burst_words)}", "bold"))
    return lines


def word_lines(picture: SentPicture, found: Sequence[Stretch]) -> list[str]:
    """Return the same in words, a line for each stretch."""
    lines, day = [], ""
    for it in found:
        day = it.day or day
        parts = [f"{it.counts[kind]:,} {name}" for kind, name in picture.names.items() if it.counts.get(kind)]
        when = " ".join(part for part in (day, it.time) if part)
        lines.append(
            f"  {when}: {people(it.total, 'invitation')}, {', '.join(parts)}{', burst' if it.is_burst else ''}."
        )
    return [*lines, *([f"  {'; '.join(picture.burst_words)}."] if picture.burst_words else [])]


def _labels(found: Sequence[Stretch], longest: int) -> list[str]:
    days = max((cell_len(safe(it.day)) for it in found if it.time), default=0)
    labels = [f"{safe(it.day):<{days}} {it.time}" if it.time else safe(it.day) for it in found]
    width = min(longest, max(map(cell_len, labels), default=0))
    return [label_of(label, width) for label in labels]


def label_of(text: str, width: int) -> str:
    """Return text padded or cut to a number of columns."""
    return f"{set_cell_size(text, width - 1)}…" if cell_len(text) > width else set_cell_size(text, width)


def _bracket(found: Sequence[Stretch], place: int, glyphs: Glyphs) -> str:
    first, middle, last, only = glyphs.brackets
    has_above = place > 0 and found[place - 1].is_burst
    has_below = place + 1 < len(found) and found[place + 1].is_burst
    return {(False, False): only, (False, True): first, (True, True): middle, (True, False): last}[has_above, has_below]


def _words_beside(found: Sequence[Stretch], words: Sequence[str]) -> dict[int, str]:
    """Return beside which lines the words about the burst stand: from the middle of its longest run of lines on."""
    runs: list[list[int]] = []
    for place, it in enumerate(found):
        if it.is_burst:
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
    longest = max(runs, key=len, default=[])
    start = max(0, (len(longest) - len(words)) // 2)
    said = dict(zip(longest[start:], words, strict=False))
    if len(longest) == 1:
        said[longest[0]] = ", ".join(word.split(";")[0] for word in words)
    return said
