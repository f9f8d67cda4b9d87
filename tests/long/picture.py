"""Draws docs/picture.svg, the README's picture: parts of a real `withdrawer demo`, played in a terminal here."""

import io
import os
import re
import sys
from itertools import groupby
from pathlib import Path

import pexpect
from rich.console import Console
from rich.padding import Padding
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "picture.svg"
WIDTH = 98
COMMAND = "withdrawer demo --people 300"
ANSWERS = {r"Type yes, or press Enter to stop: ": "yes", r"\[y/N\]: ": "y"}
PARTS = (
    "Your pending invitations", "Invitations: ", "Connections: ", "This withdraws", "This removes", "Withdrawing: ",
)  # fmt: skip
"""How the parts that are shown begin; the report, which comes last, is shown in any case."""
LINES_OF_A_PART = 7
THEME = TerminalTheme(
    (22, 27, 34), (214, 222, 235), [(72, 79, 88), (255, 123, 114), (126, 231, 135), (242, 204, 96), (121, 192, 255),
    (210, 168, 255), (86, 211, 219), (214, 222, 235)],
)  # fmt: skip
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="withdrawer demo in a terminal" \
viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect width="100%" height="100%" rx="10" fill="#161b22"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g></g></svg>
"""


def play() -> str:
    """What a terminal got to show, with its controls."""
    environment = {**os.environ, "TERM": "xterm-256color", "PATH": f"{ROOT}/.venv/bin:{os.environ['PATH']}"}
    demo = pexpect.spawn(COMMAND, env=environment, encoding="utf-8", timeout=300, dimensions=(50, WIDTH))
    heard = demo.logfile_read = io.StringIO()
    while (asked := demo.expect([*ANSWERS, pexpect.EOF])) < len(ANSWERS):
        demo.sendline(list(ANSWERS.values())[asked])
    demo.close()
    if demo.exitstatus:
        sys.exit(f"{COMMAND} ended with {demo.exitstatus}:\n{heard.getvalue()}")
    return heard.getvalue()


def parts_of(heard: str) -> list[str]:
    """The paragraphs that were left standing, and before the report one of the bars: withdrawing, half way."""
    heard = re.sub(r"\x1b\[\?25[lh]", "", heard).replace("\r\n", "\n")
    bars = [line for line in re.split(r"[\r\n]+", heard) if "Withdrawing: " in line]
    bar = min(bars, key=distance_from_half_way).removeprefix("\x1b[2K")
    standing = re.sub(r"[^\n]*\n\r\x1b\[1A\x1b\[2K", "", heard).replace("Reading the account back …", "")
    lines = "\n".join(line.rpartition("\x1b[2K")[2].rstrip() for line in standing.split("\n"))
    parts = [part for part in re.split(r"\n\n+", lines) if part.strip()]
    return [*parts[:-1], bar, parts[-1]]


def distance_from_half_way(bar: str) -> tuple[int, float]:
    """The longest bar first: its total, then how far from its middle it is."""
    done, total = map(int, re.findall(r"(\d+)/(\d+)", bar)[0])
    return -total, abs(done / total - 0.5)


def begins(part: str, with_words: str | tuple[str, ...]) -> bool:
    return Text.from_ansi(part).plain.startswith(with_words)


def excerpt(parts: list[str]) -> list[str]:
    """The parts that the picture shows, a mark where something was left out."""
    lines = [f"$ {COMMAND}"]
    for is_shown, some in groupby(parts, key=lambda part: begins(part, PARTS) or part is parts[-1]):
        for part in some if is_shown else ():
            head = part.split("\n")
            lines += ["", *head[:LINES_OF_A_PART], *(["  …"] if len(head) > LINES_OF_A_PART else [])]
        if not is_shown:
            lines += ["", "…"]
    return lines


def draw(lines: list[str]) -> str:
    console = Console(record=True, file=io.StringIO(), width=WIDTH + 4, force_terminal=True, color_system="truecolor")
    for line in lines:
        text = Text.from_ansi(line, style="dim" if line.strip() == "…" else "")
        console.print(Padding(text, (0, 2)), no_wrap=True)
    return console.export_svg(title="", theme=THEME, code_format=SVG, unique_id="demo")


if __name__ == "__main__":
    parts = parts_of(play())
    if missing := [begin for begin in PARTS if not any(begins(part, begin) for part in parts)]:
        sys.exit(f"the demo no longer says: {', '.join(missing)}")
    PICTURE.write_text(draw(excerpt(parts)), encoding="utf-8")
