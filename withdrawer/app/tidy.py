"""`tidy`: agree to have invitations withdrawn that nobody has answered for some time; see how it stands; end it."""

from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec

from withdrawer.app.consent import Consent
from withdrawer.app.context import CommandContext
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.schedule import ScheduleSeen, remove_schedule, status_schedule
from withdrawer.app.session import browser_of
from withdrawer.app.typed_selection import read_selection
from withdrawer.app.user import Said, agrees
from withdrawer.app.user_questions import AgreeTidy, IncludeNoted, StopTidy, TakeRisk
from withdrawer.app.wish import TidySeen, current_wish, note_look, tidy_seen
from withdrawer.errors import UsageError
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import Account, Job
from withdrawer.journal.wishes import Wish
from withdrawer.plan.dates.spans import Side
from withdrawer.plan.decisions import Code, Verdict
from withdrawer.plan.forecast import Backlog, backlog
from withdrawer.plan.half import Half
from withdrawer.plan.plan import Plan
from withdrawer.plan.selection import Selection
from withdrawer.plan.selection_rules import Rules
from withdrawer.schedule.state import read_schedule, write_schedule
from withdrawer.undo.job_progress import standing_of
from withdrawer.undo.pacing import PaceName


@dataclass(frozen=True)
class TidyState:
    """The wish and the schedule that looks after it; each is None if there is none."""

    tidy: TidySeen | None
    schedule: ScheduleSeen | None


@dataclass(frozen=True)
class Tidied:
    """How things stand after the question, and whether the user agreed."""

    state: TidyState
    is_agreed: bool


@dataclass(frozen=True)
class WishSetter:
    """Sets the wish: reads the invitations, shows what it would mean, and asks. `days` are those of its looks."""

    at: CommandContext
    options: RunOptions
    days: frozenset[int]
    by_itself: bool

    def set(self) -> Tidied:
        """Return the wish as agreed to. Raises UsageError if an option is invalid, or no one can be asked."""
        at, options = self.at, self.options
        selection = replace(read_selection(options.selecting, at.now, at.zone), halves=(Half.SENT,))
        if not options.says_yes and not at.user.can_answer:
            raise UsageError(
                "tidy set asks before it agrees to anything, and there is no terminal to ask on.",
                "Add --yes to answer its questions beforehand. Nothing was changed.",
            )
        at.refuse_stopped()
        look = Look(at, options, given=selection)
        _, pace = look.read_typed()
        with browser_of(at) as browser:
            context = look.context(browser, pace)
            readings = look.read(context, selection)
            plan = look.plan_of(selection, readings)
            look.mind_idle_rules(plan, is_error=options.says_yes)
            selection = self._with_notes(look.plan_of(replace(selection, with_note=True), readings), plan, selection)
            plan = look.plan_of(selection, readings)
            is_agreed = self._agrees(context.account, plan, readings.sent.stated or len(readings.sent.people), pace)
            if is_agreed:
                self._record(context.account, plan, selection)
        return Tidied(tidy_state(at), is_agreed)

    def _with_notes(self, all_notes: Plan, plan: Plan, selection: Selection) -> Selection:
        """Return the selection with or without invitations that carry a note, as the user wants."""
        noted = _old_enough(all_notes) - _old_enough(plan)
        if selection.with_note or not noted:
            return selection
        at, question = self.at, IncludeNoted(noted)
        if self.options.says_yes:  # which never widens a selection
            at.user.tell(question)
            return selection
        return replace(selection, with_note=at.user.ask(question))

    def _agrees(self, account: Account, plan: Plan, pending: int, pace: PaceName) -> bool:
        at, journal = self.at, self.at.journal
        is_new = journal.jobs.last(account) is None and journal.wishes.current(account) is None
        consent = Consent(at.user, journal, at.clock, at.zone, self.options.says_yes)
        if is_new and not consent.agrees(TakeRisk()):
            return False
        per_day, old_enough = self.options.per_day(pace), _old_enough(plan)
        question = AgreeTidy(
            older_than=self.options.selecting.older_than or "",
            days=tuple(sorted(self.days)),
            by_itself=self.by_itself,
            ready=old_enough,
            kept=_kept(plan),
            pending=pending,
            limit=plan.selection.limit,
            per_day=per_day,
            backlog=self._backlog(old_enough, plan, per_day),
        )
        return consent.agrees(question)

    def _backlog(self, old_enough: int, plan: Plan, per_day: int | None) -> Backlog | None:
        """Return how long what is there lasts; None if nothing limits it."""
        window, limit = plan.window, plan.selection.limit
        if per_day is None or window is None:
            return None
        if plan.selection.match and plan.sent.skipped:  # it is not known who of those skipped would match
            return None
        younger = plan.sent.skipped + sum(it.reason_code is Code.AFTER_WINDOW for it in plan.sent.decisions)
        sent_a_day = younger / max((self.at.now - window.until) / timedelta(days=1), 1)
        capacity = per_day if limit is None else min(per_day, limit * len(self.days) / 7)
        return backlog(old_enough, sent_a_day, capacity, self.at.now.astimezone(self.at.zone).date())

    def _record(self, account: Account, plan: Plan, selection: Selection) -> None:
        """Record the wish; an open job of the earlier one ends, as its people may not be meant any more."""
        at = self.at
        if (job := at.open_job) and job.is_tidy:
            at.journal.jobs.end(job, at.now)
        wish = Wish(
            older_than=self.options.selecting.older_than or "",
            selection=msgspec.to_builtins(selection.frozen(None)),
            days=tuple(sorted(self.days)),
            by_itself=self.by_itself,
            agreed_at=at.now,
        )
        at.journal.wishes.agree(account, wish)
        note_look(at, account, wish, plan)


def tidy_state(at: CommandContext) -> TidyState:
    """Return the wish and its schedule."""
    return TidyState(tidy_seen(at), status_schedule(at))


def tidy_off(at: CommandContext, *, says_yes: bool) -> TidyState:
    """End the wish and its open job, and remove a schedule that no other job needs.

    Raises RunLocked during a run, UsageError if no one can be asked, and StillThere if a scheduler still has the entry.
    """
    account, wish = at.account, current_wish(at)
    if account is None or wish is None:
        return tidy_state(at)
    if not says_yes and not at.user.can_answer:
        raise UsageError(
            "tidy off asks before it ends the wish, and there is no terminal to ask on.",
            "Add --yes. Nothing was changed.",
        )
    with run_lock(at.home.lock):
        job = at.open_job
        left = standing_of(at.journal, account, job, at.now).left[Half.SENT] if job and job.is_tidy else 0
        if not agrees(at.user, StopTidy(wish.older_than, left), says_yes=says_yes):
            at.user.tell(Said.TIDY_STAYS)
            return tidy_state(at)
        if job and job.is_tidy:
            at.journal.jobs.end(job, at.now)
        at.journal.wishes.forget(account)
        _leave_schedule_to(at, None if job and job.is_tidy else job)
    return tidy_state(at)


def _leave_schedule_to(at: CommandContext, job: Job | None) -> None:
    """Let the schedule continue this job; without one, remove it."""
    schedule = read_schedule(at.home.folder)
    if schedule is None:
        return
    if job is not None:
        write_schedule(at.home.folder, msgspec.structs.replace(schedule, job=job.id))
        return
    remove_schedule(at)


def _old_enough(plan: Plan) -> int:
    """Return how many the wish would withdraw in the end, whatever its limit for one time."""
    return len(plan.planned) + plan.sent.counts.kept.get("beyond_limit", 0)


def _kept(plan: Plan) -> int:
    """Return how many are as old as those who would be withdrawn, and are kept."""
    rules = Rules(plan.selection)
    return sum(
        line.verdict is Verdict.KEPT
        and line.reason_code is not Code.BEYOND_LIMIT
        and rules.side(line.person) is Side.INSIDE
        for line in plan.sent.decisions
    )
