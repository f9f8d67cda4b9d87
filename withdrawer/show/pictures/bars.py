"""Bars made of letters, for a terminal: blocks where its encoding has them, else ASCII. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a plan does with a person."""

    UNDO = "undo"
    UNCLEAR = "unclear"
    KEEP = "keep"
    OUTSIDE = "outside"


EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True)
class Glyphs:
    """The letters of the bars: one for each kind, and what marks the lines of a burst.

    `brackets` are for the first, a middle, the last and an only line.
    """

    kinds: Mapping[Kind, str]
    brackets: tuple[str, str, str, str]
    has_eighths: bool


BLOCKS = Glyphs(
    {Kind.UNDO: "█", Kind.UNCLEAR: "▒", Kind.KEEP: "░", Kind.OUTSIDE: "·"}, ("┐", "│", "┘", "]"), has_eighths=True
)
ASCII = Glyphs(
    {Kind.UNDO: "#", Kind.UNCLEAR: "?", Kind.KEEP: "=", Kind.OUTSIDE: "."}, ("\\", "|", "/", "]"), has_eighths=False
)


def glyphs_for(encoding: str | None) -> Glyphs:
    """Return the letters that an encoding has; a stream without one, made by a test or another program, has all."""
    if encoding is None:
        return BLOCKS
    try:
        f"{''.join(BLOCKS.kinds.values())}{''.join(BLOCKS.brackets)}{EIGHTHS}".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def cells_of(counts: Mapping[Kind, int], largest: int, width: int) -> dict[Kind, int]:
    """Return how many cells each kind takes of a bar, which is `width` cells long at `largest` people.

    Whoever there is gets at least one cell, so the smallest number stays visible.
    """
    there = [kind for kind in Kind if counts.get(kind)]
    total = sum(counts[kind] for kind in there)
    room = max(round(total / largest * width), len(there)) if total else 0
    cells = {kind: max(1, int(counts[kind] / total * room)) for kind in there}
    while (over := sum(cells.values()) - room) > 0:
        cells[max(cells, key=lambda kind: cells[kind])] -= over if max(cells.values()) > over else 1
    if there and over < 0:
        cells[max(there, key=lambda kind: counts[kind])] -= over
    return cells


def bar_of(count: float, largest: float, width: int, glyphs: Glyphs) -> str:
    """Return a plain bar, as fine as the letters allow; whatever is not zero shows."""
    if not count or not largest:
        return ""
    if not glyphs.has_eighths:
        return glyphs.kinds[Kind.UNDO] * max(1, round(count / largest * width))
    whole, rest = divmod(max(1, round(count / largest * width * 8)), 8)
    return glyphs.kinds[Kind.UNDO] * whole + EIGHTHS[rest].strip()
