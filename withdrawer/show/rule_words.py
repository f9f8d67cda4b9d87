"""Remarks on a plan file: the rows that are not followed as written."""

from collections.abc import Iterator

from withdrawer.plan.plan_file import PlanFile, lines_words


def remark_lines(file: PlanFile) -> Iterator[str]:
    """Yield the remarks on rows of a plan file that are not followed as written."""
    source = f"--plan {file.file}"
    if file.unknown:
        yield f"{source}: neither undo nor keep stands in the action of {lines_words(file.unknown)}: not undone."
    if file.unlisted:
        yield f"{source}: the list is neither sent nor connections in {lines_words(file.unlisted)}: kept on both."
    if file.contradicted:
        yield f"{source}: whom {lines_words(file.contradicted)} would undo, another row keeps: kept."
