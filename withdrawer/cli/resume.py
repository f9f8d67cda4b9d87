"""`withdrawer resume`: clears a stop, after saying what was seen and what to do first."""

import sys
from datetime import timedelta

import click

from withdrawer.cli.options import Everywhere, everywhere, option

FIRST = {
    "throttled": "Leave the account alone until then; a shorter break makes the next one longer.",
    "verification": "Open `withdrawer login`, do what LinkedIn asks there, and see that your feed shows.",
    "captcha": "Open `withdrawer login`, do what LinkedIn asks there, and see that your feed shows.",
    "restricted": "Read LinkedIn's notice in `withdrawer login`; go on only after the date that it names.",
}
PAUSE = {"throttled": timedelta(hours=6), "restricted": timedelta(hours=24)}
"""How long a stop of a kind stands at least. LinkedIn publishes no number: a quarter and a whole day are cautious."""


@click.command()
@option("-y", "--yes", is_flag=True, help="You have done what is asked first.")
@everywhere
def resume(everywhere: Everywhere, *, yes: bool) -> int:
    """Go on after LinkedIn wanted you: says what was seen, what to do first, and from when it goes on."""
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.desk import Desk
    from withdrawer.cli.undoing import Result
    from withdrawer.errors import UsageError, Wall
    from withdrawer.show.envelope import instant
    from withdrawer.show.failure import print_to_stderr

    def work(at: Desk) -> Result:
        account = at.journal.accounts.current()
        stop = at.journal.stops.active(account)
        if stop is None:
            print_to_stderr("Nothing is paused. Next: withdrawer status")
            return Result({"stop": None})
        first = FIRST.get(stop.kind, FIRST["verification"])
        seen = f"{stop.seen_at.astimezone(at.zone):%A %d %B %H:%M}"
        opens_at = stop.seen_at + PAUSE.get(stop.kind, timedelta())
        if opens_at > at.now:
            local = opens_at.astimezone(at.zone)
            raise Wall(
                stop.kind, f"Seen {seen}: {stop.detail} It goes on from {local:%A %H:%M} at the earliest.", first
            )
        print_to_stderr(f"Seen {seen}: {stop.detail}\n{first}")
        if not yes and not sys.stdin.isatty():
            raise UsageError("resume asks whether that is done, and there is no terminal to ask on.", "Add --yes.")
        if not yes and not click.confirm("Is that done?", default=False, err=True):
            print_to_stderr("Still paused.")
            return Result({"stop": {"kind": stop.kind, "seen_at": instant(stop.seen_at)}})
        at.journal.stops.clear(account, at.now)
        print_to_stderr("Going on is possible again. Next: withdrawer run")
        return Result({"stop": None})

    return carry_out("resume", everywhere, lambda at, _: work(at))
