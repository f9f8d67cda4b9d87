"""What a person typed or has set, as a use case is given it: plain values, whatever read them."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Everywhere:
    """What every command that works on an account is told."""

    account: str = ""
    home: Path | None = None
    replay: str = ""
    headed: bool | None = None
    json: bool = False
    quiet: bool = False
    verbose: bool = False

    @property
    def words(self) -> list[str]:
        """What was typed of these, to be typed again in the next command; the environment needs no repeating."""
        words = ["--replay", self.replay] if self.replay else []
        words += ["--account", self.account] if self.account and self.account != Path(self.replay).stem else []
        is_typed = self.home is not None and str(self.home) != os.environ.get("WITHDRAWER_HOME")
        return words + (["--home", str(self.home)] if is_typed else [])


@dataclass(frozen=True)
class Selecting:
    """Whom to undo, as it was typed."""

    since: str | None = None
    until: str | None = None
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
    """How much a day, and how fast; `per_day` None where nothing was typed."""

    per_day: int | None = None
    pace: str | None = None
