"""What a scheduled run reports: the events of its log and of the desktop. None of them names anybody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from withdrawer.errors import AllowanceSpent
from withdrawer.plan.bursts.second_bursts import SecondBurst
from withdrawer.schedule.backends.base import StillThere
from withdrawer.schedule.state import Ending, Schedule
from withdrawer.undo.job_progress import Standing


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


@dataclass(frozen=True)
class TidyReady:
    """So many invitations are old enough for the tidy wish, and wait for the user's yes."""

    count: int
    older_than: str


Event = RunStep | TidyReady | WaitingUntil | RunEnded | SecondBurst | AllowanceSpent | StillThere


class RunLog(Protocol):
    """Where an unattended run reports what it does."""

    def say(self, event: Event) -> None:
        """Write the event to the log."""

    def announce(self, event: Event) -> None:
        """Show the event as a desktop notification, if possible."""
