"""`schedule run`: one scheduled run of the confirmed job, with nobody there to ask. It names nobody anywhere."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from withdrawer.app.context import CommandContext
from withdrawer.app.interruption import Interruption
from withdrawer.app.result import Result
from withdrawer.app.session import settings_of
from withdrawer.app.typed_input import Pacing, Selecting
from withdrawer.cli.ending import ending_of, nameless, nameless_data
from withdrawer.cli.logbook import Logbook
from withdrawer.cli.scheduling import told_schedule
from withdrawer.cli.undoing import Undoing
from withdrawer.errors import AllowanceSpent, Interrupted
from withdrawer.journal.lock import run_lock
from withdrawer.journal.records import Account, Job, JobState
from withdrawer.linkedin.browser.announcement import StartAnswer, ask_to_start
from withdrawer.linkedin.browser.launch import BrowserSettings
from withdrawer.schedule.backends.base import StillThere
from withdrawer.schedule.network import is_reachable, wait_for_network
from withdrawer.schedule.outlook import waits_for, worth_waiting_until
from withdrawer.schedule.removal import take_out
from withdrawer.schedule.screen import refuse_without_screen
from withdrawer.schedule.state import Ending, Schedule, read_schedule
from withdrawer.schedule.times import is_missed
from withdrawer.show.data import standing_data
from withdrawer.show.envelope import instant
from withdrawer.show.report import spent_words
from withdrawer.show.schedule import RESTING, SOON
from withdrawer.show.second_burst_words import second_words
from withdrawer.show.sentence import sentence, summary_of
from withdrawer.show.words import told
from withdrawer.undo.job_progress import standing_of
from withdrawer.undo.pacing import PERIOD, PaceName

NOTICE = timedelta(minutes=2)
LATER = timedelta(hours=1)
LOOKS_UP_SECONDS = 1.0
REMOVED = "The schedule was removed."


@dataclass(frozen=True)
class Ready:
    """The job that may go on, from an instant on at which the allowance is open: now, or later."""

    account: Account
    job: Job
    begins_at: datetime


@dataclass(frozen=True)
class Over:
    """How a run ended, and what the job has come to."""

    ending: Ending
    result: Result


@dataclass(frozen=True)
class Scheduled:
    """One run. `pause` is the machine's own sleep, `probe` tells whether the network is there.

    `ask` shows the window that asks whether to start, for so long, and gives the answer; `keeping` reads the keep rules
    that are set for `run`, which hold here too.
    """

    at: CommandContext
    interruption: Interruption
    logbook: Logbook
    random: Random = field(default_factory=Random)
    pause: Callable[[float], None] = time.sleep
    probe: Callable[[], bool] = is_reachable
    ask: Callable[[BrowserSettings, Callable[[], None], timedelta], StartAnswer] = ask_to_start
    keeping: Callable[[], Selecting] = Selecting

    def work(self, *, if_missed: bool) -> Result:
        """Go on with the job, and write down how that ended. Raises errors that hold no name."""
        schedule = read_schedule(self.at.home.folder)
        if schedule is None:
            return Result({"schedule": None})
        if schedule.rests_on == self._today or (if_missed and not self._has_missed(schedule)):
            if not if_missed:
                self.logbook.say(RESTING)
            return Result({"schedule": told_schedule(self.at, schedule)})
        is_paused = self.at.journal.stops.active(self._account, self.at.now) is not None
        self.logbook.start()
        try:
            over = self._go_on(schedule)
        except Exception as error:
            ending = ending_of(error)
            if is_paused and ending is Ending.STOPPED:
                ending = Ending.PAUSED
            self.logbook.end(ending, lambda: "")
            so_far = self.interruption.so_far
            self.interruption.so_far = lambda: nameless_data(so_far())
            if isinstance(error, Interrupted):
                raise
            raise nameless(error, ending) from error
        self.logbook.end(over.ending, self._sentence)
        data = nameless_data(over.result.data)
        data["schedule"] = told_schedule(self.at, read_schedule(self.at.home.folder))
        if over.ending in (Ending.FINISHED, Ending.NO_JOB):
            self._take_out()  # last: launchd ends what it has started with its entry
        return Result(data, over.result.exit_code)

    def _go_on(self, schedule: Schedule) -> Over:
        """What this run can do now. What was true before a wait is looked at again after it."""
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
                return Over(Ending.NOT_TODAY, Result({}))
            if answer is StartAnswer.CLOSED:
                return Over(Ending.NOT_NOW, Result({}))
            if answer is StartAnswer.START:
                return self._undo(found)
            self.logbook.say("In an hour, as you said.")
            delay = LATER
            found = self._look(schedule)
        return found

    def _undo(self, found: Ready) -> Over:
        at = replace(self.at, takes_focus=False)
        undoing = Undoing(at, self.keeping(), Pacing(None, None), self.interruption, says_yes=True, is_scheduled=True)
        try:
            result = undoing.go_on(found.account, found.job)
        except AllowanceSpent as spent:
            self.logbook.say(spent_words(spent, self.at.now, self.at.zone))
            return Over(Ending.LATER, Result(self.interruption.so_far() | {"opens_at": instant(spent.opens_at)}))
        finally:
            if undoing.second:
                words = second_words(undoing.second, self.at.now, self.at.zone)
                self.logbook.say(words)
                self.logbook.announce(words)
        is_open = self.at.journal.jobs.get(found.job.id).state is JobState.OPEN
        return Over(Ending.WENT_ON if is_open else Ending.FINISHED, result)

    def _look(self, schedule: Schedule) -> Ready | Over:
        """Whether there is something that may be done. Raises Wall and NoScreen."""
        self.at.refuse_stopped()
        account, job = self._account, self._job(schedule)
        if account is None or job is None:
            return Over(self._why_over(schedule), Result({}))
        standing = standing_of(self.at.journal, account, job, self.at.now)
        if standing.asked and not any(standing.left.values()) and not self._has_open_acts(account):
            return Over(Ending.ASKED, Result(standing_data(account, standing)))
        opens_at = standing.next_at or self.at.now
        if not waits_for(opens_at, self.at.now, self.at.zone):
            return Over(Ending.LATER, Result(standing_data(account, standing)))
        if not self.at.is_hidden:
            refuse_without_screen(os.environ)
        freed_at = [acted_at + PERIOD for acted_at in standing.allowance.acted_at]
        return Ready(account, job, worth_waiting_until(opens_at, freed_at, self.at.now, self.at.zone))

    def _has_open_acts(self, account: Account) -> bool:
        """Whether something is to be looked up, though nobody is left to be acted on."""
        acts = self.at.journal.acts
        return bool(acts.unresolved(account) or acts.unchecked(account))

    @property
    def _account(self) -> Account | None:
        return self.at.journal.accounts.current()

    @property
    def _today(self) -> date:
        return self.at.now.astimezone(self.at.zone).date()

    def _job(self, schedule: Schedule) -> Job | None:
        """The job that the schedule was made for, while it is open."""
        job = self.at.journal.jobs.open_job(self._account) if self._account else None
        return job if job and schedule.job == job.id else None

    def _why_over(self, schedule: Schedule) -> Ending:
        is_finished = self.at.journal.jobs.get(schedule.job).state is JobState.FINISHED
        return Ending.FINISHED if is_finished else Ending.NO_JOB

    def _has_missed(self, schedule: Schedule) -> bool:
        since = max(schedule.installed_at, schedule.last.started_at if schedule.last else schedule.installed_at)
        return is_missed(schedule.times, since, self.at.now, self.at.zone)

    def _delay(self, schedule: Schedule, found: Ready | Over) -> timedelta:
        """How much later by chance."""
        if isinstance(found, Over) or self._is_full_speed(found.job):
            return timedelta()
        return timedelta(minutes=self.random.uniform(0, schedule.delay_minutes))

    def _is_full_speed(self, job: Job) -> bool:
        return self.at.pace_name(job.terms.pace) is PaceName.NONE

    def _wait(self, ready: Ready, delay: timedelta) -> None:
        """Until the delay is over, the allowance open and the network there, with no window open meanwhile."""
        begins_at = max(self.at.now + delay, ready.begins_at)
        if begins_at > self.at.now:
            self.logbook.say(f"Waiting until {told(begins_at, self.at.zone)}.")
        self._sleep_until(begins_at)
        if not self.at.is_sealed and not wait_for_network(self.probe, self._pause):
            self.logbook.say("The network does not answer; trying all the same.")
        self._refuse_removed()

    def _ask(self, ready: Ready) -> StartAnswer:
        """Say that a window is going to work, in that window and on the desktop. Where none will open, just start."""
        if self.at.is_hidden or self._is_full_speed(ready.job):
            return StartAnswer.START
        with run_lock(self.at.home.lock):
            pass  # where another run is under way, nobody is asked
        self.logbook.announce(SOON)
        settings = replace(settings_of(self.at), takes_focus=False)
        return self.ask(settings, self.interruption.check, NOTICE)

    def _take_out(self) -> None:
        try:
            take_out(self.at.home.folder)
        except StillThere as error:
            self.logbook.say(f"{error.message} {error.hint}")

    def _refuse_removed(self) -> None:
        """Raise Interrupted where the person has removed the schedule meanwhile."""
        schedule = read_schedule(self.at.home.folder)
        if schedule is None or not schedule.is_on:
            raise Interrupted(REMOVED)

    def _sleep_until(self, instant: datetime) -> None:
        """By the clock, so that a laptop that slept meanwhile does not wait its time again."""
        while (left := (instant - self.at.now).total_seconds()) > 0:
            self._pause(min(left, LOOKS_UP_SECONDS))

    def _pause(self, seconds: float) -> None:
        self.interruption.check()
        self.pause(seconds)

    def _sentence(self) -> str:
        """Where the job stands after this run; empty where there was none."""
        job = self.at.journal.jobs.last(self._account) if self._account else None
        if self._account is None or job is None:
            return ""
        standing = standing_of(self.at.journal, self._account, job, self.at.now)
        schedule = read_schedule(self.at.home.folder)
        return sentence(summary_of(standing, schedule, self.at.zone), self.at.zone)
