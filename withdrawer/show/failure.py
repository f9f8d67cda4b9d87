"""The one way in which a command says that it could not go on."""

import sys

from withdrawer.errors import Exit


def show_failure(message: str, hint: str, code: Exit, *, is_json: bool, command: str) -> None:
    """Say what is wrong and what to do, on stderr; with `--json` also as the document on stdout."""
    lines = [f"withdrawer: {message}", *([f"  {hint}"] if hint else [])]
    print_to_stderr("\n".join(lines))
    if is_json:
        from withdrawer.show.envelope import Envelope, write_envelope

        write_envelope(Envelope(command=command, exit_code=code, errors=[{"message": message, "hint": hint}]))


def print_to_stderr(text: str) -> None:
    """Write a line for a person; a terminal that has been closed is no error."""
    from withdrawer.show.output import cut
    from withdrawer.show.text import safe

    try:
        sys.stderr.write("\n".join(cut(safe(line)) for line in text.split("\n")) + "\n")
        sys.stderr.flush()
    except OSError:
        return
