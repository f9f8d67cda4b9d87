"""What a user typed or set, as plain values for the use cases, independent of what parsed it."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Everywhere:
    """Options common to every command that works on an account."""

    account: str = ""
    home: Path | None = None
    replay: str = ""
    headed: bool | None = None
    json: bool = False
    quiet: bool = False
    verbose: bool = False
    plain: bool = False

    @property
    def words(self) -> list[str]:
        """Return these options as typed, for repeating in the next command; those from the environment are left out."""
        words = ["--replay", self.replay] if self.replay else []
        words += ["--account", self.account] if self.account and self.account != Path(self.replay).stem else []
        is_typed = self.home is not None and str(self.home) != os.environ.get("WITHDRAWER_HOME")
        return words + (["--home", str(self.home)] if is_typed else [])


@dataclass(frozen=True)
class Selecting:
    """Which people to undo, as typed."""

    since: str | None = None
    until: str | None = None
    older_than: str | None = None
    sent: tuple[str, ...] = ()
    blast: int | None = None
    only: str | None = None
    keep: tuple[str, ...] = ()
    keep_file: tuple[Path, ...] = ()
    keep_match: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    with_note: bool = False
    with_messages: bool = False
    unsure: str = "skip"
    origin: str = "known"
    also_accepted: bool = False
    first: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True)
class Pacing:
    """How many acts per day, and how fast; `per_day` is None if nothing was typed."""

    per_day: int | None = None
    pace: str | None = None
