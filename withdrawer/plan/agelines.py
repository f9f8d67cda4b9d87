"""Lines that tell an age in any language, as regular expressions that Python and JavaScript (`iu`) both read.

Nobody has published the words around an age for most languages, so that they may be any: few, without a digit, and
parted from the age where the language parts words. The age itself is the group that matched.
"""

import re
from collections.abc import Iterable

from withdrawer.plan.dates.cldr import Spelled

DIGITS = "0-9٠-٩۰-۹०-९০-৯੦-੯౦-౯๐-๙０-９"
"""Of every script in which LinkedIn's interface is shown, and of full width."""
SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|/]")
AROUND = f"[^{DIGITS}|@<>•·]"
WITHOUT_SPACES = {"ja", "ko", "th", "zh-Hans", "zh-Hant"}
"""Languages that write a number and its unit, or an age and the words around it, together or apart."""
PARTS = {
    "{}": f"[{DIGITS}]{{1,3}}",
    "{day}": f"[{DIGITS}]{{1,2}}",
    "{number}": f"[{DIGITS}]{{1,2}}",
    "{year}": f"[{DIGITS}]{{4}}",
}


def age_line(texts: Spelled, language: str) -> str:
    """The pattern of a whole age line that is spelled as the texts are."""
    is_apart = language not in WITHOUT_SPACES
    parts = {**PARTS, "{month}": _either(texts.months, is_apart) + r"\.?"}
    numbered = "|".join(_sources((*texts.counted, *texts.dates), parts, is_apart))
    named = "|".join(_sources((it for it in texts.fixed if len(it) > 1), parts, is_apart))
    if is_apart:
        before, after = rf"(?:{AROUND}{{0,40}}[\s:：])?", rf"(?:[\s,.;:)'’–-]{AROUND}{{0,40}})?"
        return f"^(?:{before}({numbered}){after}|{before}({named})|({named}){after})$"
    before, after = f"{AROUND}{{0,24}}", f"{AROUND}{{0,24}}"
    return f"^(?:{before}({numbered}){after}|{AROUND}{{0,6}}({named})|({named}){AROUND}{{0,8}})$"


def _sources(texts: Iterable[str], parts: dict[str, str], is_apart: bool) -> list[str]:
    longest_first = sorted(texts, key=len, reverse=True)
    return list(dict.fromkeys(_source(text, parts, is_apart) for text in longest_first))


def _source(text: str, parts: dict[str, str], is_apart: bool) -> str:
    pieces = re.split(r"(\{\w*\})", text)
    return "".join(parts[piece] if piece in parts else _literal(piece, is_apart) for piece in pieces)


def _either(texts: Iterable[str], is_apart: bool) -> str:
    names = sorted(texts, key=len, reverse=True)
    return "(?:" + "|".join(_literal(name, is_apart) for name in names) + ")"


def _literal(text: str, is_apart: bool) -> str:
    """The text itself; white space may be of any width, an apostrophe straight or curly."""
    space = r"\s+" if is_apart else r"\s*"
    words = [SYNTAX.sub(r"\\\g<0>", word) for word in re.split(r"\s+", text)]
    return re.sub("['’]", "['’]", space.join(words))
