"""`withdrawer completion`: the script with which a shell completes withdrawer's commands at the Tab key."""

import click
from click.shell_completion import ShellComplete, get_completion_class

from withdrawer.cli.settings import Command

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_WITHDRAWER_COMPLETE"


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, *, shell: str) -> None:
    """Print a script with which your shell completes commands, options and accounts when you press the Tab key.

    To install it, have your shell read it at each start. Type the line for your shell once, then open a new terminal.

    \b
    bash (4.4 or newer):
        withdrawer completion bash > ~/.withdrawer-completion
        echo ". ~/.withdrawer-completion" >> ~/.bashrc
    zsh:
        withdrawer completion zsh > ~/.withdrawer-completion
        echo ". ~/.withdrawer-completion" >> ~/.zshrc
    fish:
        withdrawer completion fish > ~/.config/fish/completions/withdrawer.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    made = kind(context.find_root().command, {}, "withdrawer", VARIABLE)
    # Not `made.source()`: bash's starts bash to see its version, and the script may be for another machine.
    click.echo(ShellComplete.source(made))
