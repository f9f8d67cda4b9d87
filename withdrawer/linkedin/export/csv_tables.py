"""The tables of an export, recognised by their headers, in any common encoding and with any common delimiter.

A header may be in a file of any name (data-export B.2 to B.5); a file named like a table must have one.
"""

import codecs
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from operator import itemgetter
from pathlib import PurePosixPath
from typing import NamedTuple

from withdrawer.errors import UsageError
from withdrawer.linkedin.export.broken_rows import Cells, cells_of, rows_of
from withdrawer.linkedin.export.container import ExportMember
from withdrawer.linkedin.export.export_dates import written_in
from withdrawer.plan.text_forms import letters_of

MOST_PREAMBLE = 50
"""The header must come within this many lines; LinkedIn's note above the connections takes three."""
MOST_LINES = 3
"""How many line numbers to name for each fault."""
HEAD_BYTES = 64 * 1024
PIECE = 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""The first bytes of .xlsx and .xls files."""
SAVE_AS_CSV = "it is a spreadsheet's own file: take LinkedIn's, or save it as CSV"


class TableKind(StrEnum):
    """The kinds of tables."""

    INVITATIONS = "invitations"
    CONNECTIONS = "connections"
    CONTACTS = "contacts"
    MESSAGES = "messages"


HEADERS: Mapping[TableKind, Mapping[str, tuple[str, ...]]] = {
    TableKind.INVITATIONS: {
        "from": (),
        "to": (),
        "sentat": ("datesent", "sentdate", "senton", "sent"),
        "direction": ("invitationdirection",),
    },
    TableKind.CONNECTIONS: {
        "firstname": (),
        "lastname": (),
        "connectedon": ("connectedat", "dateconnected", "connectiondate", "connecteddate"),
    },
    TableKind.CONTACTS: {"firstname": (), "lastname": (), "createdat": (), "phonenumbers": ("phonenumber", "phones")},
    TableKind.MESSAGES: {
        "conversationid": (),
        "from": (),
        "to": (),
        "date": ("sentat", "datesent", "sentdate", "senton"),
        "content": ("message", "body"),
    },
}
"""The columns that a table must have, with their other spellings."""
DATED_BY = {
    TableKind.INVITATIONS: "sentat",
    TableKind.CONNECTIONS: "connectedon",
    TableKind.CONTACTS: "createdat",
    TableKind.MESSAGES: "date",
}
NAMES = re.compile(r"(?:imported[ _-]?)?(contacts|connections|invitations|messages)(?![a-z])")


@dataclass
class ExportTable:
    """One table: the index of each column, its rows (read lazily), and what could not be read.

    A row is its line number, its cells, and whether it is complete: a broken line has only the cells before the fault.
    `met` counts the rows yielded by `cells`.
    """

    kind: TableKind
    columns: Mapping[str, int]
    rows: Iterator[tuple[int, Cells, bool]]
    met: int = 0
    _faults: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def cells(self, *names: str) -> Iterator[tuple[int, tuple[str, ...], bool]]:
        """For each non-empty row: its line number, its cells in these columns, and whether it is complete.

        "message|note" means the first of these columns that exists. A missing cell is empty.
        """
        width = max(self.columns.values()) + 1
        pick = itemgetter(
            *(next((self.columns[it] for it in name.split("|") if it in self.columns), width) for name in names)
        )
        for line, row, is_whole in self.rows:
            if not is_whole:
                self.note("a quote that is not closed", line)
            elif not any(row):
                continue
            self.met += 1
            if len(row) != width:
                row = [*row, *[""] * width][:width]
            row.append("")
            yield line, pick(row), is_whole

    def note(self, fault: str, line: int) -> None:
        """Record a fault of the row that begins on this line."""
        self._faults[fault].append(line)

    @property
    def unread(self) -> list[str]:
        """What could not be read, one sentence for each fault, with the first lines that have it."""
        return [
            f"{len(lines):,} of {self.met:,} rows {'has' if len(lines) == 1 else 'have'} {fault}: line "
            + ", ".join(f"{line:,}" for line in sorted(lines)[:MOST_LINES])
            + (" …" if len(lines) > MOST_LINES else "")
            for fault, lines in self._faults.items()
        ]


class TableHeader(NamedTuple):
    """A table's header: its cells, the index of each column, its delimiter, and its line (from 0) in the file."""

    kind: TableKind
    names: Cells
    columns: Mapping[str, int]
    delimiter: str
    line: int

    def begins(self, cells: Cells) -> bool:
        """Whether cells look like a row of this table: its date column holds a date."""
        at = self.columns[DATED_BY[self.kind]]
        return len(cells) > at and written_in(cells[at]) is not None


def kind_named(name: str) -> TableKind | None:
    """The kind of table that a file of this name must be, None if the name does not say."""
    found = NAMES.match(PurePosixPath(name).stem.casefold().strip())
    return TableKind(found[1]) if found else None


@contextmanager
def table_of(member: ExportMember) -> Iterator[ExportTable | None]:
    """The table in a file; None if it has none of the known headers, and its name does not require one.

    Raises UsageError, with the reason, if it is a table of the export and can't be read.
    """
    is_ours = member.is_alone or kind_named(member.name) is not None
    header, encoding = None, ""
    with nullcontext() if is_ours else suppress(Exception):  # not a file of the export: ignore any error
        header, encoding = _looked_into(member)
    if header is None:
        if is_ours:
            raise UsageError(_why_unknown(member))
        yield None
        return
    if member.trouble:
        raise UsageError(member.trouble)
    with member.open() as binary, io.TextIOWrapper(binary, _whole(member, encoding), newline="") as text:
        for _ in range(header.line + 1):
            next(text)
        rows = rows_of(text, header.delimiter, header.names, header.line + 2, header.begins)
        yield ExportTable(header.kind, header.columns, rows)


def header_of(text: str) -> TableHeader | None:
    """The header within the first lines of a file, with the delimiter that makes it one."""
    for at, line in enumerate(islice(io.StringIO(text, newline=""), MOST_PREAMBLE)):
        for delimiter in DELIMITERS:
            row = cells_of(line, delimiter)
            columns = {letters_of(name.casefold()): place for place, name in reversed(list(enumerate(row)))}
            for kind, needed in HEADERS.items():
                own = {
                    name: columns[spelling]
                    for name, others in needed.items()
                    for spelling in reversed((name, *others))
                    if spelling in columns
                }
                if own.keys() == needed.keys():
                    return TableHeader(kind, row, {**columns, **own}, delimiter, at)
    return None


def _looked_into(member: ExportMember) -> tuple[TableHeader | None, str]:
    """The header and the likely encoding, from the first bytes."""
    with member.open() as binary:
        head = binary.read(HEAD_BYTES)
    if head.startswith(SPREADSHEETS):
        raise UsageError(SAVE_AS_CSV)
    encoding = _encoding_of(head)
    return header_of(head.decode(encoding, "ignore")), encoding


def _encoding_of(head: bytes) -> str:
    """The encoding, by the byte order mark or the zero bytes of UTF-16; otherwise UTF-8."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:1000]
    if 0 in sample:
        return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    return "utf-8-sig"


def _whole(member: ExportMember, encoding: str) -> str:
    """The encoding that decodes the whole file: one that is not UTF-8 may be Windows-1252. Else UsageError."""
    for name in (encoding, "cp1252") if encoding == "utf-8-sig" else (encoding,):
        with suppress(UnicodeDecodeError), member.open() as binary, io.TextIOWrapper(binary, name) as text:
            while text.read(PIECE):
                pass
            return name
    raise UsageError("it is not text in UTF-8, UTF-16 or Windows-1252")


def _why_unknown(member: ExportMember) -> str:
    """What is wrong with a file that must be a table by its name."""
    kind = kind_named(member.name)
    if member.trouble:
        return member.trouble
    if kind is None:
        return "it has none of the headers of connections, invitations, contacts or messages"
    return f"it has no header of {kind} within its first {MOST_PREAMBLE} lines, such as {', '.join(HEADERS[kind])}"
