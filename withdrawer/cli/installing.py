"""`schedule install`: what would be written is shown exactly, asked about, written and activated."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from withdrawer.app.context import CommandContext
from withdrawer.app.interruption import Interruption
from withdrawer.app.result import Result
from withdrawer.app.user import PlainQuestion
from withdrawer.cli.scheduling import readable_schedule, told_schedule
from withdrawer.clock import system_clock
from withdrawer.errors import NoScreen, UsageError, WithdrawerError
from withdrawer.home import home_folder
from withdrawer.journal.records import Job
from withdrawer.schedule.backends.base import Backend, BackendName, File
from withdrawer.schedule.backends.choice import backend, choose_backend, remove_everywhere
from withdrawer.schedule.entry import Entry, entry_name, guarded_folder, needed_environment, scheduled_command
from withdrawer.schedule.screen import refuse_without_screen
from withdrawer.schedule.state import Schedule, names_of, write_schedule
from withdrawer.schedule.times import Times, moved, next_start
from withdrawer.show.failure import print_to_stderr
from withdrawer.show.output import print_lines
from withdrawer.show.schedule import file_lines, offer_lines
from withdrawer.show.terminal import Terminal
from withdrawer.show.words import told
from withdrawer.zones import machine_zone


@dataclass(frozen=True)
class Installing:
    """One installation. `wanted` is the backend that was named, None for the one that suits the machine."""

    at: CommandContext
    interruption: Interruption
    times: Times
    delay_minutes: int
    wanted: BackendName | None
    says_yes: bool

    def work(self, *, is_dry_run: bool) -> Result:
        """Show it and, unless it is a dry run, ask and write it."""
        job = self._job()
        chosen = backend(self.wanted) if is_dry_run and self.wanted else choose_backend(self.wanted)
        entry = self._entry()
        schedule = self._schedule(chosen, job, entry)
        files = chosen.files(entry)
        lines = offer_lines(entry, schedule)
        if is_dry_run:
            if not self.at.everywhere.json:
                print_lines([*file_lines(files), *lines])
            return self._result(files, entry, None)
        exactly = "To see exactly what is written, and write nothing, add --dry-run."
        if not self._agrees([*lines, exactly, *self._warnings(entry)]):
            print_to_stderr("Nothing was written.")
            return self._result(files, entry, None)
        self._install(chosen, entry, schedule)
        write_schedule(self.at.home.folder, schedule)
        first = next_start(self.times, self.at.now, self.at.zone)
        print_to_stderr(f"Scheduled. It starts next {told(first, self.at.zone)}. See: withdrawer schedule show")
        return self._result(files, entry, schedule)

    def _job(self) -> Job:
        account = self.at.journal.accounts.current()
        job = self.at.journal.jobs.open_job(account) if account else None
        if job is None:
            raise UsageError(
                "There is no confirmed job that a schedule could go on with.",
                "First `withdrawer preview`, then `withdrawer run` with a selection: it shows whom, and asks. "
                "Then type this again.",
            )
        return job

    def _install(self, chosen: Backend, entry: Entry, schedule: Schedule) -> None:
        """In place of whatever was there; what could not be activated is taken away again."""
        earlier = readable_schedule(self.at)
        names = names_of(earlier, self.at.home.folder)
        removal = remove_everywhere(names, earlier.backend if earlier else None)
        for left in removal.left:
            print_to_stderr(f"Mind: an earlier entry is left. {left.message} {left.hint}")
        try:
            chosen.install(entry)
        except (WithdrawerError, OSError) as error:
            self._take_back(chosen, entry, schedule, error)
            raise

    def _take_back(self, chosen: Backend, entry: Entry, schedule: Schedule, error: Exception) -> None:
        """Take away what a failed installation has left; that this fails too never hides the error itself."""
        try:
            chosen.remove(entry.name, is_known=False)
        except (WithdrawerError, OSError) as second:
            write_schedule(self.at.home.folder, schedule.taken_off())
            if isinstance(error, WithdrawerError):
                error.hint = f"{error.hint} What was written is left: {second} {getattr(second, 'hint', '')}".strip()

    def _entry(self) -> Entry:
        """For the system's scheduler, which goes by the machine's real clock, also where a replay's shows another."""
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

    def _schedule(self, chosen: Backend, job: Job, entry: Entry) -> Schedule:
        return Schedule(
            backend=chosen.name,
            at=f"{self.times.at:%H:%M}",
            days=tuple(sorted(self.times.days)),
            delay_minutes=self.delay_minutes,
            job=job.id,
            installed_at=self.at.now,
            last=earlier.last if (earlier := readable_schedule(self.at)) else None,
            name=entry.name,
            command=tuple(entry.command),
            environment=needed_environment(os.environ, is_replay=self.at.home.kind == "replay"),
        )

    def _words(self) -> list[str]:
        """What must be typed so that the command finds this home, whatever folder and environment it starts in."""
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

    def _warnings(self, entry: Entry) -> list[str]:
        warnings: list[str] = []
        if folder := guarded_folder((Path(entry.command[0]), entry.home), Path.home()):
            warnings.append(
                f"Mind: macOS may not let a scheduled start read your {folder} folder, and asks where nobody sees it. "
                "Install withdrawer elsewhere, or allow it in System Settings, Privacy & Security."
            )
        if self.at.is_sealed or self.at.everywhere.headed is False:
            return warnings
        try:
            refuse_without_screen(os.environ)
        except NoScreen as missing:
            warnings.append(f"Mind: {missing.message} {missing.hint}")
        return warnings

    def _agrees(self, lines: Sequence[str]) -> bool:
        if self.says_yes:
            print_to_stderr("\n".join(lines))
            return True
        user = Terminal(self.at.zone, self.interruption.asking)
        if not user.can_answer:
            raise UsageError(
                "schedule install asks before it writes anything, and there is no terminal to ask on.",
                "Add --yes, or look with --dry-run.",
            )
        return user.ask(PlainQuestion("Schedule this?", lines))

    def _result(self, files: Sequence[File], entry: Entry, schedule: Schedule | None) -> Result:
        written = [{"where": file.where, "text": file.text} for file in files]
        told_now = told_schedule(self.at, schedule)
        return Result({"files": written, "command": list(entry.command), "schedule": told_now})
