"""`withdrawer status`: where things stand, from the journal alone."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command


@click.command(cls=Command)
@everywhere
def status(everywhere: Everywhere) -> int:
    """Say where things stand and what comes next. Opens no browser; can be asked while a run goes on."""
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.standing import tell_standing

    return carry_out("status", everywhere, lambda at, _: tell_standing(at), makes_home=False)
