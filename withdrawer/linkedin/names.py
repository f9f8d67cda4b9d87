"""Whom a dialog names, held against the person whose row was clicked. Pure."""

import re
import unicodedata

from withdrawer.linkedin.labels import Labels
from withdrawer.linkedin.rows import called_by
from withdrawer.plan.people import Half


def names_another(half: Half, text: str, confirm: tuple[str, ...], name: str, labels: Labels) -> str:
    """The name in the dialog where it isn't this person's, otherwise empty. A first name alone is enough (A.4)."""
    if half is Half.SENT:
        named = called_by(confirm, labels.withdraw)
    else:
        match = re.search(labels.remove_names, text, re.IGNORECASE)
        named = match[1] if match else ""
    return named if named and not is_called(name, named) else ""


def is_called(name: str, named: str) -> bool:
    """Whether `named` is all of `name`, or its first words."""
    whole, part = _folded(name), _folded(named)
    return whole == part or whole.startswith(part + " ")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
