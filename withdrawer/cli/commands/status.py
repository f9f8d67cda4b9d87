"""`withdrawer status`: where things stand, without a browser."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command


@click.command(cls=Command)
@everywhere
def status(everywhere: Everywhere) -> int:
    """Say where things stand and what comes next. Opens no browser; works during a run, too."""
    from withdrawer.app.status import status as stand
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.status import status_shown

    return carry_out("status", everywhere, stand, status_shown, makes_home=False)
