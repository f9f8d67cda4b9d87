"""The labels of one language, as patterns, and how they are built from LinkedIn's own texts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN = "(?!)"
"""A pattern that never matches: no source has this label."""
SYNTAX = re.compile(r"[\\^$.*+?()[\]{}|/]")
NUMBER = r"[\u200e\u200f\u061c]*([0-9٠-٩۰-۹०-९০-৯੦-੯౦-౯๐-๙０-９][0-9٠-٩۰-۹०-९০-৯੦-੯౦-౯๐-๙０-９.,٫٬'’\s]*)"
PLACES = {"{name}": "(.+)", "{n}": NUMBER}


@dataclass(frozen=True, slots=True)
class Labels:
    """LinkedIn's names for its controls in one language; UNKNOWN if there is no source.

    A pattern is a regular expression for both Python and JavaScript, matched case-insensitively against a control's
    whole name or a whole line of text (white space folded). A group in it holds the person's name or a number.
    `name_suffix` is hidden text after a name, for assistive technology.
    """

    language: str
    sent_age: str
    connected_age: str
    withdraw: str = UNKNOWN
    """The row's control and the dialog's confirming button on Sent invitations."""
    menu: str = UNKNOWN
    """The control that opens a connection's menu."""
    remove_item: str = UNKNOWN
    remove_confirm: str = UNKNOWN
    remove_names: str = UNKNOWN
    """Within the removal dialog's text: the name of the person."""
    dismiss: str = UNKNOWN
    sent_count: str = UNKNOWN
    connection_count: str = UNKNOWN
    sent_empty: str = UNKNOWN
    newest_first: str = UNKNOWN
    load_more: str = UNKNOWN
    withdrawn_toast: str = UNKNOWN
    failed_toast: str = UNKNOWN
    next_page: str = UNKNOWN
    """The button that leads to a list's next page; numbered pages do without."""
    sort: str = UNKNOWN
    """The control that shows and changes the order of Connections."""
    name_suffix: str = UNKNOWN


def whole_label(forms: Iterable[str]) -> str:
    """The pattern of a label that is exactly one of these texts; `{name}` and `{n}` in them become groups."""
    sources = [_source(form) for form in forms]
    return f"^(?:{'|'.join(sources)})$" if sources else UNKNOWN


def partial_label(forms: Iterable[str]) -> str:
    """The pattern of a text that contains one of these."""
    sources = [_source(form).replace("(.+)", "(.+?)") for form in forms]
    return "|".join(sources) or UNKNOWN


def _source(form: str) -> str:
    pieces = re.split(r"(\{name\}|\{n\})", form)
    return "".join(PLACES.get(piece) or _literal(piece) for piece in pieces)


def _literal(text: str) -> str:
    """The pattern of the text itself; white space may have any width, an apostrophe be straight or curly."""
    escaped = SYNTAX.sub(r"\\\g<0>", text)
    return re.sub(r"\s+", r"\\s+", re.sub("['’]", "['’]", escaped))
