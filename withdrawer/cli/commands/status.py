"""`withdrawer status`: where things stand, without a browser. The bare command also offers the next step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command
from withdrawer.errors import Exit

if TYPE_CHECKING:
    from withdrawer.app.context import CommandContext
    from withdrawer.app.status import AccountStatus


@click.command(cls=Command)
@everywhere
def status(everywhere: Everywhere) -> int:
    """Say where things stand and what comes next. Opens no browser; can be asked while a run goes on."""
    from withdrawer.app.status import status as stand
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.status import status_shown

    return carry_out("status", everywhere, stand, status_shown, makes_home=False)


def next_step(run: Callable[[Sequence[str]], int], everywhere: Everywhere) -> int:
    """Show the status; on a terminal, offer to carry out the next command by passing its arguments to `run`."""
    from withdrawer.app.interruption import Interruption
    from withdrawer.app.status import status as stand
    from withdrawer.app.user import DoNext
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.status import status_shown
    from withdrawer.show.terminal import Terminal

    following: list[str] = []

    def work(at: "CommandContext") -> "AccountStatus":
        found = stand(at)
        following.append(found.next_command)
        return found

    code = carry_out("", everywhere, work, status_shown, makes_home=False)
    user = Terminal(asking=Interruption().asking)
    command = following[0] if following else ""
    if code != Exit.DONE or everywhere.json or not command or not user.can_answer or not user.ask(DoNext(command)):
        return code
    return run([*command.split()[1:], *everywhere.words])
