"""What is told of a list of people beside what it selects: the rows that are passed over."""

from collections.abc import Iterator

from withdrawer.plan.plan_file import PlanFile, lines_words


def remark_lines(file: PlanFile) -> Iterator[str]:
    """The rows of a plan file that are not done as they are written."""
    source = f"--plan {file.file}"
    if file.unknown:
        yield f"{source}: neither undo nor keep stands in the action of {lines_words(file.unknown)}: not undone."
    if file.unlisted:
        yield f"{source}: the list is neither sent nor connections in {lines_words(file.unlisted)}: kept on both."
    if file.contradicted:
        yield f"{source}: whom {lines_words(file.contradicted)} would undo, another row keeps: kept."
