"""`withdrawer resume`: clears a stop, after saying what was seen and what to do first."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command


@click.command(cls=Command)
@click.option("-y", "--yes", is_flag=True, help="You have done what is asked first.")
@everywhere
def resume(everywhere: Everywhere, *, yes: bool) -> int:
    """Go on after LinkedIn wanted you: says what was seen, what to do first, and from when it goes on."""
    from withdrawer.app.resume import resume as resume_run
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.status import resume_shown

    return carry_out("resume", everywhere, lambda at: resume_run(at, says_yes=yes), resume_shown, makes_home=False)
