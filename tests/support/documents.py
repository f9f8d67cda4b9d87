"""The documentation as tests read it: its pages, their headings and links, and the commands that they print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOP = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
PAGES = [*TOP, *sorted((ROOT / "docs").glob("*.md"))]
FOR_DEVELOPERS = {"CONTRIBUTING", "SECURITY", "architecture", "evidence", "fixtures", "faults", "speed", "words"}
"""Pages that may speak of acts, walls and halves."""
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.S | re.M)
SHELLS = ("", "sh", "bash", "console", "powershell")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Example:
    """A command that a page prints. It `is_whole` where it can be typed as it stands: in a block of its own."""

    page: str
    line: str
    is_whole: bool


@cache
def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def prose_of(page: Path) -> str:
    """A page without its code, its addresses and what is only for machines."""
    text = re.sub(r"<!--.*?-->", "", FENCE.sub("", text_of(page)), flags=re.S)
    return re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`\n]*`", "", text))


def examples(page: Path) -> Iterator[Example]:
    """The commands of withdrawer that a page prints: in its blocks, and within its lines."""
    for language, block in FENCE.findall(text_of(page)):
        for line in block.splitlines() if language in SHELLS else ():
            if line.startswith("withdrawer"):
                yield Example(page.name, re.split(r"\s+#", line)[0].strip(), is_whole=True)
    for line in re.findall(r"`(withdrawer [^`\n]+)`", FENCE.sub("", text_of(page))):
        yield Example(page.name, line, is_whole=not re.search(r"[\[\]…|<>]|\.\.\.", line))


def anchors(page: Path) -> set[str]:
    """What a link can lead to on a page, as GitHub makes it of each heading."""
    found: set[str] = set()
    for heading in re.findall(r"^#{1,6} (.+)$", FENCE.sub("", text_of(page)), re.M):
        anchor = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()).replace(" ", "-")
        number = sum(it == anchor or re.fullmatch(rf"{re.escape(anchor)}-\d+", it) is not None for it in found)
        found.add(f"{anchor}-{number}" if number else anchor)
    return found


def links(page: Path) -> list[str]:
    """Where a page leads, but for other sites."""
    return [it for it in LINK.findall(FENCE.sub("", text_of(page))) if not re.match(r"[a-z]+:", it)]
