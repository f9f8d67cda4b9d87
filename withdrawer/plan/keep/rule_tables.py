"""People named in a table: an address book, a spreadsheet's list, LinkedIn's own Connections.csv."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import unquote

from withdrawer.errors import UsageError
from withdrawer.plan.csv_rows import readable_rows
from withdrawer.plan.keep.column_names import Column, column_of
from withdrawer.plan.keep.vcards import cards_of, is_vcards
from withdrawer.plan.keep.written_lists import EDGES, LONGEST_NAME, of_nobody, read_people, read_rule_lines
from withdrawer.plan.person_rules import (
    PROFILE,
    PersonRule,
    Pointer,
    has_letter,
    key_form,
    phone_rule,
    read_rule,
)
from withdrawer.plan.phones import numbers_in
from withdrawer.plan.text_forms import letters_of

DELIMITERS = ";\t,|"
NO_DELIMITER = "\x1f"
ABOVE = re.compile(r"#\s.*|sep=.?", re.IGNORECASE | re.DOTALL)
"""A comment, and what tells a spreadsheet the delimiter."""
MOST_PREAMBLE = 12
MOST_TOLD = 5
NOTHING = (
    "na none null nil nan unknown empty missing tbd no nothing undefined private hidden notavailable notapplicable "
    "notfound notprovided notset keineangabe keine unbekannt entfällt inconnu inconnue aucun aucune nonrenseigné "
    "desconocido ninguno ninguna sindatos sconosciuto nessuno nessuna nondisponibile desconhecido nenhum onbekend geen "
    "ukjent ukendt okänd ingen brak nieznany yok bilinmiyor нет неизвестно 無 无 なし 없음"
)
FILLERS = frozenset(NOTHING.split())
"""Placeholders that people and programs put into empty cells, besides bare signs such as "-"."""
SIGN_FOR_NOTHING = re.compile(r"#(?:N/?[AV]|[A-ZÄÖÜ0-9/¡]+[!?])|(?i:[nkos][./]\s?[adkv][./]?)")
"""A spreadsheet's error in any language, like #REF! and #BEZUG!; "n.d.", "k.A." and "s/d"."""
SLUG = re.compile(r"[^\s/.:?#@]+")
TAGS = "!doctype|!--|[?]xml|html|head|body|meta|title|ul|ol|li|table|tr|td|div|p|span|h\\d|a|br"
OTHER_FORMATS = {
    re.compile(
        rf"\s*<(?:{TAGS})(?:[\s/>]|--)|(?:.*\n)*?.*</(?:html|body|ul|ol|table)>", re.IGNORECASE
    ): "a page of HTML or XML",
    re.compile(r"\s*(?:\{|\[\s*(?:[{\"\[]|$))"): "JSON",
    re.compile(r"\s*BEGIN:VCALENDAR", re.IGNORECASE): "a calendar",
    re.compile(r"\s*(?:version: \d+\s+)?dn::? ", re.IGNORECASE): "LDIF",
}
KNOWN_COLUMNS = "URL, Profile, Email, Name, or First Name and Last Name"


@dataclass(frozen=True, slots=True)
class Header:
    """The header line: its index among the lines of the file, its delimiter and its columns."""

    place: int
    delimiter: str
    columns: tuple[Column, ...]

    @property
    def known(self) -> int:
        """How many columns identify a person."""
        return sum(column.tells_who for column in self.columns)

    @property
    def has_hidden_names(self) -> bool:
        """Whether an unknown column may contain names, while no known column has names or profiles."""
        kinds = set(self.columns)
        return not any(kind.is_name or kind is Column.PROFILE for kind in kinds) and bool(
            kinds & {Column.OTHER, Column.LAST}
        )


@dataclass(frozen=True)
class RuleRow:
    """One row by column kind; `where` names its line."""

    where: str
    cells: Mapping[Column, Sequence[str]]

    @property
    def is_blank(self) -> bool:
        """Whether it is empty; LinkedIn exports hidden profiles as a row with only the day (data-export B.2)."""
        return all(is_filler(text) for kind, cells in self.cells.items() if kind is not Column.DAY for text in cells)

    @property
    def tells_who(self) -> bool:
        """Whether anything but notes is filled, or the notes contain a profile address."""
        known = (text for kind, cells in self.cells.items() if kind is not Column.OTHER for text in cells)
        others = self.cells.get(Column.OTHER, ())
        return not all(map(is_filler, known)) or any(map(PROFILE.search, others))

    def names(self) -> list[str]:
        """Return every reading of the person's name in this row."""
        first, middle, last = (
            " ".join(self.cells.get(kind, ())) for kind in (Column.FIRST, Column.MIDDLE, Column.LAST)
        )
        whole = list(self.cells.get(Column.NAME, ()))
        if whole and (Column.FIRST in self.cells) != (Column.LAST in self.cells):
            # "Nombre, Apellidos", "Nom, Prénom", "Name, Surname": here the name column is only one part.
            first, last = first or whole[0], last or whole[0]
            whole = [name for name in whole if len(name.split()) > 1]
        parts = [[first, last], [first, middle, last]]
        if first and unicodedata.east_asian_width(first[0]) == "W":
            parts.append([last, first])
        if any(map(is_filler, (first, middle, last))):  # it may be a real name nevertheless
            parts.append([part for part in (first, last) if not is_filler(part)])
        joined = [" ".join(part.strip() for part in names if part.strip(EDGES)) for names in parts]
        names = [text.strip() for text in (*whole, *joined)]
        return list(dict.fromkeys(name for name in names if not is_filler(name)))

    def rules(self, source: str, *, is_strict: bool) -> list[PersonRule]:
        """Return the row's rules, by address as well as by name. Raises UsageError if it can't be read."""
        if any(text.strip() for text in self.cells.get(Column.BEYOND, ())):
            raise UsageError(
                f"{self.where}: this row has more cells than the header.",
                "Put what has commas in it into quotation marks, or save the file anew from a spreadsheet.",
            )
        rules = [
            rule
            for kind in (Column.PROFILE, Column.ADDRESS)
            for text in self.cells.get(kind, ())
            for rule in _addresses_in(text, kind, self.where)
        ]
        if not any(rule.pointer is Pointer.SLUG for rule in rules):
            others = (found[0] for text in self.cells.get(Column.OTHER, ()) for found in PROFILE.finditer(text))
            rules += [read_rule(address, self.where) for address in others]
        numbers = (number for text in self.cells.get(Column.PHONE, ()) for number in numbers_in(text))
        rules += [phone_rule(number, self.where) for number in numbers]
        names = self.names()
        if not (is_strict and any(rule.pointer is Pointer.SLUG for rule in rules)):
            rules = [rule for name in names for rule in read_people(name, self.where)] + rules
        if not rules:
            raise UsageError(
                f"{self.where}: nobody is named in this row.", f"Delete it, or fill one of {KNOWN_COLUMNS}."
            )
        written = names[0] if names else rules[0].written
        return list(dict.fromkeys(replace(rule, written=written, source=source, whole="") for rule in rules))


def read_rule_file(text: str, source: str, *, is_table: bool, is_strict: bool = False) -> tuple[PersonRule, ...]:
    """Return the people a file names, one per line or in a table's columns. Raises UsageError, by line, or if empty.

    `is_table` means that the file's name implies a table; a header with two known columns does too. With `is_strict`,
    anyone with a profile address is matched by that alone.
    """
    refuse_other_formats(text, source)
    if is_vcards(text):
        rows = (RuleRow(f"{source}, line {number}", card) for number, card in cards_of(text))
        return _rules_of((row for row in rows if row.tells_who), source, is_strict=is_strict)
    header = None if is_table else find_header(_lines_of(text), source)
    if is_table or (header and header.known > 1):
        return read_rule_table(text, source, is_strict=is_strict)
    return read_rule_lines(text, source, is_strict=is_strict)


def refuse_other_formats(text: str, source: str) -> None:
    """Raise UsageError if the text's format is neither a list nor a table."""
    for shape, called in OTHER_FORMATS.items():
        if shape.match(text.lstrip("\ufeff")):
            raise UsageError(
                f"{source} is {called}, and no list of people.",
                "Give a text file with a name on each line, a table saved as “CSV UTF-8”, or vCards (.vcf).",
            )


def read_rule_table(text: str, source: str, *, is_strict: bool = False) -> tuple[PersonRule, ...]:
    """Read a table with a header. Raises UsageError, by line, if it names no people."""
    lines = _lines_of(text)
    header = find_header(lines, source)
    if header is None:
        if not any(delimiter in line for line in lines for delimiter in DELIMITERS):
            return read_rule_lines(text, source, is_strict=is_strict)
        raise UsageError(
            f"{source}: none of its columns is recognised.",
            f"Call one of them {KNOWN_COLUMNS}, in the first line. A list without columns is a text file: friends.txt.",
        )
    if header.has_hidden_names:
        raise UsageError(
            f"{source}: it has addresses, but no column of names is recognised.",
            "Call the column of the names Name, or two of them First Name and Last Name; or leave the addresses alone.",
        )
    above = tuple(rules_above(lines, header, source, is_strict=is_strict))
    return above + _rules_of(_rows(lines, header, source), source, is_strict=is_strict)


def _rules_of(rows: Iterable[RuleRow], source: str, *, is_strict: bool) -> tuple[PersonRule, ...]:
    """Return the rules of all rows. Raises UsageError, by line, for unreadable ones, and if there is no one."""
    rules: list[PersonRule] = []
    faults: list[UsageError] = []
    for row in rows:
        try:
            rules += [] if row.is_blank else row.rules(source, is_strict=is_strict)
        except UsageError as fault:
            faults.append(fault)
    if faults:
        more = f" And {len(faults) - MOST_TOLD:,} more rows." if len(faults) > MOST_TOLD else ""
        raise UsageError(" ".join(fault.message for fault in faults[:MOST_TOLD]) + more, faults[0].hint)
    if not rules:
        raise of_nobody(source)
    return tuple(rules)


def find_header(lines: Sequence[str], source: str) -> Header | None:
    """Return the first line with several cells, or a lone column heading; None if it names no known column.

    Lines above it fill one cell each; they are notes, or names (`rules_above`).
    """
    is_first, place = True, 0
    while place < min(len(lines), MOST_PREAMBLE):
        cells = {delimiter: _first_row(lines[place:], delimiter, source) for delimiter in DELIMITERS}
        tried = [Header(place, one, tuple(map(column_of, row))) for one, (row, _) in cells.items()]
        best = max(tried, key=lambda header: (header.known, len(header.columns)))
        widest, height = max(cells.values(), key=lambda found: len(found[0]))
        is_one = len(widest) <= 1
        if best.known and (is_first or not is_one):
            return replace(best, delimiter=NO_DELIMITER) if is_one else best
        filled = sum(bool(cell.strip()) for cell in widest)
        if filled > 1:
            return None
        is_first = is_first and not filled
        place += height
    return None


def rules_above(lines: Sequence[str], header: Header, source: str, *, is_strict: bool = False) -> Iterator[PersonRule]:
    """Yield the rules of the lines above the header, which may be titles or names; only what is surely none is skipped.

    LinkedIn's own list has "Notes:" there, and below that a long paragraph (data-export B.2).
    """
    reader = csv.reader(lines[: header.place], delimiter=header.delimiter)
    texts = [(reader.line_num, " ".join(filter(None, map(str.strip, row)))) for row in readable_rows(reader, source)]
    said = [(line, text) for line, text in texts if has_letter(text) and not ABOVE.fullmatch(text)]
    for (line, text), (_, following) in pairwise([*said, (0, "")]):
        is_title = text.endswith((":", "：")) and _is_paragraph(following)
        if not (is_title or _is_paragraph(text)):
            found = read_people(text, f"{source}, line {line}", is_strict=is_strict)
            yield from (replace(rule, source=source, is_guess=True) for rule in found)


def _is_paragraph(text: str) -> bool:
    """Return whether this is running text: long, without any address, and with few capitals."""
    words = text.split()
    has_few_capitals = 2 * sum(word[:1].isupper() for word in words) < len(words)
    return len(text) > LONGEST_NAME and has_few_capitals and "@" not in text and not PROFILE.search(text)


def is_filler(text: str) -> bool:
    """Return whether a cell is empty or holds a placeholder."""
    bare = text.strip(EDGES + "?#_=~+!\\")
    return bool(SIGN_FOR_NOTHING.fullmatch(text.strip())) or not bare or letters_of(bare.casefold()) in FILLERS


def _lines_of(text: str) -> list[str]:
    return list(io.StringIO(text.lstrip("\ufeff"), newline=""))


def _first_row(lines: Sequence[str], delimiter: str, source: str) -> tuple[list[str], int]:
    """Return the first row and how many lines it takes."""
    reader = csv.reader(lines, delimiter=delimiter)
    row = next(readable_rows(reader, source), [])
    return row, max(reader.line_num, 1)


def _rows(lines: Sequence[str], header: Header, source: str) -> Iterator[RuleRow]:
    """Yield the rows below the header. Raises UsageError naming the line of an unclosed quotation mark."""
    above = header.place + 1
    reader = csv.reader([*["\n"] * above, *lines[above:]], delimiter=header.delimiter)
    end = 0
    for row in readable_rows(reader, source):
        taken, end = lines[end : reader.line_num], reader.line_num
        if end > above and _is_unclosed(taken, row, header):
            raise UsageError(
                f"{source}, line {end - len(taken) + 1}: a quotation mark is not closed, and swallows what follows.",
                "Close it, or delete it; a row of several lines must not look like several rows.",
            )
        yield _row(row, header, f"{source}, line {end}")


def _row(row: Sequence[str], header: Header, where: str) -> RuleRow:
    cells: dict[Column, list[str]] = {}
    beyond = [Column.BEYOND] * max(0, len(row) - len(header.columns))
    for kind, text in zip((*header.columns, *beyond), row, strict=False):
        cells.setdefault(kind, []).append(text)
    return RuleRow(where, cells)


def _is_unclosed(taken: Sequence[str], row: Sequence[str], header: Header) -> bool:
    """Return whether lines parsed as one row are really several, or its quotes are broken.

    A genuine multi-line row has all of its cells, and none of its lines parses as a row by itself.
    """
    if not any('"' in line for line in taken):
        return False
    try:
        list(csv.reader(taken, delimiter=header.delimiter, strict=True))
    except csv.Error:
        return len(taken) > 1 or taken[0].count('"') % 2 == 1
    return len(taken) > 1 and (len(row) != len(header.columns) or any(_is_row(line, header) for line in taken[1:]))


def _is_row(line: str, header: Header) -> bool:
    cells = next(csv.reader([line], delimiter=header.delimiter), [])
    row = _row(cells, header, "")
    try:
        return len(cells) == len(header.columns) and not row.is_blank and bool(row.rules("", is_strict=False))
    except UsageError:
        return False


def _addresses_in(text: str, kind: Column, where: str) -> tuple[PersonRule, ...]:
    """Return the rules of a cell that must contain addresses, perhaps with names. Raises UsageError if it has none."""
    if is_filler(text):
        return ()
    rules = read_people(text, where)
    if any(rule.pointer is not Pointer.NAME for rule in rules):
        return rules
    slugs = [slug for slug in re.split(r"\s*[,;]\s*|\s*:::\s*", text.strip()) if slug]
    if kind is Column.PROFILE and all(map(SLUG.fullmatch, slugs)):
        return tuple(PersonRule(Pointer.SLUG, key_form(unquote(slug)), slug, where) for slug in slugs)
    raise UsageError(
        f"{where}: {text.strip()!r} is neither a profile's address nor an e-mail address.",
        "A profile's address looks like https://www.linkedin.com/in/ana-nueva/. Correct the cell, or empty it.",
    )
