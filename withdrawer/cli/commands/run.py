"""`withdrawer run`: undoes the selection, or continues the open job."""

from pathlib import Path

import click

from withdrawer.app.typed_input import Everywhere, Pacing, Selecting
from withdrawer.cli.named_files import refuse_question_while_reading
from withdrawer.cli.options import labels, pacing, plan_file, selecting, with_browser, without_time
from withdrawer.cli.settings import Command, option, typed_options


@click.command(cls=Command)
@selecting
@pacing
@labels
@plan_file
@option("-n", "--dry-run", is_flag=True, help="Say what this command would do, and touch nobody.")
@option("-y", "--yes", is_flag=True, help="Answer the ordinary questions with yes beforehand.")
@option("--new-job", is_flag=True, help="With --yes: start this selection in place of the open job.")
@with_browser
@click.pass_context
def run(
    context: click.Context,
    selecting: Selecting,
    pacing: Pacing,
    everywhere: Everywhere,
    *,
    label: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    plan: Path | None,
    new_job: bool,  # noqa: ARG001 - read through typed_options
) -> int:
    """Withdraw invitations and remove connections, after showing them and asking.

    Without a selection it continues the open job. The first three people are a trial, checked before the rest.

    \b
        withdrawer run --sent "yesterday"
        withdrawer run --since "yesterday 14:00" --until "yesterday 15:00"
        withdrawer run --plan blast.csv
        withdrawer run
    """
    from withdrawer.app.look import Look, RunOptions
    from withdrawer.app.plan_lists import Lists
    from withdrawer.app.run import Run
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.run import run_shown

    if not (yes or dry_run):
        refuse_question_while_reading(context)
    if plan is not None:
        selecting = without_time(selecting)
    options = RunOptions(selecting, pacing, Lists(plan=plan), label, typed_options(), says_yes=yes)
    return carry_out(
        "run",
        everywhere,
        lambda at: Run(Look(at, options)).start(is_dry_run=dry_run),
        run_shown,
        is_quiet=everywhere.quiet and yes,  # what a question depends on is always shown
    )
