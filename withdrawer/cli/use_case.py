"""Carries out a command: runs its use case in a context, shows the result, and returns the exit code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from withdrawer.app.context import CommandContext, is_named, open_context
from withdrawer.app.interruption import interruptible
from withdrawer.app.typed_input import Everywhere
from withdrawer.clock import Clock
from withdrawer.errors import AllowanceSpent, Interrupted, PageNotUnderstood, WithdrawerError
from withdrawer.home import is_home
from withdrawer.journal.journal import Journal
from withdrawer.show.envelope import Shown, instant, show, show_failure
from withdrawer.show.output import log_shown, print_to_stderr
from withdrawer.show.report import done_of, spent_words
from withdrawer.show.terminal import Terminal
from withdrawer.show.words import people
from withdrawer.zones import local_zone

if TYPE_CHECKING:
    from withdrawer.app.run import JobReport

Found = TypeVar("Found")


@dataclass
class Heard:
    """What a command has found, for the guide that carries it out; it is the click context's object."""

    found: list[object] = field(default_factory=list)


def is_guided() -> bool:
    """Return whether the guide carries out this command, and says itself what comes next."""
    context = click.get_current_context(silent=True)
    return context is not None and context.find_object(Heard) is not None


Render = Callable[[Found, CommandContext], Shown]


def carry_out(
    command: str,
    everywhere: Everywhere,
    work: Callable[[CommandContext], Found],
    render: Render[Found],
    *,
    last_words: str = "",
    given: Mapping[str, str] = MappingProxyType({}),
    document: Path | None = None,
    open_journal: Callable[[Path], Journal] = Journal.open,
    read_zone: Callable[[], tzinfo] = local_zone,
    makes_home: bool = True,
    is_quiet: bool = False,
) -> int:
    """Run a use case, show its result, and return the exit code.

    `last_words` are shown after an interruption: how to continue, unless the use case replaces them. `given` overrides
    the environment. With `document` the JSON goes to that file, and the normal text output remains. `makes_home` is
    False for a command that only reports; `is_quiet` suppresses all but questions.
    """
    last_words = last_words or f"Nothing was touched. To start again, type: withdrawer {command}"
    with log_shown(is_wanted=everywhere.verbose), interruptible(last_words) as interruption:

        def user_at(zone: tzinfo, clock: Clock) -> Terminal:
            return Terminal(zone, interruption.asking, is_quiet, clock, everywhere)

        try:
            with open_context(
                everywhere, interruption, user_at, given, open_journal, read_zone, makes_home=makes_home
            ) as at:
                tell_where_there_is_nothing(everywhere, at.home.folder)
                shown = _done(work, render, at)
        except Exception as error:
            if not (isinstance(error, Interrupted) or interruption.is_wanted):
                raise
            # An error that merely follows from the interruption, such as a lost driver, counts as one.
            interruption.hold_last_words()
            data = error.data if isinstance(error, WithdrawerError) else {}
            words, code = interruption.last_words, Interrupted.exit_code
            message = error.message if isinstance(error, Interrupted) else "Stopped."
            show_failure(message, words, code, is_json=everywhere.json, command=command, data=data)
            return code
    return show(command, shown, is_json=everywhere.json, document=document)


def _done(work: Callable[[CommandContext], Found], render: Render[Found], at: CommandContext) -> Shown:
    """Run the use case; if it fails, add its progress to the error. A spent allowance is not an error."""

    def data_of(found: Any) -> dict[str, Any]:
        return {} if found is None else render(found, at).data

    try:
        found = work(at)
        context = click.get_current_context(silent=True)
        if context is not None and (heard := context.find_object(Heard)) is not None:
            heard.found.append(found)
        return render(found, at)
    except AllowanceSpent as spent:
        words = f"withdrawer: {spent_words(spent, at.now, at.zone)}\n  {spent.hint}"
        return Shown(
            data_of(at.interruption.so_far()) | spent.data | {"opens_at": instant(spent.opens_at)}, message=words
        )
    except WithdrawerError as error:
        so_far = at.interruption.so_far()
        error.data = data_of(so_far) | error.data
        error.hint = f"{standing_words(error, so_far)} {error.hint}".strip()
        raise
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:
        at.interruption.check()
        from withdrawer.show.crashlog import unforeseen

        crash = unforeseen(error, at.home.crashes if at.is_made else None)
        crash.data = data_of(at.interruption.so_far())
        raise crash from error
    finally:
        at.user.stop()


def standing_words(error: WithdrawerError, found: "JobReport | None") -> str:
    """Return what had been done when an error ended the command; `found` is the report of its job, if it had one."""
    if found is not None:
        done, planned = done_of(found.standing)
        return f"So far {done:,} of {people(planned, 'person')} of the job are done."
    return "Nobody was touched." if isinstance(error, PageNotUnderstood) else ""


def tell_where_there_is_nothing(everywhere: Everywhere, folder: Path) -> None:
    """Report that an explicitly named folder is no home yet, since it may be mistyped."""
    if not is_home(folder) and is_named(everywhere):
        print_to_stderr(f"There is nothing of withdrawer in {folder} yet.")
