"""What is told of a list of people beside what it selects: rows passed over, and keep rules that match nobody."""

from collections.abc import Iterable, Iterator

from withdrawer.plan.keep.keep_rules import IdleRules
from withdrawer.plan.plan_file import PlanFile, lines_words

TYPED = ("--keep", "--keep-match")
MOST_NAMED = 10
"""Of a file with more idle rules only their number is told: most of an address book is on no page."""


def remark_lines(file: PlanFile) -> Iterator[str]:
    """The rows of a plan file that are not done as they are written."""
    source = f"--plan {file.file}"
    if file.unknown:
        yield f"{source}: neither undo nor keep stands in the action of {lines_words(file.unknown)}: not undone."
    if file.unlisted:
        yield f"{source}: the list is neither sent nor connections in {lines_words(file.unlisted)}: kept on both."
    if file.contradicted:
        yield f"{source}: whom {lines_words(file.contradicted)} would undo, another row keeps: kept."


def idle_rules(idle: Iterable[IdleRules]) -> Iterator[str]:
    """The keep rules that match nobody, as written; of a long file their number."""
    for rules in idle:
        if rules.source not in TYPED and len(rules.written) > MOST_NAMED:
            yield f"{len(rules.written):,} of the {rules.count:,} people of {rules.source}"
        else:
            yield from rules.written
