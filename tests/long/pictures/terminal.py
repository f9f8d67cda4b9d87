"""The pictures of a terminal, as SVG: what a command really printed there."""

import io
import re
import sys
from collections.abc import Sequence
from html import escape

from rich.console import Console
from rich.padding import Padding
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.long.pictures.account import Day, environment_of, heard_to_the_end, seat

WIDTH = 80
DEMO = ("demo", "--people", "300")
RISK = "Before anybody is touched"
"""What comes right after the preview."""
BLOCK = re.compile(r"[^\n]*Withdrawing  .*?continues later\.[^\r\n]*", re.DOTALL)
"""The live block, from its bar to how to stop."""
REPORT = "invitations withdrawn and checked"
BAR = re.compile(r'<text class="([\w-]+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"[^>]*>█+</text>')
ERASED = "\x1b[2K"
THEME = TerminalTheme(
    (22, 27, 34), (214, 222, 235), [(72, 79, 88), (255, 123, 114), (126, 231, 135), (242, 204, 96), (121, 192, 255),
    (210, 168, 255), (86, 211, 219), (214, 222, 235)],
)  # fmt: skip
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="LABEL" viewBox="0 0 {width} {height}">
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


def preview(day: Day, *words: str) -> str:
    """A preview on a terminal of 80 x 24."""
    heard = clean(heard_to_the_end(seat("preview", *words, environment=day.environment)))
    return draw("preview", f"withdrawer preview {shown(words)}", ["", *last_drawn(heard).split("\n")])


def demo() -> str:
    """The demo: its preview, the live block in the middle of its work, and the report."""
    heard = clean(heard_to_the_end(seat(*DEMO, environment=environment_of(), lines=60, columns=WIDTH)))
    parts = parts_of(heard)
    if missing := [part for part in parts if not Text.from_ansi(part).plain.strip()]:
        sys.exit(f"the demo no longer shows {len(missing)} of the parts of the picture")
    return draw("demo", f"withdrawer {shown(DEMO)}", excerpt(parts))


def shown(words: Sequence[str]) -> str:
    """The words of a command as they are typed."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def clean(heard: str) -> str:
    """What was heard, without the cursor's hiding and with one sign for a line's end."""
    return re.sub(r"\x1b\[\?25[lh]", "", heard).replace("\r\n", "\n")


def last_drawn(heard: str) -> str:
    """What came after the last progress that was drawn over."""
    return heard.rsplit(ERASED, 1)[-1].strip("\n")


def parts_of(heard: str) -> list[str]:
    """The preview as it stands before the first question, the live block half way, and the report."""
    block = min(BLOCK.findall(heard), key=distance_from_half_way)
    report = heard[heard.rindex("\n", 0, heard.rindex(REPORT)) :]
    return [last_drawn(heard[: heard.index(RISK)]), block.replace(ERASED, ""), last_drawn(report)]


def distance_from_half_way(block: str) -> tuple[int, float]:
    """The longest walk first: its total, then how far from its middle it is."""
    done, total = map(int, re.findall(r"(\d+) of (\d+)", Text.from_ansi(block).plain)[0])
    return -total, abs(done / total - 0.5)


def excerpt(parts: Sequence[str]) -> list[str]:
    """The parts that the picture shows, a mark where something was left out."""
    lines = []
    for part in parts:
        lines += ["", *part.split("\n"), *(["", "…"] if part is not parts[-1] else [])]
    return lines


def draw(name: str, command: str, lines: Sequence[str]) -> str:
    """An SVG of these lines under the command that printed them."""
    console = Console(record=True, file=io.StringIO(), width=WIDTH + 4, force_terminal=True, color_system="truecolor")
    for line in [f"$ {command}", *lines, ""]:
        text = Text.from_ansi(line, style="dim" if line.strip() == "…" else "")
        console.print(Padding(text, (0, 2)), no_wrap=True)
    code = SVG.replace("LABEL", f"{escape(command, quote=True)} in a terminal")
    return BAR.sub(as_shape, console.export_svg(title="", theme=THEME, code_format=code, unique_id=name))


def as_shape(bar: re.Match[str]) -> str:
    """A bar of letters as one shape: between letters every browser leaves thin seams."""
    style, x, baseline, width = bar.groups()
    return f'<rect class="{style}" x="{x}" y="{float(baseline) - 16:g}" width="{width}" height="18"/>'
