"""`run`: read, plan, show, ask, undo, report; or continue the open job."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from withdrawer.app.consent import Consent, accepted_since, lines_of, terms_of
from withdrawer.app.context import CommandContext
from withdrawer.app.export_questions import ask_questions
from withdrawer.app.kept_now import KeptNow
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.preview import Planned, planned, preview
from withdrawer.app.run_kind import RunChoice, RunKind, Situation, choose_run, refused
from withdrawer.app.schedule import let_schedule_continue
from withdrawer.app.session import browser_of
from withdrawer.app.summary import tell_over
from withdrawer.app.typed_selection import read_keep
from withdrawer.app.user import JobStands, Previewed, Replaces, Said, TidyWaits, Unheard
from withdrawer.app.user_questions import RemoveAccepted
from withdrawer.app.wish import current_wish, note_look, wish_selection
from withdrawer.errors import WithdrawerError
from withdrawer.invocation import CURRENT
from withdrawer.journal.documents import selection_of
from withdrawer.journal.records import Account, Job, JobState, PlanLine
from withdrawer.journal.wishes import Wish
from withdrawer.plan.bursts.second_bursts import SecondBurst
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules, with_companies
from withdrawer.plan.plan import Plan
from withdrawer.undo.job_progress import (
    Share,
    Standing,
    allowance_of,
    next_share,
    second_look_at,
    standing_of,
    still_to_do,
    waits_for_answer,
)
from withdrawer.undo.pacing import PaceName
from withdrawer.undo.run_context import RunContext
from withdrawer.undo.runner import Runner, look_up_unknown, nobody

GO_ON = "What was done is in the journal, and nothing is done twice. To continue, type: withdrawer run"
DEMO_STOPPED = "None of this was real, and nothing of it is left. To play it again, type: withdrawer demo"


class TidyOver(WithdrawerError):
    """A tidy job may not begin: another job has begun meanwhile, or the wish has ended."""


@dataclass(frozen=True)
class JobReport:
    """A job's state after a run. `plan` is the plan the run made, if any.

    `unreached` is the number of people in the job who could not be reached; `second` is what looks like a second blast.
    """

    account: Account
    standing: Standing
    plan: Plan | None = None
    second: SecondBurst | None = None
    seconds: float = 0
    unreached: int = 0

    @property
    def is_partial(self) -> bool:
        """Whether part of the job was not completed."""
        return self.standing.is_partial or self.unreached > 0


@dataclass(frozen=True)
class NextShare:
    """What continuing the open job would do now."""

    account: Account
    standing: Standing
    share: Share


RunResult = JobReport | Planned | NextShare


@dataclass(frozen=True)
class Run:
    """One run, with its readings. `wish` is the tidy wish that it carries out, if any."""

    look: Look
    wish: Wish | None = None

    @property
    def at(self) -> CommandContext:
        """The command's context."""
        return self.look.at

    @property
    def options(self) -> RunOptions:
        """The run's options."""
        return self.look.options

    @property
    def consent(self) -> Consent:
        """The handler that asks for the user's consent."""
        at = self.at
        return Consent(at.user, at.journal, at.clock, at.zone, self.options.says_yes)

    def start(self, *, is_dry_run: bool = False) -> RunResult:
        """Undo the selection, or continue the open job; a dry run only reports what would be done."""
        at, user = self.at, self.at.user
        selection, pace = self.look.read_typed()
        at.refuse_stopped()
        account, job = at.account, at.open_job
        last = at.journal.jobs.last(account) if account else None
        left, wish = accepted_since(at.journal, account), current_wish(at)
        choice = choose_run(
            Situation(
                self.options.typed,
                has_selection=not selection.is_empty,
                has_open_job=job is not None,
                has_last_job=last is not None,
                has_accepted=left is not None,
                has_wish=wish is not None,
                is_tidying=job is not None and job.is_tidy,
                can_ask=user.can_answer,
                says_yes=self.options.says_yes,
                is_dry_run=is_dry_run,
            )
        )
        match choice.kind:
            case RunKind.REPORT if account and last:
                if choice.unheard:
                    user.tell(Unheard(choice.unheard))
                return self.report(account, last)
            case RunKind.GO_ON if account and job:
                if not selection.is_empty:
                    user.tell(Said.SELECTION_IS_FOR_A_NEW_JOB)
                return self._next_share(account, job) if is_dry_run else self.go_on(account, job)
            case RunKind.REMOVE_ACCEPTED if account and left:
                if is_dry_run:
                    user.show(RemoveAccepted(left[1]))
                    return self.report(account, left[0])
                job = self.consent.accepted(*left, account)
                return self.go_on(account, job) if job else self.report(account, left[0])
            case RunKind.BEGIN | RunKind.TIDY:
                return self._begin_or_preview(pace, job, choice, wish, is_dry_run=is_dry_run)
        raise refused(choice, len(at.journal.jobs.remaining(job)) if job else 0)

    def _begin_or_preview(
        self, pace: PaceName, open_job: Job | None, choice: RunChoice, wish: Wish | None, *, is_dry_run: bool
    ) -> RunResult:
        run = self.for_wish(wish) if wish and choice.kind is RunKind.TIDY else self
        if not is_dry_run:
            return run._begin(pace, open_job, choice)
        if open_job and choice.replaces:
            self.at.user.tell(Replaces(len(self.at.journal.jobs.remaining(open_job))))
        return preview(run.look)

    def _begin(self, pace: PaceName, open_job: Job | None, choice: RunChoice) -> RunResult:
        """Read, show, ask, and carry out what the user agreed to."""
        at, per_day = self.at, self.options.per_day(pace)
        if open_job and choice.asks_to_replace:
            self.consent.confirm_replacement(open_job)
        elif open_job and open_job.is_tidy:
            at.user.tell(TidyWaits(len(at.journal.jobs.remaining(open_job))))
        with browser_of(at) as browser:
            context = self.look.context(browser, pace)
            account = context.account
            look_up_unknown(context)
            plan = self.look.make_plan(context)
            if self.wish:  # whom its rules keep may be gone by now, so they were checked when it was agreed to
                note_look(at, account, self.wish, plan)
            else:
                self.look.mind_idle_rules(plan, is_error=self.options.says_yes)
            if self.wish and not plan.planned:
                at.user.tell(Said.NOTHING_TO_TIDY)
                return planned(self.look, account, plan, pace)
            allowance = allowance_of(at.journal, account, per_day, at.now)
            at.user.tell(Previewed(plan, is_result=False, run_options=None, account=account, allowance=allowance))
            halves = self.consent.halves(plan, account, per_day)
            if not halves:
                return planned(self.look, account, plan, pace)
            return self._open(self.look.labelling.agree(context, halves), plan, halves, pace)

    def _open(self, context: RunContext, plan: Plan, halves: tuple[Half, ...], pace: PaceName) -> JobReport:
        """Open the job of a plan and carry it out. Raises WithdrawerError if a tidy job may not begin any more."""
        at, account, jobs = self.at, context.account, self.at.journal.jobs
        replaced = jobs.open_job(account)
        lists = {Half.SENT: plan.sent, Half.CONNECTIONS: plan.connections}
        unread = {half: lists[half].unread for half in halves}
        terms, lines = terms_of(plan, halves, self.options.per_day(pace), pace), lines_of(plan, halves)
        job = (
            jobs.begin_tidy(account, terms, lines, at.now, self.wish.agreed_at, unread)
            if self.wish
            else jobs.begin(account, terms, lines, at.now, unread)
        )
        if job is None:
            raise TidyOver("Another job has begun meanwhile, or the tidy wish has ended.", "See: withdrawer status")
        if self.wish:
            note_look(at, account, self.wish, plan, is_agreed=True)
        elif replaced and self.options.keeps_summary:
            tell_over(at, account, jobs.get(replaced.id))
        let_schedule_continue(at, job)
        return self._carry_out(context, job, is_continued=False)

    def for_wish(self, wish: Wish) -> "Run":
        """Return a run of what the wish selects, without whom the options keep."""
        kept = read_keep(self.options.selecting)
        return Run(replace(self.look, given=wish_selection(wish, self.at.now, self.at.zone, kept)), wish)

    def look_for_wish(self) -> Plan:
        """Look whom the wish selects now, and record how many are ready. Clicks nothing."""
        at, (_, pace) = self.at, self.look.read_typed()
        with browser_of(at) as browser:
            context = self.look.context(browser, pace)
            look_up_unknown(context)
            plan = self.look.make_plan(context)
            if self.wish:
                note_look(at, context.account, self.wish, plan)
            return plan

    def begin_wish(self, plan: Plan) -> JobReport:
        """Begin the job of a plan that the wish made, and carry it out: its consent is given.

        Raises WithdrawerError if another job has begun meanwhile, or the wish has ended.
        """
        at, (_, pace) = self.at, self.look.read_typed()
        with browser_of(at) as browser:
            context = self.look.context(browser, pace)
            context = self.look.labelling.agree(context, (Half.SENT,))
            return self._open(context, plan, (Half.SENT,), pace)

    def go_on(self, account: Account, job: Job) -> JobReport:
        """Continue the open job at its own pace unless another was typed; opens no browser if no act is allowed yet."""
        at, options = self.at, self.options
        let_schedule_continue(at, job)
        job = self._with_typed_terms(job)
        pace = at.pace_name(options.pacing.pace if "pace" in options.typed else job.terms.pace)
        if not options.is_scheduled:
            ask_questions(at, job, says_yes=options.says_yes)
        allowance = allowance_of(at.journal, account, job.terms.per_day, at.now)
        todo = still_to_do(at.journal, job)
        is_all_known = not at.journal.acts.unresolved(account) and not at.journal.acts.unchecked(account)
        is_waiting = bool(todo) or waits_for_answer(at.journal, job)
        if is_all_known and is_waiting and not any(allowance.admits(line.half) for line in todo):
            return self.report(account, job)
        if not todo and (looks_at := second_look_at(at.journal, job, at.now)) and looks_at > at.now:
            return self.report(account, job)
        with browser_of(at) as browser:
            context = self.look.context(browser, pace)
            if (state := at.journal.jobs.get(job.id).state) is not job.state:  # another run has just ended the job
                return self.report(account, msgspec.structs.replace(job, state=state))
            return self._carry_out(context, job, is_continued=True)

    def _with_typed_terms(self, job: Job) -> Job:
        """Return the open job with the terms typed now: acts per day, and whether people who accept are removed too."""
        terms = job.terms
        if "per_day" in self.options.typed:
            terms = msgspec.structs.replace(terms, per_day=self.options.pacing.per_day)
        if "also_accepted" in self.options.typed and not job.is_tidy:  # a wish never removes a connection
            terms = msgspec.structs.replace(terms, also_accepted=True)
        return msgspec.structs.replace(job, terms=terms)

    def _carry_out(self, context: RunContext, job: Job, *, is_continued: bool) -> JobReport:
        from wakepy import keep

        at, account = self.at, context.account
        at.user.tell(JobStands(standing_of(at.journal, account, job, at.now), is_report=False))
        at.interruption.last_words = DEMO_STOPPED if CURRENT.is_demo else GO_ON
        wants_accepted = nobody if job.is_tidy else self._wants_accepted
        runner = Runner(context, job, self._kept_by(job), self.consent.agrees, wants_accepted)
        at.interruption.so_far = lambda: self._stands(account, job)
        last = self.look.last_scan(account)
        try:
            with keep.running(on_fail="pass"):
                job = runner.run(is_continued=is_continued)
        finally:
            self.look.tell_second(account, last)
        report = self.report(account, job, runner.unreached)
        if job.state is not JobState.OPEN and self.options.keeps_summary:
            tell_over(at, account, job)
        return report

    def _kept_by(self, job: Job) -> KeptNow:
        """Return the job's rules, those typed now, and the lasting list."""
        archive = self.at.journal.exports.all()
        added = KeepRules(with_companies(read_keep(self.options.selecting), archive))
        return KeptNow(selection_of(job.terms.selection), added, self.at.journal, archive)

    def _wants_accepted(self, people: Sequence[PlanLine]) -> bool:
        """Ask about removing people who accepted; `--yes` does not cover this question."""
        if self.options.says_yes or not self.at.user.can_answer:
            return False
        return self.at.user.ask(RemoveAccepted(people))

    def _next_share(self, account: Account, job: Job) -> NextShare:
        journal = self.at.journal  # the plan is without those whom the job's own rules keep
        rules = (*read_keep(self.options.selecting), *journal.kept.rules())
        kept = KeepRules(with_companies(rules, journal.exports.all()))
        standing = standing_of(journal, account, self._with_typed_terms(job), self.at.now)
        share = next_share(journal, account, standing, lambda line: kept.reason_by(line.key, line.name) is not None)
        return NextShare(account, standing, share)

    def report(self, account: Account, job: Job, unreached: int = 0) -> JobReport:
        """Report where the job stands now, and return it."""
        report = self._stands(account, job, unreached)
        is_replay = self.at.home.kind == "replay"
        self.at.user.tell(JobStands(report.standing, True, self.options.pacing_words, is_replay))
        return report

    def _stands(self, account: Account, job: Job, unreached: int = 0) -> JobReport:
        standing = standing_of(self.at.journal, account, job, self.at.now)
        return JobReport(account, standing, self.look.plan, self.look.second, self.look.seconds, unreached)
