"""`resume`: clears a stop once the user has done what LinkedIn asked and its date has passed."""

from datetime import tzinfo

from withdrawer.app.context import CommandContext
from withdrawer.app.user import Said
from withdrawer.app.user_questions import PauseSeenTo
from withdrawer.clock import moment_words
from withdrawer.errors import UsageError, Wall
from withdrawer.journal.records import Stop
from withdrawer.undo.pauses import THROTTLED_TOGETHER, Done, Pause, pause_of


def resume(at: CommandContext, *, says_yes: bool) -> Stop | None:
    """Clear the stop, if there is one; returns the stop if it remains.

    Raises Wall before its date, and UsageError if no one can confirm that it is dealt with.
    """
    stop = at.journal.stops.active(at.account, at.now)
    if stop is None:
        at.user.tell(Said.NOTHING_IS_PAUSED)
        return None
    pause = pause_now(at, stop)
    opens_at = pause.opens_to_yes if says_yes else pause.opens_at
    if opens_at and opens_at > at.now:
        opens = moment_words(opens_at, at.zone)
        seen = seen_words(stop, at.zone)
        raise Wall(stop.kind, f"{seen} It can continue from {opens} at the earliest.", _first(at, pause))
    if not _is_done(at, PauseSeenTo(stop, pause), says_yes=says_yes):
        at.user.tell(Said.STILL_PAUSED)
        return stop
    at.journal.stops.clear(at.account, at.now)
    at.user.tell(Said.GOES_ON_AGAIN)
    return None


def pause_now(at: CommandContext, stop: Stop) -> Pause:
    """Return how long a stop holds, and what to do first."""
    throttled = at.journal.stops.count_since(at.account, "throttled", stop.seen_at - THROTTLED_TOGETHER)
    return pause_of(stop, throttled, at.journal.accounts.last_seen_at(at.account) if at.account else None)


def seen_words(stop: Stop, zone: tzinfo) -> str:
    """Say when a run was stopped, and by what."""
    copy = f" A redacted copy of the page is in {stop.snapshot}." if stop.snapshot else ""
    return f"Seen {moment_words(stop.seen_at, zone)}: {stop.detail}{copy}"


def _first(at: CommandContext, pause: Pause) -> str:
    """Say what to do first; mentions `--yes` only if it would work now."""
    if pause.opens_to_yes is None or pause.opens_to_yes > at.now:
        return pause.first
    return f"{pause.first} If no notice shows there any more, type: withdrawer resume --yes"


def _is_done(at: CommandContext, question: PauseSeenTo, *, says_yes: bool) -> bool:
    """Return whether the required step is done: it was observed, or the user says so.

    Raises UsageError if neither holds and no one can be asked.
    """
    is_settled = says_yes or question.pause.done is not Done.NOT_SEEN
    if not is_settled and at.user.can_answer:
        return at.user.ask(question)
    at.user.tell(question)
    if not is_settled:
        raise UsageError(
            "withdrawer has not seen that this is done: nobody has signed in since, and there is no terminal to ask "
            "on.",
            "Do it with `withdrawer login`, then type `withdrawer resume`; or say that it is done: resume --yes.",
        )
    return True
