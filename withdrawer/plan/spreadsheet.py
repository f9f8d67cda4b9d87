"""Cells for a spreadsheet: what it would run is defused on the way out, and as it was on the way back."""

RUNS = "=+-@\t\r\n＝＋－＠"
"""A cell that begins with one of these is a formula to some spreadsheet, also after spaces."""
SHIELD = "'"
"""What a spreadsheet itself puts before text that is no formula."""


def defused(text: str) -> str:
    """The cell that holds this text and is never run."""
    bare = text.lstrip(" \u00a0")
    return SHIELD + text if text.startswith(SHIELD) or bare[:1] in tuple(RUNS) else text


def restored(cell: str) -> str:
    """The text that a defused cell holds."""
    return cell.removeprefix(SHIELD)


def is_same(cell: str, text: str) -> bool:
    """Whether a cell that came back holds this text: some spreadsheets swallow the shield, or spaces at the ends."""
    return _core(cell) == _core(text)


def _core(text: str) -> str:
    return " ".join(text.split()).lstrip(f"{SHIELD} ")
