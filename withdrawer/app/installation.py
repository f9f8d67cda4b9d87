"""`schedule install`: shows what will be started, and writes it to the system's scheduler after confirmation."""

import os
from dataclasses import dataclass
from pathlib import Path

from withdrawer.app.context import CommandContext
from withdrawer.app.schedule import ScheduleSeen, readable_schedule, schedule_seen
from withdrawer.app.user import Said, agrees
from withdrawer.app.user_questions import InstallSchedule
from withdrawer.app.wish import current_wish
from withdrawer.clock import system_clock
from withdrawer.errors import NoScreen, UsageError, WithdrawerError
from withdrawer.home import home_folder
from withdrawer.journal.records import Job
from withdrawer.journal.wishes import Wish
from withdrawer.schedule.backends.base import Backend, BackendName, File
from withdrawer.schedule.backends.choice import backend, choose_backend, remove_everywhere
from withdrawer.schedule.entry import Entry, entry_name, guarded_folder, needed_environment, scheduled_command
from withdrawer.schedule.screen import refuse_without_screen
from withdrawer.schedule.state import Schedule, names_of, write_schedule
from withdrawer.schedule.times import Times, moved, next_start
from withdrawer.zones import machine_zone


@dataclass(frozen=True)
class Installation:
    """What was, or would be, written to the system; `schedule` is None if nothing was written."""

    offer: InstallSchedule
    files: list[File]
    is_dry_run: bool
    schedule: ScheduleSeen | None


@dataclass(frozen=True)
class Installer:
    """One installation. `wanted` is the requested backend, or None for the machine's default."""

    at: CommandContext
    times: Times
    delay_minutes: int
    wanted: BackendName | None
    says_yes: bool

    def install(self, *, is_dry_run: bool) -> Installation:
        """Show the schedule and, unless it is a dry run, ask and write it."""
        at, user = self.at, self.at.user
        job, wish = self._job(), current_wish(at)
        chosen = backend(self.wanted) if is_dry_run and self.wanted else choose_backend(self.wanted)
        entry = self._entry()
        schedule = self._schedule(chosen, job, entry)
        offer = self._offer(entry, schedule, wish)
        files = [*chosen.files(entry)]
        if is_dry_run:
            return Installation(offer, files, is_dry_run=True, schedule=None)
        if not self.says_yes and not user.can_answer:
            raise UsageError(
                "schedule install asks before it writes anything, and there is no terminal to ask on.",
                "Add --yes, or look with --dry-run.",
            )
        if not agrees(user, offer, says_yes=self.says_yes):
            user.tell(Said.NOTHING_WRITTEN)
            return Installation(offer, files, is_dry_run=False, schedule=None)
        self._write(chosen, entry, schedule)
        write_schedule(at.home.folder, schedule)
        return Installation(offer, files, is_dry_run=False, schedule=schedule_seen(at, schedule, asks_system=False))

    def _job(self) -> Job | None:
        job = self.at.open_job
        if job is None and current_wish(self.at) is None:
            raise UsageError(
                "There is no confirmed job that a schedule could continue, and no tidy wish.",
                "First type `withdrawer preview`, then `withdrawer run` with a selection: it shows who would be "
                "undone, and asks. Then type this again. To keep the list short: withdrawer tidy set",
            )
        return job

    def _write(self, chosen: Backend, entry: Entry, schedule: Schedule) -> None:
        """Replace whatever schedule was there; undo the installation if it fails."""
        earlier = readable_schedule(self.at)
        names = names_of(earlier, self.at.home.folder)
        removal = remove_everywhere(names, earlier.backend if earlier else None)
        for left in removal.left:
            self.at.user.tell(left)
        try:
            chosen.install(entry)
        except (WithdrawerError, OSError) as error:
            self._take_back(chosen, entry, schedule, error)
            raise

    def _take_back(self, chosen: Backend, entry: Entry, schedule: Schedule, error: Exception) -> None:
        """Remove what a failed installation left behind; a second failure never hides the original error."""
        try:
            chosen.remove(entry.name, is_known=False)
        except (WithdrawerError, OSError) as second:
            write_schedule(self.at.home.folder, schedule.taken_off())
            if isinstance(error, WithdrawerError):
                error.hint = f"{error.hint} What was written is left: {second} {getattr(second, 'hint', '')}".strip()

    def _entry(self) -> Entry:
        """Build the scheduler entry; it uses the machine's real clock, even if a replay uses another."""
        at, environ = self.at, os.environ
        machine = machine_zone(environ, at.zone)
        return Entry(
            name=entry_name(at.home.folder),
            home=at.home.folder,
            command=scheduled_command(self._words()),
            catch_up="--if-missed",
            times=moved(self.times, at.zone, machine, system_clock()),
            begins_on=next_start(self.times, system_clock(), at.zone).astimezone(machine).date(),
        )

    def _schedule(self, chosen: Backend, job: Job | None, entry: Entry) -> Schedule:
        return Schedule(
            backend=chosen.name,
            at=f"{self.times.at:%H:%M}",
            days=tuple(sorted(self.times.days)),
            delay_minutes=self.delay_minutes,
            job=job.id if job else None,
            installed_at=self.at.now,
            last=earlier.last if (earlier := readable_schedule(self.at)) else None,
            name=entry.name,
            command=tuple(entry.command),
            environment=needed_environment(os.environ, is_replay=self.at.home.kind == "replay"),
        )

    def _words(self) -> list[str]:
        """Return the options with which the command finds this home from any folder and environment."""
        everywhere, kind = self.at.everywhere, self.at.home.kind
        words: list[str] = []
        if everywhere.replay:
            file = Path(everywhere.replay)
            words += ["--replay", str(file.absolute()) if file.exists() else everywhere.replay]
        if everywhere.account and everywhere.account != Path(everywhere.replay).stem:
            words += ["--account", everywhere.account]
        words += ["--home", str(home_folder(everywhere.home, "", kind, os.environ))]
        if everywhere.headed is not None:
            words.append("--headed" if everywhere.headed else "--headless")
        return words

    def _offer(self, entry: Entry, schedule: Schedule, wish: Wish | None) -> InstallSchedule:
        guarded = guarded_folder((Path(entry.command[0]), entry.home), Path.home())
        missing: NoScreen | None = None
        if not (self.at.is_sealed or self.at.everywhere.headed is False):
            try:
                refuse_without_screen(os.environ)
            except NoScreen as error:
                missing = error
        return InstallSchedule(entry, schedule, guarded or "", missing, wish)
