"""The one way in which a command says that it could not go on."""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from withdrawer.errors import Exit


def show_failure(
    message: str, hint: str, code: Exit, *, is_json: bool, command: str, data: Mapping[str, Any] = MappingProxyType({})
) -> None:
    """Say what is wrong and what to do, on stderr; with `--json` also as the document on stdout, with `data`."""
    lines = [f"withdrawer: {message}", *([f"  {hint}"] if hint else [])]
    print_to_stderr("\n".join(lines))
    if is_json:
        from withdrawer.invocation import CURRENT
        from withdrawer.show.envelope import Envelope, write_envelope

        errors = [{"message": CURRENT.complete(message), "hint": CURRENT.complete(hint)}]
        write_envelope(Envelope(command=command, exit_code=code, data=dict(data), errors=errors))


def print_to_stderr(text: str) -> None:
    """Write a line for a person; a terminal that has been closed is no error."""
    from withdrawer.escape import safe
    from withdrawer.invocation import CURRENT
    from withdrawer.show.output import cut

    try:
        sys.stderr.write("\n".join(cut(safe(line)) for line in CURRENT.complete(text).split("\n")) + "\n")
        sys.stderr.flush()
    except OSError:
        return
