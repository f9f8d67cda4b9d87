"""Redact a page: keep its structure, LinkedIn's labels and ages; replace everything else by placeholders or drop it.

Keeps only what `allowlist` and `known` name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from operator import itemgetter

from withdrawer.linkedin.redaction import allowlist
from withdrawer.linkedin.redaction.linkedin_texts import KnownTexts
from withdrawer.linkedin.redaction.links import redacted_address
from withdrawer.linkedin.redaction.masks import COUNT, LABEL, OTHER, Masks, mask_of, masks_of
from withdrawer.linkedin.redaction.outline import SHADOW, Element, Outline, PageText
from withdrawer.linkedin.redaction.placeholders import Placeholders


@dataclass(frozen=True)
class Redacted:
    """A redacted page as HTML, and how often each text and each attribute value of the original was kept."""

    html: str
    texts: Counter[str]
    values: Counter[str]
    is_cut: bool


def redact(outline: Outline, known: KnownTexts, rows: int = 0) -> Redacted:
    """Redact a page. A count above `rows`, the number of rows shown, keeps only its length: "People (9,999)"."""
    masks = masks_of(outline.nodes, known)
    return _Redaction(known, _placeholders(outline, known, masks), masks, rows).of(outline)


def _placeholders(outline: Outline, known: KnownTexts, masks: Masks) -> Placeholders:
    """Placeholders that know which texts stand alone, or within one of LinkedIn's labels, as names do."""
    alone: list[str] = []
    for at, node in enumerate(outline.nodes):
        if isinstance(node, PageText):
            alone += (piece for piece, kind in _pieces(node.text, masks[at]) if kind == OTHER)
            continue
        for value in (value for name, value in node.attributes.items() if name in allowlist.TEXTS):
            mask = mask_of(value, known)
            alone += (piece for piece, kind in _pieces(value, mask) if kind == OTHER and LABEL in mask)
    return Placeholders(alone)


def _pieces(text: str, mask: bytes) -> Iterator[tuple[str, int]]:
    """Yield the text in pieces of one kind each."""
    for kind, letters in groupby(zip(text, mask, strict=True), key=itemgetter(1)):
        yield "".join(letter for letter, _ in letters), kind


@dataclass
class _Redaction:
    known: KnownTexts
    placeholders: Placeholders
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
            elif node.tag in allowlist.DROPPED:
                dropped_at = node.depth
            else:
                pieces.append(self._start(node))
                if node.tag not in allowlist.VOID:
                    opened.append((node.depth, self._tag(node.tag)))
                    pieces.append(_AFTER.get(node.tag, ""))
        pieces += [f"</{tag}>" for _, tag in reversed(opened)]
        return Redacted("".join(pieces) + "\n", self.texts, self.values, outline.is_cut)

    def _tag(self, tag: str) -> str:
        if tag == SHADOW:
            return "template"
        # With a hyphen it is a custom element, which may have a shadow root.
        return tag if tag in allowlist.TAGS else f"x-{self.placeholders.token(tag)}"

    def _start(self, element: Element) -> str:
        if element.tag == SHADOW:
            return '<template shadowrootmode="open">'
        kept = [f' {name}="{escape(value)}"' for name, value in self._attributes(element)]
        styles = [it for it in element.style.split(";") if it in allowlist.STYLES]
        style = f' style="{";".join(styles)}"' if styles else ""
        return f"<{self._tag(element.tag)}{''.join(kept)}{style}>"

    def _attributes(self, element: Element) -> Iterator[tuple[str, str]]:
        for name, value in element.attributes.items():
            redacted = self._attribute(name, value, element.attributes)
            if redacted is not None:
                yield name, redacted

    def _attribute(self, name: str, value: str, others: Mapping[str, str]) -> str | None:
        """The value to keep, or its replacement; None if the attribute is dropped."""
        if name in allowlist.TEXTS or (name == "value" and others.get("type", "").lower() in allowlist.BUTTONS):
            return self._masked(value, mask_of(value, self.known))
        if name in allowlist.FLAGS:
            return ""
        if name in allowlist.VALUES:
            tokens = value.split()
            is_known = bool(tokens) and all(token.lower() in allowlist.VALUES[name] for token in tokens)
            return self._keep(name, " ".join(tokens)) if is_known else None
        if name in allowlist.IDS or name in allowlist.OWN:
            return " ".join(self._token(name, token) for token in value.split())
        if name == "href":
            return redacted_address(value, self.placeholders)
        return None

    def _keep(self, name: str, value: str) -> str:
        self.values[f"{name}={value}"] += 1
        return value

    def _token(self, name: str, token: str) -> str:
        if token in allowlist.KNOWN_VALUES:
            return self._keep(name, token)
        start = next((start for start in allowlist.KNOWN_STARTS if token.startswith(start)), "")
        if start:
            self._keep(name, f"{start}…")
        return start + self.placeholders.token(token[len(start) :])

    def _masked(self, text: str, mask: bytes) -> str:
        """The text redacted by its mask; counts what was kept."""
        pieces = []
        shown = []
        for piece, kind in _pieces(text, mask):
            if kind == LABEL:
                pieces.append(piece)
            elif kind == COUNT:
                pieces.append(_count(piece, self.rows))
            else:
                pieces.append(self.placeholders.text(piece))
            shown.append(piece if kind == LABEL else "…" if piece.strip() else "")
        if LABEL in mask:
            self.texts[" ".join("".join(shown).split())] += 1
        return "".join(pieces)


_AFTER = {"head": '<meta charset="utf-8">'}
"""Without it, a page opened from a file could be read in another encoding."""


def _count(text: str, rows: int) -> str:
    """A number of people, kept if it is at most the number of rows shown; otherwise nines."""
    digits = "".join(str(int(letter)) for letter in text if letter.isdecimal())
    if not digits or int(digits) <= rows:
        return text
    return "".join(chr(ord(letter) - int(letter) + 9) if letter.isdecimal() else letter for letter in text)
