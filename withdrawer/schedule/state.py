"""What withdrawer itself remembers of a schedule: one small file in the home, replaced atomically.

It is not a table of the journal: it concerns this machine rather than people, must be writable even if the journal
can't be opened, and is deleted as a whole by `schedule remove`.
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
    JOB_DONE = "job done"
    WENT_ON = "went on"
    LATER = "allowance used up"
    NOT_TODAY = "not today"
    NOT_NOW = "window closed"
    NO_JOB = "no job"
    ASKED = "a question"
    READY = "ready"
    NOTHING_READY = "nothing ready"
    NOTHING_DUE = "nothing due"
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
        """Whether nothing continues until the user has acted."""
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
    """The last scheduled run, UTC; `ended_at` and `ending` are None while it runs, or if it was killed."""

    started_at: datetime
    ended_at: datetime | None = None
    ending: Ending | None = None


class Schedule(msgspec.Struct, frozen=True):
    """The schedule of one home. `days` counts Monday as 0; `job` is the number of the confirmed job to continue.

    With a tidy wish it continues whichever job is open and, on the wish's days, looks; `job` is None without any job.

    `is_on` is False once the schedule has removed itself, or was removed; `is_leaving` if the system may hold its entry
    nevertheless. `name` and `command` are those of the entry; `environment` holds the variables that each start sets if
    they are unset. It does not start again on the day `rests_on`, in the user's zone.
    """

    backend: BackendName
    at: str
    days: tuple[int, ...]
    delay_minutes: int
    job: int | None
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
        """The start times, in the user's zone."""
        return Times(time.fromisoformat(self.at), frozenset(self.days))

    def started(self, at: datetime) -> "Schedule":
        """A copy with a run that has just started."""
        return msgspec.structs.replace(self, last=LastRun(at))

    def ended(self, ending: Ending, at: datetime) -> "Schedule":
        """A copy in which the last run has ended."""
        started_at = self.last.started_at if self.last else at
        return msgspec.structs.replace(self, last=LastRun(started_at, at, ending))

    def taken_off(self) -> "Schedule":
        """A copy that starts no more, and whose entry is about to leave the system."""
        return msgspec.structs.replace(self, is_on=False, is_leaving=True)

    def gone(self) -> "Schedule":
        """A copy whose entry has left the system."""
        return msgspec.structs.replace(self, is_on=False, is_leaving=False)

    def resting(self, day: date) -> "Schedule":
        """A copy that does not start again on this day."""
        return msgspec.structs.replace(self, rests_on=day)


def schedule_file(home: Path) -> Path:
    """The path of the schedule."""
    return home / "schedule.json"


def names_of(schedule: "Schedule | None", home: Path) -> Sequence[str]:
    """The names under which a scheduler may hold this home's entry: a home that was moved had another one."""
    return list(dict.fromkeys([entry_name(home), *([schedule.name] if schedule and schedule.name else [])]))


def read_schedule(home: Path) -> Schedule | None:
    """The home's schedule; None if there is none. Raises UsageError if the file can't be read."""
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
    """Replace the schedule atomically, readable only by its owner."""
    file = schedule_file(home)
    draft = private_file(file.with_name(f"{file.name}.draft"))
    draft.write_bytes(msgspec.json.encode(schedule))
    draft.replace(file)


def forget_schedule(home: Path) -> None:
    """Delete the file, and a draft that a killed run may have left."""
    for file in (schedule_file(home), schedule_file(home).with_name("schedule.json.draft")):
        file.unlink(missing_ok=True)
