"""`history`: what was done, person by person, newest first; all of it, or a part. Opens no browser."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from withdrawer.app.context import CommandContext
from withdrawer.app.plan_lists import Lists
from withdrawer.journal.records import Act, Outcome
from withdrawer.plan.dates.window import parse_window

MOST_SHOWN = 50
"""How many are shown where no number is typed; a list in a file has everybody."""


@dataclass(frozen=True)
class HistoryOptions:
    """Which acts are wanted: those meant since a time as typed, with one of these outcomes, of one job."""

    since: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    job: int | None = None
    limit: int | None = None
    csv: Path | None = None


@dataclass(frozen=True)
class History:
    """The acts found, newest first. `total` is how many there are without the limit; `csv` the list that was written.

    `is_narrowed` is True if only a part was asked for.
    """

    acts: Sequence[Act]
    total: int
    is_narrowed: bool = False
    csv: Path | None = None


def history(at: CommandContext, options: HistoryOptions, as_list: Callable[[Sequence[Act]], str]) -> History:
    """Return the acts that are wanted; `as_list` returns the text that `--csv` writes. Raises UsageError."""
    window = parse_window(options.since, None, at.now, at.zone) if options.since else None
    lists = Lists(csv=options.csv)
    lists.refuse_unwritable()
    found = (
        at.journal.acts.history(
            at.account, since=window.since if window else None, outcomes=options.outcomes, job=options.job
        )
        if at.account
        else []
    )
    limit = options.limit or (None if options.csv else MOST_SHOWN)
    wanted = found[:limit]
    lists.write(as_list(wanted), at.user)
    is_narrowed = bool(options.since or options.outcomes or options.job)
    return History(wanted, len(found), is_narrowed, options.csv)
