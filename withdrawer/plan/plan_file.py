"""A file listing people to undo: only rows marked `undo` count, each by the person it identifies.

All other cells are informational, whatever a spreadsheet has done to them. The people are looked up afresh on both
lists.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize
from urllib.parse import unquote

from withdrawer.errors import UsageError
from withdrawer.plan.csv_rows import readable_rows, restored
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.person_rules import EMAIL, PROFILE, SHORT_PROFILE
from withdrawer.plan.phones import HYPHENS, MASKS, is_in_part_shown, phone_form
from withdrawer.plan.text_forms import letters_of

DELIMITERS = ",;\t"
SEPARATOR_LINE = re.compile(r"\"?sep=.\"?[ \t]*\r?\n", re.IGNORECASE)
"""The line that some spreadsheets write above the header to declare the delimiter."""
PERSON = ("profile", "profileurl", "url", "email", "emailaddress", "address", "phone", "phonenumber")
"""Columns that identify a person; the first filled one counts."""
LISTS = {
    "": Half.SENT,
    "sent": Half.SENT,
    "invitation": Half.SENT,
    "invitations": Half.SENT,
    "connection": Half.CONNECTIONS,
    "connections": Half.CONNECTIONS,
}
AFTER_A_SLUG = re.compile(r"(?:[/?#]\S*)?")
SEVERAL = re.compile(r"[\s/@:,;+|&]")
"""Characters that no slug contains: the slug ends there, and another address may begin."""
BARE_SLUG = re.compile(r"(?=[^-\d]*[-\d])[^\s/@?#:,;.+]+")
"""A single word without digits or hyphens is more likely a name."""
PHONE = re.compile(rf"[+(]*[\d{re.escape(MASKS)}][\d{re.escape(MASKS)}\s()./{HYPHENS}]{{4,}}", re.IGNORECASE)
"""Wider than LinkedIn's own format: a spreadsheet may have removed the plus and the spaces."""
MOST_TOLD = 5
NOBODY = "this row names nobody: it needs a profile's address, an e-mail address or a phone number"
HINT = "Write a list anew with `withdrawer preview --csv FILE`; delete rows, or write keep in them. Nobody was touched."


class Action(StrEnum):
    """What to do with the person in a row."""

    UNDO = "undo"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person named in a file. `key` is the decoded slug, e-mail address or phone number as in the file."""

    half: Half
    key: str
    name: str
    line: int


@dataclass(frozen=True)
class PlanFile:
    """The people in a file who are marked `undo`.

    Lines of other rows to report: `unknown` have an action that is neither undo nor keep, `unlisted` are kept on both
    lists because their list is neither sent nor connections, `contradicted` would undo someone whom another row keeps.
    """

    file: str
    people: tuple[ListedPerson, ...]
    unknown: tuple[int, ...] = ()
    unlisted: tuple[int, ...] = ()
    contradicted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Found:
    """Where the people in a file are now. `chosen` holds lists and keys.

    `accepted` were invitations when the file was written and are connections now; `missing` are on no list that was
    read; `ambiguous` match several people.
    """

    chosen: frozenset[tuple[Half, str]]
    accepted: tuple[ListedPerson, ...] = ()
    missing: tuple[ListedPerson, ...] = ()
    ambiguous: tuple[ListedPerson, ...] = ()


def read_plan_file(text: str, file: str) -> PlanFile:
    """Read a table with a header. Raises UsageError, by line, if it has no actions or a row can't be followed."""
    source = f"--plan {file}"
    chosen: dict[tuple[Half, str], ListedPerson] = {}
    kept: set[tuple[Half, str]] = set()
    wrong, unknown, unlisted = [], [], []
    for line, cells, is_longer in _rows(text, source):
        action = _cell(cells, ("action",)).casefold()
        key, half = _key(_cell(cells, PERSON)), LISTS.get(_cell(cells, ("list",)).casefold())
        if action == Action.UNDO and (is_longer or half is None or not key):
            wrong.append(f"line {line}: {_fault(cells, half, is_longer=is_longer)}")
        if not key:
            continue
        if action != Action.UNDO:
            kept.update((it, forms_of(key)[-1]) for it in (Half if half is None else [half]))
            unlisted += [line] if half is None else []
        elif half is not None:
            chosen.setdefault((half, forms_of(key)[-1]), ListedPerson(half, key, _cell(cells, ("name",)), line))
        if action not in ("", *Action):
            unknown.append(line)
    if wrong:
        more = f"; and {len(wrong) - MOST_TOLD:,} more" if len(wrong) > MOST_TOLD else ""
        raise UsageError(f"{source} can't be followed. {'; '.join(wrong[:MOST_TOLD])}{more}.", HINT)
    contradicted = tuple(person.line for place, person in chosen.items() if place in kept)
    people = tuple(person for place, person in chosen.items() if place not in kept)
    if not people:
        problems = [] if chosen else ["no row says undo in its action"]
        problems += [f"another row keeps those that {lines_words(contradicted)} would undo"] if contradicted else []
        problems += [f"it says neither undo nor keep in the action of {lines_words(unknown)}"] if unknown else []
        raise UsageError(f"{source}: {'; '.join(problems)}. So nobody would be undone.", HINT)
    return PlanFile(file, people, tuple(unknown), tuple(unlisted), contradicted)


def find_listed(people: Iterable[ListedPerson], lists: Mapping[Half, Sequence[Person]]) -> Found:
    """Look up the people in a file on both lists."""
    index: dict[Half, dict[str, set[str]]] = {half: {} for half in Half}
    for half, persons in lists.items():
        for person in persons:
            for form in forms_of(person.key) if person.key else ():
                index[half].setdefault(form, set()).add(person.key)
    chosen: set[tuple[Half, str]] = set()
    accepted, missing, ambiguous = [], [], []
    for listed in people:
        keys = _found(listed, index[listed.half])
        if len(keys) == 1:
            chosen.update((listed.half, key) for key in keys)
        elif keys:
            ambiguous.append(listed)
        elif listed.half is Half.SENT and _found(listed, index[Half.CONNECTIONS]):
            accepted.append(listed)
        else:
            missing.append(listed)
    return Found(frozenset(chosen), tuple(accepted), tuple(missing), tuple(ambiguous))


def forms_of(key: str) -> tuple[str, ...]:
    """Return the forms under which a key is compared for undoing: ignores only case and Unicode normal form.

    A phone number, which spreadsheets reformat, is also compared by its digits.
    """
    form = normalize("NFC", key.lower())
    return (form, f"tel:{phone_form(key).lstrip('0')}") if _is_phone(key) else (form,)


def _found(listed: ListedPerson, index: Mapping[str, set[str]]) -> set[str]:
    """Return the keys on a list that match this person; if several do, an exactly equal one wins."""
    keys = set[str]().union(*(index.get(form, ()) for form in forms_of(listed.key)))
    return {listed.key} if listed.key in keys else keys


def lines_words(lines: Sequence[int]) -> str:
    """Return line numbers as worded in errors and remarks."""
    more = f" and {len(lines) - MOST_TOLD:,} more" if len(lines) > MOST_TOLD else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:MOST_TOLD]))}{more}"


def _fault(cells: Mapping[str, str], half: Half | None, *, is_longer: bool) -> str:
    """Return why a row marked undo can't be followed."""
    if is_longer:
        return "it has more cells than the header: they may have slipped"
    if half is None:
        return f"list is {_cell(cells, ('list',))!r}, where only sent and connections are known"
    return NOBODY


def _key(text: str) -> str | None:
    """Return the key of the person a cell names, or None if it names no one."""
    profile = PROFILE.match(text) or SHORT_PROFILE.fullmatch(text)
    if profile:
        slug, rest = unquote(profile[1]), text[profile.end() :]
        is_one = AFTER_A_SLUG.fullmatch(rest) and not SEVERAL.search(slug) and "/in/" not in rest.casefold()
        return slug if is_one else None
    text = re.sub(r"^(?:mailto|tel):", "", text, flags=re.IGNORECASE)
    if email := EMAIL.fullmatch(text):
        return email[1]
    if _is_phone(text):
        return " ".join(text.split())
    return text if BARE_SLUG.fullmatch(text) and any(letter.isalpha() for letter in text) else None


def _is_phone(text: str) -> bool:
    return PHONE.fullmatch(text) is not None and is_in_part_shown(text)


def _cell(cells: Mapping[str, str], columns: Sequence[str]) -> str:
    """Return the content of the first filled one of these columns."""
    texts = (restored(cells.get(column, "").strip()).strip() for column in columns)
    return next((text for text in texts if text), "")


def _rows(text: str, source: str) -> Iterator[tuple[int, dict[str, str], bool]]:
    """Yield the rows below the header: line, cells by column, and whether there are more cells than columns."""
    text = text.removeprefix("\ufeff")
    above = SEPARATOR_LINE.match(text)
    first_line = 2 if above else 1
    text = text[above.end() :] if above else text
    for delimiter in DELIMITERS:
        header = [letters_of(cell.casefold()) for cell in _first_row(text, delimiter)]
        if "action" in header:
            break
    else:
        wrong = (
            "it has no column called action, which says for each row undo or keep" if text.strip() else "it is empty"
        )
        raise UsageError(f"{source}: {wrong}.", HINT)
    known = {"action", "list", *PERSON}
    if twice := sorted(name for name, count in Counter(header).items() if count > 1 and name in known):
        raise UsageError(f"{source}: several columns are called {twice[0]}.", "Leave one of them. Nobody was touched.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, line, is_header = readable_rows(reader, source), first_line, True
    for cells in rows:
        if any(cell.strip() for cell in cells):
            if not is_header:
                is_longer = any(cell.strip() for cell in cells[len(header) :])
                yield line, dict(zip(header, cells, strict=False)), is_longer
            is_header = False
        line = reader.line_num + first_line


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return next((row for row in rows if any(cell.strip() for cell in row)), [])
    except csv.Error:
        return []
