"""`withdrawer keep`: the lasting list of people whom no job touches."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command, PathParam

if TYPE_CHECKING:
    from withdrawer.plan.person_rules import PersonRule

PEOPLE = click.argument("people", nargs=-1, metavar="PERSON…")
# No defaults from the environment here: what is meant for one run must not get onto the list.
FILES = click.option(
    "--file",
    "files",
    multiple=True,
    type=PathParam(),
    metavar="FILE",
    help="A list of them: text, or CSV.",
)
PATTERNS = click.option("--match", "patterns", multiple=True, metavar="REGEX", help="By name, headline or company.")


@click.group()
def keep() -> None:
    """Keep people, now and in every job to come.

    PERSON is a name, the address of a profile, or an e-mail address, or several of them with commas between. The list
    is heard at once, also by a run that is going on.

    \b
        withdrawer keep add "Ana Nueva" linkedin.com/in/bert-otro
        withdrawer keep add --file friends.csv
        withdrawer keep add --match "acme"
        withdrawer keep list
    """


@keep.command(cls=Command)
@PEOPLE
@FILES
@PATTERNS
@everywhere
def add(everywhere: Everywhere, *, people: tuple[str, ...], files: tuple[Path, ...], patterns: tuple[str, ...]) -> int:
    """Put people on the list. Says of each what it means for those who were already undone."""
    from withdrawer.app.context import CommandContext
    from withdrawer.app.result import Result
    from withdrawer.cli.carrying import carry_out
    from withdrawer.plan.keep.keep_rules import RuleIndex
    from withdrawer.show.kept import added_data, added_lines
    from withdrawer.show.output import print_lines
    from withdrawer.undo.keep_changes import already_undone

    rules = _rules(people, files, patterns)

    def work(at: CommandContext) -> Result:
        account = at.journal.accounts.current()
        at.journal.kept.add(rules, at.now)
        # Looked up after the list is written: whoever the run came to in between is told as undone, never missed.
        undone = already_undone(at.journal, account, rules) if account else {}
        if not at.everywhere.json:
            met = at.journal.kept.met(RuleIndex(rules))
            for written in dict.fromkeys(rule.written for rule in rules):
                is_met = None if met is None else written in met
                print_lines(added_lines(written, undone.get(written, []), is_met, at.zone))
        return Result({"added": [added_data(rule, undone.get(rule.written, [])) for rule in rules]})

    return carry_out("keep add", everywhere, lambda at, _: work(at))


@keep.command(cls=Command)
@PEOPLE
@FILES
@PATTERNS
@click.option("--take-back", is_flag=True, help="Also plan anew whom the open job left out only because of this rule.")
@everywhere
def remove(
    everywhere: Everywhere, *, people: tuple[str, ...], files: tuple[Path, ...], patterns: tuple[str, ...],
    take_back: bool,
) -> int:  # fmt: skip
    """Take people off the list; write them as `keep list` does.

    Whom the open job left out only because of the list stays left out, unless you say yes to the question, or give
    --take-back, now or later.
    """
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.unkeeping import unkeep

    rules = _rules(people, files, patterns)
    return carry_out(
        "keep remove", everywhere, lambda at, interruption: unkeep(at, interruption, rules, takes_back=take_back)
    )


@keep.command("list", cls=Command)
@everywhere
def list_(everywhere: Everywhere) -> int:
    """Show who is on the list, the oldest first."""
    from datetime import UTC

    from withdrawer.app.context import CommandContext
    from withdrawer.app.result import Result
    from withdrawer.cli.carrying import carry_out
    from withdrawer.show.kept import listed_lines, rule_data
    from withdrawer.show.output import print_lines

    def work(at: CommandContext) -> Result:
        rules = at.journal.kept.rules()
        if not at.everywhere.json:
            print_lines(listed_lines(rules) or ["Nobody is on the keep list."])
        return Result({"kept": [rule_data(rule) for rule in rules]})

    # No time is told here, so a zone that can't be read is no matter.
    return carry_out("keep list", everywhere, lambda at, _: work(at), read_zone=lambda: UTC, makes_home=False)


def _rules(people: tuple[str, ...], files: tuple[Path, ...], patterns: tuple[str, ...]) -> "list[PersonRule]":
    """What was typed, before anything is opened. Raises UsageError where it is nothing, or names nobody."""
    from withdrawer.app.typed_selection import read_rules
    from withdrawer.errors import UsageError
    from withdrawer.plan.keep.written_lists import read_people
    from withdrawer.plan.person_rules import read_pattern_rule

    rules = [rule for text in people for rule in read_people(text, "keep")]
    rules += [rule for file in files for rule in read_rules(file, "--file")]
    rules += [read_pattern_rule(text, "--match") for text in patterns]
    if not rules:
        raise UsageError("Nobody is named.", 'Name them: withdrawer keep add "Ana Nueva"')
    return rules
