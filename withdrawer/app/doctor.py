"""`doctor`: reports each finding as soon as it is made; no finding stops the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

from withdrawer.app.context import CommandContext, with_lent_home
from withdrawer.app.schedule import ScheduleSeen, schedule_seen
from withdrawer.app.session import browser_of, settings_of
from withdrawer.app.share import SharedLine, share_of
from withdrawer.app.typed_input import Selecting
from withdrawer.app.typed_selection import read_selection
from withdrawer.clock import day_words, moment_words
from withdrawer.errors import Interrupted, PageNotUnderstood, RunLocked, SignedOut, UsageError, Wall, WithdrawerError
from withdrawer.findings import Finding, Mark, broken, fine, look
from withdrawer.journal.doctor import journal_findings
from withdrawer.linkedin.browser.browser import Browser
from withdrawer.linkedin.doctor import (
    PageFacts,
    Wanted,
    browser_finding,
    browser_name,
    clock_finding,
    page_facts,
    page_findings,
    probe,
    profile_finding,
    session_findings,
)
from withdrawer.plan.decisions import Verdict
from withdrawer.plan.half import Half
from withdrawer.plan.people import Person
from withdrawer.plan.plan import make_plan
from withdrawer.plan.selection import Selection
from withdrawer.schedule.state import names_of, read_schedule
from withdrawer.undo.allowance import LoadsSpent, count_load, refuse_spent
from withdrawer.undo.job_progress import allowance_of, still_to_do
from withdrawer.undo.list_survey import is_past

ABOUT: dict[type[WithdrawerError], str] = {
    RunLocked: "lock",
    Wall: "wall",
    SignedOut: "session",
    PageNotUnderstood: "probe",
}
"""Maps an error that ended the check of LinkedIn to the finding's subject."""

Opened = TypeVar("Opened")


@dataclass
class OrElse(Generic[Opened]):
    """Opens `wanted`; if that fails, stores the error in `problem` and opens `instead`."""

    wanted: Callable[..., Opened]
    instead: Callable[[], Opened]
    problem: WithdrawerError | None = None

    def __call__(self, *place: Path) -> Opened:
        """Return the result of `wanted`, or of `instead` if it fails."""
        try:
            return self.wanted(*place)
        except WithdrawerError as error:
            self.problem = error
            return self.instead()


@dataclass(frozen=True)
class Examined:
    """All findings, and what of them can be shared, if that was asked for."""

    findings: list[Finding]
    share: SharedLine | None


@dataclass
class Examination:
    """Everything `doctor` checks. The problems are those that occurred while opening its context.

    `schedule_lines` describes a schedule.
    """

    at: CommandContext
    problem: WithdrawerError | None
    zone_problem: WithdrawerError | None
    selecting: Selecting
    schedule_lines: Callable[[ScheduleSeen, datetime, tzinfo], list[str]]
    wants_probe: bool
    wants_share: bool = False
    labels: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    pages: dict[Half, PageFacts] = field(default_factory=dict)
    browser: str = ""

    def examine(self) -> Examined:
        """Run every check, reporting each finding at once."""
        if self.zone_problem:
            self._tell(self._without_zone(self.zone_problem))
        else:
            wanted = self._wanted()
            self._tell(self._of_machine())
            if not any(finding.mark is Mark.BROKEN and finding.about == "pause" for finding in self.findings):
                self._tell(self._of_linkedin(wanted))
        today = self.at.now.astimezone(self.at.zone).date()
        share = share_of(today, self.browser, self.pages, self.findings) if self.wants_share else None
        return Examined(self.findings, share)

    def _tell(self, findings: Iterator[Finding]) -> None:
        for finding in findings:
            self.findings.append(finding)
            self.at.user.tell(finding)

    def _without_zone(self, problem: WithdrawerError) -> Iterator[Finding]:
        """Yield what can be reported without the local time zone."""
        yield self._of_home()
        if self.problem:
            yield broken("journal", self.problem)
        yield broken("zone", problem)
        yield look("rest", "It was not checked: it goes by your time.", "Set the zone, then type: withdrawer doctor")

    def _of_home(self) -> Finding:
        home = self.at.home
        there = f"{home.folder} ({home.kind})."
        return fine("home", there if self.at.is_made else f"There is none yet. It will be {there}")

    def _of_machine(self) -> Iterator[Finding]:
        """Yield what can be checked without the browser, and therefore also while a run is in progress."""
        yield self._of_home()
        if self.problem:
            yield broken("journal", self.problem)
        else:
            yield from journal_findings(self.at.journal, self.at.account, self.at.zone, self.at.now)
            yield from self._allowance()
            yield self._schedule()
        yield fine("zone", f"{self.at.zone}: it is {moment_words(self.at.now, self.at.zone)} for you.")
        yield profile_finding(self.at.home)

    def _allowance(self) -> Iterator[Finding]:
        account, job = self.at.account, self.at.open_job
        if account is None:
            return
        per_day = job.terms.per_day if job else self.at.config.per_day
        allowance = allowance_of(self.at.journal, account, per_day, self.at.now)
        if allowance.left == 0:
            after = moment_words(allowance.next_at, self.at.zone) if allowance.next_at else "later"
            yield look("allowance", f"All {allowance.used:,} of these 22 hours are used.", f"withdrawer run, {after}")
        else:
            left = "no limit" if allowance.left is None else f"{allowance.left:,} left"
            yield fine("allowance", f"{allowance.used:,} used in 22 hours, {left}.")
        if job:
            todo = len(still_to_do(self.at.journal, job))
            since = day_words(job.confirmed_at.astimezone(self.at.zone))
            yield fine("job", f"Open since {since}; {todo:,} left to do.")

    def _schedule(self) -> Finding:
        """Report whether the system will continue the job by itself, and how the last scheduled run ended."""
        from withdrawer.schedule.backends.choice import holders

        at = self.at
        try:
            schedule = read_schedule(at.home.folder)
            held_by = holders(names_of(schedule, at.home.folder))
        except WithdrawerError as error:
            return look("schedule", error.message, error.hint)
        if schedule is None or not (schedule.is_on or schedule.is_leaving):
            if held_by:
                what = (
                    f"{held_by[0]} still starts withdrawer for this home, which knows of no schedule. It does nothing."
                )
                return look("schedule", what, "withdrawer schedule remove")
            return fine("schedule", "Nothing is scheduled: each run is yours to start.")
        seen = schedule_seen(at, schedule)
        sentence = " ".join(self.schedule_lines(seen, at.now, at.zone))
        if seen.is_troubled:
            return look("schedule", sentence, f"withdrawer schedule {'install' if schedule.is_on else 'remove'}")
        ending = schedule.last.ending if schedule.last else None
        if schedule.is_on and ending and ending.needs_person:
            return look("schedule", sentence, "Do that first; the next start continues by itself.")
        return fine("schedule", sentence)

    def _of_linkedin(self, wanted: Wanted) -> Iterator[Finding]:
        """Yield what needs the browser. An error here ends only these checks."""
        try:
            with with_lent_home(self.at) as at, browser_of(at) as browser:
                settings = settings_of(at)
                yield browser_finding(browser, settings.executable)
                self.browser = browser_name(browser)
                session = session_findings(browser, self.at.account.slug if self.at.account else "")
                yield from session
                if any(finding.mark is Mark.BROKEN for finding in session):
                    yield look("pages", "They were not looked at.", "Sign in first, then: withdrawer doctor")
                    return
                yield clock_finding(browser.seen_at, self.at.now)
                confirmed = self.at.confirmed(self.labels)
                for half in Half:
                    self._begin_load(browser, half)
                    yield from page_findings(browser, half, self.at.zone, at.home.snapshots, confirmed)
                    if self.wants_share:
                        self.pages[half] = page_facts(browser, half, confirmed)
                if self.wants_probe:
                    self._begin_load(browser, Half.SENT)
                    rest = partial(self._rest, browser)
                    yield probe(browser, self.at.zone, wanted, self._is_past, rest, confirmed)
        except LoadsSpent as error:
            yield Finding("pages", Mark.LOOK, error.message, error.hint, opens_at=error.opens_at)
        except Interrupted:
            raise
        except WithdrawerError as error:
            yield broken(ABOUT.get(type(error), "browser"), error)

    def _begin_load(self, browser: Browser, half: Half) -> None:
        self._rest(browser)
        refuse_spent(self.at.journal, self.at.loads_per_day, self.at.now)
        count_load(self.at.journal, self.at.account, half, self.at.now, self.at.zone)

    def _rest(self, browser: Browser) -> None:
        """Wait as a person does between two pages, on the real site only."""
        if not self.at.is_sealed:
            browser.wait(Random().uniform(*self.at.config.pace.reading_seconds))

    def _wanted(self) -> Wanted:
        """Return whom the probe may use: the selected people, else those left in the open job, else anyone."""
        selection = read_selection(self.selecting, self.at.now, self.at.zone)
        if not selection.is_empty:
            return lambda people: planned_keys(people, selection)
        job = self.at.open_job
        if job is None:
            return lambda people: {person.key for person in people if person.key}
        left = {line.key for line in still_to_do(self.at.journal, job) if line.half is Half.SENT}
        return lambda _: left

    def _is_past(self, people: Sequence[Person]) -> bool:
        """Return whether the list is past the selected window, so that no more matches can follow."""
        window = read_selection(self.selecting, self.at.now, self.at.zone).window
        return window is not None and is_past(list(people), window.since)


def planned_keys(people: Sequence[Person], selection: Selection) -> set[str]:
    """Return the keys of the people read so far who would be planned; none if the selected group has not appeared."""
    try:
        plan = make_plan(people, (), (), selection, {})
    except UsageError:
        return set()
    return {line.person.key for line in plan.sent.decisions if line.verdict is Verdict.PLANNED}
