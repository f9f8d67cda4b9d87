"""What an error means for a schedule, and the same error without anybody's name: a scheduler keeps what it is told."""

import contextlib
from collections.abc import Mapping
from typing import Any

from withdrawer.errors import Interrupted, NoScreen, PageNotUnderstood, RunLocked, SignedOut, Wall, WithdrawerError
from withdrawer.journal.records import HOLD
from withdrawer.schedule.state import Ending
from withdrawer.show.crashlog import keep_traceback
from withdrawer.show.schedule import ENDINGS

MEANING: tuple[tuple[type[Exception], Ending], ...] = (
    (Wall, Ending.STOPPED),
    (SignedOut, Ending.SIGNED_OUT),
    (RunLocked, Ending.LOCKED),
    (PageNotUnderstood, Ending.NOT_UNDERSTOOD),
    (NoScreen, Ending.NO_SCREEN),
    (Interrupted, Ending.INTERRUPTED),
)


def ending_of(error: Exception) -> Ending:
    """How a scheduled run ended that this error ended."""
    if isinstance(error, Wall) and error.kind == HOLD:
        return Ending.HELD
    return next((ending for kind, ending in MEANING if isinstance(error, kind)), Ending.FAILED)


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
"""What of a run's data names nobody, whatever is added to it later."""


def nameless_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Of a run's data what a scheduler may keep: numbers and instants that are listed here, and nothing else."""
    parts = {
        name: {key: part[key] for key in keys if key in part}
        for name, keys in MAY_GO_OUT.items()
        if isinstance(part := data.get(name), Mapping)
    }
    return parts | {name: data[name] for name in PLAIN if name in data}


def nameless(error: Exception, ending: Ending) -> WithdrawerError:
    """An error with the words of its ending alone; the details of one that nobody foresaw go into a private file."""
    told = WithdrawerError(f"The scheduled run did not go on: {ENDINGS[ending]}.", "See: withdrawer schedule show")
    if isinstance(error, WithdrawerError):
        told.exit_code = error.exit_code
        return told
    with contextlib.suppress(OSError):
        told.hint += f". The details are in {keep_traceback(error)}"
    return told
