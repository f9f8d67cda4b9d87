"""What the guide has to remember that no journal tells: which steps were skipped, and the shortcut it made."""

import contextlib
from datetime import date, datetime
from pathlib import Path

import msgspec

from withdrawer.app.guide_steps import GuideStep
from withdrawer.home import is_home, private_file
from withdrawer.plan.bursts.blasts import Blast
from withdrawer.plan.groups import Group

FILE = "guide.json"


class FoundChoice(msgspec.Struct, frozen=True):
    """A burst or a group that the last look found, and the options that select it."""

    words: tuple[str, ...]
    blast: Blast | None
    group: Group | None


class GuideRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """The contents of `guide.json`.

    `settled` are steps done or skipped; `looks_for_export` if the user has asked LinkedIn for their data export.
    `choice` are the options that select the blast, valid on the day `chosen_on` only: "yesterday" moves on. `found` is
    what the look at `looked_at` (UTC) found to choose from. `offered` are the names of data exports that the user was
    asked about. `shortcut` is the file on the desktop, "" if the user declined one, None if they were never asked.
    """

    settled: tuple[GuideStep, ...] = ()
    looks_for_export: bool = False
    found: tuple[FoundChoice, ...] = ()
    looked_at: datetime | None = None
    choice: tuple[str, ...] = ()
    chosen_on: date | None = None
    offered: tuple[str, ...] = ()
    shortcut: str | None = None

    def with_settled(self, step: GuideStep) -> "GuideRecord":
        """Return the record with this step done or skipped."""
        return msgspec.structs.replace(self, settled=tuple(dict.fromkeys((*self.settled, step))))

    def without(self, *steps: GuideStep) -> "GuideRecord":
        """Return the record with these steps still to do."""
        return msgspec.structs.replace(self, settled=tuple(it for it in self.settled if it not in steps))


def read_record(home: Path) -> GuideRecord:
    """Return the home's record; an empty one if there is none, or it is damaged: then a step is offered once more."""
    try:
        return msgspec.json.decode((home / FILE).read_bytes(), type=GuideRecord)
    except (OSError, ValueError):
        return GuideRecord()


def write_record(home: Path, record: GuideRecord) -> None:
    """Keep the record, if there is a home to keep it in. A disk that can't be written only repeats a question."""
    if not is_home(home):
        return
    with contextlib.suppress(OSError):
        draft = private_file(home / f"{FILE}.draft")
        draft.write_bytes(msgspec.json.encode(record))
        draft.replace(home / FILE)
