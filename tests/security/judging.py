"""Whether what came out would run, hide or break something. It knows nothing of how withdrawer makes text harmless."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

import pyte

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
BLANK = frozenset(
    [0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE0E),
     *range(0xE0000, 0xE1000)]
)  # fmt: skip
NEEDED = {"\u200c", "\u200d", "\ufe0e", "\ufe0f"}
"""Joiners and selectors, which scripts and emoji need: only between letters that are not ASCII."""
PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
OF_RICH = re.compile(r"\x1b\[(?:[0-9;]*m|\?25[lh]|[0-9]*[AK]|[0-9]+[ABCD])")
"""What rich itself writes on a terminal: colours, the cursor, one line up, one line cleared."""


def faults_of(text: str, *, is_terminal: bool = False) -> list[str]:
    """What a text holds that a terminal would obey or a reader would not see."""
    if is_terminal:
        text = OF_RICH.sub("", text).replace("\r", "")
    faults = []
    marks = 0
    for place, letter in enumerate(text):
        if letter in NEEDED:
            around = text[place - 1 : place] + text[place + 1 : place + 2]
            is_fault = around.isascii() and letter not in "\ufe0e\ufe0f"
        else:
            category = unicodedata.category(letter)
            marks = marks + 1 if category in {"Mn", "Me"} else 0
            is_fault = marks > 4 or ord(letter) in BLANK
            is_fault |= category in HIDDEN and letter != "\n" and letter not in PREPENDED
        if is_fault:
            faults.append(f"U+{ord(letter):04X} in {text[max(place - 20, 0) : place + 20]!r}")
    return faults


class Terminal(pyte.Screen):
    """A terminal that notes when it is told to do what no output of withdrawer may."""

    def __init__(self) -> None:
        self.obeyed: list[str] = []
        super().__init__(120, 50)
        self.obeyed.clear()

    def set_title(self, param: str) -> None:
        self.obeyed.append(f"title {param}")

    def set_icon_name(self, param: str) -> None:
        self.obeyed.append(f"icon {param}")

    def bell(self, *args: object) -> None:
        self.obeyed.append("bell")

    def report_device_status(self, mode: int) -> None:
        self.obeyed.append("report")

    def report_device_attributes(self, mode: int = 0, **kwargs: object) -> None:
        self.obeyed.append("report")

    def erase_in_display(self, how: int = 0, *args: object, **kwargs: object) -> None:
        self.obeyed.append("erase")

    def alignment_display(self) -> None:
        self.obeyed.append("alignment")


def obeyed_by_a_terminal(text: str) -> list[str]:
    """What a terminal does on its being written, beside showing it."""
    terminal = Terminal()
    stream = pyte.Stream(terminal)
    stream.feed(text.replace("\n", "\r\n"))
    return terminal.obeyed


def is_run_by_a_spreadsheet(cell: str) -> bool:
    """Whether a spreadsheet may take a cell for a formula: also in another width, and after blanks and quotes."""
    for letter in unicodedata.normalize("NFKC", cell):
        if letter in "=+-@|%\t\r\n":
            return True
        if not (letter in '"`‘’“”�' or unicodedata.category(letter)[0] in "ZC" or letter.isspace()):
            return False
    return False


@dataclass
class Findings:
    """What was found wrong, by output, and how much was looked at."""

    looked_at: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def look(self, output: str, text: str, *, is_terminal: bool = False) -> None:
        """Hold a text against what must never reach a terminal, and write it on one."""
        self.looked_at[output] += 1
        self.wrong += [f"{output}: {fault}" for fault in faults_of(text, is_terminal=is_terminal)[:3]]
        self.wrong += [f"{output}: a terminal obeyed: {it}" for it in obeyed_by_a_terminal(text[:20_000])[:3]]

    def demand(self, output: str, is_right: bool, words: str) -> None:
        """Note what should have been so."""
        self.looked_at[output] += 1
        if not is_right:
            self.wrong.append(f"{output}: {words}")
