"""`schedule run`: one unattended run of the confirmed job. What it logs contains no names."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Protocol

from withdrawer.app.context import CommandContext
from withdrawer.app.look import Look, RunOptions
from withdrawer.app.run import JobReport, Run
from withdrawer.app.schedule import ScheduleSeen, schedule_seen
from withdrawer.app.session import settings_of
from withdrawer.app.typed_input import Selecting
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
from withdrawer.linkedin.browser.announcement import StartAnswer, ask_to_start
from withdrawer.linkedin.browser.launch import BrowserSettings
from withdrawer.plan.bursts.second_bursts import SecondBurst
from withdrawer.schedule.backends.base import StillThere
from withdrawer.schedule.entry import with_remembered
from withdrawer.schedule.network import is_reachable, wait_for_network
from withdrawer.schedule.outlook import waits_for, worth_waiting_until
from withdrawer.schedule.removal import take_out
from withdrawer.schedule.screen import refuse_without_screen
from withdrawer.schedule.state import Ending, Schedule, read_schedule, write_schedule
from withdrawer.schedule.times import is_missed
from withdrawer.undo.job_progress import Standing, standing_of
from withdrawer.undo.pacing import PERIOD, PaceName

NOTICE = timedelta(minutes=2)
LATER = timedelta(hours=1)
LOOKS_UP_SECONDS = 1.0
REMOVED = "The schedule was removed."
NOT_WORTH_A_WORD = (Ending.LATER, Ending.LOCKED, Ending.INTERRUPTED, Ending.NOT_TODAY)
"""Endings not worth interrupting the user with a notification."""
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


class RunStep(StrEnum):
    """Steps that a scheduled run reports without further data."""

    STARTED = "started"
    RESTING = "resting"
    SOON = "soon"
    IN_AN_HOUR = "in an hour"
    NO_NETWORK = "no network"


@dataclass(frozen=True)
class WaitingUntil:
    """Nothing is done before this instant, in UTC."""

    instant: datetime


@dataclass(frozen=True)
class RunEnded:
    """How the run ended, and the job's standing; `standing` is None if there was no job, or the run failed."""

    ending: Ending
    standing: Standing | None = None
    schedule: Schedule | None = None


Event = RunStep | WaitingUntil | RunEnded | SecondBurst | AllowanceSpent | StillThere


class RunLog(Protocol):
    """Where an unattended run reports what it does."""

    def say(self, event: Event) -> None:
        """Write the event to the log."""

    def announce(self, event: Event) -> None:
        """Show the event as a desktop notification, if possible."""


class RunFailed(WithdrawerError):
    """A scheduled run ended with an error whose message may contain names."""

    def __init__(self, cause: Exception, ending: Ending) -> None:
        super().__init__(ending)
        self.cause = cause
        self.ending = ending


@dataclass(frozen=True)
class Ready:
    """The job to continue, and the instant from which the allowance permits it: now or later."""

    account: Account
    job: Job
    begins_at: datetime


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

    `ask` shows the window that asks whether to start, waits up to the given time, and returns the answer; `keeping`
    reads the keep rules set for `run`, which also apply here.
    """

    at: CommandContext
    log: RunLog
    random: Random = field(default_factory=Random)
    pause: Callable[[float], None] = time.sleep
    probe: Callable[[], bool] = is_reachable
    ask: Callable[[BrowserSettings, Callable[[], None], timedelta], StartAnswer] = ask_to_start
    keeping: Callable[[], Selecting] = Selecting

    def work(self, *, if_missed: bool) -> Over:
        """Continue the job and record how the run ended. Raises Interrupted and RunFailed."""
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
        self._end(over.ending, has_standing=True)
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
        at = replace(self.at, takes_focus=False)
        run = Run(Look(at, RunOptions(self.keeping(), says_yes=True, is_scheduled=True)))
        try:
            report = run.go_on(found.account, found.job)
        except AllowanceSpent as spent:
            self.log.say(spent)
            return Over(Ending.LATER, at.interruption.so_far(), spent.opens_at)
        finally:
            if run.look.second:
                self.log.say(run.look.second)
                self.log.announce(run.look.second)
        is_open = at.journal.jobs.get(found.job.id).state is JobState.OPEN
        return Over(Ending.WENT_ON if is_open else Ending.FINISHED, report)

    def _look(self, schedule: Schedule) -> Ready | Over:
        """Return whether there is something that may be done. Raises Wall and NoScreen."""
        self.at.refuse_stopped()
        account, job = self.at.account, self._job(schedule)
        if account is None or job is None:
            return Over(self._why_over(schedule))
        standing = standing_of(self.at.journal, account, job, self.at.now)
        if standing.asked and not any(standing.left.values()) and not self._has_open_acts(account):
            return Over(Ending.ASKED, JobReport(account, standing))
        opens_at = standing.next_at or self.at.now
        if not waits_for(opens_at, self.at.now, self.at.zone):
            return Over(Ending.LATER, JobReport(account, standing))
        if not self.at.is_hidden:
            refuse_without_screen(os.environ)
        freed_at = [acted_at + PERIOD for acted_at in standing.allowance.acted_at]
        return Ready(account, job, worth_waiting_until(opens_at, freed_at, self.at.now, self.at.zone))

    def _has_open_acts(self, account: Account) -> bool:
        """Return whether acts remain to be looked up, even if no one is left to act on."""
        acts = self.at.journal.acts
        return bool(acts.unresolved(account) or acts.unchecked(account))

    @property
    def _today(self) -> date:
        return self.at.now.astimezone(self.at.zone).date()

    def _job(self, schedule: Schedule) -> Job | None:
        """Return the job that the schedule was made for, if it is still open."""
        job = self.at.open_job
        return job if job and schedule.job == job.id else None

    def _why_over(self, schedule: Schedule) -> Ending:
        is_finished = self.at.journal.jobs.get(schedule.job).state is JobState.FINISHED
        return Ending.FINISHED if is_finished else Ending.NO_JOB

    def _has_missed(self, schedule: Schedule) -> bool:
        since = max(schedule.installed_at, schedule.last.started_at if schedule.last else schedule.installed_at)
        return is_missed(schedule.times, since, self.at.now, self.at.zone)

    def _delay(self, schedule: Schedule, found: Ready | Over) -> timedelta:
        """Return a random start delay."""
        if isinstance(found, Over) or self._is_full_speed(found.job):
            return timedelta()
        return timedelta(minutes=self.random.uniform(0, schedule.delay_minutes))

    def _is_full_speed(self, job: Job) -> bool:
        return self.at.pace_name(job.terms.pace) is PaceName.NONE

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
        if self.at.is_hidden or self._is_full_speed(ready.job):
            return StartAnswer.START
        with run_lock(self.at.home.lock):
            pass  # raises RunLocked, so that no one is asked during another run
        self.log.announce(RunStep.SOON)
        settings = replace(settings_of(self.at), takes_focus=False)
        return self.ask(settings, self.at.interruption.check, NOTICE)

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
