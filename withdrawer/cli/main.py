"""The command line as a whole: finds the command, and turns every ending into a message and an exit code."""

import importlib
import keyword
import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import click
from click.shell_completion import CompletionItem

from withdrawer.cli.command_group import CommandGroup
from withdrawer.cli.options import everywhere_of
from withdrawer.cli.settings import is_set, origin_of
from withdrawer.command_list import COMMANDS, HIDDEN
from withdrawer.errors import Exit, WithdrawerError
from withdrawer.invocation import CURRENT, begin
from withdrawer.processes import keep_off_current_folder
from withdrawer.streams import prepare_streams


class Commands(CommandGroup):
    """The commands, each imported only when called: `--help` and Tab must not wait for the browser driver."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the command names in the order in which a user needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command with this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        name = f"{name}_" if keyword.iskeyword(name) else name
        command = getattr(importlib.import_module(f"withdrawer.cli.commands.{name}"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, words in COMMANDS.items() if name not in HIDDEN])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options that commands share apart from the program's own."""
        super().format_options(ctx, formatter)
        with formatter.section("Options of most commands, before or after the command"):
            formatter.write_dl(self.records(ctx, are_shared=True))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands, or the options, that begin like this; without importing any command."""
        commands = [
            CompletionItem(name, help=words)
            for name, words in COMMANDS.items()
            if name.startswith(incomplete) and name not in HIDDEN
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "-V", "--version", package_name="withdrawer", message="%(prog)s %(version)s")
@click.pass_context
def withdrawer(context: click.Context) -> int:
    """Undo an accidental blast of LinkedIn invitations.

    Withdraws the invitations that are still pending, removes the connections that came of them, and checks each one by
    reading the account back. Only people you have seen and confirmed are touched.

    \b
    To be led through all of it, type only:
        withdrawer
    First look, touching nobody:
        withdrawer login
        withdrawer preview
    Try it on an invented account:
        withdrawer demo
    Everything about one command:
        withdrawer help run
    """
    if context.invoked_subcommand is None:
        from withdrawer.cli.commands.guide import guide

        return guide(run, everywhere_of(context))
    return Exit.DONE


def run(arguments: Sequence[str], heard: object = None) -> int:
    """Run the command line and return the exit code. The user never sees a traceback.

    Files written from here on, including the browser's, are accessible only to their owner. The guide runs commands
    within itself: `heard` collects what they find.
    """
    os.umask(0o077)
    begin()
    keep_off_current_folder()
    prepare_streams()
    try:
        result = withdrawer.main(args=list(arguments), prog_name="withdrawer", standalone_mode=False, obj=heard)
        return int(result) if isinstance(result, int) else Exit.DONE
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        return stopped(arguments)
    except click.ClickException as error:
        return _ended(arguments, *_mistyped(error), Exit.USAGE)
    except WithdrawerError as error:
        return _ended(arguments, error.message, error.hint, error.exit_code, error.data)
    except Exception as error:  # noqa: BLE001 - the last place to suppress a traceback
        from withdrawer.show.crashlog import unforeseen

        told = unforeseen(error)
        return _ended(arguments, told.message, told.hint, told.exit_code)


def stopped(arguments: Sequence[str]) -> int:
    """Report that the user stopped before anything was done."""
    return _ended(arguments, "Stopped before anything was decided.", "", Exit.INTERRUPTED)


def _ended(
    arguments: Sequence[str], message: str, hint: str, code: Exit, data: Mapping[str, Any] = MappingProxyType({})
) -> int:
    from withdrawer.show.envelope import show_failure

    is_json = CURRENT.is_json or "--json" in arguments or is_set("WITHDRAWER_JSON")
    show_failure(message, hint, code, is_json=is_json, command=_command_of(arguments), data=data)
    return code


def _command_of(arguments: Sequence[str]) -> str:
    """Return the command's full name, or its first word if parsing failed before reaching it."""
    return CURRENT.command or next((argument for argument in arguments if argument in COMMANDS), "")


def _mistyped(error: click.ClickException) -> tuple[str, str]:
    """Return what is wrong with the command line, and where to look."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return _missing_command(error)
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "withdrawer"
    return error.format_message(), f"See `{path} --help`."


def _missing_command(error: click.exceptions.NoArgsIsHelpError) -> tuple[str, str]:
    """Return the message for a group typed without a subcommand."""
    group = error.ctx.command if error.ctx else None
    names = group.list_commands(error.ctx) if isinstance(group, click.Group) and error.ctx else []
    path = error.ctx.command_path if error.ctx else "withdrawer"
    return f"`{path}` needs a second word: {', '.join(names)}.", f"See `{path} --help`."


def _bad_value(error: click.BadParameter) -> tuple[str, str]:
    """Return what is wrong with a value, and where it comes from: typed, the environment or the settings."""
    hint = error.ctx.command_path if error.ctx else "withdrawer"
    origin = origin_of(error)
    message = f"{origin}: {error.message}" if origin else error.format_message()
    if error.param is not None and isinstance(error.param.type, click.types.BoolParamType):
        message = f"{origin}: write 1 for yes or 0 for no (in config.toml true or false)."
    return message, "Correct it, or delete it." if origin else f"See `{hint} --help`."
