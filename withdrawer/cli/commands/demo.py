"""`withdrawer demo`: the whole story on an invented account, in one go, checked against the site's own log."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from withdrawer.app.typed_input import Everywhere
from withdrawer.cli.options import labels, output, site_options
from withdrawer.cli.settings import Command, option


@click.command(cls=Command)
@option("-y", "--yes", is_flag=True, help="Answer the questions with yes beforehand.")
@site_options(hidden=True)
@labels
@output
def demo(everywhere: Everywhere, *, yes: bool, label: tuple[str, ...], **options: Any) -> int:
    """Play the whole story on an invented account: look, show, ask, undo, check.

    It takes the options of `withdrawer replay serve` too.

    \b
        withdrawer demo
        withdrawer demo --yes --people 300 --json
    """
    from withdrawer.app.demo import Judge, demo_run
    from withdrawer.cli.use_case import carry_out
    from withdrawer.replay.process import ReplaySite, SiteOptions
    from withdrawer.show.output import print_to_stderr
    from withdrawer.show.run import STORY, demo_shown

    with tempfile.TemporaryDirectory(prefix="withdrawer-demo-") as folder:
        everywhere = replace(everywhere, home=Path(folder) / "home")
        with ReplaySite.start(SiteOptions(**options)) as site:
            if not everywhere.quiet:
                print_to_stderr(STORY)
            judge = Judge(site.truth()["people"], site.events)
            return carry_out(
                "demo",
                everywhere,
                lambda at: demo_run(at, judge, label, says_yes=yes),
                demo_shown(judge),
                given={"WITHDRAWER_BROWSER_ARGS": site.browser_args, "WITHDRAWER_NOW": options["now"]},
                is_quiet=everywhere.quiet and yes,
            )
