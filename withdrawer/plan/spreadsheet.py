"""Cells for a spreadsheet: what it would run is defused on the way out, and as it was on the way back."""

import unicodedata

from withdrawer.escape import REPLACEMENT, safe

RUNS = "=+-@|%"
"""A cell that begins with one of these, in any width, is a formula or a command to some spreadsheet."""
PASSED_OVER = "\"'“”‘’`" + REPLACEMENT
"""What may stand before it, beside spaces: some spreadsheets strip these first."""
SHIELD = "'"
"""What a spreadsheet itself puts before text that is no formula."""
LONGEST = 32_000
"""Letters that a cell holds in every spreadsheet; a longer one spills into the cells beside it."""


def defused(text: str) -> str:
    """The cell that holds this text, with nothing hidden in it, and that is never run. Far too long text is cut."""
    told = safe(text[:LONGEST])
    return SHIELD + told if told.startswith(SHIELD) or _may_run(told) else told


def restored(cell: str) -> str:
    """The text that a defused cell holds."""
    return cell.removeprefix(SHIELD)


def _may_run(text: str) -> bool:
    bare = unicodedata.normalize("NFKC", text[:1000]).lstrip(f"{PASSED_OVER} ")
    return bare[:1] in tuple(RUNS)
