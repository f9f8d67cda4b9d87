"""How a command that works on an account is carried out: signals heard, its result shown, its exit code given."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from withdrawer.cli.desk import Desk, desk
from withdrawer.cli.interruption import Interruption, interruptible
from withdrawer.cli.options import Everywhere
from withdrawer.cli.undoing import Result
from withdrawer.errors import Interrupted
from withdrawer.show.envelope import Envelope, write_envelope
from withdrawer.show.failure import print_to_stderr, show_failure

GO_ON = "Stopped. What was done is in the journal, and nothing is done twice. To go on, type: withdrawer {command}"


@contextmanager
def _as_interrupted(interruption: Interruption) -> Iterator[None]:
    """An error that only came of the person's end, such as a driver that a signal took away, is that end."""
    try:
        yield
    except Exception:
        interruption.check()
        raise


def carry_out(
    command: str,
    everywhere: Everywhere,
    work: Callable[[Desk, Interruption], Result],
    *,
    go_on: str = "",
) -> int:
    """Do a command's work at its desk and give its exit code; `go_on` is what to type after an interruption."""
    words = GO_ON.format(command=go_on or command)
    with interruptible(lambda: print_to_stderr(f"\n{words}")) as interruption:
        try:
            with _as_interrupted(interruption), desk(everywhere) as at:
                result = work(at, interruption)
        except Interrupted as error:
            interruption.hold_last_words()
            show_failure(error.message, words, error.exit_code, is_json=everywhere.json, command=command)
            return error.exit_code
    if everywhere.json:
        write_envelope(Envelope(command=command, exit_code=result.exit_code, data=result.data))
    return result.exit_code
