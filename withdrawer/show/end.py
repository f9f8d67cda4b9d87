"""How a job was ended."""

from withdrawer.app.context import CommandContext
from withdrawer.app.end import EndedJob
from withdrawer.journal.records import JobState
from withdrawer.show.data import standing_data
from withdrawer.show.envelope import Shown
from withdrawer.show.report import report_lines


def end_shown(found: EndedJob | None, at: CommandContext) -> Shown:
    """The job's report, unless it stays open."""
    if found is None:
        return Shown({"job": None}, ["No job is open, so there is nothing to end. See: withdrawer status"])
    is_over = found.standing.job.state is not JobState.OPEN
    lines = report_lines(found.standing, at.zone, "") if is_over else []
    return Shown(standing_data(found.account, found.standing), lines)
