"""The JSON document that every command writes with `--json`: versioned; keys may be added but never changed."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from withdrawer.errors import Exit
from withdrawer.escape import escaped
from withdrawer.home import private_file
from withdrawer.invocation import CURRENT
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO
from withdrawer.show.output import print_lines, print_to_stderr

STATUS = {Exit.DONE: "success", Exit.PARTIAL: "partial", Exit.WALL: "stopped", Exit.INTERRUPTED: "stopped"}


@dataclass(frozen=True)
class Shown:
    """A command's result: `data` and `errors` go into the document, `lines` are printed without it.

    `message` goes to standard error either way. Each of `errors` has a `message` and a `hint`.
    """

    data: dict[str, Any]
    lines: Sequence[str] = ()
    message: str = ""
    exit_code: int = Exit.DONE
    errors: list[dict[str, str]] = field(default_factory=list)


def show(command: str, shown: Shown, *, is_json: bool, document: Path | None = None) -> int:
    """Write a command's result and return its exit code; with `document` the JSON goes to that file."""
    if shown.message:
        print_to_stderr(shown.message)
    if is_json and document is None:
        write_document(command, shown)
    else:
        print_lines(shown.lines)
    if document is not None:
        private_file(document).write_text(document_text(command, shown), encoding="utf-8")
    return shown.exit_code


def write_document(command: str, shown: Shown) -> None:
    """Write the document, and nothing else, to standard output."""
    text = document_text(command, shown)
    can_hold_all = "utf" in (sys.stdout.encoding or "utf").lower()
    sys.stdout.write(text if can_hold_all else escaped(text, is_ascii=True))
    sys.stdout.flush()


def show_failure(
    message: str, hint: str, code: Exit, *, is_json: bool, command: str, data: Mapping[str, Any] = MappingProxyType({})
) -> None:
    """Report on standard error why a command failed and what to do; with `--json` also as the document."""
    print_to_stderr("\n".join([f"withdrawer: {message}", *([f"  {hint}"] if hint else [])]))
    if is_json:
        errors = [{"message": CURRENT.complete(message), "hint": CURRENT.complete(hint)}]
        write_document(command, Shown(dict(data), exit_code=code, errors=errors))


def document_text(command: str, shown: Shown) -> str:
    """Return the document, lossless and safe to show on a terminal: invisible characters are escaped (RFC 8259, 7)."""
    document = {
        "schema_version": 1,
        "command": command,
        "status": STATUS.get(Exit(shown.exit_code), "error"),
        "exit_code": int(shown.exit_code),
        "data": shown.data,
        "errors": shown.errors,
    }
    text = json.dumps(document, indent=2, ensure_ascii=False)
    return escaped(text) + "\n"


def instant(at: datetime | None) -> str | None:
    """Return an instant as ISO 8601 in UTC; None for an open end."""
    if at is None or at in (FOREVER_AGO, FAR_AHEAD):
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
