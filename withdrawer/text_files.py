"""Reads files that the user names: small texts as UTF-8 or UTF-16, errors naming the line; `-` is standard input."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import msgspec

from withdrawer.errors import UsageError
from withdrawer.home import private_folder
from withdrawer.streams import STANDARD

Kind = TypeVar("Kind")

MOST_BYTES = 32 * 1024**2
"""Enough for ten thousand people; anything larger is neither a list nor settings."""
OTHER_FORMATS = {
    b"PK\x03\x04": "a spreadsheet (xlsx, ods), a document (docx) or another zip archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document (xls, doc)",
    b"%PDF": "a PDF",
    b"{\\rtf": "a document (RTF)",
    b"SQLite format 3": "a database",
    b"bplist": "a property list",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""By the first bytes of the file. Users may pass whatever their programs saved."""


@contextmanager
def piped_file(file: Path, folder: Path) -> Iterator[Path]:
    """Give a file's path; what is piped in for `-` is kept in this private folder for as long.

    Raises UsageError if nothing is piped in.
    """
    if str(file) != STANDARD:
        yield file
        return
    if sys.stdin.isatty():
        raise UsageError("Nothing is piped into standard input.", "Name the file instead of -. Nothing was changed.")
    with TemporaryDirectory(prefix="piped-", dir=private_folder(folder)) as private:
        copy = Path(private) / "standard input"
        with copy.open("wb") as written:
            copyfileobj(sys.stdin.buffer, written)
        yield copy


def read_text(file: Path, what: str) -> str:
    """Return the text of a file, or of standard input for `-`, without its BOM; `what` names it in messages.

    Raises UsageError naming the line that is not text, and FileNotFoundError if there is no such file.
    """
    try:
        with nullcontext(sys.stdin.buffer) if str(file) == STANDARD else file.open("rb") as binary:
            content = binary.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{what} can't be read: {reason}.", "Correct the file's name. Nobody was touched.") from error
    if len(content) > MOST_BYTES:
        raise UsageError(
            f"{what} is larger than {MOST_BYTES // 1024**2} MB.", "Name the right file. Nothing was opened."
        )
    for beginning, called in OTHER_FORMATS.items():
        if content.startswith(beginning):
            raise UsageError(
                f"{what} is {called}, and no text.",
                "Save it from its program as plain text, or a spreadsheet as “CSV UTF-8”. Nobody was touched.",
            )
    try:
        return content.decode(_encoding_of(content))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{what}, line {line}: not text in UTF-8 or UTF-16.",
            "Save it as a plain text file, or from a spreadsheet as “CSV UTF-8”. Nobody was touched.",
        ) from error


def _encoding_of(content: bytes) -> str:
    """Return the encoding. Spreadsheets save "Unicode text" as UTF-16, with or without a BOM; every other byte is 0."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if len(content) % 2 or content[:2] == b"\0\0" or b"\0" not in content[:2]:
        return "utf-8-sig"
    return "utf-16-be" if content[:1] == b"\0" else "utf-16-le"


def read_toml(
    file: Path, what: str, kind: type[Kind], hint: str, dec_hook: Callable[[type, Any], Any] | None = None
) -> Kind:
    """Return the settings in a TOML file, validated against `kind`; otherwise as `read_text`.

    Raises UsageError naming the key or the line, and FileNotFoundError if there is no such file.
    """
    text = read_text(file, what)
    try:
        return msgspec.toml.decode(text, type=kind, dec_hook=dec_hook)
    except (msgspec.DecodeError, ValueError, OverflowError) as error:
        if "escape" in str(error) or "hex value" in str(error):
            hint = "A backslash means something in double quotes: write the text in single quotes, or each one twice."
            raise UsageError(f"{what}: a backslash that can't be read: {error}", hint) from error
        raise UsageError(f"{what}: {error}", hint) from error
    except RecursionError as error:
        raise UsageError(f"{what}: it is nested deeper than anything that is meant well.", hint) from error
