"""`withdrawer schedule`: go on with the confirmed job day after day, by the system's own scheduler."""

import click

from withdrawer.cli.options import Everywhere, everywhere, option
from withdrawer.schedule.backends.base import BackendName

DEFAULT_DELAY_MINUTES = 30


@click.group()
def schedule() -> None:
    """Go on with the confirmed job every day, until it is finished.

    The system's own scheduler starts `withdrawer schedule run`: a systemd user timer, a launchd agent, cron, or the
    Windows Task Scheduler. When the job is done it takes itself off.
    """


@schedule.command()
@option("--at", default="10:30", show_default=True, metavar="TIME", help="When, in your own time zone.")
@option("--days", default="daily", show_default=True, metavar="DAYS", help="On which: mon-fri, or sat,sun.")
@option(
    "--delay",
    type=click.IntRange(0, 240),
    default=DEFAULT_DELAY_MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="Start up to so much later, by chance.",
)
@option("--backend", type=click.Choice([name.value for name in BackendName]), help="How, if not as suits this machine.")
@option("-n", "--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@option("-y", "--yes", is_flag=True, help="Answer the question with yes beforehand.")
@everywhere
def install(
    everywhere: Everywhere, *, at: str, days: str, delay: int, backend: str | None, dry_run: bool, yes: bool
) -> int:  # fmt: skip
    """Show exactly what would be written, ask, and write it. Needs a job that you have confirmed.

    \b
        withdrawer schedule install
        withdrawer schedule install --at 9:15 --days mon-fri
    """
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.installing import Installing
    from withdrawer.schedule.times import read_times

    name = BackendName(backend) if backend else None
    times = read_times(at, days)
    return carry_out(
        "schedule install",
        everywhere,
        lambda desk, interruption: Installing(desk, interruption, times, delay, name, yes).work(is_dry_run=dry_run),
    )


@schedule.command()
@everywhere
def show(everywhere: Everywhere) -> int:
    """Say when it last ran, how that ended, and when it runs next."""
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.scheduling import show_schedule

    return carry_out("schedule show", everywhere, lambda desk, _: show_schedule(desk))


@schedule.command()
@everywhere
def remove(everywhere: Everywhere) -> int:
    """Take out all of it. The job stays, and `withdrawer run` goes on with it."""
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.scheduling import remove_schedule

    return carry_out("schedule remove", everywhere, lambda desk, _: remove_schedule(desk))


@schedule.command()
@click.option("--if-missed", is_flag=True, help="Only where a planned start has gone by unheard.")
@click.option(
    "--variable",
    "variables",
    multiple=True,
    metavar="NAME=VALUE",
    help="What a scheduler that can't set variables tells. Repeatable.",
)
@everywhere
def run(everywhere: Everywhere, *, if_missed: bool, variables: tuple[str, ...]) -> int:  # fmt: skip
    """What the scheduler starts: go on with the confirmed job, and with nothing else.

    It takes no selection and asks nothing. What it did is in `schedule show`, in `status`, and in schedule.log in the
    home, without names.
    """
    import os
    from dataclasses import replace

    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.desk import Desk
    from withdrawer.cli.interruption import Interruption
    from withdrawer.cli.logbook import Logbook
    from withdrawer.cli.result import Result
    from withdrawer.cli.scheduled import Scheduled
    from withdrawer.schedule.entry import read_variables
    from withdrawer.show.notification import notify

    os.environ.update(read_variables(variables))

    def work(at: Desk, interruption: Interruption) -> Result:
        return Scheduled(at, interruption, Logbook(at, notify, everywhere.quiet)).work(if_missed=if_missed)

    return carry_out(
        "schedule run",
        replace(everywhere, quiet=True),  # its progress and its report name people
        work,
        words="The schedule stays as it is. What was done is in the journal, and nothing is done twice.",
    )
