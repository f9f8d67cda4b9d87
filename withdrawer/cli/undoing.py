"""The path that preview, run and demo share: look, plan, show, ask, undo, report."""

import sys
from dataclasses import dataclass, field, replace
from typing import Any

import click
import msgspec
from rich.console import Console

from withdrawer.cli.choosing import read_keep, read_selection
from withdrawer.cli.desk import Desk, account_of, browser_of, workshop_of
from withdrawer.cli.interruption import Interruption
from withdrawer.cli.options import Pacing, Selecting
from withdrawer.clock import stopwatch
from withdrawer.errors import Exit, UsageError
from withdrawer.journal.records import Account, Job, PlanLine, Terms
from withdrawer.plan.decisions import Code, Decision, Verdict
from withdrawer.plan.halves import Half
from withdrawer.plan.plan import Plan, make_plan
from withdrawer.plan.rules import still_allowed
from withdrawer.plan.selection import Selection
from withdrawer.plan.spans import FAR_AHEAD, FOREVER_AGO, Window
from withdrawer.show.confirm import RISK, confirm_words, price_of
from withdrawer.show.console import messages, results
from withdrawer.show.data import account_data, allowance_data, job_data, plan_data, tally_of_job, window_data
from withdrawer.show.progress import TerminalWatcher
from withdrawer.show.report import Standing, report_lines
from withdrawer.show.text import safe
from withdrawer.undo.pacing import PERIOD, Allowance, PaceName
from withdrawer.undo.runner import Runner, still_to_do
from withdrawer.undo.survey import survey
from withdrawer.undo.workshop import Workshop


@dataclass(frozen=True)
class Result:
    """What a command gives: its data, its exit code, and what to say about a partial end."""

    data: dict[str, Any]
    exit_code: Exit = Exit.DONE


@dataclass
class Undoing:
    """One preview or run. `command` names it in what the person is told to type."""

    at: Desk
    selecting: Selecting
    pacing: Pacing
    interruption: Interruption
    is_dry: bool = False
    says_yes: bool = False
    wants_new_job: bool = False
    is_silent: bool = False
    began: float = field(default_factory=stopwatch)
    console: Console = field(init=False)
    watcher: TerminalWatcher = field(init=False)

    def __post_init__(self) -> None:
        self.console = messages(is_quiet=self.at.everywhere.quiet)
        self.watcher = TerminalWatcher(self.console, self.at.clock)

    def preview(self) -> Result:
        """Show what would be undone. Clicks nothing."""
        selection = read_selection(self.selecting, self.at.now, self.at.zone)
        self.at.refuse_stopped()
        pace = self.at.pace_name(self.pacing.pace)
        with browser_of(self.at, self.interruption) as browser:
            account = account_of(self.at, browser)
            shop = workshop_of(self.at, browser, account, pace, self.watcher)
            plan = self._look(shop, selection)
        allowance = self._allowance(account, self._per_day(pace))
        return Result({**plan_data(account, plan, allowance), "seconds": self._seconds()})

    def run(self) -> Result:
        """Undo what is selected, or go on with the open job."""
        selection = read_selection(self.selecting, self.at.now, self.at.zone)
        pace = self.at.pace_name(self.pacing.pace)
        self.at.refuse_stopped()
        known = self.at.journal.accounts.current()
        job = self.at.journal.jobs.open_job(known) if known else None
        self._refuse_unasked(selection, job)
        if selection.is_empty and job and known:
            if waiting := self._waiting(known, job):
                return waiting
        with browser_of(self.at, self.interruption) as browser:
            account = account_of(self.at, browser)
            shop = workshop_of(self.at, browser, account, pace, self.watcher)
            if selection.is_empty:
                assert job is not None
                return self._carry_out(shop, job, is_continued=True)
            plan = self._look(shop, selection)
            halves = self._ask_for(plan, self._per_day(pace), account)
            if not halves:
                return Result({**plan_data(account, plan, self._allowance(account, None)), "seconds": self._seconds()})
            job = self._begin(account, plan, halves, pace)
            return self._carry_out(shop, job, is_continued=False)

    def _refuse_unasked(self, selection: Selection, job: Job | None) -> None:
        if selection.is_empty and job is None:
            raise UsageError(
                "Nothing is selected, and there is no job to go on with.",
                "See the groups with `withdrawer preview`, then select: --sent 'yesterday', or --since 'WHEN'.",
            )
        if not self.says_yes and not sys.stdin.isatty():
            raise UsageError(
                "run asks before it undoes anything, and there is no terminal to ask on.",
                "Add --yes to answer its questions beforehand, or look first with --dry-run.",
            )
        if selection.is_empty or job is None or self.wants_new_job:
            return
        left = len(self.at.journal.jobs.remaining(job))
        question = f"A job is still open, with {left:,} people left. Start a new one in its place?"
        if self.says_yes:
            raise UsageError(
                f"A job is still open, with {left:,} people left, and another selection was given.",
                "Go on with it by `withdrawer run` alone, or start a new one in its place with --new-job.",
            )
        if not self._ask(question):
            raise UsageError("The open job stays.", "Go on with it: withdrawer run")

    def _waiting(self, account: Account, job: Job) -> Result | None:
        """The result of a run that may not do anything today; None where it may."""
        todo = self.at.journal.jobs.remaining(job)
        allowance = self._allowance(account, job.terms.per_day)
        if any(allowance.admits(line.line.half) for line in todo) or not todo:
            return None
        return self._report(account, job)

    def _look(self, shop: Workshop, selection: Selection) -> Plan:
        from withdrawer.show.preview import show_preview

        seen_before = self.at.journal.scans.earlier_sightings(shop.account)
        sent, connections = survey(shop, selection)
        self.watcher.stop()
        plan = make_plan(sent.people, connections.people, seen_before, selection, {})
        for reading in (sent, connections):
            if reading.stated and not reading.is_complete and selection.is_empty:
                self._say(f"Only {len(reading.people):,} of {reading.stated:,} rows came; LinkedIn gave no more.")
        self._refuse_idle_rules(selection, plan)
        if not self.is_silent:
            show_preview(plan, self._console_of_preview(), self.at.zone)
        return plan

    def _refuse_idle_rules(self, selection: Selection, plan: Plan) -> None:
        """A keep rule that matches nobody may be misspelled: say so, and stop where nobody is there to ask."""
        everybody = [line.person for half in (plan.sent, plan.connections) for line in half.decisions]
        idle = selection.keep.unmatched(everybody)
        if not idle:
            return
        words = f"No one on these pages is meant by: {', '.join(safe(rule) for rule in idle)}."
        if not self.is_dry and self.says_yes:
            raise UsageError(words, "Correct the rule, or take it out. Nobody was touched.")
        self._say(f"{words} Is it misspelled?")

    def _console_of_preview(self) -> Console:
        """A preview's table is what was asked for, and goes to stdout; within a run, and beside JSON, to stderr."""
        return results() if self.is_dry and not self.at.everywhere.json else self.console

    def _ask_for(self, plan: Plan, per_day: int | None, account: Account) -> tuple[Half, ...]:
        """The halves that the person says yes to, each with its own numbers."""
        if not plan.planned:
            self._say("Nobody is selected, so there is nothing to undo. Nobody was touched.")
            return ()
        if self.at.journal.jobs.last(account) is None:
            self._say(RISK)
            if not self.says_yes and click.prompt("Type yes to go on", default="", err=True) != "yes":
                return ()
        halves = []
        today = self.at.now.astimezone(self.at.zone).date()
        used = self._allowance(account, per_day).used
        for half in Half:
            price = price_of(plan, half)
            if not price.count:
                continue
            self._say("\n".join(confirm_words(price, today, per_day, used)))
            if self._ask("Go on?"):
                halves.append(half)
        if not halves:
            self._say("Nothing was touched.")
        return tuple(halves)

    def _begin(self, account: Account, plan: Plan, halves: tuple[Half, ...], pace: PaceName) -> Job:
        selection = plan.selection
        window = plan.window or Window(FOREVER_AGO, FAR_AHEAD)
        terms = Terms(
            selection=msgspec.to_builtins(selection.frozen(window)),
            window=window,
            per_day=self._per_day(pace),
            pace=pace.value,
            halves=halves,
            also_accepted=selection.also_accepted,
        )
        decisions = [*plan.sent.decisions, *plan.connections.decisions]
        lines = [plan_line(it, halves) for it in decisions if it.reason_code is not Code.LISTED_TWICE]
        return self.at.journal.jobs.begin(account, terms, lines, self.at.now)

    def _carry_out(self, shop: Workshop, job: Job, *, is_continued: bool) -> Result:
        selection = msgspec.convert(job.terms.selection, Selection)
        added = read_keep(self.selecting)

        def is_kept(person: Any) -> str | None:
            reason = still_allowed(person, selection)
            named = type(selection.keep)(added).reason(person) if added else None
            return named or (reason.sentence if reason else None)

        runner = Runner(shop, job, is_kept, self._ask_now)
        from wakepy import keep

        with keep.running(on_fail="pass"):
            job = runner.run(is_continued=is_continued)
        self.watcher.stop()
        return self._report(shop.account, job)

    def _report(self, account: Account, job: Job) -> Result:
        standing = standing_of(self.at, account, job)
        if not self.at.everywhere.quiet:
            self._say("\n".join(report_lines(standing)))
        left = {tally.half: tally for tally in standing.tallies}
        data = {
            "account": account_data(account),
            "job": job_data(job, standing.left),
            "window": window_data(job.terms.window),
            **{half.value: left[half].as_json() for half in Half},
            "allowance": allowance_data(standing.allowance, *left_by_half(self.at, job), standing.next_at),
            "seconds": self._seconds(),
        }
        return Result(data, Exit.PARTIAL if standing.is_partial else Exit.DONE)

    def _allowance(self, account: Account, per_day: int | None) -> Allowance:
        acts = self.at.journal.acts.instants_since(account, self.at.now - PERIOD)
        return Allowance(per_day, acts.acted_at, acts.removals_at, self.at.now)

    def _per_day(self, pace: PaceName) -> int | None:
        """Pace `none` lifts the allowance, unless a number was typed."""
        if self.pacing.per_day is not None:
            return self.pacing.per_day
        return None if pace is PaceName.NONE else self.at.config.run.per_day

    def _ask_now(self, question: str) -> bool:
        self.watcher.stop()
        return self._ask(question)

    def _ask(self, question: str) -> bool:
        return self.says_yes or click.confirm(question, default=False, err=True)

    def _say(self, text: str) -> None:
        from rich.text import Text

        self.watcher.stop()
        self.console.print(Text(text))

    def _seconds(self) -> float:
        return round(stopwatch() - self.began, 3)


def plan_line(decision: Decision, halves: tuple[Half, ...]) -> PlanLine:
    """A decision as the job keeps it; what was planned in a half that was not confirmed is kept."""
    line = PlanLine.of(decision)
    if line.verdict is Verdict.PLANNED and line.half not in halves:
        return replace(line, verdict=Verdict.KEPT, reason="not confirmed", reason_code="not_confirmed")
    return line


def left_by_half(at: Desk, job: Job) -> tuple[int, int]:
    """How many invitations and how many connections are still to be undone."""
    lines = still_to_do(at.journal, job)
    return sum(it.line.half is Half.SENT for it in lines), sum(it.line.half is Half.CONNECTIONS for it in lines)


def standing_of(at: Desk, account: Account, job: Job) -> Standing:
    """Where a job stands, from the journal alone."""
    journal = at.journal
    lines = journal.jobs.lines(job)
    proofs = journal.acts.proven(job)
    acts = journal.acts.instants_since(account, at.now - PERIOD)
    allowance = Allowance(job.terms.per_day, acts.acted_at, acts.removals_at, at.now)
    todo = still_to_do(journal, job)
    last = journal.scans.last(account, Half.SENT)
    return Standing(
        job=job,
        tallies=tuple(tally_of_job(half, lines, proofs) for half in Half),
        left=len(todo),
        allowance=allowance,
        next_at=min((allowance.next_for(line.line.half) for line in todo), default=None),
        stated=last.stated_count if last else None,
        also_accepted=job.terms.also_accepted,
        zone=at.zone,
    )
