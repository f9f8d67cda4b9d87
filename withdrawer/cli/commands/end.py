"""`withdrawer end`: ends the open job permanently."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command


# No default from the environment or a file: what can't be undone must be typed.
@click.command(cls=Command)
@click.option("-y", "--yes", is_flag=True, help="Answer the question with yes beforehand.")
@everywhere
def end(everywhere: Everywhere, *, yes: bool) -> int:
    """End the open job for good. People who are left stay as they are; the schedule is removed.

    To pause instead, close the browser window that it opened, or press Ctrl-C: `withdrawer run` continues the job.
    """
    from withdrawer.app.end import end as end_job
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.run import end_shown

    return carry_out("end", everywhere, lambda at: end_job(at, says_yes=yes), end_shown, makes_home=False)
