"""`withdrawer demo`: the whole story on an invented account, in one go, judged by the site's own log."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import COUNT, labels, output
from withdrawer.cli.settings import Command, PathParam, option

FILE = PathParam(dir_okay=False)


@click.command(cls=Command)
@option("-y", "--yes", is_flag=True, help="Answer the questions with yes beforehand.")
@click.option("--scenario", default="default", show_default=True, help="Who is on the site: a name or a TOML file.")
@click.option("--people", type=COUNT, help="All pending invitations, the blast included.")
@click.option("--layout", default="sdui-2026", show_default=True, help="Which generation of LinkedIn's pages.")
@click.option("--arm", "arms", multiple=True, metavar="NAME", help="In what these pages differ. Repeatable.")
@click.option("--lang", "language", default="en", show_default=True, help="The account's language.")
@click.option("--seed", type=int, help="Other people, the same for the same seed.")
@click.option("--latency-ms", type=click.IntRange(0, 10**9), help="How long each dynamic answer takes.")
@click.option("--fault", "faults", multiple=True, metavar="NAME[:N]", help="One thing that goes wrong. Repeatable.")
@click.option("--now", default="", metavar="INSTANT", help="The site's time, going on from there.")
@click.option("--port", default=0, type=click.IntRange(0, 65535), help="0 picks a free one.")
@click.option("--log", type=FILE, help="What really happened on the site, as JSON Lines.")
@click.option("--truth", type=FILE, help="Who is who in the scenario, as JSON.")
@click.option("--state", type=FILE, help="Carries the site over restarts.")
@labels
@output
def demo(everywhere: Everywhere, *, yes: bool, label: tuple[str, ...], **site_options: Any) -> int:
    """Play the whole story on an invented account: look, show, ask, undo both halves, prove it.

    \b
        withdrawer demo
        withdrawer demo --yes --people 300 --json
    """
    from withdrawer.app.demo import Judge, demo_run
    from withdrawer.cli.use_case import carry_out
    from withdrawer.replay.process import ReplaySite, SiteOptions
    from withdrawer.show.demo import STORY, demo_shown
    from withdrawer.show.output import print_to_stderr

    with tempfile.TemporaryDirectory(prefix="withdrawer-demo-") as folder:
        everywhere = replace(everywhere, home=Path(folder) / "home")
        with ReplaySite.start(SiteOptions(**site_options)) as site:
            if not everywhere.quiet:
                print_to_stderr(STORY)
            judge = Judge(site.truth()["people"], site.events)
            return carry_out(
                "demo",
                everywhere,
                lambda at: demo_run(at, judge, label, says_yes=yes),
                demo_shown,
                given={"WITHDRAWER_BROWSER_ARGS": site.browser_args, "WITHDRAWER_NOW": site_options["now"]},
                is_quiet=everywhere.quiet and yes,
            )
