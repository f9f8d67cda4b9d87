"""`withdrawer end`: the open job ends for good, and nothing starts it any more."""

from withdrawer.app.user import EndJob, User, agrees
from withdrawer.errors import UsageError
from withdrawer.home import Home
from withdrawer.journal.journal import Journal
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import Job
from withdrawer.plan.half import Half
from withdrawer.schedule.removal import take_out
from withdrawer.schedule.state import forget_schedule, schedule_file
from withdrawer.undo.job_progress import Standing


def end_job(journal: Journal, home: Home, standing: Standing, user: User, *, says_yes: bool) -> Job:
    """Ask, take the schedule out, and end the job; gives it back as it is then, still open after a no.

    Raises UsageError where nobody can be asked, RunLocked while a run goes on, and WithdrawerError where the system's
    scheduler could not be told: the job then stays open.
    """
    job = standing.job
    is_scheduled = schedule_file(home.folder).exists()
    question = EndJob(job, {half: standing.left[half] for half in Half}, is_scheduled)
    if not says_yes and not user.can_answer:
        raise UsageError(
            "end asks before it ends a job, and there is no terminal to ask on.", "Add --yes. Nothing was changed."
        )
    with run_lock(home.lock):
        if not agrees(user, question, says_yes=says_yes):
            user.tell("The job stays open. To continue with it: withdrawer run")
            return job
        if is_scheduled:
            take_out(home.folder)
            forget_schedule(home.folder)
        return journal.jobs.end(job, standing.allowance.now)
