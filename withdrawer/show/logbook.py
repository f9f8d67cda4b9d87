"""What a scheduled run writes to the home's log, terminal, desktop and standard output: no names."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from withdrawer.app.context import CommandContext
from withdrawer.app.run import JobReport
from withdrawer.app.scheduled_events import Event, RunEnded, RunStep, TidyReady, WaitingUntil
from withdrawer.app.scheduled_run import Over, RunFailed
from withdrawer.clock import moment_words
from withdrawer.errors import AllowanceSpent, Exit, WithdrawerError
from withdrawer.escape import safe
from withdrawer.plan.bursts.second_bursts import SecondBurst
from withdrawer.schedule.backends.base import StillThere
from withdrawer.schedule.log import write_line
from withdrawer.schedule.state import Ending
from withdrawer.show.crashlog import keep_traceback
from withdrawer.show.envelope import Shown, instant
from withdrawer.show.output import print_to_stderr
from withdrawer.show.report import spent_words
from withdrawer.show.run import run_shown
from withdrawer.show.schedule import ENDINGS, seen_data
from withdrawer.show.second_burst_words import second_words
from withdrawer.show.status import sentence, summary_of
from withdrawer.show.words import people

STEPS = {
    RunStep.STARTED: "Started by the schedule.",
    RunStep.RESTING: "You said “Not today”, so nothing was started. To continue all the same: withdrawer run",
    RunStep.SOON: "withdrawer starts in about two minutes. Its window asks first: Start now, In an hour, or Not today.",
    RunStep.IN_AN_HOUR: "In an hour, as you said.",
    RunStep.NO_NETWORK: "The network does not answer; trying all the same.",
}


@dataclass(frozen=True)
class Logbook:
    """One run's reporting; none of its text contains a name.

    `notify` shows a text on the desktop, and returns whether it could.
    """

    at: CommandContext
    notify: Callable[[str], bool]
    is_quiet: bool

    def say(self, event: Event) -> None:
        """Write an event to the log, and to standard error unless quiet."""
        text = event_words(event, self.at.now, self.at.zone)
        write_line(self.at.home.folder, self.at.now, self.at.zone, text)
        if not self.is_quiet:
            print_to_stderr(text)

    def announce(self, event: Event) -> None:
        """Show an event on the desktop; if that fails, note it in the log."""
        if not self.notify(event_words(event, self.at.now, self.at.zone)):
            write_line(self.at.home.folder, self.at.now, self.at.zone, "No desktop took a notification.")


def event_words(event: Event, now: datetime, zone: tzinfo) -> str:
    """Return the wording of an event."""
    match event:
        case RunStep():
            return STEPS[event]
        case TidyReady(count, older_than):
            them = f"{people(count, 'invitation')} older than {safe(older_than)} {'is' if count == 1 else 'are'}"
            return f"{them} ready to be withdrawn. To see who, and decide: withdrawer run"
        case WaitingUntil(instant):
            return f"Waiting until {moment_words(instant, zone)}."
        case RunEnded(ending, standing, schedule):
            stands = f" {sentence(summary_of(standing, schedule, zone), zone)}" if standing else ""
            summary = " The whole story: withdrawer summary" if ending in (Ending.FINISHED, Ending.JOB_DONE) else ""
            return f"Ended: {ENDINGS[ending]}.{stands}{summary}"
        case SecondBurst():
            return second_words(event, now, zone)
        case AllowanceSpent():
            return spent_words(event, now, zone)
        case StillThere():
            return f"{event.message} {event.hint}"


COUNTS = ("listed", "planned", "withdrawn", "removed", "proven", "gone", "accepted", "refused", "unresolved",
          "unchecked", "unsure", "unread")  # fmt: skip
MAY_GO_OUT: dict[str, tuple[str, ...]] = {
    "job": ("id", "state", "confirmed_at", "finished_at", "left"),
    "window": ("since", "until"),
    "sent": COUNTS,
    "connections": COUNTS,
    "allowance": ("used", "left", "days_left", "next_at"),
}
PLAIN = ("opens_at", "in_question", "unreached", "seconds")
"""The keys of a run's data that name no one, whatever is added to it later."""


def nameless_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of a run's data that a scheduler may store: only the numbers and instants listed here."""
    parts = {
        name: {key: part[key] for key in keys if key in part}
        for name, keys in MAY_GO_OUT.items()
        if isinstance(part := data.get(name), Mapping)
    }
    return parts | {name: data[name] for name in PLAIN if name in data}


def scheduled_run_shown(found: Over | JobReport, at: CommandContext) -> Shown:
    """Return the result of a scheduled run; a JobReport alone is the progress so far."""
    over = found if isinstance(found, Over) else Over(None, found)
    report = run_shown(over.report, at) if over.report else Shown({})
    data = nameless_data(report.data | ({"opens_at": instant(over.opens_at)} if over.opens_at else {}))
    has_acted = over.ending in (
        Ending.WENT_ON,
        Ending.FINISHED,
        Ending.JOB_DONE,
    )  # otherwise the report shows earlier runs
    code = report.exit_code if has_acted else Exit.DONE
    return Shown(data | ({"schedule": seen_data(over.seen)} if found is over else {}), exit_code=code)


def nameless(failed: RunFailed) -> WithdrawerError:
    """Return an error with only the wording of its ending; an unforeseen error's details go to a private file."""
    words = f"The scheduled run did not continue: {ENDINGS[failed.ending]}."
    told = WithdrawerError(words, "See: withdrawer schedule show")
    if isinstance(failed.cause, WithdrawerError):
        told.exit_code = failed.cause.exit_code
        return told
    with contextlib.suppress(OSError):
        told.hint += f". The details are in {keep_traceback(failed.cause)}"
    return told
