"""The path that preview, run and demo share: look, plan, show, ask, undo, report."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import msgspec
from rich.console import Console

from withdrawer.app.consent import Consent, accepted_since
from withdrawer.app.context import CommandContext
from withdrawer.app.data_export import Exporting, check_owner, read_exporting
from withdrawer.app.interruption import Interruption
from withdrawer.app.job_terms import lines_of, terms_of
from withdrawer.app.kept_now import KeptNow
from withdrawer.app.member_check import account_of, same_member
from withdrawer.app.move import Move, RunKind, Situation, next_move, options_words, refused
from withdrawer.app.plan_lists import Lists
from withdrawer.app.result import Result
from withdrawer.app.session import browser_of, run_context_of
from withdrawer.app.typed_input import Pacing, Selecting
from withdrawer.app.typed_selection import read_keep, read_selection
from withdrawer.app.user import RemoveAccepted
from withdrawer.cli.control_names import Labelling
from withdrawer.cli.export_questions import ask_questions
from withdrawer.cli.share import tell_share
from withdrawer.clock import stopwatch
from withdrawer.config import PER_DAY
from withdrawer.errors import Exit, UsageError
from withdrawer.escape import safe
from withdrawer.journal.documents import selection_of
from withdrawer.journal.records import Account, Job, PlanLine, Scan
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.plan.bursts.second_bursts import SecondBurst, second_burst
from withdrawer.plan.evidence.narrowed_spans import narrow
from withdrawer.plan.half import Half
from withdrawer.plan.keep.keep_rules import KeepRules, with_companies
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.selection import Selection
from withdrawer.show.console import messages, results
from withdrawer.show.data import job_data, plan_data, standing_data
from withdrawer.show.evidence_data import evidence_data
from withdrawer.show.people_data import listed_data, people_data
from withdrawer.show.plan_rows import list_text
from withdrawer.show.progress import TerminalWatcher
from withdrawer.show.report import report_lines, unread_lines, whole_job_words
from withdrawer.show.rule_words import idle_rules, remark_lines
from withdrawer.show.second_burst_words import second_data, second_words
from withdrawer.show.terminal import Terminal
from withdrawer.undo.job_progress import (
    allowance_of,
    standing_of,
    still_to_do,
    waits_for_answer,
)
from withdrawer.undo.list_survey import Reading, survey
from withdrawer.undo.pacing import PaceName
from withdrawer.undo.run_context import RunContext
from withdrawer.undo.runner import Runner, look_up_unknown

GO_ON = "What was done is in the journal, and nothing is done twice. To go on, type: withdrawer run"


@dataclass
class Undoing:
    """One preview or run. `is_silent` keeps the preview itself back; `is_scheduled` where nobody is there at all.

    `typed` are the options of this very command line. `listed` is what is told of a file's people; `second` is what the
    readings met that looks like a second blast.
    """

    at: CommandContext
    selecting: Selecting
    pacing: Pacing
    interruption: Interruption
    says_yes: bool = False
    is_silent: bool = False
    lists: Lists = field(default_factory=Lists)
    labels: tuple[str, ...] = ()
    is_scheduled: bool = False
    typed: frozenset[str] = frozenset()
    began: float = field(default_factory=stopwatch)
    second: SecondBurst | None = None
    console: Console = field(init=False)
    watcher: TerminalWatcher = field(init=False)
    user: Terminal = field(init=False)
    consent: Consent = field(init=False)
    labelling: Labelling = field(init=False)
    listed: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        everywhere = self.at.everywhere
        self.watcher = TerminalWatcher(messages(is_quiet=everywhere.quiet, is_still=everywhere.verbose), self.at.clock)
        is_quiet = everywhere.quiet and self.says_yes  # what a question depends on is always shown
        self.console = messages(is_quiet=is_quiet, is_still=everywhere.verbose)
        self.user = Terminal(self.at.zone, self.interruption.asking, is_quiet, self.watcher.stop)
        self.consent = Consent(self.user, self.at.journal, self.at.clock, self.at.zone, self.says_yes)
        self.labelling = Labelling(self.user, self.labels)

    def preview(self) -> Result:
        """Show what would be undone. Clicks nothing."""
        selection = self._selection()
        exporting = self._exporting()
        pace = self.at.pace_name(self.pacing.pace)
        self.lists.refuse_unwritable()
        self.at.refuse_stopped()
        with self.watcher, browser_of(self.at, self.interruption) as browser:
            account = account_of(self.at, browser, same_member(self.user))
            context = self._run_context(browser, account, pace)
            plan = self._look(context, selection, exporting)
            self.labelling.check(context)
        self._mind_idle_rules(plan, is_error=False)
        self.lists.write(list_text(plan), self._say)
        # A preview's table is what was asked for: it goes to stdout, unless a JSON document or a list does.
        is_taken = self.at.everywhere.json or self.lists.takes_stdout
        self._show(plan, self.console if is_taken else results(), self._next_command(plan))
        return self._planned(account, plan, pace)

    def run(self, *, is_dry_run: bool = False) -> Result:
        """Undo what is selected, or continue with the open job; a dry run says what that would come to."""
        selection = self._selection()
        exporting = self._exporting()
        pace = self.at.pace_name(self.pacing.pace)
        self.at.refuse_stopped()
        account = self.at.journal.accounts.current()
        job = self.at.journal.jobs.open_job(account) if account else None
        last = self.at.journal.jobs.last(account) if account else None
        left = accepted_since(self.at.journal, account)
        move = next_move(
            Situation(
                self.typed,
                has_selection=not selection.is_empty,
                has_open_job=job is not None,
                has_last_job=last is not None,
                has_accepted=left is not None,
                can_ask=self.user.can_answer,
                says_yes=self.says_yes,
                is_dry_run=is_dry_run,
            )
        )
        match move.kind:
            case RunKind.REPORT if account and last:
                self._tell_unheard(move)
                return self._report(account, last)
            case RunKind.GO_ON if account and job:
                if not selection.is_empty:
                    self._say("The selection that is set is for a new job; the open one goes on as you confirmed it.")
                if is_dry_run:
                    return tell_share(self.at, account, self._with_typed_terms(job))
                return self.go_on(account, job)
            case RunKind.REMOVE_ACCEPTED if account and left:
                if is_dry_run:
                    self.user.show(RemoveAccepted(left[1]))
                    return self._report(account, left[0])
                job = self.consent.accepted(*left, account)
                return self.go_on(account, job) if job else self._report(account, left[0])
            case RunKind.BEGIN:
                return self._begin(selection, exporting, pace, job if move.replaces else None, move, is_dry_run)
        raise refused(move, len(self.at.journal.jobs.remaining(job)) if job else 0)

    def _begin(
        self,
        selection: Selection,
        exporting: Exporting | None,
        pace: PaceName,
        open_job: Job | None,
        move: Move,
        is_dry_run: bool,
    ) -> Result:
        """Look, show, ask, and carry out what was agreed to."""
        if is_dry_run:
            if open_job:
                left = len(self.at.journal.jobs.remaining(open_job))
                self._say(f"A job is open, with {left:,} people left. This would take its place, and drop them.")
            return self.preview()
        if open_job and move.asks_to_replace:
            self.consent.refuse_to_replace(open_job)
        with self.watcher, browser_of(self.at, self.interruption) as browser:
            account = account_of(self.at, browser, same_member(self.user))
            context = self._run_context(browser, account, pace)
            look_up_unknown(context)
            plan = self._look(context, selection, exporting)
            self._mind_idle_rules(plan, is_error=self.says_yes)
            self._show(plan, self.console, "")
            halves = self.consent.halves(plan, account, self._per_day(pace))
            if not halves:
                return self._planned(account, plan, pace)
            context = self.labelling.agree(context, halves)
            unread = {Half.SENT: plan.sent.unread, Half.CONNECTIONS: plan.connections.unread}
            job = self.at.journal.jobs.begin(
                account, terms_of(plan, halves, self._per_day(pace), pace), lines_of(plan, halves), self.at.now,
                {half: unread[half] for half in halves},
            )  # fmt: skip
            return self._carry_out(context, job, is_continued=False)

    def _selection(self) -> Selection:
        """What was typed, and the people of the file that was named."""
        selection = read_selection(self.selecting, self.at.now, self.at.zone)
        plan_file = self.lists.read()
        for words in remark_lines(plan_file) if plan_file else ():
            self._say(words)
        return replace(selection, plan_file=plan_file)

    def _run_context(self, browser: Browser, account: Account, pace: PaceName) -> RunContext:
        return self.labelling.equipped(run_context_of(self.at, browser, account, pace, self.watcher))

    def go_on(self, account: Account, job: Job) -> Result:
        """Go on with the open job at its own pace, unless another was typed; without a browser where it may not yet."""
        job = self._with_typed_terms(job)
        pace = self.at.pace_name(self.pacing.pace if "pace" in self.typed else job.terms.pace)
        if not self.is_scheduled:
            ask_questions(self.at, job, self.user, says_yes=self.says_yes)
        allowance = allowance_of(self.at.journal, account, job.terms.per_day, self.at.now)
        todo = still_to_do(self.at.journal, job)
        acts = self.at.journal.acts
        is_all_known = not acts.unresolved(account) and not acts.unchecked(account)
        is_waiting = bool(todo) or waits_for_answer(self.at.journal, job)
        if is_all_known and is_waiting and not any(allowance.admits(line.half) for line in todo):
            return self._report(account, job)
        with self.watcher, browser_of(self.at, self.interruption) as browser:
            signed_in = account_of(self.at, browser, same_member(self.user))
            context = self._run_context(browser, signed_in, pace)
            if (state := self.at.journal.jobs.get(job.id).state) is not job.state:  # another run has just ended
                return self._report(account, msgspec.structs.replace(job, state=state))
            return self._carry_out(context, job, is_continued=True)

    def _with_typed_terms(self, job: Job) -> Job:
        """The open job with what was typed now: how many a day, and that those who accept are removed too."""
        terms = job.terms
        if "per_day" in self.typed:
            terms = msgspec.structs.replace(terms, per_day=self.pacing.per_day)
        if "also_accepted" in self.typed:
            terms = msgspec.structs.replace(terms, also_accepted=True)
        return msgspec.structs.replace(job, terms=terms)

    def _exporting(self) -> Exporting | None:
        """The data exports that were taken over, read before anything is opened."""
        return read_exporting(
            self.at.journal,
            self.at.zone,
            self.user,
            may_ask=not self.says_yes and not self.is_silent and not self.at.everywhere.json,
        )

    def _look(self, context: RunContext, selection: Selection, exporting: Exporting | None) -> Plan:
        """Read both lists and decide about everybody on them."""
        if exporting:
            check_owner(exporting.archive, context.account.slug)
        archive = exporting.archive if exporting else None
        keep = KeepRules(with_companies((*selection.keep.rules, *self.at.journal.kept.rules()), archive))
        selection = replace(selection, keep=keep)
        seen_before = self.at.journal.scans.earlier_sightings(context.account)
        ended = self.at.journal.acts.ended(context.account)
        last = self.at.journal.scans.last_begun(context.account, Half.SENT)

        def began_at(sent: Reading) -> datetime | None:
            export = exporting.export(sent.people, seen_before) if exporting else None
            window = make_plan(sent.people, (), seen_before, selection, ended, export).window
            return window.since if window else None

        seen = narrow((), seen_before).evidence if selection.plan_file else {}
        invited = {form: it.span.earliest for form, it in seen.items() if it.span}
        sent, connections = survey(context, selection, None if selection.blast is None else began_at, invited)
        self._tell_second(context.account, last)
        for reading in (sent, connections):
            for line in unread_lines(reading):
                self._say(line)
        export = exporting.export(sent.people, seen_before) if exporting else None
        plan = make_plan(sent.people, connections.people, seen_before, selection, ended, export)
        self.listed = listed_data(plan)
        return replace(
            plan,
            sent=replace(plan.sent, unread=sent.unreached),
            connections=replace(plan.connections, unread=connections.unreached),
        )

    def _show(self, plan: Plan, console: Console, next_command: str) -> None:
        from withdrawer.show.preview import show_preview

        self.watcher.stop()
        if not self.is_silent:
            show_preview(plan, console, self.at.zone, next_command)

    def _next_command(self, plan: Plan) -> str:
        from withdrawer.shell import quoted
        from withdrawer.show.command import command_line

        return " ".join([command_line("run", plan.selection, self.at.zone), *map(quoted, self._surroundings())])

    def _surroundings(self) -> list[str]:
        """What else was typed and must be typed again."""
        words = ["--pace", self.pacing.pace] if self.pacing.pace else []
        words += ["--per-day", str(self.pacing.per_day)] if self.pacing.per_day else []
        return words

    def _mind_idle_rules(self, plan: Plan, *, is_error: bool) -> None:
        """A keep rule that matches nobody may be misspelled: say so, or stop where nobody is there to ask."""
        everybody = [line.person for half in (plan.sent, plan.connections) for line in half.decisions]
        idle = plan.selection.keep.unmatched(everybody)
        if not idle:
            return
        words = f"Nobody on the pages that were read is meant by: {', '.join(map(safe, idle_rules(idle)))}."
        if is_error:
            raise UsageError(words, "Correct the rule, or take it out. Nobody was touched.")
        self._say(f"{words} Is it misspelled? `run --yes` would refuse it.")

    def _carry_out(self, context: RunContext, job: Job, *, is_continued: bool) -> Result:
        from wakepy import keep

        standing = standing_of(self.at.journal, context.account, job, self.at.now)
        self.watcher.whole_job = whole_job_words(standing, self.at.zone)
        self.interruption.last_words = GO_ON
        runner = Runner(context, job, self._kept_by(job), self.consent.agrees, self._wants_accepted)
        self.interruption.so_far = lambda: self._data(context.account, job)
        last = self.at.journal.scans.last_begun(context.account, Half.SENT)
        try:
            with keep.running(on_fail="pass"):
                job = runner.run(is_continued=is_continued)
        finally:
            self._tell_second(context.account, last)
        return self._report(context.account, job, runner.unreached)

    def _tell_second(self, account: Account, last: Scan | None) -> None:
        """Say where the readings since the last one of an earlier command met what looks like a second blast."""
        if last is None:
            return
        sightings = self.at.journal.scans.earlier_sightings(account)
        burst = second_burst(sightings, last.id, last.started_at)
        if burst is not None:
            self.second = burst
            self.at.journal.second_bursts.add(account, burst, self.at.now)
            self._say(second_words(burst, self.at.now, self.at.zone))

    def _kept_by(self, job: Job) -> KeptNow:
        """The rules of the job, those typed now, and the lasting list."""
        archive = self.at.journal.exports.all()
        added = KeepRules(with_companies(read_keep(self.selecting), archive))
        return KeptNow(selection_of(job.terms.selection), added, self.at.journal, archive)

    def _wants_accepted(self, people: Sequence[PlanLine]) -> bool:
        """A yes to an ordinary question beforehand is none to this one."""
        if self.says_yes or not self.user.can_answer:
            return False
        return self.user.ask(RemoveAccepted(people))

    def _report(self, account: Account, job: Job, unreached: int = 0) -> Result:
        """Where the job stands now; `unreached` people of it could not be come to in this run."""
        from withdrawer.shell import quoted

        standing = standing_of(self.at.journal, account, job, self.at.now)
        command = " ".join(["withdrawer run", *map(quoted, self._surroundings())])
        self._say("\n".join(report_lines(standing, self.at.zone, command)))
        is_partial = standing.is_partial or unreached > 0
        return Result({**self._data(account, job), "unreached": unreached}, Exit.PARTIAL if is_partial else Exit.DONE)

    def _data(self, account: Account, job: Job) -> dict[str, Any]:
        standing = standing_of(self.at.journal, account, job, self.at.now)
        second = {"second_burst": second_data(self.second)}
        return {**standing_data(account, standing), **self.listed, **second, "seconds": self._seconds()}

    def _planned(self, account: Account, plan: Plan, pace: PaceName) -> Result:
        allowance = allowance_of(self.at.journal, account, self._per_day(pace), self.at.now)
        everybody = {"people": people_data(plan)} if self.lists.document else {}
        job = self.at.journal.jobs.open_job(account)
        open_job = {"open_job": job_data(job, len(self.at.journal.jobs.remaining(job))) if job else None}
        told = {**plan_data(account, plan, allowance), **evidence_data(plan), **self.listed, **open_job}
        return Result({**told, **everybody, "second_burst": second_data(self.second), "seconds": self._seconds()})

    def _per_day(self, pace: PaceName) -> int | None:
        """Pace `none` lifts the allowance, unless a number was typed."""
        if pace is PaceName.NONE and "per_day" not in self.typed:
            return None
        return self.pacing.per_day or PER_DAY

    def _say(self, text: str) -> None:
        self.user.tell(text)

    def _tell_unheard(self, move: Move) -> None:
        if move.unheard:
            self._say(f"The job is over, so there is nothing to change by {options_words(move.unheard)}.")

    def _seconds(self) -> float:
        return round(stopwatch() - self.began, 3)
