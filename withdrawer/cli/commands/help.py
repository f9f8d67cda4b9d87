"""`withdrawer help`: the help of a command, as its own `--help` gives it."""

import click

from withdrawer.cli.command_group import unknown_command
from withdrawer.cli.settings import Command
from withdrawer.errors import UsageError


@click.command(cls=Command)
@click.argument("words", nargs=-1, metavar="[COMMAND [SUBCOMMAND]]")
@click.pass_context
def help(context: click.Context, *, words: tuple[str, ...]) -> None:  # noqa: A001 - the name of the command
    """Show the help of a command, as `--help` after it does.

    \b
        withdrawer help
        withdrawer help run
        withdrawer help schedule install
    """
    root = context.find_root()
    command, at = root.command, root
    for number, word in enumerate(words):
        if not isinstance(command, click.Group):
            path = " ".join(["withdrawer", *words[:number]])
            raise UsageError(f"`{path}` has no second word, such as {word}.", f"Type: withdrawer help {words[0]}")
        found = command.get_command(at, word)
        if found is None:
            raise unknown_command(words[:number], word, command.list_commands(at))
        command, at = found, click.Context(found, info_name=word, parent=at)
    click.echo(command.get_help(at))
