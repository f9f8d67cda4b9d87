"""Draws docs/picture.svg, the README's picture: parts of a real `withdrawer demo`, played in a terminal here."""

import io
import os
import re
import sys
from pathlib import Path

import pexpect
from rich.console import Console
from rich.padding import Padding
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "picture.svg"
WIDTH = 80
COMMAND = "withdrawer demo --people 300"
ANSWERS = {r"Type yes, or press Enter to stop: ": "yes", r"\[y/N\]: ": "y"}
RISK = "Before the first act"
"""What comes right after the preview."""
BLOCK = re.compile(r"[^\n]*Withdrawing  .*?goes on later\.[^\r\n]*", re.DOTALL)
"""The live block, from its bar to how to stop."""
REPORT = "invitations withdrawn and checked"
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
    demo = pexpect.spawn(COMMAND, env=environment, encoding="utf-8", timeout=300, dimensions=(60, WIDTH))
    heard = demo.logfile_read = io.StringIO()
    while (asked := demo.expect([*ANSWERS, pexpect.EOF])) < len(ANSWERS):
        demo.sendline(list(ANSWERS.values())[asked])
    demo.close()
    if demo.exitstatus:
        sys.exit(f"{COMMAND} ended with {demo.exitstatus}:\n{heard.getvalue()}")
    return heard.getvalue()


def parts_of(heard: str) -> list[str]:
    """The preview as it stands before the first question, the live block half way, and the report."""
    heard = re.sub(r"\x1b\[\?25[lh]", "", heard).replace("\r\n", "\n")
    preview = heard[: heard.index(RISK)].rsplit("\x1b[2K", 1)[-1].strip("\n")
    block = min(BLOCK.findall(heard), key=distance_from_half_way)
    report = heard[heard.rindex("\n", 0, heard.rindex(REPORT)) :].rsplit("\x1b[2K", 1)[-1].strip("\n")
    return [preview, block.rpartition("\x1b[2K")[0] + block.rpartition("\x1b[2K")[2], report]


def distance_from_half_way(block: str) -> tuple[int, float]:
    """The longest walk first: its total, then how far from its middle it is."""
    done, total = map(int, re.findall(r"(\d+) of (\d+)", Text.from_ansi(block).plain)[0])
    return -total, abs(done / total - 0.5)


def excerpt(parts: list[str]) -> list[str]:
    """The parts that the picture shows, a mark where something was left out."""
    lines = [f"$ {COMMAND}"]
    for part in parts:
        lines += ["", *part.split("\n"), *(["", "…"] if part is not parts[-1] else [])]
    return [*lines, ""]


def draw(lines: list[str]) -> str:
    console = Console(record=True, file=io.StringIO(), width=WIDTH + 4, force_terminal=True, color_system="truecolor")
    for line in lines:
        text = Text.from_ansi(line, style="dim" if line.strip() == "…" else "")
        console.print(Padding(text, (0, 2)), no_wrap=True)
    return console.export_svg(title="", theme=THEME, code_format=SVG, unique_id="demo")


if __name__ == "__main__":
    parts = parts_of(play())
    if missing := [part for part in parts if not Text.from_ansi(part).plain.strip()]:
        sys.exit(f"the demo no longer shows {len(missing)} of the parts of the picture")
    PICTURE.write_text(draw(excerpt(parts)), encoding="utf-8")
