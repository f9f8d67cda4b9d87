"""From what the page's script saw of a row to a Row: still plain text, no meaning of time read into it."""

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import unquote, urlsplit

import msgspec

from withdrawer.linkedin.labels import Labels
from withdrawer.plan.people import Half, Row

ADDRESS = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")


class SeenRow(msgspec.Struct, frozen=True):
    """One row as `page/rows.js` reports it: names of its control, links, picture texts, lines before and after it."""

    id: int
    control: tuple[str, ...]
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def slug_of(link: str) -> str:
    """The decoded slug of a profile link, query and trailing slash stripped; empty where it is no profile link."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    host = (parts.hostname or "").lower()
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return ""
    steps = [step for step in parts.path.split("/") if step]
    return whole(unquote(steps[1])) if len(steps) == 2 and steps[0] == "in" else ""


def whole(text: str) -> str:
    """The text without halves of characters, which a page may hold but no file can."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def row_from(seen: SeenRow, half: Half, position: int, seen_at: datetime, labels: Labels) -> Row:
    """The row's person and age as text. Where several profiles are linked it is nobody's row: the slug stays empty."""
    wanted = labels.sent_age if half is Half.SENT else labels.connected_age
    is_age = re.compile(wanted, re.IGNORECASE)
    where = max((at for at, line in enumerate(seen.before) if is_age.match(line)), default=None)
    if where is None:
        head, age = seen.before, next((line for line in seen.after if is_age.match(line)), "")
    else:
        head, age = seen.before[:where], seen.before[where]
    slugs = list(dict.fromkeys(filter(None, map(slug_of, seen.links))))
    slug = slugs[0] if len(slugs) == 1 else ""
    called = called_by(seen.control, labels.withdraw if half is Half.SENT else labels.menu)
    name = _name(head, called)
    address = "" if slug or seen.links else next(filter(ADDRESS.fullmatch, (name, called, *head)), "")
    headline = next((line for line in head if line != name), "")
    note = " ".join(line for line in seen.after if line != age) if half is Half.SENT else ""
    address, name, headline, age, note = map(whole, (address, name, headline, age, note))
    return Row(half, slug, address, name, headline, age, note, position, seen_at)


def called_by(names: Sequence[str], wanted: str) -> str:
    """The person's name within a control's names, as in "Withdraw invitation sent to NAME"; empty where none is."""
    matches = (re.match(wanted, name, re.IGNORECASE) for name in names)
    return next((name for match in matches if match for name in match.groups() if name), "")


def _name(lines: Sequence[str], called: str) -> str:
    if called and (called in lines or not lines):
        return called
    return lines[0] if lines else called
