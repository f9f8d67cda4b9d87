"""`withdrawer login`: the user signs in, in withdrawer's own browser."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import with_browser
from withdrawer.cli.settings import Command


@click.command(cls=Command)
@click.option("--same-member", is_flag=True, help="You have another profile address now; the journal stays yours.")
@with_browser
def login(everywhere: Everywhere, *, same_member: bool) -> int:
    """Sign in to LinkedIn, in a browser of withdrawer's own.

    The session stays in a private folder on this machine. Your own browser and its profile are not touched.
    """
    from withdrawer.app.login import SignIn
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.data import login_shown

    return carry_out("login", everywhere, lambda at: SignIn(at, same_member).login(), login_shown)
