"""How a command that works on an account is carried out: signals heard, its result shown, its exit code given."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import tzinfo
from pathlib import Path
from types import MappingProxyType

import click

from withdrawer.app.context import CommandContext, desk, is_named
from withdrawer.app.interruption import Interruption, interruptible
from withdrawer.app.result import Result
from withdrawer.app.typed_input import Everywhere
from withdrawer.errors import AllowanceSpent, Interrupted, WithdrawerError
from withdrawer.home import is_home, private_file
from withdrawer.journal.journal import Journal
from withdrawer.show.envelope import Envelope, document_text, instant, write_envelope
from withdrawer.show.failure import print_to_stderr, show_failure
from withdrawer.show.report import spent_words
from withdrawer.zones import local_zone


@contextmanager
def _as_interrupted(interruption: Interruption) -> Iterator[None]:
    """An error that only came of the person's end, such as a driver that a signal took away, is that end."""
    try:
        yield
    except Exception:
        interruption.check()
        raise


def _worked(
    work: Callable[[CommandContext, Interruption], Result], at: CommandContext, interruption: Interruption
) -> Result:
    """Do the work; where it can't go on, its error tells how far it came. A spent allowance is no error."""
    try:
        return work(at, interruption)
    except AllowanceSpent as spent:
        print_to_stderr(f"withdrawer: {spent_words(spent, at.now, at.zone)}\n  {spent.hint}")
        return Result(interruption.so_far() | spent.data | {"opens_at": instant(spent.opens_at)})
    except WithdrawerError as error:
        error.data = interruption.so_far() | error.data
        raise
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:
        interruption.check()
        from withdrawer.show.crashlog import unforeseen

        crash = unforeseen(error, at.home.crashes if at.is_made else None)
        crash.data = interruption.so_far()
        raise crash from error


def tell_where_there_is_nothing(everywhere: Everywhere, folder: Path) -> None:
    """Say so where a place was named, which may be mistyped."""
    if not is_home(folder) and is_named(everywhere):
        print_to_stderr(f"There is nothing of withdrawer in {folder} yet.")


def _telling(*, is_wanted: bool) -> AbstractContextManager[None]:
    if not is_wanted:
        return nullcontext()
    from withdrawer.show.verbose import telling

    return telling()


def carry_out(
    command: str,
    everywhere: Everywhere,
    work: Callable[[CommandContext, Interruption], Result],
    *,
    words: str = "",
    given: Mapping[str, str] = MappingProxyType({}),
    document: Path | None = None,
    open_journal: Callable[[Path], Journal] = Journal.open,
    read_zone: Callable[[], tzinfo] = local_zone,
    makes_home: bool = True,
) -> int:
    """Do a command's work in its context and give its exit code.

    `words` are said after an interruption: how to go on, unless the work puts others in their place. `given` goes
    before the environment. With `document` the JSON goes into that file, and people are spoken to as without it.
    `makes_home` is False for a command that only tells what there is.
    """

    def _opened() -> AbstractContextManager[CommandContext]:
        return desk(everywhere, given, open_journal, read_zone, makes_home=makes_home)

    words = words or f"Nothing was touched. To start again, type: withdrawer {command}"
    with _telling(is_wanted=everywhere.verbose), interruptible(words) as interruption:
        try:
            with _as_interrupted(interruption), _opened() as at:
                tell_where_there_is_nothing(everywhere, at.home.folder)
                result = _worked(work, at, interruption)
        except Interrupted as error:
            interruption.hold_last_words()
            show_failure(
                error.message,
                interruption.last_words,
                error.exit_code,
                is_json=everywhere.json,
                command=command,
                data=error.data,
            )
            return error.exit_code
    envelope = Envelope(command, result.exit_code, result.data, result.errors)
    if document is not None:
        private_file(document).write_text(document_text(envelope), encoding="utf-8")
    elif everywhere.json:
        write_envelope(envelope)
    return result.exit_code
