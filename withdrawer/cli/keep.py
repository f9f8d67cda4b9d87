"""`withdrawer keep`: the lasting list of people whom no job touches."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from withdrawer.cli.options import Everywhere, everywhere

if TYPE_CHECKING:
    from withdrawer.plan.naming import PersonRule

PEOPLE = click.argument("people", nargs=-1, metavar="PERSON…")
# No defaults from the environment here: what is meant for one run must not get onto the list.
FILES = click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A list of them: text, or CSV.",
)
PATTERNS = click.option("--match", "patterns", multiple=True, metavar="REGEX", help="By name, headline or company.")


@click.group()
def keep() -> None:
    """Keep people, now and in every job to come.

    PERSON is a name, the address of a profile, or an e-mail address. The list is heard at once, also by a run that is
    going on.

    \b
        withdrawer keep add 'Ana Nueva' linkedin.com/in/bert-otro
        withdrawer keep add --file friends.csv
        withdrawer keep add --match 'acme'
        withdrawer keep list
    """


@keep.command()
@PEOPLE
@FILES
@PATTERNS
@everywhere
def add(everywhere: Everywhere, *, people: tuple[str, ...], files: tuple[Path, ...], patterns: tuple[str, ...]) -> int:
    """Put people on the list. Says of each what it means for those who were already undone."""
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.desk import Desk
    from withdrawer.cli.result import Result
    from withdrawer.plan.pointing import RuleIndex
    from withdrawer.show.kept import added_data, added_lines
    from withdrawer.show.output import print_lines
    from withdrawer.undo.already import already_undone

    rules = _rules(people, files, patterns)

    def work(at: Desk) -> Result:
        account = at.journal.accounts.current()
        answers = []
        for rule in rules:
            at.journal.kept.add(rule, at.now)
            # Looked up after the list is written: whoever the run came to in between is told as undone, never missed.
            answers.append((rule, already_undone(at.journal, account, rule) if account else []))
        if not at.everywhere.json:
            for rule, undone in answers:
                has_met = at.journal.kept.has_met(RuleIndex([rule]))
                print_lines(added_lines(rule, undone, has_met, at.zone))
        return Result({"added": [added_data(rule, undone) for rule, undone in answers]})

    return carry_out("keep", everywhere, lambda at, _: work(at))


@keep.command()
@PEOPLE
@FILES
@PATTERNS
@everywhere
def remove(
    everywhere: Everywhere, *, people: tuple[str, ...], files: tuple[Path, ...], patterns: tuple[str, ...]
) -> int:
    """Take people off the list; write them as `keep list` does."""
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.desk import Desk
    from withdrawer.cli.result import Result
    from withdrawer.errors import UsageError
    from withdrawer.show.output import print_lines

    rules = _rules(people, files, patterns)

    def work(at: Desk) -> Result:
        listed = {(rule.pointer, rule.value) for rule in at.journal.kept.rules()}
        unknown = [rule.written for rule in rules if (rule.pointer, rule.value) not in listed]
        if unknown:
            raise UsageError(
                f"Not on your keep list: {', '.join(unknown)}. Nothing was taken off.",
                "See who is on it: withdrawer keep list",
            )
        for rule in rules:
            at.journal.kept.remove(rule)
        if not at.everywhere.json:
            print_lines(f"{rule.written}: no longer kept by the list" for rule in rules)
        return Result({"removed": [rule.written for rule in rules]})

    return carry_out("keep", everywhere, lambda at, _: work(at))


@keep.command("list")
@everywhere
def list_(everywhere: Everywhere) -> int:
    """Show who is on the list, the oldest first."""
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.desk import Desk
    from withdrawer.cli.result import Result
    from withdrawer.show.kept import rule_data
    from withdrawer.show.output import print_lines

    def work(at: Desk) -> Result:
        rules = at.journal.kept.rules()
        if not at.everywhere.json:
            print_lines([f"{rule.written}  ({rule.pointer})" for rule in rules] or ["Nobody is on the keep list."])
        return Result({"kept": [rule_data(rule) for rule in rules]})

    return carry_out("keep", everywhere, lambda at, _: work(at))


def _rules(people: tuple[str, ...], files: tuple[Path, ...], patterns: tuple[str, ...]) -> "list[PersonRule]":
    """What was typed, before anything is opened. Raises UsageError where it is nothing, or names nobody."""
    from withdrawer.cli.choosing import read_rules
    from withdrawer.errors import UsageError
    from withdrawer.plan.naming import read_pattern_rule, read_rule

    rules = [read_rule(text, "keep") for text in people]
    rules += [rule for file in files for rule in read_rules(file, "--file")]
    rules += [read_pattern_rule(text, "--match") for text in patterns]
    if not rules:
        raise UsageError("Nobody is named.", "Name them: withdrawer keep add 'Ana Nueva'")
    return rules
