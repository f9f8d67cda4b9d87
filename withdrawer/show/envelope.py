"""The JSON document that every command gives with `--json`: versioned, keys may be added but never changed."""

import re
import sys
from datetime import UTC, datetime
from typing import Any

import msgspec

from withdrawer.errors import Exit
from withdrawer.plan.spans import FAR_AHEAD, FOREVER_AGO
from withdrawer.show.text import BIDI_CONTROLS

OBEYED = re.compile(f"[\x7f-\x9f{''.join(sorted(BIDI_CONTROLS))}]")
STATUS = {Exit.DONE: "success", Exit.PARTIAL: "partial", Exit.WALL: "stopped", Exit.INTERRUPTED: "stopped"}


class Envelope(msgspec.Struct, frozen=True):
    """One command's result. `errors` hold a `message` and a `hint` each."""

    command: str
    exit_code: int = Exit.DONE
    data: dict[str, Any] = {}
    errors: list[dict[str, str]] = []


def write_envelope(envelope: Envelope) -> None:
    """Write the document to stdout, and nothing else."""
    sys.stdout.write(document_text(envelope))
    sys.stdout.flush()


def document_text(envelope: Envelope) -> str:
    """The document, harmless where a terminal shows it."""
    document = {
        "schema_version": 1,
        "command": envelope.command,
        "status": STATUS.get(Exit(envelope.exit_code), "error"),
        "exit_code": int(envelope.exit_code),
        "data": envelope.data,
        "errors": envelope.errors,
    }
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    # JSON leaves these as they are, but a terminal obeys them; names that strangers wrote may hold any.
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def instant(at: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC; None for an open end."""
    if at is None or at in (FOREVER_AGO, FAR_AHEAD):
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
