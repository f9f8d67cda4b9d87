"""Small text files that somebody wrote: read as UTF-8, or refused with the file and the line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from withdrawer.errors import UsageError

Kind = TypeVar("Kind")

MOST_BYTES = 32 * 1024**2
"""Ten thousand people come to one; what is larger is no list and no settings."""


def read_text(file: Path, what: str) -> str:
    """The text of a file; `what` names it in messages. A mark at its start (BOM) is left away.

    Raises UsageError that says which line is no text, and FileNotFoundError where there is no such file.
    """
    try:
        with file.open("rb") as binary:
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
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{what}, line {line}: no text in UTF-8.",
            "Save it as a plain text file, or from a spreadsheet as “CSV UTF-8”. Nobody was touched.",
        ) from error


def read_toml(
    file: Path, what: str, kind: type[Kind], hint: str, dec_hook: Callable[[type, Any], Any] | None = None
) -> Kind:
    """The settings in a TOML file, checked against `kind`; the rest as `read_text` has it.

    Raises UsageError that names the key or the line, and FileNotFoundError where there is no such file.
    """
    text = read_text(file, what)
    try:
        return msgspec.toml.decode(text, type=kind, dec_hook=dec_hook)
    except (msgspec.DecodeError, ValueError, OverflowError) as error:
        raise UsageError(f"{what}: {error}", hint) from error
    except RecursionError as error:
        raise UsageError(f"{what}: it is nested deeper than anything that is meant well.", hint) from error
