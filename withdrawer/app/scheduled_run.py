"""`schedule run`: one unattended run of the confirmed job, or of the tidy wish. What it logs contains no names."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from withdrawer.app.context import CommandContext
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.run import JobReport, Run, TidyOver
from withdrawer.app.schedule import ScheduleSeen, schedule_seen
from withdrawer.app.scheduled_events import RunEnded, RunLog, RunStep, TidyReady, WaitingUntil
from withdrawer.app.session import settings_of
from withdrawer.app.typed_input import Pacing, Selecting
from withdrawer.app.wish import current_wish, is_due
from withdrawer.errors import (
    AllowanceSpent,
    Interrupted,
    NoScreen,
    PageNotUnderstood,
    RunLocked,
    SignedOut,
    Wall,
    WithdrawerError,
)
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import HOLD, Account, Job, JobState
from withdrawer.journal.wishes import Wish
from withdrawer.linkedin.browser.announcement import (
    JOB_STARTS,
    LOOK_STARTS,
    TIDY_STARTS,
    Announcement,
    StartAnswer,
    ask_to_start,
    who_is_ready,
)
from withdrawer.linkedin.browser.launch import BrowserSettings
from withdrawer.schedule.backends.base import StillThere
from withdrawer.schedule.entry import with_remembered
from withdrawer.schedule.network import is_reachable, wait_for_network
from withdrawer.schedule.outlook import waits_for, worth_waiting_until
from withdrawer.schedule.removal import take_out
from withdrawer.schedule.screen import refuse_without_screen
from withdrawer.schedule.state import Ending, Schedule, read_schedule, write_schedule
from withdrawer.schedule.times import is_missed
from withdrawer.undo.allowance import PERIOD
from withdrawer.undo.job_progress import standing_of
from withdrawer.undo.pacing import PaceName

NOTICE = timedelta(minutes=2)
LATER = timedelta(hours=1)
READY_NOTICE = timedelta(minutes=30)
"""How long the window asks whether to withdraw whoever is ready; after that they wait for `withdrawer run`."""
LOOKS_UP_SECONDS = 1.0
REMOVED = "The schedule was removed."
WITHOUT_A_JOB = (Ending.READY, Ending.NOTHING_READY, Ending.NOTHING_DUE)
"""Endings of a start that looked after a tidy wish and worked on no job."""
NOT_WORTH_A_WORD = (Ending.LATER, Ending.LOCKED, Ending.INTERRUPTED, Ending.NOT_TODAY, *WITHOUT_A_JOB)
"""Endings not worth interrupting the user with a notification; those who are ready have one of their own."""
MEANING: tuple[tuple[type[Exception], Ending], ...] = (
    (Wall, Ending.STOPPED),
    (SignedOut, Ending.SIGNED_OUT),
    (RunLocked, Ending.LOCKED),
    (PageNotUnderstood, Ending.NOT_UNDERSTOOD),
    (NoScreen, Ending.NO_SCREEN),
    (Interrupted, Ending.INTERRUPTED),
)


def ending_of(error: Exception) -> Ending:
    """Return the ending of a scheduled run that this error ended."""
    if isinstance(error, Wall) and error.kind == HOLD:
        return Ending.HELD
    return next((ending for kind, ending in MEANING if isinstance(error, kind)), Ending.FAILED)


class RunFailed(WithdrawerError):
    """A scheduled run ended with an error whose message may contain names."""

    def __init__(self, cause: Exception, ending: Ending) -> None:
        super().__init__(ending)
        self.cause = cause
        self.ending = ending


@dataclass(frozen=True)
class Ready:
    """The job to continue, or else the tidy wish to look after, and the instant from which that is permitted."""

    account: Account
    job: Job | None
    begins_at: datetime
    wish: Wish | None = None


@dataclass(frozen=True)
class Over:
    """How a run ended, and the job's report; `ending` is None if the run did not start.

    `opens_at` is when it can continue, if an allowance is used up. `seen` is the schedule as the run left it.
    """

    ending: Ending | None
    report: JobReport | None = None
    opens_at: datetime | None = None
    seen: ScheduleSeen | None = None


def take_over(home: Path) -> Schedule | None:
    """Return the home's schedule, after restoring its remembered environment variables where they are not set."""
    schedule = read_schedule(home)
    if schedule is not None:
        try:
            is_replay = (home / "kind").read_text("utf-8").strip() == "replay"
        except (OSError, UnicodeDecodeError):
            is_replay = False
        os.environ.update(with_remembered(os.environ, schedule.environment, is_replay=is_replay))
    return schedule


@dataclass(frozen=True)
class ScheduledRun:
    """One scheduled run. `pause` sleeps for real seconds; `probe` tests whether the network is up.

    `ask` shows the window that asks whether to start, waits up to the given time, and returns the answer; `settings`
    reads the keep rules and the pace set for `run`, which also apply here.
    """

    at: CommandContext
    log: RunLog
    random: Random = field(default_factory=Random)
    pause: Callable[[float], None] = time.sleep
    probe: Callable[[], bool] = is_reachable
    ask: Callable[[BrowserSettings, Callable[[], None], timedelta, Announcement], StartAnswer] = ask_to_start
    settings: Callable[[], tuple[Selecting, Pacing]] = lambda: (Selecting(), Pacing())

    def work(self, *, if_missed: bool) -> Over:
        """Continue the job, or look after the wish, and record how that ended. Raises Interrupted and RunFailed."""
        schedule = read_schedule(self.at.home.folder)
        if schedule is None:
            return Over(None)
        if schedule.rests_on == self._today or (if_missed and not self._has_missed(schedule)):
            if not if_missed:
                self.log.say(RunStep.RESTING)
            return Over(None, seen=self._seen())
        is_paused = self.at.journal.stops.active(self.at.account, self.at.now) is not None
        write_schedule(self.at.home.folder, schedule.started(self.at.now))
        self.log.say(RunStep.STARTED)
        try:
            over = self._go_on(schedule)
        except Exception as error:
            ending = ending_of(error)
            if is_paused and ending is Ending.STOPPED:
                ending = Ending.PAUSED
            self._end(ending, has_standing=False)
            if isinstance(error, Interrupted):
                raise
            raise RunFailed(error, ending) from error
        assert over.ending is not None
        self._end(over.ending, has_standing=over.ending not in WITHOUT_A_JOB)
        over = replace(over, seen=self._seen())
        if over.ending in (Ending.FINISHED, Ending.NO_JOB):
            self._take_out()  # last: with the entry, launchd also kills the process it started
        return over

    def _end(self, ending: Ending, *, has_standing: bool) -> None:
        """Record how the run ended, then report it. A removed schedule stays removed."""
        at = self.at
        if schedule := read_schedule(at.home.folder):
            schedule = schedule.ended(ending, at.now)
            if ending is Ending.NOT_TODAY:
                schedule = schedule.resting(self._today)
            is_over = ending in (Ending.FINISHED, Ending.NO_JOB)
            write_schedule(at.home.folder, schedule.taken_off() if is_over else schedule)
        job = at.journal.jobs.last(at.account) if has_standing and at.account else None
        standing = standing_of(at.journal, at.account, job, at.now) if at.account and job else None
        event = RunEnded(ending, standing, read_schedule(at.home.folder))
        self.log.say(event)
        if ending not in NOT_WORTH_A_WORD:
            self.log.announce(event)

    def _seen(self) -> ScheduleSeen | None:
        schedule = read_schedule(self.at.home.folder)
        return schedule_seen(self.at, schedule, asks_system=False) if schedule else None

    def _go_on(self, schedule: Schedule) -> Over:
        """Do what this run can do now. Conditions are checked again after each wait."""
        found = self._look(schedule)
        delay = self._delay(schedule, found)
        while isinstance(found, Ready):
            self._wait(found, delay)
            found = self._look(schedule)
            if not isinstance(found, Ready):
                break
            answer = self._ask(found)
            self._refuse_removed()
            if answer is StartAnswer.NOT_TODAY:
                return Over(Ending.NOT_TODAY)
            if answer is StartAnswer.CLOSED:
                return Over(Ending.NOT_NOW)
            if answer is StartAnswer.START:
                return self._undo(found)
            self.log.say(RunStep.IN_AN_HOUR)
            delay = LATER
            found = self._look(schedule)
        return found

    def _undo(self, found: Ready) -> Over:
        at, (selecting, pacing) = replace(self.at, takes_focus=False), self.settings()
        run = Run(Look(at, RunOptions(selecting, pacing, says_yes=True, is_scheduled=True)))
        run = run.for_wish(found.wish) if found.wish else run
        try:
            report = run.go_on(found.account, found.job) if found.job else self._tidy(run, found.wish)
        except AllowanceSpent as spent:
            self.log.say(spent)
            return Over(Ending.LATER, at.interruption.so_far(), spent.opens_at)
        finally:
            if run.look.second:
                self.log.say(run.look.second)
                self.log.announce(run.look.second)
        if isinstance(report, Ending):
            return Over(report)
        is_open = at.journal.jobs.get(report.standing.job.id).state is JobState.OPEN
        return Over(Ending.WENT_ON if is_open else self._done, report)

    def _tidy(self, run: Run, wish: Wish | None) -> JobReport | Ending:
        """Look whom the wish selects, and withdraw them if it may do so by itself, or the user says yes now."""
        now = current_wish(self.at)
        if wish is None or now is None or now.agreed_at != wish.agreed_at:  # another was agreed to meanwhile
            return Ending.NOTHING_DUE
        plan = run.look_for_wish()
        if not plan.planned:
            return Ending.NOTHING_READY
        if not wish.by_itself and not self._may_withdraw(len(plan.planned), wish):
            return Ending.READY
        try:
            return run.begin_wish(plan)
        except TidyOver:
            return Ending.NOTHING_DUE

    def _may_withdraw(self, count: int, wish: Wish) -> bool:
        """Say how many are ready, and return whether the user presses the button that withdraws them."""
        ready = TidyReady(count, wish.older_than)
        self.log.say(ready)
        self.log.announce(ready)
        if self.at.is_hidden:
            return False
        looked_at = self._looked_at()
        answer = self._show(READY_NOTICE, who_is_ready(count, wish.older_than))
        # Another command may have looked meanwhile, and withdrawn them.
        return answer is StartAnswer.START and self._looked_at() == looked_at

    def _looked_at(self) -> datetime | None:
        wish = current_wish(self.at)
        return wish.looked_at if wish else None

    @property
    def _done(self) -> Ending:
        """The ending of a run that has finished its job: a tidy wish keeps the schedule."""
        return Ending.JOB_DONE if current_wish(self.at) else Ending.FINISHED

    def _look(self, schedule: Schedule) -> Ready | Over:
        """Return whether there is something that may be done. Raises Wall and NoScreen."""
        self.at.refuse_stopped()
        account, job = self.at.account, self._job(schedule)
        if account is None or job is None:
            wish = current_wish(self.at)
            return self._look_at_wish(account, wish, schedule) if account and wish else Over(self._why_over(schedule))
        standing = standing_of(self.at.journal, account, job, self.at.now)
        if standing.asked and not any(standing.left.values()) and not self._has_open_acts(account):
            return Over(Ending.ASKED, JobReport(account, standing))
        opens_at = standing.next_at or self.at.now
        if not waits_for(opens_at, self.at.now, self.at.zone):
            return Over(Ending.LATER, JobReport(account, standing))
        self._refuse_without_screen()
        freed_at = [acted_at + PERIOD for acted_at in standing.allowance.acted_at]
        return Ready(account, job, worth_waiting_until(opens_at, freed_at, self.at.now, self.at.zone))

    def _look_at_wish(self, account: Account, wish: Wish, schedule: Schedule) -> Ready | Over:
        if not is_due(wish, schedule.times.at, self.at.now, self.at.zone):
            return Over(Ending.NOTHING_DUE)
        self._refuse_without_screen()
        return Ready(account, None, self.at.now, wish)

    def _refuse_without_screen(self) -> None:
        if not self.at.is_hidden:
            refuse_without_screen(os.environ)

    def _has_open_acts(self, account: Account) -> bool:
        """Return whether acts remain to be looked up, even if no one is left to act on."""
        acts = self.at.journal.acts
        return bool(acts.unresolved(account) or acts.unchecked(account))

    @property
    def _today(self) -> date:
        return self.at.now.astimezone(self.at.zone).date()

    def _job(self, schedule: Schedule) -> Job | None:
        """Return the job that the schedule was made for, if it is still open; a tidy wish's continues any job."""
        job = self.at.open_job
        return job if job and (schedule.job == job.id or current_wish(self.at)) else None

    def _why_over(self, schedule: Schedule) -> Ending:
        is_finished = schedule.job and self.at.journal.jobs.get(schedule.job).state is JobState.FINISHED
        return Ending.FINISHED if is_finished else Ending.NO_JOB

    def _has_missed(self, schedule: Schedule) -> bool:
        since = max(schedule.installed_at, schedule.last.started_at if schedule.last else schedule.installed_at)
        return is_missed(schedule.times, since, self.at.now, self.at.zone)

    def _delay(self, schedule: Schedule, found: Ready | Over) -> timedelta:
        """Return a random start delay."""
        if isinstance(found, Over) or self._is_full_speed(found):
            return timedelta()
        return timedelta(minutes=self.random.uniform(0, schedule.delay_minutes))

    def _is_full_speed(self, ready: Ready) -> bool:
        pace = ready.job.terms.pace if ready.job else self.settings()[1].pace
        return self.at.pace_name(pace) is PaceName.NONE

    def _wait(self, ready: Ready, delay: timedelta) -> None:
        """Wait until the delay is over, the allowance permits an act and the network is up, with no window open."""
        begins_at = max(self.at.now + delay, ready.begins_at)
        if begins_at > self.at.now:
            self.log.say(WaitingUntil(begins_at))
        self._sleep_until(begins_at)
        if not self.at.is_sealed and not wait_for_network(self.probe, self._pause):
            self.log.say(RunStep.NO_NETWORK)
        self._refuse_removed()

    def _ask(self, ready: Ready) -> StartAnswer:
        """Ask before starting, in a browser window and by desktop notification.

        Hidden and full-speed runs start at once. Raises RunLocked during another run.
        """
        if self.at.is_hidden or self._is_full_speed(ready):
            return StartAnswer.START
        with run_lock(self.at.home.lock):
            pass  # raises RunLocked, so that no one is asked during another run
        self.log.announce(RunStep.SOON)
        is_by_itself = ready.wish is not None and ready.wish.by_itself
        return self._show(NOTICE, JOB_STARTS if ready.job else TIDY_STARTS if is_by_itself else LOOK_STARTS)

    def _show(self, wait: timedelta, said: Announcement) -> StartAnswer:
        settings = replace(settings_of(self.at), takes_focus=False)
        return self.ask(settings, self.at.interruption.check, wait, said)

    def _take_out(self) -> None:
        try:
            take_out(self.at.home.folder)
        except StillThere as error:
            self.log.say(error)

    def _refuse_removed(self) -> None:
        """Raise Interrupted if the user has removed the schedule in the meantime."""
        schedule = read_schedule(self.at.home.folder)
        if schedule is None or not schedule.is_on:
            raise Interrupted(REMOVED)

    def _sleep_until(self, instant: datetime) -> None:
        """Wait by the clock, so that time during which a laptop slept counts."""
        while (left := (instant - self.at.now).total_seconds()) > 0:
            self._pause(min(left, LOOKS_UP_SECONDS))

    def _pause(self, seconds: float) -> None:
        self.at.interruption.check()
        self.pause(seconds)
