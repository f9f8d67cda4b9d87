"""`withdrawer history`: lists what was done, person by person."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import COUNT, everywhere
from withdrawer.cli.settings import Command, option


@click.command(cls=Command)
@option("--limit", type=COUNT, default=50, show_default=True, metavar="N", help="At most so many.")
@everywhere
def history(everywhere: Everywhere, *, limit: int) -> int:
    """List what was done and found, newest first. Opens no browser."""
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.history import history_shown

    return carry_out(
        "history",
        everywhere,
        lambda at: at.journal.acts.history(at.account, limit) if at.account else [],
        history_shown,
        makes_home=False,
    )
