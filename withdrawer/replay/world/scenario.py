"""A scenario: who is on the replay site, and since when."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from withdrawer.clock import parse_instant
from withdrawer.errors import UsageError
from withdrawer.replay.fixtures import fixtures_folder, scenarios
from withdrawer.replay.pages.layouts import Behaviour, Count
from withdrawer.replay.world.faults import parse_fault
from withdrawer.text_files import read_toml

_UNITS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}


_LONGEST = timedelta(days=365 * 100)


class Duration(timedelta):
    """A timedelta written like "75 minutes"."""

    @classmethod
    def parse(cls, text: object) -> "Duration":
        """Parse a duration; a month has 30 days, a year 365. Raises ValueError."""
        match = re.fullmatch(r"(\d+) (second|minute|hour|day|week|month|year)s?", str(text))
        if match is None:
            raise ValueError(f"not a duration like '75 minutes': {text!r}")
        length = int(match[1]) * _UNITS[match[2]].total_seconds()
        if length > _LONGEST.total_seconds():
            raise ValueError(f"no invitation is as old as {text!r}")
        return cls(seconds=length)


class SiteMember(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The owner of the account."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
    slug: Annotated[str, msgspec.Meta(pattern=r"^[^/?#\s\x00-\x1f]{1,200}$")]


class BlastPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Invitations sent together: `people` of them, from `ago` on, within `spread`.

    `people` counts those still pending at the start, including `accepted_after` (who accept once the list has been
    read) and `emails`; `accepted_before` are extra, and already connected.
    """

    ago: Duration
    spread: Duration
    people: Count
    accepted_before: Count = 0
    accepted_after: Count = 0
    emails: Count = 0


class PeopleGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"newest": "from", "oldest": "to"}):
    """People spread from `newest` to `oldest` ago; the first `notes` of them got a personal note."""

    people: Count
    newest: Duration
    oldest: Duration
    notes: Count = 0


class Strangers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People who became connections since the blast without being part of it."""

    people: Count


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scenario file. Without `now` the site uses the machine's clock.

    `page` has the keys of a Behaviour that differ from the layout's; `faults` have the syntax of `--fault`.
    """

    seed: int
    member: SiteMember
    now: str = ""
    zone: str = "UTC"
    signed_in: bool = True
    recent_wording: Literal["hours", "day"] = "hours"
    namesakes: bool = True
    blast: BlastPlan | None = None
    before: PeopleGroup | None = None
    after: PeopleGroup | None = None
    connections: PeopleGroup | None = None
    strangers: Strangers | None = None
    page: dict[str, Any] = {}
    faults: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.blast is not None and self.blast.accepted_after + self.blast.emails > self.blast.people:
            raise ValueError("blast.people must be at least accepted_after + emails")
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"zone is no time zone: {self.zone!r}") from error
        try:
            msgspec.convert(self.page, Behaviour)
        except msgspec.ValidationError as error:
            raise ValueError(f"page: {error}") from error
        try:
            for fault in self.faults:
                parse_fault(fault)
            if self.now:
                parse_instant(self.now, "now")
        except UsageError as error:
            raise ValueError(error.message) from error


def load_scenario(name: str) -> Scenario:
    """The scenario with that name, or in that file. Raises UsageError that names the file and the key."""
    file = fixtures_folder() / "scenarios" / f"{name}.toml"
    if name not in scenarios():
        file = Path(name)
        if not _is_file(file):
            raise UsageError(f"there is no scenario {name!r}", f"Take a file, or one of: {', '.join(scenarios())}.")
    hint = "Compare it with fixtures/scenarios/default.toml."
    return read_toml(file, f"the scenario {file}", Scenario, hint, _decode)


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # no file has such a name
        return False


def _decode(kind: type, value: object) -> Duration:
    if kind is Duration:
        return Duration.parse(value)
    raise NotImplementedError(kind)
