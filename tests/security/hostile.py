"""Text as somebody would write it who wants to steer a terminal, a spreadsheet, a shell or the reader: by a seed."""

import random
from collections.abc import Callable

ESCAPES = (
    "\x1b[2J\x1b[H", "\x1b[31m", "\x1b]0;owned\x07", "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]52;c;Y3VybCBldmls\x07", "\x1bP$q\x1b\\", "\x1bPq#0;2;0;0;0\x1b\\", "\x1b_G\x1b\\", "\x1b^pm\x1b\\",
    "\x1b[6n", "\x1b[c", "\x1b[?1049h", "\x1b[?25l", "\x1b[20t", "\x1bc", "\x1b#8", "\x1b(0", "\x9b2J",
    "\x9d0;owned\x9c", "\x90q\x9c", "\x85", "\x8d", "\x84", "\x9f", "\x07\x07", "\b\b\b\b", "\x7f", "\r",
    "\r\nwithdrawer: all done", "\x0e\x0f", "\x1b",
)  # fmt: skip
MARKUP = (
    "[red]Eve[/red]", "[/]", "[link=https://evil.example]x[/link]", "[bold", ":skull:", "[[x]]", "\\[",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!--", "]]>", "&lt;&amp;&#x1b;",
    "javascript:alert(1)", "</textarea><svg onload=alert(1)>", "{{7*7}}", "${7*7}", "%s%n%x", "{0}", "{name}",
    "__import__('os')",
)  # fmt: skip
FORMULAS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1", " =1", "\u00a0=1", "\u3000＝1", "＝1+1",
    "＋1", "－1", "＠x", "'=1", '"=1', "“=1", '=HYPERLINK("https://evil.example","x")', "=1\n=2", "|calc", "%0A",
    ";=1", ",=1,", '",=1,"', "\ufeff=1", "\u200b=1", "\u2060=1",
)  # fmt: skip
HIDING = (
    "\u202eevil\u202c", "\u202d", "\u2066x\u2069", "\u2067", "\u2068", "\u061c", "\u200e\u200f", "\u200b",
    "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e", "\u115f", "\u1160", "\u3164",
    "\uffa0", "\u2800", "\u2061\u2064", "\ufe0f\ufe0f\ufe0f", "\ufe00", "\U000e0100\U000e0101",
    "\U000e0041\U000e0042\U000e007f", "🏴\U000e0067\U000e007f", "\ufff9x\ufffa\ufffb", "\U0001d173", "\u2028",
    "\u2029", "\ue000", "\U0010ffff", "\ufdd0", "\u0378",
)  # fmt: skip
BROKEN = (
    "\0", "\ud800", "\udc00", "\udfff\ud800", "\udcff", "\n", "\n\n  0 people", "\v\f", "\x1c\x1d\x1e\x1f", "a",
    "\u0301", "\u0489", "Z\u0363", "\u20e3", "ﷺ", "𒐫", "꧅",
)  # fmt: skip
PATHS = (
    "../../etc/passwd", "..", ".", "/", "//", "\\\\host\\share", "C:\\x", "CON", "NUL.txt", "a/b", "~", "~root",
    "-rf", "--yes", "$(id)", "`id`", "; id #", "&& id", "| id", "'; id; '", '"; id; "', "$HOME", "%PATH%", "!!",
    "$'\\x41'", "*", "a\nb", "#x", "file:///etc/passwd", "https://www.linkedin.com/in/other/", "a@b.example",
)  # fmt: skip
HONEST = (
    "Ana Nueva", "José", "山田 太郎", "علی", "می\u200cخواهم", "👩\u200d💻", "नमस्ते क\u094d\u200d", "O'Neil", "Zoë",
    "x", "", " ", "❤\ufe0f", "ക\u0d4d\u200d", "Müller-Lüdenscheidt", "🇩🇪", "1\ufe0f\u20e3",
)  # fmt: skip
KINDS = (ESCAPES, MARKUP, FORMULAS, HIDING, BROKEN, PATHS, HONEST)
LONG = 100_000


class Writer:
    """Writes hostile text, the same for the same seed. One field in `rarely_long` has 100,000 letters."""

    def __init__(self, seed: int, rarely_long: int = 2_000) -> None:
        self.chance = random.Random(f"hostile {seed}")
        self.rarely_long = rarely_long

    def field(self) -> str:
        """One field: a few pieces, one of them often first, since first letters matter."""
        if self.chance.randrange(self.rarely_long) == 0:
            return self.long()
        pieces = [self.piece() for _ in range(self.chance.randrange(1, 5))]
        return self.chance.choice(["", " "]).join(pieces)

    def long(self) -> str:
        """A field of 100,000 letters, of which most are the same."""
        unit = self.chance.choice(
            ["x", "(", "\u200b", "\u0301", " ", "=", "a.", "\x1b[1m", "@", "a@", "山", "[", "'", "\n"]
        )
        return self.piece() + (unit * LONG)[:LONG] + self.piece()

    def piece(self) -> str:
        """One hostile or honest piece, or letters by chance."""
        if self.chance.random() < 0.1:
            return "".join(chr(self._code()) for _ in range(self.chance.randrange(1, 12)))
        return self.chance.choice(self.chance.choice(KINDS))

    def _code(self) -> int:
        ranges: tuple[Callable[[], int], ...] = (
            lambda: self.chance.randrange(0x20),
            lambda: self.chance.randrange(0x7F, 0xA0),
            lambda: self.chance.randrange(0x2000, 0x2070),
            lambda: self.chance.randrange(0x10FFFF),
            lambda: self.chance.randrange(0x300),
        )
        return self.chance.choice(ranges)()
