"""`end`: ends the open job permanently and removes its schedule, unless a tidy wish needs it."""

from withdrawer.app.context import CommandContext
from withdrawer.app.run import JobReport
from withdrawer.app.schedule import remove_schedule
from withdrawer.app.summary import tell_over
from withdrawer.app.user import Said, agrees
from withdrawer.app.user_questions import EndJob
from withdrawer.app.wish import current_wish
from withdrawer.errors import UsageError
from withdrawer.journal.lock import run_lock
from withdrawer.plan.half import Half
from withdrawer.schedule.state import schedule_file
from withdrawer.undo.job_progress import standing_of


def end(at: CommandContext, *, says_yes: bool) -> JobReport | None:
    """Ask, remove the schedule and end the job; None if none is open. If the user declines, the job stays open.

    Raises UsageError if no one can be asked, RunLocked during a run, and WithdrawerError if the system's scheduler
    can't be updated; the job then stays open.
    """
    account, job = at.account, at.open_job
    if account is None or job is None:
        return None
    left = standing_of(at.journal, account, job, at.now).left
    wish = current_wish(at)
    is_scheduled = wish is None and schedule_file(at.home.folder).exists()
    if not says_yes and not at.user.can_answer:
        raise UsageError(
            "end asks before it ends a job, and there is no terminal to ask on.", "Add --yes. Nothing was changed."
        )
    with run_lock(at.home.lock):
        question = EndJob(job, {half: left[half] for half in Half}, is_scheduled, wish.older_than if wish else "")
        if agrees(at.user, question, says_yes=says_yes):
            if is_scheduled:
                remove_schedule(at)
            job = at.journal.jobs.end(job, at.now)
            tell_over(at, account, job)
        else:
            at.user.tell(Said.JOB_STAYS_OPEN)
    return JobReport(account, standing_of(at.journal, account, job, at.now))
