"""A page without anybody on it: its structure, LinkedIn's labels and ages stay; all else is invented or dropped.

Only what `markup` and `known` name is kept. Who is on the page once is on the redacted page once, under one name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from withdrawer.linkedin.redaction import allowlist as markup
from withdrawer.linkedin.redaction.linkedin_texts import KnownTexts
from withdrawer.linkedin.redaction.links import redacted_address
from withdrawer.linkedin.redaction.masks import COUNT, LABEL, Masks, mask_of, masks_of
from withdrawer.linkedin.redaction.outline import SHADOW, Element, Outline, PageText
from withdrawer.linkedin.redaction.pseudonyms import Inventor


@dataclass(frozen=True)
class Redacted:
    """A redacted page as HTML, and how often each text and each attribute's value of the original was kept in it."""

    html: str
    texts: Counter[str]
    values: Counter[str]
    is_cut: bool


def redact(outline: Outline, known: KnownTexts, inventor: Inventor, rows: int = 0) -> Redacted:
    """Redact a page. A count above `rows`, those that the page shows, only keeps its length: "People (9,999)"."""
    inventor.learn(_all_texts(outline))
    redaction = _Redaction(known, inventor, masks_of(outline.nodes, known), rows)
    return redaction.of(outline)


def _all_texts(outline: Outline) -> Iterator[str]:
    for node in outline.nodes:
        if isinstance(node, PageText):
            yield node.text
        else:
            yield from (node.tag, *node.attributes, *node.attributes.values())


@dataclass
class _Redaction:
    known: KnownTexts
    inventor: Inventor
    masks: Masks
    rows: int
    texts: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)

    def of(self, outline: Outline) -> Redacted:
        pieces = ["<!DOCTYPE html>\n"]
        opened: list[tuple[int, str]] = []
        dropped_at: int | None = None
        for at, node in enumerate(outline.nodes):
            if dropped_at is not None and node.depth > dropped_at:
                continue
            dropped_at = None
            while opened and opened[-1][0] >= node.depth:
                pieces.append(f"</{opened.pop()[1]}>")
            if isinstance(node, PageText):
                pieces.append(escape(self._masked(node.text, self.masks[at]), quote=False))
            elif node.tag in markup.DROPPED:
                dropped_at = node.depth
            else:
                pieces.append(self._start(node))
                if node.tag not in markup.VOID:
                    opened.append((node.depth, self._tag(node.tag)))
                    pieces.append(_AFTER.get(node.tag, ""))
        pieces += [f"</{tag}>" for _, tag in reversed(opened)]
        return Redacted("".join(pieces) + "\n", self.texts, self.values, outline.is_cut)

    def _tag(self, tag: str) -> str:
        if tag == SHADOW:
            return "template"
        # A name with a hyphen may have a shadow root of its own.
        return tag if tag in markup.TAGS else f"x-{self.inventor.text(tag.replace('-', ''))}".lower()

    def _start(self, element: Element) -> str:
        if element.tag == SHADOW:
            return '<template shadowrootmode="open">'
        kept = [f' {name}="{escape(value)}"' for name, value in self._attributes(element)]
        styles = [it for it in element.style.split(";") if it in markup.STYLES]
        style = f' style="{";".join(styles)}"' if styles else ""
        return f"<{self._tag(element.tag)}{''.join(kept)}{style}>"

    def _attributes(self, element: Element) -> Iterator[tuple[str, str]]:
        for name, value in element.attributes.items():
            redacted = self._attribute(name, value, element.attributes)
            if redacted is not None:
                yield name, redacted

    def _attribute(self, name: str, value: str, others: Mapping[str, str]) -> str | None:
        """The value that is kept or invented; None where the attribute goes."""
        if name in markup.TEXTS or (name == "value" and others.get("type", "").lower() in markup.BUTTONS):
            return self._masked(value, mask_of(value, self.known))
        if name in markup.FLAGS:
            return ""
        if name in markup.VALUES:
            tokens = value.split()
            is_known = bool(tokens) and all(token.lower() in markup.VALUES[name] for token in tokens)
            return self._keep(name, " ".join(tokens)) if is_known else None
        if name in markup.IDS or name in markup.OWN:
            return " ".join(self._token(name, token) for token in value.split())
        if name == "href":
            return redacted_address(value, self.inventor)
        return None

    def _keep(self, name: str, value: str) -> str:
        self.values[f"{name}={value}"] += 1
        return value

    def _token(self, name: str, token: str) -> str:
        if token in markup.KNOWN_VALUES:
            return self._keep(name, token)
        start = next((start for start in markup.KNOWN_STARTS if token.startswith(start)), "")
        if start:
            self._keep(name, f"{start}…")
        return start + self.inventor.text(token[len(start) :]).replace(" ", "-")

    def _masked(self, text: str, mask: bytes) -> str:
        """The text as its mask says; what was kept of it is counted."""
        pieces = []
        shown = []
        start = 0
        while start < len(text):
            kind = mask[start]
            end = next((at for at in range(start, len(text)) if mask[at] != kind), len(text))
            piece = text[start:end]
            start = end
            if kind == LABEL:
                pieces.append(piece)
            elif kind == COUNT:
                pieces.append(_count(piece, self.rows))
            else:
                pieces.append(self.inventor.text(piece))
            shown.append(piece if kind == LABEL else "…" if piece.strip() else "")
        if LABEL in mask:
            self.texts[" ".join("".join(shown).split())] += 1
        return "".join(pieces)


_AFTER = {"head": '<meta charset="utf-8">'}
"""Without it, a page that is read from a file would be read in another encoding."""


def _count(text: str, rows: int) -> str:
    """A number of people, where it is not more than the rows that the page shows; nines else."""
    digits = "".join(str(int(letter)) for letter in text if letter.isdecimal())
    if not digits or int(digits) <= rows:
        return text
    return "".join(chr(ord(letter) - int(letter) + 9) if letter.isdecimal() else letter for letter in text)
