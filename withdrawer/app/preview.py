"""`preview`: shows what would be undone. Clicks nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from withdrawer.app.look import Look
from withdrawer.app.session import browser_of
from withdrawer.app.user import Previewed
from withdrawer.journal.records import Account, Job
from withdrawer.plan.bursts.second_bursts import SecondBurst
from withdrawer.plan.plan import Plan
from withdrawer.undo.allowance import Allowance
from withdrawer.undo.job_progress import allowance_of
from withdrawer.undo.pacing import PaceName


@dataclass(frozen=True)
class Planned:
    """An unconfirmed plan. `left` is the number of people left in the open job."""

    account: Account
    plan: Plan
    allowance: Allowance
    open_job: Job | None
    left: int
    second: SecondBurst | None
    seconds: float
    has_everybody: bool


def preview(look: Look, as_list: Callable[[Plan], str] | None = None) -> Planned:
    """Read both lists and show what would be undone. `as_list` returns the text that `--csv` writes."""
    at, options, lists = look.at, look.options, look.options.lists
    _, pace = look.read_typed()
    lists.refuse_unwritable()
    at.refuse_stopped()
    with browser_of(at) as browser:
        context = look.context(browser, pace)
        plan = look.make_plan(context)
        look.labelling.check(context)
    look.mind_idle_rules(plan, is_error=False)
    if as_list:
        lists.write(as_list(plan), at.user)
    found = planned(look, context.account, plan, pace)
    if not options.is_silent:
        # The table is a preview's result, unless a JSON document or a list is.
        is_result = not (at.everywhere.json or lists.takes_stdout)
        run_options = None if options.is_guided else options.pacing_words
        at.user.tell(Previewed(plan, is_result, run_options, found.account, found.allowance, is_whole=lists.on_screen))
    return found


def planned(look: Look, account: Account, plan: Plan, pace: PaceName) -> Planned:
    """Return a plan together with its allowance and the state of the open job."""
    at = look.at
    job = at.journal.jobs.open_job(account)
    return Planned(
        account=account,
        plan=plan,
        allowance=allowance_of(at.journal, account, look.options.per_day(pace), at.now),
        open_job=job,
        left=len(at.journal.jobs.remaining(job)) if job else 0,
        second=look.second,
        seconds=look.seconds,
        has_everybody=look.options.lists.document is not None,
    )
