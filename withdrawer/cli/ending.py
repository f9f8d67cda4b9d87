"""What an error means for a schedule, and the same error without anybody's name: a scheduler keeps what it is told."""

from withdrawer.errors import Interrupted, PageNotUnderstood, RunLocked, SignedOut, Wall, WithdrawerError
from withdrawer.journal.records import HOLD
from withdrawer.schedule.screen import NoScreen
from withdrawer.schedule.state import Ending
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


def nameless(error: Exception, ending: Ending) -> Exception:
    """The error with the words of its ending alone; one that the person caused, or without a meaning, as it is."""
    if not isinstance(error, WithdrawerError) or isinstance(error, Interrupted):
        return error
    told = WithdrawerError(f"The scheduled run did not go on: {ENDINGS[ending]}.", "See: withdrawer schedule show")
    told.exit_code = error.exit_code
    return told
