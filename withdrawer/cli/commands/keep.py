"""`withdrawer keep`: the lasting list of people whom no job touches."""

from pathlib import Path

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.command_group import CommandGroup
from withdrawer.cli.named_files import PathParam
from withdrawer.cli.options import everywhere, moved, together
from withdrawer.cli.settings import Command

PEOPLE = click.argument("people", nargs=-1, metavar="PERSON…")
# No default from the environment: what is meant for one run must not end up on the list.
FILES = click.option(
    "--keep-file",
    "files",
    multiple=True,
    type=PathParam(is_read=True),
    metavar="FILE",
    help="Everybody in this file: one a line, or a CSV with a column of them.",
)
PATTERNS = click.option(
    "--keep-match",
    "patterns",
    multiple=True,
    metavar="REGEX",
    help="Everybody whose name, headline or company matches.",
)

OLD = together(
    moved("--file", "`--file` is called `--keep-file` now.", "Type: withdrawer keep add --keep-file FILE"),
    moved(
        "--match",
        "`--match` is called `--keep-match` here now: `run --match` means the opposite.",
        'Type: withdrawer keep add --keep-match "REGEX"',
    ),
)


@click.group(cls=CommandGroup)
def keep() -> None:
    """Keep people, now and in every later job.

    PERSON is a name, the address of a profile, or an e-mail address, or several of them with commas between. The list
    counts at once, also for a run in progress.

    \b
        withdrawer keep add "Ana Nueva" linkedin.com/in/bert-otro
        withdrawer keep add --keep-file friends.csv
        withdrawer keep add --keep-match "acme"
        withdrawer keep list
    """


@keep.command(cls=Command)
@PEOPLE
@FILES
@PATTERNS
@OLD
@everywhere
def add(everywhere: Everywhere, *, people: tuple[str, ...], files: tuple[Path, ...], patterns: tuple[str, ...]) -> int:
    """Put people on the list. Says of each what it means for those who were already undone."""
    from withdrawer.app.keep import keep as keep_people
    from withdrawer.app.keep import rules_typed
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.keep import kept_shown

    rules = rules_typed(people, files, patterns)
    return carry_out("keep add", everywhere, lambda at: keep_people(at, rules), kept_shown)


@keep.command(cls=Command)
@PEOPLE
@FILES
@PATTERNS
@OLD
@click.option(
    "--take-back", is_flag=True, help="Also undo people whom the open job left out only because of this rule."
)
@everywhere
def remove(
    everywhere: Everywhere, *, people: tuple[str, ...], files: tuple[Path, ...], patterns: tuple[str, ...],
    take_back: bool,
) -> int:  # fmt: skip
    """Take people off the list; write them as `keep list` does.

    People whom the open job left out only because of the list stay left out, unless you say yes to the question, or
    add --take-back, now or later.
    """
    from withdrawer.app.keep import rules_typed, unkeep
    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.keep import unkept_shown

    rules = rules_typed(people, files, patterns)
    return carry_out("keep remove", everywhere, lambda at: unkeep(at, rules, takes_back=take_back), unkept_shown)


@keep.command("list", cls=Command)
@everywhere
def list_(everywhere: Everywhere) -> int:
    """Show who is on the list, the oldest first."""
    from datetime import UTC

    from withdrawer.cli.use_case import carry_out
    from withdrawer.show.keep import list_shown

    # No times are shown here, so an unreadable time zone does not matter.
    return carry_out(
        "keep list", everywhere, lambda at: at.journal.kept.rules(), list_shown, read_zone=lambda: UTC, makes_home=False
    )
