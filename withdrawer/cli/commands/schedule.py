"""`withdrawer schedule`: continues the confirmed job day after day, through the system's own scheduler."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from withdrawer.app.typed_input import Everywhere, Pacing, Selecting
from withdrawer.cli.command_group import CommandGroup
from withdrawer.cli.options import everywhere, headed, with_browser
from withdrawer.cli.settings import Command, option, typed_options
from withdrawer.errors import UsageError
from withdrawer.invocation import CURRENT, begin
from withdrawer.schedule.backends.base import BackendName

if TYPE_CHECKING:
    from withdrawer.schedule.state import Schedule

DEFAULT_DELAY_MINUTES = 30


@click.group(cls=CommandGroup)
def schedule() -> None:
    """Continue the confirmed job every day, until it is finished; with a tidy wish, look after that as well.

    The system's own scheduler starts `withdrawer schedule run`: a systemd user timer, a launchd agent, cron, or the
    Windows Task Scheduler. When the job is done it removes itself.
    """


@schedule.command(cls=Command)
@option("--at", default="10:30", show_default=True, metavar="TIME", help="When, in your own time zone.")
@option("--days", default="daily", show_default=True, metavar="DAYS", help="On which: mon-fri, or sat,sun.")
@option(
    "--delay",
    type=click.IntRange(0, 240),
    default=DEFAULT_DELAY_MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="Wait a random time of up to this long first.",
)
@option(
    "--backend",
    type=click.Choice([name.value for name in BackendName]),
    help="Which scheduler to use.  [default: the one this system has]",
)
@option("-n", "--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@option("-y", "--yes", is_flag=True, help="Answer the question with yes beforehand.")
@headed
@everywhere
def install(
    everywhere: Everywhere, *, at: str, days: str, delay: int, backend: str | None, dry_run: bool, yes: bool
) -> int:  # fmt: skip
    """Say what will be started, ask, and set it up. Needs a job that you have confirmed, or a tidy wish.

    \b
        withdrawer schedule install
        withdrawer schedule install --at 9:15 --days mon-fri
    """
    from withdrawer.app.installation import Installer
    from withdrawer.cli.use_case import carry_out
    from withdrawer.schedule.times import read_times
    from withdrawer.show.schedule import install_shown

    name = BackendName(backend) if backend else None
    times = read_times(at, days)
    return carry_out(
        "schedule install",
        everywhere,
        lambda desk: Installer(desk, times, delay, name, yes).install(is_dry_run=dry_run),
        install_shown,
        makes_home=not dry_run,
    )


@schedule.command(cls=Command)
@everywhere
def show(everywhere: Everywhere) -> int:
    """Show the last start and the next one.

    Also how the last one ended, and what keeps the next from starting.
    """
    from withdrawer.app.schedule import show_schedule
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.schedule import schedule_shown

    return carry_out("schedule show", everywhere, show_schedule, schedule_shown, makes_home=False)


@schedule.command(cls=Command)
@everywhere
def remove(everywhere: Everywhere) -> int:
    """Remove the schedule. The job stays, and `withdrawer run` continues it."""
    from withdrawer.app.schedule import remove_schedule
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.schedule import removal_shown

    return carry_out("schedule remove", everywhere, remove_schedule, removal_shown, makes_home=False)


@schedule.command(cls=Command, hidden=True)
@click.option("--if-missed", is_flag=True, help="Only if a planned start was missed.")
@click.option("--variable", "variables", multiple=True, hidden=True)
@with_browser
def run(everywhere: Everywhere, *, if_missed: bool, variables: tuple[str, ...]) -> int:  # noqa: ARG001
    """What the scheduler starts: continue the confirmed job, and nothing else.

    It takes no selection and asks nothing on a terminal. Where nothing is scheduled it does nothing. What it did is in
    "withdrawer schedule show", in "withdrawer status", and in schedule.log in the home, without names.
    """
    from withdrawer.app.context import CommandContext
    from withdrawer.app.scheduled_run import Over, RunFailed, ScheduledRun, take_over
    from withdrawer.cli.use_case import carry_out, tell_where_there_is_nothing
    from withdrawer.home import settings_folder
    from withdrawer.show.logbook import Logbook, nameless, scheduled_run_shown
    from withdrawer.show.notification import notify

    # Entries from earlier versions pass --variable; the environment that a start needs is now in schedule.json.
    everywhere = replace(
        everywhere,
        json=everywhere.json and not is_from_settings("json"),
        verbose=everywhere.verbose and "verbose" in typed_options(),  # its log describes each act
    )
    CURRENT.is_json = everywhere.json
    home = settings_folder(everywhere.account, everywhere.home, everywhere.replay)
    schedule = take_over(home)
    if schedule is None or not schedule.is_on:
        tell_where_there_is_nothing(everywhere, home)
        return _idle(home, schedule, is_json=everywhere.json, is_quiet=everywhere.quiet or if_missed)

    def work(at: CommandContext) -> Over:
        log = Logbook(at, notify, everywhere.quiet)
        try:
            return ScheduledRun(at, log, settings=lambda: settings_of_run(everywhere)).work(if_missed=if_missed)
        except RunFailed as failed:
            raise nameless(failed) from failed.cause

    return carry_out(
        "schedule run",
        replace(everywhere, quiet=True),  # its progress and its report name people
        work,
        scheduled_run_shown,
        last_words="The schedule stays as it is. What was done is in the journal, and nothing is done twice.",
        makes_home=False,
        is_quiet=True,
    )


def _idle(home: Path, schedule: "Schedule | None", *, is_json: bool, is_quiet: bool) -> int:
    """Say why nothing is started, and retry the removal of an entry that could not be removed earlier."""
    from withdrawer.schedule.backends.base import StillThere
    from withdrawer.schedule.removal import take_out
    from withdrawer.show.envelope import Shown
    from withdrawer.show.envelope import show as write
    from withdrawer.show.output import print_to_stderr
    from withdrawer.show.schedule import IDLE, LEAVING

    is_leaving = schedule is not None and schedule.is_leaving
    words = "" if is_quiet and not sys.stderr.isatty() else LEAVING if is_leaving else IDLE
    code = write("schedule run", Shown({"schedule": None}, message=words), is_json=is_json)
    if is_leaving:
        try:
            take_out(home)  # last: with the entry, launchd also kills the process it started
        except (StillThere, UsageError) as error:
            print_to_stderr(f"{error.message} {error.hint}")
    return code


def is_from_settings(name: str) -> bool:
    """Return whether an option has its value from the config file."""
    context = click.get_current_context(silent=True)
    return context is not None and context.get_parameter_source(name) is ParameterSource.DEFAULT_MAP


def settings_of_run(everywhere: Everywhere) -> tuple[Selecting, Pacing]:
    """Return the keep rules and the pace that are set for `run`. Raises UsageError if they are invalid."""
    from withdrawer.cli.commands.run import run as run_command

    names = {"--account": everywhere.account, "--home": str(everywhere.home or ""), "--replay": everywhere.replay}
    before = replace(CURRENT)
    try:
        with run_command.make_context("run", [word for pair in names.items() if pair[1] for word in pair]) as context:
            set_ = context.params
            kept = Selecting(**{name: set_[name] for name in ("keep", "keep_file", "keep_match")})
            return kept, Pacing(set_["per_day"], set_["pace"])
    except click.ClickException as error:
        raise UsageError(error.format_message()) from error
    finally:
        begin(before.command, before.words, is_json=before.is_json)
