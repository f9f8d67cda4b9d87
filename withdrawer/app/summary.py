"""`summary`: the whole story of the last job. Opens no browser; a page of it is kept when a job ends."""

from dataclasses import dataclass
from pathlib import Path

from withdrawer.app.context import CommandContext
from withdrawer.app.plan_lists import write_beside
from withdrawer.app.user import FileWritten, JobOver
from withdrawer.errors import UsageError
from withdrawer.journal.records import Account, Job
from withdrawer.undo.story import Story, story_of


@dataclass(frozen=True)
class PageWriter:
    """Where `summary --html` writes its page, and the user who is told of it."""

    at: CommandContext
    file: Path

    def write(self, text: str) -> None:
        """Write the page, readable only by its owner. Raises UsageError if the file can't be written."""
        try:
            kept = write_beside(self.file, text)
        except OSError as error:
            raise UsageError(
                f"{self.file} can't be written: {error.strerror or error}.", "Name another file."
            ) from error
        self.at.user.tell(FileWritten(self.file, kept))


def summary(at: CommandContext) -> Story | None:
    """Return the story of the open job, or else of the last one; None if there is none."""
    account = at.account
    job = (at.open_job or at.journal.jobs.last(account)) if account else None
    return story_of(at.journal, account, job, at.now) if account and job else None


def tell_over(at: CommandContext, account: Account, job: Job) -> None:
    """Tell the user that a job is over, with its whole story and where its page is kept; each job has its own."""
    day = (job.finished_at or at.now).astimezone(at.zone).date()
    file = at.home.summaries / f"{day:%Y-%m-%d}-job-{job.id}.html"
    at.user.tell(JobOver(story_of(at.journal, account, job, at.now), file))
