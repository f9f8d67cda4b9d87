"""People named by a table: an address book, a list out of a spreadsheet, LinkedIn's own Connections.csv."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from withdrawer.errors import UsageError
from withdrawer.plan.cells import readable_rows
from withdrawer.plan.naming import PersonRule, read_rule, read_rule_lines

DELIMITERS = ",;\t"
MOST_PREAMBLE = 12
PROFILES = ("url", "profileurl", "profile", "linkedinurl", "linkedinprofile", "linkedin", "publicprofileurl", "slug")
ADDRESSES = ("email", "emailaddress", "emails", "mail", "email1value")
NAMES = ("name", "fullname", "displayname", "person", "contact")
FIRST_NAMES, LAST_NAMES = ("firstname", "givenname", "forename"), ("lastname", "familyname", "surname")
RECOGNISED = frozenset((*PROFILES, *ADDRESSES, *NAMES, *FIRST_NAMES))
KNOWN_COLUMNS = "URL, Profile, Email, Name, or First Name and Last Name"


@dataclass(frozen=True)
class RuleRow:
    """One row, by what its columns are called; `number` is the line of the file."""

    number: int
    cells: Mapping[str, str]

    def cell(self, columns: Sequence[str]) -> str:
        """The first of these columns that has something in it."""
        return next((text for name in columns if (text := self.cells.get(name, "").strip())), "")

    def rules(self, source: str) -> Iterator[PersonRule]:
        """The rules that the row makes: the profile where there is one, otherwise address and name."""
        name = self.cell(NAMES) or f"{self.cell(FIRST_NAMES)} {self.cell(LAST_NAMES)}".strip()
        profile = self.cell(PROFILES)
        texts = [profile] if profile else [*self.cell(ADDRESSES).replace(";", ",").split(","), name]
        written = name or profile or self.cell(ADDRESSES)
        for text in texts:
            if text.strip():
                rule = read_rule(text, f"{source}, line {self.number}")
                yield replace(rule, written=written, source=source)


def read_rule_table(text: str, source: str) -> tuple[PersonRule, ...]:
    """Read a table with a header. Raises UsageError, by line, where it names no people."""
    lines = text.lstrip("\ufeff").splitlines()
    for delimiter in DELIMITERS:
        rows = _rows(text, delimiter, source)
        if rows is not None:
            return tuple(rule for row in rows for rule in row.rules(source))
    if not any(delimiter in line for line in lines for delimiter in DELIMITERS):
        return read_rule_lines(text, source)
    raise UsageError(
        f"{source}: none of its columns is recognised.", f"Call one of them {KNOWN_COLUMNS}, in the first line."
    )


def column_form(name: str) -> str:
    """A column's name for comparing: "E-mail Address" and "emailAddress" are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _rows(text: str, delimiter: str, source: str) -> list[RuleRow] | None:
    """The rows below the header, None where there is none."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    header: list[str] | None = None
    rows = []
    for place, row in enumerate(readable_rows(reader, source)):
        if header is not None:
            rows.append(RuleRow(reader.line_num, dict(reversed(list(zip(header, row, strict=False))))))
        elif RECOGNISED & (columns := {column_form(cell) for cell in row}) and (len(row) > 1 or len(columns) == 1):
            header = [column_form(cell) for cell in row]
        elif place >= MOST_PREAMBLE:
            return None
    return rows if header is not None else None
