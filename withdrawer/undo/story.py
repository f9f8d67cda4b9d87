"""A job's whole story, from the journal alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from withdrawer.journal.forget import FORGOTTEN
from withdrawer.journal.jobs import TAKEN_BACK
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Act, Job, JobState, PlanLine, Stop
from withdrawer.plan.dates.spans import FOREVER_AGO
from withdrawer.plan.half import Half
from withdrawer.undo.job_progress import Standing, standing_of


@dataclass(frozen=True)
class Story:
    """What the journal knows of one job.

    `lines` is its whole plan with the outcomes, `acts` are oldest first, `pending` is LinkedIn's own count of pending
    invitations at each reading, beginning with the last one before the job; `stops` are those that ended its runs,
    and `stop` is the one that holds it up now.
    `language` is LinkedIn's for this account, "" if unknown.
    """

    account: Account
    standing: Standing
    lines: Sequence[PlanLine]
    acts: Sequence[Act]
    pending: Sequence[tuple[datetime, int]]
    stops: Sequence[Stop]
    language: str = ""
    stop: Stop | None = None

    @property
    def job(self) -> Job:
        """The job."""
        return self.standing.job

    @property
    def is_forgotten(self) -> bool:
        """Whether its people were forgotten: nothing is known of whom the job did not act on."""
        return any(line.key == f"{FORGOTTEN}{line.id}" for line in self.lines)

    @property
    def is_replaced(self) -> bool:
        """Whether another job took this one's place."""
        return self.job.state is JobState.REPLACED

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done in this job."""
        return self.job.state is not JobState.OPEN


def story_of(journal: Journal, account: Account, job: Job, now: datetime) -> Story:
    """The story of a job so far."""
    until = job.finished_at or now
    before = journal.scans.stated_between(account, Half.SENT, FOREVER_AGO, job.confirmed_at)
    since = before[-1][0] if before else job.confirmed_at
    return Story(
        account=account,
        standing=standing_of(journal, account, job, now),
        lines=[line for line in journal.jobs.lines(job) if line.reason_code != TAKEN_BACK],
        acts=journal.acts.of_job(job),
        pending=journal.scans.stated_between(account, Half.SENT, since, until),
        stops=journal.stops.between(account, job.confirmed_at, until),
        language=journal.scans.last_language(account),
        stop=journal.stops.active(account, now) if job.state is JobState.OPEN else None,
    )
