"""What withdrawer itself remembers of a schedule: one small file in the home, whole or not there at all.

It is no table of the journal: it is about this machine rather than about people, must be written also where the
journal can't be opened, and goes as a whole with `schedule remove`.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

import msgspec

from withdrawer.errors import UsageError
from withdrawer.home import private_file
from withdrawer.schedule.backends.base import BackendName
from withdrawer.schedule.entry import entry_name
from withdrawer.schedule.times import Times


class Ending(StrEnum):
    """How a scheduled run ended."""

    FINISHED = "finished"
    WENT_ON = "went on"
    LATER = "allowance used up"
    NOT_TODAY = "not today"
    NOT_NOW = "window closed"
    NO_JOB = "no job"
    ASKED = "a question"
    PAUSED = "paused"
    STOPPED = "stopped"
    HELD = "held"
    SIGNED_OUT = "signed out"
    LOCKED = "another run"
    NOT_UNDERSTOOD = "page not understood"
    NO_SCREEN = "no screen"
    INTERRUPTED = "interrupted"
    FAILED = "failed"

    @property
    def needs_person(self) -> bool:
        """Whether nothing goes on until the person has seen to it."""
        return self in NEEDS_PERSON


NEEDS_PERSON = frozenset(
    {
        Ending.ASKED,
        Ending.PAUSED,
        Ending.STOPPED,
        Ending.SIGNED_OUT,
        Ending.NOT_UNDERSTOOD,
        Ending.NO_SCREEN,
        Ending.FAILED,
    }
)


class LastRun(msgspec.Struct, frozen=True):
    """The last scheduled run, UTC; `ended_at` and `ending` are None while it goes on, or where it was killed."""

    started_at: datetime
    ended_at: datetime | None = None
    ending: Ending | None = None


class Schedule(msgspec.Struct, frozen=True):
    """A schedule of one home. `days` counts Monday as 0; `job` is the number of the confirmed job that it goes on with.

    `is_on` is False once the schedule has taken itself off, or was removed; `is_leaving` tells that the system may hold
    its entry nevertheless. `name` and `command` are those of the entry; `environment` is what each start takes over
    where nothing else is set. On `rests_on`, a day in the person's zone, it does not start again.
    """

    backend: BackendName
    at: str
    days: tuple[int, ...]
    delay_minutes: int
    job: int
    installed_at: datetime
    is_on: bool = True
    last: LastRun | None = None
    name: str = ""
    command: tuple[str, ...] = ()
    environment: dict[str, str] = {}
    rests_on: date | None = None
    is_leaving: bool = False

    @property
    def times(self) -> Times:
        """When it starts, in the person's zone."""
        return Times(time.fromisoformat(self.at), frozenset(self.days))

    def started(self, at: datetime) -> "Schedule":
        """With a run that has just started."""
        return msgspec.structs.replace(self, last=LastRun(at))

    def ended(self, ending: Ending, at: datetime) -> "Schedule":
        """With the end of the run that was started."""
        started_at = self.last.started_at if self.last else at
        return msgspec.structs.replace(self, last=LastRun(started_at, at, ending))

    def taken_off(self) -> "Schedule":
        """To start no more, and soon no longer with the system."""
        return msgspec.structs.replace(self, is_on=False, is_leaving=True)

    def gone(self) -> "Schedule":
        """No longer with the system."""
        return msgspec.structs.replace(self, is_on=False, is_leaving=False)

    def resting(self, day: date) -> "Schedule":
        """Not to start again on this day."""
        return msgspec.structs.replace(self, rests_on=day)


def schedule_file(home: Path) -> Path:
    """Where it is kept."""
    return home / "schedule.json"


def names_of(schedule: "Schedule | None", home: Path) -> Sequence[str]:
    """The names under which a scheduler may hold this home's entry: a home that was moved has had another."""
    return list(dict.fromkeys([entry_name(home), *([schedule.name] if schedule and schedule.name else [])]))


def read_schedule(home: Path) -> Schedule | None:
    """The home's schedule; None where there is none. Raises UsageError where the file can't be read."""
    file = schedule_file(home)
    try:
        return msgspec.json.decode(file.read_bytes(), type=Schedule)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(
            f"{file} can't be read.", "Type: withdrawer schedule remove. Then: withdrawer schedule install"
        ) from error


def write_schedule(home: Path, schedule: Schedule) -> None:
    """Put it in place of what was there, for its owner only."""
    file = schedule_file(home)
    draft = private_file(file.with_name(f"{file.name}.draft"))
    draft.write_bytes(msgspec.json.encode(schedule))
    draft.replace(file)


def forget_schedule(home: Path) -> None:
    """Take the file away, and what a killed run may have left of it."""
    for file in (schedule_file(home), schedule_file(home).with_name("schedule.json.draft")):
        file.unlink(missing_ok=True)
