"""`withdrawer resume`: clears a stop, after saying what was seen and what to do first."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command


@click.command(cls=Command)
@click.option("-y", "--yes", is_flag=True, help="Say that you have done what LinkedIn asked for.")
@everywhere
def resume(everywhere: Everywhere, *, yes: bool) -> int:
    """Continue after LinkedIn asked you for something.

    Says what LinkedIn showed, what to do first, and from when it continues.
    """
    from withdrawer.app.resume import resume as resume_run
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.status import resume_shown

    return carry_out("resume", everywhere, lambda at: resume_run(at, says_yes=yes), resume_shown, makes_home=False)
