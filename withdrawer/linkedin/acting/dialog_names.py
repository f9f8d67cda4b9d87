"""The name in a dialog, compared with the person whose row was clicked. Pure."""

import re
import unicodedata
from collections.abc import Collection

from withdrawer.linkedin.labels import ENGLISH, Labels
from withdrawer.linkedin.lists.rows import called_by
from withdrawer.plan.people import Half

LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
"""A letter that belongs to a word; in scripts without spaces between words, a name may begin and end anywhere."""


def names_another(
    half: Half, text: str, confirm: tuple[str, ...], name: str, labels: Labels, listed: Collection[str] = ()
) -> str:
    """The name in the dialog if it isn't this person's, otherwise empty.

    A first name alone is enough (connections A.4). If the labels do not show which words are the name, looks for
    somebody else of the `listed` in the dialog.
    """
    if half is Half.SENT:
        named = called_by(confirm, labels.withdraw)
    else:
        match = re.search(labels.remove_names, text, re.IGNORECASE)
        named = match[1] if match else ""
    if named:
        return "" if is_called(name, named) else named
    return _another_listed(" ".join((text, *confirm)), name, listed, is_english=labels.language == ENGLISH.language)


def is_called(name: str, named: str) -> bool:
    """Whether `named` is all of `name`, or its first words."""
    whole, part = _folded(name), _folded(named)
    return whole == part or whole.startswith(part + " ")


def _another_listed(text: str, name: str, listed: Collection[str], *, is_english: bool) -> str:
    """Another listed person in the text, by full name, or by first name if the text does not have this person's.

    Case-sensitive. Does not look for first names in English: "Will" and "Don’t" are words of its dialogs.
    """
    words, mine = _plain(text), _plain(name)
    others = {_plain(other): other for other in listed if _plain(other) != mine}
    if _holds(words, mine):
        return ""
    whole = next((other for it, other in others.items() if " " in it and _holds(words, it)), "")
    if whole or is_english or _holds(words, mine.partition(" ")[0]):
        return whole
    return next((other for it, other in others.items() if _holds(words, it.partition(" ")[0])), "")


def _holds(text: str, name: str) -> bool:
    return name in text and bool(name) and bool(re.search(f"(?<!{LETTER}){re.escape(name)}(?!{LETTER})", text))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _folded(text: str) -> str:
    return _plain(text).casefold()
