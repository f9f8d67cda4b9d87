"""`withdrawer tidy`: withdraws, again and again, what nobody has answered for some time."""

import click

from withdrawer.app.typed_input import Everywhere, Selecting
from withdrawer.cli.command_group import CommandGroup
from withdrawer.cli.options import everywhere, kept, limit, match, with_browser
from withdrawer.cli.settings import Command
from withdrawer.errors import UsageError


@click.group(cls=CommandGroup)
def tidy() -> None:
    """Keep the list of pending invitations short: withdraw people who have not answered for some time.

    \b
        withdrawer tidy set --older-than "3 weeks"
        withdrawer schedule install
        withdrawer tidy show
        withdrawer tidy off
    """


# No default from the environment or a file for what goes on without being asked again: it must be typed.
@tidy.command("set", cls=Command)
@click.option("--older-than", metavar="AGE", help='How old: "3 weeks", "45 days", "2 months".')
@click.option(
    "--days", default="mon", show_default=True, metavar="DAYS", help="When it looks: mon, or mon,thu, or daily."
)
@click.option("--by-itself", is_flag=True, help="Withdraw them without asking each time.")
@match
@limit
@kept
@click.option("-y", "--yes", is_flag=True, help="Answer the questions with yes beforehand; notes stay kept.")
@with_browser
def set_(
    selecting: Selecting, everywhere: Everywhere, *, days: str, by_itself: bool, yes: bool
) -> int:  # fmt: skip
    """Show what it would mean, ask, and agree to it. It only ever withdraws invitations.

    A scheduled start looks on these days, says how many are ready, and waits for your yes. With --by-itself it
    withdraws them. A file of people to keep is read now, once.

    \b
        withdrawer tidy set --older-than "3 weeks"
        withdrawer tidy set --older-than "2 months" --keep-match "acme" --limit 20 --by-itself
    """
    from withdrawer.app.look import RunOptions
    from withdrawer.app.tidy import WishSetter
    from withdrawer.cli.commands.schedule import settings_of_run
    from withdrawer.cli.use_case import carry_out
    from withdrawer.schedule.times import read_days
    from withdrawer.show.tidy import tidy_set_shown

    if selecting.older_than is None:
        raise UsageError(
            "tidy set needs an age: how long nobody has answered.", 'Type: withdrawer tidy set --older-than "3 weeks"'
        )
    wanted = read_days(days)
    options = RunOptions(selecting, settings_of_run(everywhere)[1], says_yes=yes)  # a scheduled start has that pace
    return carry_out(
        "tidy set",
        everywhere,
        lambda at: WishSetter(at, options, wanted, by_itself).set(),
        tidy_set_shown,
        is_quiet=everywhere.quiet and yes,  # what a question depends on is always shown
    )


@tidy.command(cls=Command)
@everywhere
def show(everywhere: Everywhere) -> int:
    """Show the wish, its last result, and how many are ready."""
    from withdrawer.app.tidy import tidy_state
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.tidy import tidy_shown

    return carry_out("tidy show", everywhere, tidy_state, tidy_shown, makes_home=False)


@tidy.command(cls=Command)
@click.option("-y", "--yes", is_flag=True, help="Answer the question with yes beforehand.")
@everywhere
def off(everywhere: Everywhere, *, yes: bool) -> int:
    """End it, and its open job. A schedule that nothing else needs is removed as well."""
    from withdrawer.app.tidy import tidy_off
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.tidy import tidy_off_shown

    return carry_out("tidy off", everywhere, lambda at: tidy_off(at, says_yes=yes), tidy_off_shown, makes_home=False)
