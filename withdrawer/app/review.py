"""`review`: the user looks at everyone on a page and keeps some; what they approve there is carried out here.

The page decides nothing. It may ask for another selection, which is planned here, and leave people out of a plan.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from withdrawer.app.consent import lines_of, terms_of, undo_list
from withdrawer.app.keep import keep_exactly
from withdrawer.app.look import Look, Readings
from withdrawer.app.preview import planned
from withdrawer.app.review_job import JobDesk
from withdrawer.app.run import Run, RunResult
from withdrawer.app.run_kind import SELECTING
from withdrawer.app.session import browser_of
from withdrawer.app.summary import tell_over
from withdrawer.app.typed_input import Selecting
from withdrawer.app.typed_selection import read_selection
from withdrawer.app.user import Said
from withdrawer.app.user_questions import Question, ReplaceJob, TakeRisk, UndoList
from withdrawer.errors import UsageError
from withdrawer.journal.lock import review_lock, run_lock
from withdrawer.journal.records import Account, Job
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.plan import Places, Plan, narrowed
from withdrawer.plan.selection import Selection
from withdrawer.undo.job_progress import allowance_of
from withdrawer.undo.list_survey import is_past
from withdrawer.undo.pacing import PaceName

TOO_OLD = timedelta(hours=22)
"""A plan whose lists were read longer ago than this can't be approved any more."""


@dataclass(frozen=True)
class Reviewed:
    """What the page shows: the plan of this `number`, made of what was read at `read_at` (UTC).

    `selecting` is the selection as typed. A new job would replace the open one, in which `left` people are left; None
    if none is open. `asks_risk` if the user has not yet agreed to the risk to their account.
    """

    number: int
    plan: Plan
    selecting: Selecting
    account: Account
    read_at: datetime
    stated: int | None
    per_day: int | None
    used_today: int
    left: int | None
    asks_risk: bool


@dataclass(frozen=True)
class Approval:
    """Who was ticked under the plan of this `number`, and who of them goes `first`, by places in the decisions.

    `word` is what was typed where a whole word is asked for; `replaces` agrees that the open job is dropped.
    """

    number: int
    undone: Places
    first: Places = field(default_factory=dict)
    word: str = ""
    replaces: bool = False


class StalePlan(UsageError):
    """The page shows another plan than the one that holds now."""


class NotReadSoFar(UsageError):
    """The selection reaches farther back than the lists were read."""


@dataclass(frozen=True)
class _Shown:
    """The plan on the page, with what it was made of."""

    number: int
    plan: Plan
    selecting: Selecting
    selection: Selection
    readings: Readings
    account: Account
    read_at: datetime


@dataclass
class Desk:
    """What the page may ask for, on the thread that has the journal and the browser. Opened by reading both lists.

    `job` is what was approved; `is_written` if a list was written instead. Either ends the choosing.
    """

    look: Look
    pace: PaceName
    list_text: Callable[[Plan], str]
    job: Job | None = None
    is_written: bool = False
    _asked_of: Job | None = None
    _shown: _Shown | None = None

    @property
    def is_settled(self) -> bool:
        """Whether the choosing is over."""
        return self.job is not None or self.is_written

    @property
    def reviewed(self) -> Reviewed:
        """What the page shows now."""
        shown, at = self._now_shown(), self.look.at
        job, per_day = at.open_job, self.look.options.per_day(self.pace)
        return Reviewed(
            number=shown.number,
            plan=shown.plan,
            selecting=shown.selecting,
            account=shown.account,
            read_at=shown.read_at,
            stated=shown.readings.sent.stated,
            per_day=per_day,
            used_today=allowance_of(at.journal, shown.account, per_day, at.now).used,
            left=len(at.journal.jobs.remaining(job)) if job else None,
            asks_risk=at.journal.jobs.last(shown.account) is None,
        )

    def read(self, selecting: Selecting) -> Reviewed:
        """Read both lists as far as a selection needs, and plan it. Raises as `preview` does."""
        at = self.look.at
        selection = self._selection(selecting)
        with browser_of(at) as browser:
            context = self.look.context(browser, self.pace)
            readings = self.look.read(context, selection, is_wide=True)
            self.look.labelling.check(context)
        return self.lay(selecting, readings, context.account, at.now)

    def lay(self, selecting: Selecting, readings: Readings, account: Account, read_at: datetime) -> Reviewed:
        """Plan a selection from what was read at `read_at`, and show that plan."""
        return self._lay(selecting, self._selection(selecting), readings, account, read_at)

    def choose(self, selecting: Selecting) -> Reviewed:
        """Plan another selection from what was read. Raises UsageError if it is invalid, NotReadSoFar if it can't."""
        self._refuse_settled()
        shown, selection = self._now_shown(), self._selection(selecting)
        self._refuse_farther_back(selection, shown.readings)
        return self._lay(selecting, selection, shown.readings, shown.account, shown.read_at)

    def keep(self, number: int, places: Places, *, is_kept: bool) -> None:
        """Put people on the lasting keep list, or take them off it by their own addresses, and plan again.

        Raises UsageError if somebody is kept by another rule: a name or a pattern may mean others too.
        """
        self._refuse_stale(number)
        keys = [self._key(half, place) for half in places for place in places[half]]
        keep_exactly(self.look.at, keys, is_kept=is_kept)
        self.choose(self._now_shown().selecting)

    def questions(self, approval: Approval) -> Sequence[Question]:
        """Return what has to be answered before an approval, each question with its numbers."""
        self._refuse_overtaken()
        self._asked_of = self.look.at.open_job
        return self._questions(approval, self._asked_of)

    def _questions(self, approval: Approval, job: Job | None) -> Sequence[Question]:
        plan = self._approved(approval)
        at, reviewed = self.look.at, self.reviewed
        questions: list[Question] = [ReplaceJob(job, reviewed.left or 0)] if job else []
        questions += [TakeRisk()] if reviewed.asks_risk else []
        before = 0
        for half in Half:
            today = at.now.astimezone(at.zone).date()
            question = undo_list(plan, half, before, today, reviewed.per_day, reviewed.used_today)
            questions += [question] if question.people else []
            before += len(question.people)
        return questions

    def approve(self, approval: Approval) -> None:
        """Open a job of exactly those who were ticked. Raises UsageError, opening none, if an answer is missing."""
        self._refuse_settled()
        self._refuse_stale(approval.number)
        self._refuse_overtaken()
        at, shown = self.look.at, self._now_shown()
        job = at.open_job
        questions, plan = self._questions(approval, job), self._approved(approval)
        halves = tuple(it.half for it in questions if isinstance(it, UndoList))
        if not halves:
            raise UsageError("Nobody is ticked, so there is nothing to approve.", "Tick the people you want to undo.")
        if at.now - shown.read_at > TOO_OLD:
            raise UsageError("LinkedIn's lists were read too long ago.", "Press “Look again” first.")
        if self.reviewed.asks_risk and approval.word.strip().casefold() != "yes":
            raise UsageError("The risk has not been agreed to.", "Type the whole word, yes.")
        if job and not (approval.replaces and job == self._asked_of):
            raise UsageError("A job is still open.", "Say that the new one replaces it, or leave this page.")
        # The terms are those of the whole plan: connections of which nobody was ticked count as declined.
        terms = terms_of(shown.plan, halves, self.reviewed.per_day, self.pace)
        unread = {Half.SENT: plan.sent.unread, Half.CONNECTIONS: plan.connections.unread}
        with run_lock(at.home.lock):
            at.refuse_stopped()
            self.job = at.journal.jobs.begin(
                shown.account, terms, lines_of(plan, halves), at.now, {half: unread[half] for half in halves}
            )
        if job and self.look.options.keeps_summary:
            tell_over(at, shown.account, at.journal.jobs.get(job.id))

    def write_down(self, approval: Approval) -> None:
        """Write the list of everyone to `--csv`, with those ticked marked undo, and end the choosing."""
        self._refuse_settled()
        self.look.options.lists.write(self.list_text(self._approved(approval)), self.look.at.user)
        self.is_written = True

    def _lay(
        self, selecting: Selecting, selection: Selection, readings: Readings, account: Account, read_at: datetime
    ) -> Reviewed:
        plan = self.look.plan_of(selection, readings)
        number = self._shown.number + 1 if self._shown else 1
        self._shown = _Shown(number, plan, selecting, selection, readings, account, read_at)
        return self.reviewed

    def _now_shown(self) -> _Shown:
        assert self._shown is not None, "nothing has been read"
        return self._shown

    def _selection(self, selecting: Selecting) -> Selection:
        return read_selection(selecting, self.look.at.now, self.look.at.zone)

    def _key(self, half: Half, place: int) -> str:
        plan = self._now_shown().plan
        lines = (plan.sent if half is Half.SENT else plan.connections).decisions
        if not 0 <= place < len(lines) or not lines[place].person.key:
            raise StalePlan("There is no such person in this plan.", "Reload the page.")
        return lines[place].person.key

    def _approved(self, approval: Approval) -> Plan:
        self._refuse_stale(approval.number)
        try:
            return narrowed(self._now_shown().plan, approval.undone, approval.first)
        except ValueError as error:
            raise StalePlan("This page ticks people whom the plan does not.", "Reload the page.") from error

    def _refuse_settled(self) -> None:
        if self.is_settled:
            raise StalePlan("The choosing is over.", "It continues in the terminal; this page may be closed.")

    def _refuse_stale(self, number: int) -> None:
        if number != self._now_shown().number:
            raise StalePlan("The plan has changed since this page was drawn.", "Reload the page.")

    def _refuse_overtaken(self) -> None:
        """Raise UsageError if another command has undone people, or kept some, since the plan on the page was made."""
        shown, at = self._now_shown(), self.look.at
        ended = at.journal.acts.ended(shown.account)
        if any(when > shown.read_at for when in ended.values()):
            raise UsageError("A run has undone people since the lists were read.", "Press “Look again” first.")
        if verdicts_of(self.look.plan_of(shown.selection, shown.readings)) != verdicts_of(shown.plan):
            self._lay(shown.selecting, shown.selection, shown.readings, shown.account, shown.read_at)
            raise StalePlan("Your keep list was changed in another terminal.", "Reload the page.")

    def _refuse_farther_back(self, selection: Selection, readings: Readings) -> None:
        """Raise NotReadSoFar if people in the selection may lie farther down than the lists were read."""
        since = self.look.since_of(selection, readings)
        sent, connections, read_since = readings.sent, readings.connections, readings.since
        if Half.SENT in selection.halves and sent.skipped and not _ends_by(selection, sent.until):
            raise NotReadSoFar("The newest invitations have not been read.", "Press “Look again” to read them too.")
        if since is None:
            return
        misses = {
            Half.SENT: not (sent.has_ended or sent.is_cut or is_past([*sent.people], since)),
            Half.CONNECTIONS: not connections.has_ended and (read_since is None or since < read_since),
        }
        if any(misses[half] for half in selection.halves):
            raise NotReadSoFar(
                "This goes farther back than the lists have been read.", "Press “Look again” to read them that far."
            )


def _ends_by(selection: Selection, until: datetime | None) -> bool:
    """Whether everybody selected was invited before an instant."""
    return selection.window is not None and until is not None and selection.window.until <= until


def verdicts_of(plan: Plan) -> list[Verdict]:
    """Return what a plan decides about everyone, in list order."""
    return [line.verdict for lines in (plan.sent, plan.connections) for line in lines.decisions]


def review(look: Look, list_text: Callable[[Plan], str], show_page: Callable[[Desk | JobDesk], None]) -> RunResult:
    """Read both lists, have the plan reviewed on a page, and carry out what is approved there.

    With nothing selected while a job is open, the page shows that job. `show_page` shows a desk to the user and returns
    when it is settled or they leave. Raises UsageError where nobody could answer the questions that follow, and
    RunLocked if another review is open.
    """
    at, options = look.at, look.options
    selection, pace = look.read_typed()
    job = at.open_job
    if at.account and job and (selection.is_empty or not options.typed & SELECTING):
        with review_lock(at.home.review_lock):
            show_page(JobDesk(look, at.account, job))
        return Run(look).report(at.account, at.journal.jobs.get(job.id))
    if not (options.says_yes or at.user.can_answer):
        raise UsageError(
            "review continues in this terminal after the page, and there is nobody to ask here.",
            "Type it in a terminal with nothing redirected, or add --yes.",
        )
    options.lists.refuse_unwritable()
    at.refuse_stopped()
    desk = Desk(look, pace, list_text)
    with review_lock(at.home.review_lock):
        account = desk.read(options.selecting).account
        show_page(desk)
    if desk.job is not None:
        return Run(look).go_on(account, desk.job)
    if not desk.is_written:
        at.user.tell(Said.NOTHING_TOUCHED)
    return planned(look, account, desk.reviewed.plan, pace)
