"""Groups of commands: options that all commands share are heard before a command too, and a typo is answered."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NoReturn

import click

from withdrawer.cli.options import shared_options
from withdrawer.cli.settings import BEFORE, OPTIONS, command_words, refuse_twice
from withdrawer.errors import UsageError

RENAMED = {
    "archive": ("`archive` is called `import` now.", "Type: withdrawer import FILE"),
    "record": ("`record` is called `save-page` now.", "Type: withdrawer save-page"),
    "accounts": ("There is no command `accounts`.", "The accounts that there are: withdrawer status"),
    "version": ("There is no command `version`.", "Type: withdrawer --version"),
    **dict.fromkeys(
        ("withdraw", "undo", "start", "continue"),
        (
            "withdrawer undoes people with `run`.",
            "See first who they are: withdrawer preview. Then type: withdrawer run",
        ),
    ),
    **dict.fromkeys(
        ("stop", "pause"),
        (
            "Do you want to pause, or to end the job? Nothing was done.",
            "To pause a run, press Ctrl-C in its terminal, or close the browser window that it opened: withdrawer run "
            "continues later. "
            "To end the job for good: withdrawer end",
        ),
    ),
}
"""Commands that had another name, or that people may expect: what to say, and what to type."""


class CommandGroup(click.Group):
    """Commands under one word. Shared options typed before the command are handed on to it."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += [_before(param) for param in shared_options()]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, and the options that only count before one; what commands share, their own help lists."""
        self.format_commands(ctx, formatter)
        with formatter.section(OPTIONS):
            formatter.write_dl(self.records(ctx, are_shared=False))

    def records(self, ctx: click.Context, *, are_shared: bool) -> list[tuple[str, str]]:
        """Return what `--help` says of the shared options, or of the others."""
        params = [param for param in self.get_params(ctx) if (param.callback is remember) is are_shared]
        return [record for param in params if (record := param.get_help_record(ctx)) is not None]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command. Raises UsageError that names the nearest one."""
        name = args[0]
        if name.startswith("-") and not ctx.resilient_parsing:
            _refuse_option(ctx, name, args[1:])
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            raise unknown_command(command_words(ctx), name, self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what stands before the command. Raises UsageError for an option that belongs after it."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            _refuse_option(ctx, error.option_name, args)


def unknown_command(before: tuple[str, ...], name: str, known: Iterable[str]) -> UsageError:
    """Return the error for a command that there is not; `before` are the words in front of it."""
    if not before and name in RENAMED:
        return UsageError(*RENAMED[name])
    path = " ".join(["withdrawer", *before])
    near = get_close_matches(name, list(known), 1)
    hint = f"Did you mean: {path} {near[0]}" if near else f"All of them: {' '.join(['withdrawer help', *before])}"
    return UsageError(f"There is no command `{path} {name}`.", hint)


def _refuse_option(ctx: click.Context, name: str, args: list[str]) -> NoReturn:
    """Say where an option belongs that no group has."""
    path = " ".join(["withdrawer", *command_words(ctx)])
    group = ctx.command
    names = group.list_commands(ctx) if isinstance(group, click.Group) else []
    following = next((word for word in args if word in names), None)
    if following is None:
        raise UsageError(f"`{path}` has no option {name}.", f"See: {path} --help")
    raise UsageError(
        f"{name} is before the command, where only options that all commands share may be.",
        f"Options of one command go after it: {path} {following} {name}",
    )


def _before(param: click.Option) -> click.Option:
    """Return a shared option as it is heard before a command: as typed, to be parsed by the command itself."""
    names = "/".join((param.opts[-1], *param.secondary_opts))
    return click.Option(
        [*param.opts[:-1], names, str(param.name)],
        is_flag=param.is_flag,
        default=None,
        metavar=param.metavar,
        help=param.help,
        hidden=param.hidden,
        expose_value=False,
        callback=remember,
        shell_complete=lambda ctx, _, incomplete: param.shell_complete(ctx, incomplete),
    )


def remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Remember what was typed, for the command. Raises UsageError for two different values."""
    if ctx.get_parameter_source(str(param.name)) is not click.core.ParameterSource.COMMANDLINE:
        return
    before: dict[str, Any] = ctx.meta.setdefault(BEFORE, {})
    refuse_twice(param, before.get(str(param.name), value), value)
    before[str(param.name)] = value
