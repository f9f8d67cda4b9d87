"""`withdrawer end`: ends the open job for good."""

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command


# No default from the environment or a file: what can't be undone is typed.
@click.command(cls=Command)
@click.option("-y", "--yes", is_flag=True, help="Answer the question with yes beforehand.")
@everywhere
def end(everywhere: Everywhere, *, yes: bool) -> int:
    """End the open job for good. Whoever is left in it stays as they are; the schedule is taken out.

    To pause instead, just close the window or press Ctrl-C: `withdrawer run` continues with the job.
    """
    from withdrawer.app.context import CommandContext
    from withdrawer.app.end import end_job
    from withdrawer.app.interruption import Interruption
    from withdrawer.app.result import Result
    from withdrawer.cli.carrying import carry_out
    from withdrawer.journal.records import JobState
    from withdrawer.show.data import standing_data
    from withdrawer.show.output import print_lines
    from withdrawer.show.report import report_lines
    from withdrawer.show.terminal import Terminal
    from withdrawer.undo.job_progress import standing_of

    def work(at: CommandContext, interruption: Interruption) -> Result:
        account = at.journal.accounts.current()
        job = at.journal.jobs.open_job(account) if account else None
        if account is None or job is None:
            if not at.everywhere.json:
                print_lines(["No job is open, so there is nothing to end. See: withdrawer status"])
            return Result({"job": None})
        user = Terminal(at.zone, interruption.asking)
        standing = standing_of(at.journal, account, job, at.now)
        job = end_job(at.journal, at.home, standing, user, says_yes=yes)
        standing = standing_of(at.journal, account, job, at.now)
        if job.state is not JobState.OPEN and not at.everywhere.json:
            print_lines(report_lines(standing, at.zone, ""))
        return Result(standing_data(account, standing))

    return carry_out("end", everywhere, work, makes_home=False)
