"""Text from LinkedIn, made harmless for a terminal."""

from withdrawer.escape import BIDI_CONTROLS, MOST_MARKS, safe, safe_lines

__all__ = ["BIDI_CONTROLS", "safe", "safe_lines", "shown"]


def shown(text: str, longest: int) -> str:
    """The text made safe, with single spaces, and cut where it is longer than so many letters."""
    line = " ".join(text.split())
    enough = longest * (MOST_MARKS + 2)
    told = " ".join(safe(line[:enough]).split())
    return told if len(told) <= longest and len(line) <= enough else f"{told[: longest - 1]}…"
