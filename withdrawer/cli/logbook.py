"""What a scheduled run tells: to its own file, to the home's log, to the terminal if there is one, to the desktop."""

from collections.abc import Callable
from dataclasses import dataclass

from withdrawer.app.context import CommandContext
from withdrawer.schedule.log import write_line
from withdrawer.schedule.state import Ending, read_schedule, write_schedule
from withdrawer.show.failure import print_to_stderr
from withdrawer.show.schedule import ENDINGS

NOT_WORTH_A_WORD = (Ending.LATER, Ending.LOCKED, Ending.INTERRUPTED, Ending.NOT_TODAY)
"""Nothing happened that the person would want to be torn out of their work for."""


@dataclass(frozen=True)
class Logbook:
    """One run's telling; no text that reaches it holds a name. `tell` shows one on the desktop."""

    at: CommandContext
    tell: Callable[[str], bool]
    is_quiet: bool

    def start(self) -> None:
        """The run has begun."""
        if schedule := read_schedule(self.at.home.folder):
            write_schedule(self.at.home.folder, schedule.started(self.at.now))
        self.say("Started by the schedule.")

    def end(self, ending: Ending, sentence: Callable[[], str]) -> None:
        """The run is over; the sentence is asked for after that has been written down. A removed schedule stays so."""
        if schedule := read_schedule(self.at.home.folder):
            schedule = schedule.ended(ending, self.at.now)
            if ending is Ending.NOT_TODAY:
                schedule = schedule.resting(self.at.now.astimezone(self.at.zone).date())
            is_over = ending in (Ending.FINISHED, Ending.NO_JOB)
            write_schedule(self.at.home.folder, schedule.taken_off() if is_over else schedule)
        told = " ".join(part for part in (f"Ended: {ENDINGS[ending]}.", sentence()) if part)
        self.say(told)
        if ending not in NOT_WORTH_A_WORD:
            self.announce(told)

    def say(self, text: str) -> None:
        """Write a line."""
        write_line(self.at.home.folder, self.at.now, self.at.zone, text)
        if not self.is_quiet:
            print_to_stderr(text)

    def announce(self, text: str) -> None:
        """Show it on the desktop; where there is none, say so in the log."""
        if not self.tell(text):
            write_line(self.at.home.folder, self.at.now, self.at.zone, "No desktop took a notification.")
