"""`withdrawer config`: shows the settings that hold, and where they come from."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.command_group import CommandGroup
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import FILE, Command


@click.group(cls=CommandGroup)
def config() -> None:
    """Show your settings, and where they come from.

    A setting is an option that you don't want to type each time. It stands in the file config.toml, in the table of
    its command, or in an environment variable. What you type counts most, then the variable, then the file.

    \b
        withdrawer config path
        withdrawer config show
    """


@config.command(cls=Command)
@everywhere
@click.pass_context
def show(context: click.Context, everywhere: Everywhere) -> int:
    """Show every setting, its value, and where it comes from."""
    from withdrawer.cli.setting_sources import settings_of
    from withdrawer.show.config import config_shown
    from withdrawer.show.envelope import show as write

    root = context.find_root().command
    assert isinstance(root, click.Group)
    file = context.meta[FILE]
    return write("config show", config_shown(file, settings_of(root, everywhere, file)), is_json=everywhere.json)


@config.command(cls=Command)
@everywhere
@click.pass_context
def path(context: click.Context, everywhere: Everywhere) -> int:
    """Show where the settings file is. You can make it with any text editor."""
    from withdrawer.show.config import path_shown
    from withdrawer.show.envelope import show as write

    return write("config path", path_shown(context.meta[FILE]), is_json=everywhere.json)
