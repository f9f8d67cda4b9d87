"""`withdrawer resume`: clears a stop, after saying what was seen and what to do first."""

from typing import TYPE_CHECKING

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import everywhere
from withdrawer.cli.settings import Command

if TYPE_CHECKING:
    from datetime import datetime

    from withdrawer.app.context import CommandContext
    from withdrawer.journal.records import Stop
    from withdrawer.show.terminal import Terminal
    from withdrawer.undo.pauses import Pause


@click.command(cls=Command)
@click.option("-y", "--yes", is_flag=True, help="You have done what is asked first.")
@everywhere
def resume(everywhere: Everywhere, *, yes: bool) -> int:
    """Go on after LinkedIn wanted you: says what was seen, what to do first, and from when it goes on."""
    from withdrawer.app.context import CommandContext
    from withdrawer.app.interruption import Interruption
    from withdrawer.app.result import Result
    from withdrawer.cli.carrying import carry_out
    from withdrawer.errors import Wall
    from withdrawer.show.envelope import instant
    from withdrawer.show.failure import print_to_stderr
    from withdrawer.show.terminal import Terminal

    def work(at: CommandContext, interruption: Interruption) -> Result:
        user = Terminal(at.zone, interruption.asking)
        account = at.journal.accounts.current()
        stop = at.journal.stops.active(account, at.now)
        if stop is None:
            print_to_stderr("Nothing is paused. Next: withdrawer status")
            return Result({"stop": None})
        pause = _pause(at, stop)
        told = _told(at, stop)
        opens_at = pause.opens_to_yes if yes else pause.opens_at
        if opens_at and opens_at > at.now:
            local = opens_at.astimezone(at.zone)
            raise Wall(
                stop.kind, f"{told} It goes on from {local:%A %d %B %H:%M} at the earliest.", _first(pause, at.now)
            )
        if not _is_done(user, pause, told, says_yes=yes):
            user.tell("Still paused.")
            return Result({"stop": {"kind": stop.kind, "seen_at": instant(stop.seen_at)}})
        at.journal.stops.clear(account, at.now)
        print_to_stderr("Going on is possible again. Next: withdrawer run")
        return Result({"stop": None})

    return carry_out("resume", everywhere, work, makes_home=False)


def _pause(at: "CommandContext", stop: "Stop") -> "Pause":
    from withdrawer.undo.pauses import THROTTLED_TOGETHER, pause_of

    account = at.journal.accounts.current()
    throttled = at.journal.stops.count_since(account, "throttled", stop.seen_at - THROTTLED_TOGETHER)
    return pause_of(stop, throttled, at.journal.accounts.last_seen_at(account) if account else None)


def _first(pause: "Pause", now: "datetime") -> str:
    """What to do first; that a date can be passed is said only where it can."""
    if pause.opens_to_yes is None or pause.opens_to_yes > now:
        return pause.first
    return f"{pause.first} If no notice shows there any more, type: withdrawer resume --yes"


def _told(at: "CommandContext", stop: "Stop") -> str:
    copy = f" A redacted copy of the page is in {stop.snapshot}." if stop.snapshot else ""
    return f"Seen {stop.seen_at.astimezone(at.zone):%A %d %B %H:%M}: {stop.detail}{copy}"


def _is_done(user: "Terminal", pause: "Pause", told: str, *, says_yes: bool) -> bool:
    """Whether what had to be done is: it was seen to be, or the person says so."""
    from withdrawer.app.user import PlainQuestion
    from withdrawer.errors import UsageError
    from withdrawer.undo.pauses import Done

    if says_yes or pause.done is not Done.NOT_SEEN:
        user.tell(f"{told}\n{pause.first}")
        return True
    if not user.can_answer:
        user.tell(f"{told}\n{pause.first}")
        raise UsageError(
            "It has not been seen that this is done: nobody has signed in since, and there is no terminal to ask on.",
            "Do it with `withdrawer login`, then type `withdrawer resume`; or say that it is done: resume --yes.",
        )
    return user.ask(PlainQuestion("Have you done that?", [told, pause.first]))
