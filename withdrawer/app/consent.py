"""The user's consent: each list is confirmed separately, with exact numbers; and what the job stores of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

import msgspec

from withdrawer.app.user import ListDeclined, Said, User, agrees
from withdrawer.app.user_questions import Question, RemoveAccepted, ReplaceJob, TakeRisk, UndoList
from withdrawer.errors import UsageError
from withdrawer.journal.journal import Journal
from withdrawer.journal.records import Account, Job, PlanLine, Terms
from withdrawer.plan.dates.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.plan import Plan
from withdrawer.undo.job_progress import NOT_CONFIRMED, allowance_of, line_of_accepted, to_ask_about
from withdrawer.undo.pacing import PaceName


@dataclass(frozen=True)
class Consent:
    """Asks the user; with `--yes`, ordinary questions are answered beforehand but still shown."""

    user: User
    journal: Journal
    now: Callable[[], datetime]
    zone: tzinfo
    says_yes: bool

    def agrees(self, question: Question) -> bool:
        """Return whether the user says yes to an ordinary question."""
        return agrees(self.user, question, says_yes=self.says_yes)

    def halves(self, plan: Plan, account: Account, per_day: int | None) -> tuple[Half, ...]:
        """Return the lists that the user agrees to undo."""
        if not plan.planned:
            self.user.tell(Said.ONLY_UNCLEAR if plan.unsure_sent else Said.NOBODY_SELECTED)
            return ()
        agreed: list[Half] = []
        declined: list[UndoList] = []
        has_agreed = self.journal.jobs.last(account) is not None or self.journal.wishes.current(account) is not None
        if has_agreed or self.agrees(TakeRisk()):
            before = 0
            for half in Half:
                question = self._question(plan, half, before, account, per_day)
                if not question.people:
                    continue
                if self.agrees(question):
                    agreed.append(half)
                    before += len(question.people)
                else:
                    declined.append(question)
        if not agreed:
            self.user.tell(Said.NOTHING_TOUCHED)
        for question in declined if agreed else ():
            later = plan.selection if plan.selection.plan_file else plan.selection.frozen(plan.window)
            self.user.tell(ListDeclined(question.half, len(question.people), replace(later, halves=(question.half,))))
        return tuple(agreed)

    def confirm_replacement(self, job: Job) -> None:
        """Confirm that a new job may replace the open one. Raises UsageError if it may not."""
        if not self.agrees(ReplaceJob(job, len(self.journal.jobs.remaining(job)))):
            raise UsageError("The open job stays. Nothing was touched.", "Continue with it: withdrawer run")

    def accepted(self, job: Job, people: Sequence[PlanLine], account: Account) -> Job | None:
        """Ask, then open the job that removes these people; None if the user declines. Keeps the last job's terms."""
        if not self.agrees(RemoveAccepted(people)):
            self.user.tell(Said.NOTHING_TOUCHED)
            return None
        terms = msgspec.structs.replace(job.terms, halves=(Half.CONNECTIONS,), also_accepted=True)
        return self.journal.jobs.begin(account, terms, people, self.now())

    def _question(self, plan: Plan, half: Half, before: int, account: Account, per_day: int | None) -> UndoList:
        now = self.now()
        used = allowance_of(self.journal, account, per_day, now).used
        return undo_list(plan, half, before, now.astimezone(self.zone).date(), per_day, used)


def undo_list(plan: Plan, half: Half, before: int, today: date, per_day: int | None, used_today: int) -> UndoList:
    """Return the question about one list's part of a plan, which `before` acts on the other list precede."""
    people = tuple(it for it in plan.planned if it.person.half is half)
    return UndoList(half, people, before, today, per_day, used_today)


def accepted_since(journal: Journal, account: Account | None) -> tuple[Job, list[PlanLine]] | None:
    """Return the latest job with acceptances the user has not agreed to remove, and their removals; None without any.

    A refusal can be reversed, even after later jobs. Where a later job has a final outcome for a person, that outcome
    wins.
    """
    settled: set[str] = set()
    for job in journal.jobs.all(account) if account else ():
        asked = () if job.is_tidy else to_ask_about(journal, job)  # a tidy wish never removes a connection
        left = [line for line in asked if line.key not in settled]
        if left:
            return job, [line_of_accepted(line) for line in left]
        settled |= {it.key for it in journal.jobs.lines(job) if it.outcome and it.outcome.is_final}
    return None


def terms_of(plan: Plan, halves: tuple[Half, ...], per_day: int | None, pace: PaceName) -> Terms:
    """Return the terms of the job that carries out a plan."""
    return Terms(
        selection=msgspec.to_builtins(plan.selection.frozen(plan.window)),
        window=plan.window or Window(FOREVER_AGO, FAR_AHEAD),
        per_day=per_day,
        pace=pace.value,
        halves=halves,
        also_accepted=plan.selection.also_accepted and not _has_declined_connections(plan, halves),
    )


def _has_declined_connections(plan: Plan, halves: tuple[Half, ...]) -> bool:
    """Return whether the user was asked about connections and declined."""
    return Half.CONNECTIONS not in halves and any(it.person.half is Half.CONNECTIONS for it in plan.planned)


def lines_of(plan: Plan, halves: tuple[Half, ...]) -> list[PlanLine]:
    """Return a plan as the job stores it: one line per person."""
    decisions = [*plan.sent.decisions, *plan.connections.decisions]
    return [_line(it, halves) for it in decisions if it.reason_code is not Code.LISTED_TWICE]


def _line(decision: Decision, halves: tuple[Half, ...]) -> PlanLine:
    """Convert a decision; anything planned in an unconfirmed half becomes kept."""
    line = PlanLine.of(decision)
    if line.verdict is Verdict.PLANNED and line.half not in halves:
        return msgspec.structs.replace(line, verdict=Verdict.KEPT, reason="", reason_code=NOT_CONFIRMED)
    return line
