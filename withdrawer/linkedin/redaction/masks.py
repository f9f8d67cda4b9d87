"""Which characters of a page's texts are LinkedIn's own, even if a label or an age spans several elements."""

import re
from collections.abc import Sequence
from itertools import accumulate

from withdrawer.linkedin.redaction.linkedin_texts import KnownTexts, TextKind
from withdrawer.linkedin.redaction.outline import Node, PageText

Masks = dict[int, bytes]
"""One mask for each text, by its index among the nodes: one byte for each character, OTHER, LABEL or COUNT."""
OTHER, LABEL, COUNT = 0, 1, 2
LONGEST = 300
"""Characters of the longest text that can be a label: a dialog's question with a name in it."""
UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
"""Invisible marks, which the page reader ignores too (`fold` in page/text.js)."""


def mask_of(text: str, known: KnownTexts) -> bytes:
    """The mask of a text that stands alone, such as an attribute."""
    mask = bytearray(len(text))
    _mark([mask], [text], "", known)
    return bytes(mask)


def masks_of(nodes: Sequence[Node], known: KnownTexts) -> Masks:
    """The masks of all texts, each read alone and together with its neighbours."""
    masks = {at: bytearray(len(node.text)) for at, node in enumerate(nodes) if isinstance(node, PageText)}
    for group in _groups(nodes):
        texts = [node.text for at in group if isinstance(node := nodes[at], PageText)]
        for between in ("", " ") if len(group) > 1 else ("",):
            _mark([masks[at] for at in group], texts, between, known)
    return {at: bytes(mask) for at, mask in masks.items()}


def _groups(nodes: Sequence[Node]) -> set[tuple[int, ...]]:
    """Each text by itself, and the texts of each element that holds few enough of them to be one label."""
    filled = [at for at, node in enumerate(nodes) if isinstance(node, PageText) and not node.text.isspace()]
    lengths = [0, *accumulate(len(_text(nodes[at])) for at in filled)]
    groups: set[tuple[int, ...]] = {(at,) for at in filled}
    first_of: list[tuple[int, int]] = []  # depth, and how many texts came before it
    before = 0
    for at, node in enumerate([*nodes, PageText(-1, "")]):
        while first_of and first_of[-1][0] >= node.depth:
            start = first_of.pop()[1]
            if before - start > 1 and lengths[before] - lengths[start] <= LONGEST:
                groups.add(tuple(filled[start:before]))
        if isinstance(node, PageText):
            before += at < len(nodes) and not node.text.isspace()
        else:
            first_of.append((node.depth, before))
    return groups


def _text(node: Node) -> str:
    return node.text if isinstance(node, PageText) else ""


def _mark(masks: Sequence[bytearray], texts: Sequence[str], between: str, known: KnownTexts) -> None:
    """Mark the known parts of the joined texts, with white space folded as in the page reader."""
    folded: list[str] = []
    places: list[tuple[int, int] | None] = []
    for number, text in enumerate(texts):
        for at, letter in enumerate(text):
            _add(folded, places, letter, (number, at))
        for letter in between:
            _add(folded, places, letter, None)
    whole = "".join(folded).rstrip()
    if not whole or len(whole) > LONGEST:
        return
    for part in known.parts(whole):
        for place in places[part.start : part.end]:
            if place is not None:
                mask = masks[place[0]]
                mask[place[1]] = max(mask[place[1]], COUNT if part.kind is TextKind.COUNT else LABEL)


def _add(folded: list[str], places: list[tuple[int, int] | None], letter: str, place: tuple[int, int] | None) -> None:
    if UNSEEN.match(letter):
        return
    if letter.isspace():
        if not folded or folded[-1] == " ":
            return
        letter = " "
    folded.append(letter)
    places.append(place)
