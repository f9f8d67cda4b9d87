"""The JSON document that every command gives with `--json`: versioned, keys may be added but never changed."""

import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from withdrawer.errors import Exit
from withdrawer.escape import escaped
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO

STATUS = {Exit.DONE: "success", Exit.PARTIAL: "partial", Exit.WALL: "stopped", Exit.INTERRUPTED: "stopped"}


@dataclass(frozen=True)
class Envelope:
    """One command's result. `errors` hold a `message` and a `hint` each."""

    command: str
    exit_code: int = Exit.DONE
    data: dict[str, Any] = field(default_factory=dict)
    errors: list[dict[str, str]] = field(default_factory=list)


def write_envelope(envelope: Envelope) -> None:
    """Write the document to stdout, and nothing else."""
    text = document_text(envelope)
    can_hold_all = "utf" in (sys.stdout.encoding or "utf").lower()
    sys.stdout.write(text if can_hold_all else escaped(text, is_ascii=True))
    sys.stdout.flush()


def document_text(envelope: Envelope) -> str:
    """The document, harmless where a terminal shows it, and lossless: what can't be seen is escaped (RFC 8259, 7)."""
    document = {
        "schema_version": 1,
        "command": envelope.command,
        "status": STATUS.get(Exit(envelope.exit_code), "error"),
        "exit_code": int(envelope.exit_code),
        "data": envelope.data,
        "errors": envelope.errors,
    }
    text = json.dumps(document, indent=2, ensure_ascii=False)
    return escaped(text) + "\n"


def instant(at: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC; None for an open end."""
    if at is None or at in (FOREVER_AGO, FAR_AHEAD):
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
