"""The site's log: what really happened, as JSON Lines, flushed after each event."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from withdrawer.errors import UsageError


class Event(StrEnum):
    """The kinds of events on the site."""

    PAGE = "page"
    LISTED = "listed"
    ACT = "act"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    ACCEPTED = "accepted"
    INVITED = "invited"
    GONE = "gone"
    """An invitation that ended otherwise: it expired, or was withdrawn elsewhere."""
    RENAMED = "renamed"
    REFUSED = "refused"
    WALL = "wall"


class ListKind(StrEnum):
    """Which of the two lists an event is about."""

    SENT = "sent"
    CONNECTION = "connection"


class Log:
    """Appends events to a file; without one it discards them. Raises UsageError if the file can't be written."""

    def __init__(self, path: Path | None, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        try:
            self._file = path.open("a", encoding="utf-8") if path else None
        except OSError as error:
            raise UsageError(f"the log can't be written: {error}", "Choose another file with --log.") from error

    def write(self, event: Event, **details: object) -> None:
        """Append one event at the site's present instant."""
        if self._file is None:
            return
        line = msgspec.json.encode({"at": self._clock().isoformat(), "event": event, **details})
        self._file.write(line.decode() + "\n")
        self._file.flush()
