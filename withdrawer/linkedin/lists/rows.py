"""Turn what the page's script saw of a row into a Row: still plain text, ages not interpreted."""

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import unquote, urlsplit

import msgspec

from withdrawer.linkedin.labels import Labels
from withdrawer.plan.people import Half, Row
from withdrawer.plan.phones import folded, is_phone

EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")
HIDDEN_MEMBER = "linkedin member"
"""LinkedIn's name for somebody whose profile it does not show."""


class SeenRow(msgspec.Struct, frozen=True):
    """One row as `page/rows.js` reports it.

    `control` holds the names of its control, `links` where its links lead, `pictures` picture texts, `before` and
    `after` the lines around the control, and `linked` the texts of links to a profile. `is_twin` if another row shows
    the same person or address at a different place. `drawn_at` is when the row came to show this, in milliseconds since
    1970 by the machine's clock; 0 if unknown.
    """

    id: int
    control: tuple[str, ...]
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    linked: tuple[str, ...] = ()
    is_twin: bool = False
    drawn_at: float = 0


def slug_of(link: str) -> str:
    """The decoded slug of a profile link, query and trailing slash stripped; empty for any other link."""
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
    """The text with lone surrogates replaced, which a page may contain but no file can."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def row_from(seen: SeenRow, half: Half, position: int, seen_at: datetime, labels: Labels) -> Row:
    """The row's person and age as text. A row that links several profiles belongs to nobody: its slug stays empty."""
    wanted = labels.sent_age if half is Half.SENT else labels.connected_age
    called = called_by(seen.control, labels.withdraw if half is Half.SENT else labels.menu)
    head, age, tail = _around_age(seen, re.compile(wanted, re.IGNORECASE), called)
    head = [re.sub(f"(?:{labels.name_suffix})$", "", line) for line in head]
    slugs = list(dict.fromkeys(filter(None, map(slug_of, seen.links))))
    slug = slugs[0] if len(slugs) == 1 else ""
    name = _name(head, called, seen)
    is_hidden = name.casefold() == HIDDEN_MEMBER
    address = "" if slug or seen.links else _address(name, called, head, seen.control)
    if is_hidden:
        slug = address = ""
    is_hidden |= not (slug or seen.links or address)
    headline = next((line for line in reversed(head) if line != name), "")
    note = " ".join(tail) if half is Half.SENT else ""
    address, name, headline, age, note = map(whole, (address, name, headline, age, note))
    return Row(half, slug, address, name, headline, age, note, position, seen_at, is_hidden)


def _address(name: str, called: str, lines: Sequence[str], names: Sequence[str]) -> str:
    """The e-mail address or phone number that an invitation went to; a number only in place of the name."""
    email = next(filter(EMAIL.fullmatch, (name, called, *lines, *names)), "")
    return email or folded(next(filter(is_phone, (name, called)), ""))


def _around_age(seen: SeenRow, is_age: re.Pattern[str], called: str) -> tuple[Sequence[str], str, Sequence[str]]:
    """The lines before the age, the age, and those after it.

    The age is the last line before the control that reads like one, since names and headlines may too. If the control
    comes first, such lines can't be told apart, and the age stays empty.
    """
    lines = (*seen.before, *seen.after)
    where = [at for at, line in enumerate(lines) if is_age.match(line) and not _is_name(line, called, seen)]
    before = [at for at in where if at < len(seen.before)]
    if before or len({lines[at] for at in where}) == 1:
        at = before[-1] if before else where[0]
        return lines[:at], lines[at], lines[at + 1 :]
    return (lines[: where[0]], "", lines[where[-1] + 1 :]) if where else (lines[:2], "", lines[2:])


def called_by(names: Sequence[str], wanted: str) -> str:
    """The person's name within a control's names, as in "Withdraw invitation sent to NAME"; empty if there is none."""
    matches = (re.match(wanted, name, re.IGNORECASE) for name in names)
    return next((name for match in matches if match for name in match.groups() if name), "")


def _is_name(line: str, called: str, seen: SeenRow) -> bool:
    return line == called or (line in seen.linked and any(line in text for text in seen.pictures))


def _name(lines: Sequence[str], called: str, seen: SeenRow) -> str:
    """The name: the line that the control, the picture or the profile link repeats, otherwise the control's."""
    if called in lines or not lines:
        return called
    told = (line for line in lines if any(line in text for text in seen.pictures) or line in seen.linked)
    longer = (line for line in lines if called and line.startswith(f"{called} "))
    return next(told, next(longer, called or lines[0]))
