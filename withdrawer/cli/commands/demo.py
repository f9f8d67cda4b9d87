"""`withdrawer demo`: the whole story on an invented account, in one go, judged by the site's own log."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from withdrawer.app.typed_input import Everywhere, Pacing, Selecting
from withdrawer.cli.commands.replay import site_options
from withdrawer.cli.options import labels, output
from withdrawer.cli.settings import Command, option
from withdrawer.errors import WithdrawerError
from withdrawer.replay.site_options import SiteOptions

BEFORE_THE_BLAST = timedelta(days=1)
BEFORE_THE_NEXT = timedelta(minutes=5)
STORY = (
    "An invented account on a site on this machine. A while ago somebody's thumb met “Add all connections”.\n"
    "Nothing of this reaches LinkedIn."
)


@click.command(cls=Command)
@option("-y", "--yes", is_flag=True, help="Answer the questions with yes beforehand.")
@site_options(hidden=True)
@labels
@output
def demo(everywhere: Everywhere, *, site: SiteOptions, yes: bool, label: tuple[str, ...]) -> int:
    """Play the whole story on an invented account: look, show, ask, undo both halves, prove it.

    It takes the options of `withdrawer replay serve` too.

    \b
        withdrawer demo
        withdrawer demo --yes --people 300 --json
    """
    from withdrawer.replay.process import ReplaySite
    from withdrawer.show.failure import print_to_stderr

    with tempfile.TemporaryDirectory(prefix="withdrawer-demo-") as folder:
        everywhere = replace(everywhere, home=Path(folder) / "home")
        with ReplaySite.start(site) as running:
            if not everywhere.quiet:
                print_to_stderr(STORY)
            given = {"WITHDRAWER_BROWSER_ARGS": running.browser_args, "WITHDRAWER_NOW": site.now}
            return _play(running, everywhere, given, label, says_yes=yes)


def _play(
    site: Any, everywhere: Everywhere, given: Mapping[str, str], labels: tuple[str, ...], *, says_yes: bool
) -> int:
    from withdrawer.app.context import CommandContext
    from withdrawer.app.interruption import Interruption
    from withdrawer.app.result import Result
    from withdrawer.cli.carrying import carry_out
    from withdrawer.cli.undoing import Undoing

    truth = site.truth()["people"]
    selecting = around_the_blast(truth)
    pacing = Pacing(per_day=None, pace="none")

    def work(at: CommandContext, interruption: Interruption) -> Result:
        try:
            Undoing(at, selecting, pacing, interruption, is_silent=True, labels=labels).preview()
            result = Undoing(at, selecting, pacing, interruption, says_yes=says_yes, labels=labels).run()
        except WithdrawerError as error:
            error.data |= judging()
            raise
        return Result({**result.data, **judging()}, result.exit_code)

    def judging() -> dict[str, Any]:
        return {"site": what_happened(site.events()), "truth": who_is_who(truth)}

    return carry_out("demo", everywhere, work, given=given)


def around_the_blast(truth: list[dict[str, Any]]) -> Selecting:
    """The window that the person in the story would type: they know when it happened."""
    sent = [(datetime.fromisoformat(it["sent_at"]), it["blast"]) for it in truth if it["sent_at"]]
    blast = sorted(at for at, is_blast in sent if is_blast)
    next_one = min((at for at, is_blast in sent if not is_blast and blast and at > blast[-1]), default=None)
    since = blast[0] - BEFORE_THE_BLAST if blast else None
    until = next_one - BEFORE_THE_NEXT if next_one else None
    return Selecting(since=since.isoformat() if since else None, until=until.isoformat() if until else None)


def what_happened(events: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Who was withdrawn, removed or refused, as the site's log has it."""
    return {
        name: [event["slug"] for event in events if event["event"] == name]
        for name in ("withdrawn", "removed", "refused")
    }


def who_is_who(truth: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Who was in the blast, who of them accepted, and who must not be touched, as the scenario has it."""
    return {
        "blast": [person["slug"] for person in truth if person["blast"]],
        "accepted": [person["slug"] for person in truth if person["blast"] and person["accepted"]],
        "outside": [person["slug"] for person in truth if not person["blast"]],
    }
