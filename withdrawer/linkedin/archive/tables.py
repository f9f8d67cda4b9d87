"""The tables of an export, each known by its header and never by its file's name (data-export B.2 to B.5)."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from withdrawer.errors import UsageError
from withdrawer.linkedin.archive.container import Member

MOST_PREAMBLE = 12
"""A header stands within so many lines; LinkedIn's note above the connections takes three."""
LONGEST_CELL = 8 * 1024**2
"""The csv module stops at 128 KiB, and a message may be longer."""


class Kind(StrEnum):
    """What a table tells."""

    INVITATIONS = "invitations"
    CONNECTIONS = "connections"
    CONTACTS = "contacts"
    MESSAGES = "messages"


HEADERS = {
    Kind.INVITATIONS: frozenset({"from", "to", "sentat", "direction"}),
    Kind.CONNECTIONS: frozenset({"firstname", "lastname", "connectedon"}),
    Kind.CONTACTS: frozenset({"firstname", "lastname", "createdat", "phonenumbers"}),
    Kind.MESSAGES: frozenset({"conversationid", "from", "to", "date", "content"}),
}


@dataclass(frozen=True)
class Table:
    """One table: where each column stands, and its rows, which come as they are read."""

    kind: Kind
    name: str
    columns: dict[str, int]
    rows: Iterator[list[str]]

    def column(self, *names: str) -> int:
        """Where the first of these columns that there is stands; -1, beyond every row, where there is none."""
        return next((self.columns[name] for name in names if name in self.columns), -1)


@contextmanager
def table_of(member: Member) -> Iterator[Table | None]:
    """The table in a file, None where it has none of the known headers. Raises UsageError for what is no text."""
    csv.field_size_limit(LONGEST_CELL)
    with member.open() as binary, io.TextIOWrapper(binary, "utf-8-sig", newline="") as text:
        try:
            yield _table(member, csv.reader(text))
        except UnicodeDecodeError as error:
            raise UsageError(
                f"{member.name} in the export is no text in UTF-8.", "Take LinkedIn's own file, not one saved anew."
            ) from error
        except csv.Error as error:
            raise UsageError(f"{member.name} in the export can't be read as a table: {error}.") from error


def column_form(name: str) -> str:
    """A column's name for comparing: "First Name", "FirstName" and "FIRST NAME" are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _table(member: Member, rows: Iterator[list[str]]) -> Table | None:
    for row, _ in zip(rows, range(MOST_PREAMBLE), strict=False):
        columns = {column_form(name): place for place, name in reversed(list(enumerate(row)))}
        for kind, needed in HEADERS.items():
            if needed <= columns.keys():
                return Table(kind, member.name, columns, rows)
    return None
