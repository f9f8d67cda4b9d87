"""People in vCards, which phones and address books export: RFC 6350 and the older 2.1 and 3.0."""

import quopri
import re
from collections.abc import Iterator

from withdrawer.plan.keep.column_names import Column

BEGIN, END = "BEGIN:VCARD", "END:VCARD"
HELD = {"FN": Column.NAME, "EMAIL": Column.ADDRESS, "TEL": Column.PHONE}
"""Profiles may be in URL or in any vendor-specific property, so every other property is searched for them."""
PARTS = (Column.LAST, Column.FIRST, Column.MIDDLE)
QUOTED = "ENCODING=QUOTED-PRINTABLE"

Card = dict[Column, list[str]]


def is_vcards(text: str) -> bool:
    """Return whether the text is vCards."""
    return text.lstrip("\ufeff \r\n\t").upper().startswith(BEGIN)


def cards_of(text: str) -> Iterator[tuple[int, Card]]:
    """Yield each card's contents by column, with the number of the line on which it begins."""
    card: Card = {}
    begin = 1
    for number, line in _unfolded(text):
        head, _, value = line.partition(":")
        name, *parameters = head.upper().split(";")
        name = name.rpartition(".")[2].strip()
        if QUOTED in parameters or "QUOTED-PRINTABLE" in parameters:
            value = quopri.decodestring(value.encode()).decode(errors="replace")
        if line.strip().upper() == BEGIN:
            card, begin = {}, number
        elif line.strip().upper() == END:
            yield begin, card
            card = {}
        elif name == "N":
            for column, part in zip(PARTS, re.split(r"(?<!\\);", value), strict=False):
                card.setdefault(column, []).append(_plain(part))
        elif name not in ("PHOTO", "LOGO", "SOUND", "KEY"):
            text_of = value.removeprefix("tel:") if name == "TEL" else value.removeprefix("mailto:")
            card.setdefault(HELD.get(name, Column.OTHER), []).append(_plain(text_of))
    if card:  # the file is truncated
        yield begin, card


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda escaped: " " if escaped[1] in "nN" else escaped[1], value).strip()


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield the logical lines, with continuations joined, each with the number of its first line."""
    held, begin = "", 1
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if held.endswith("=") and QUOTED in held.upper():
            held = held[:-1] + line
        elif line[:1] in (" ", "\t") and held:
            held += line[1:]
        else:
            if held:
                yield begin, held
            held, begin = line, number
    if held:
        yield begin, held
