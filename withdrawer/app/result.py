"""What a command gives back, for the document and the exit code."""

from dataclasses import dataclass, field
from typing import Any

from withdrawer.errors import Exit


@dataclass(frozen=True)
class Result:
    """What a command gives: its data and its exit code; `errors` hold a `message` and a `hint` each."""

    data: dict[str, Any]
    exit_code: Exit = Exit.DONE
    errors: list[dict[str, str]] = field(default_factory=list)
